"""social-auth-core, which knows nothing of us, as the application that asks to sign somebody in."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from social_core.backends.oauth import BaseOAuth2PKCE
from social_core.backends.vk import VKIDOAuth2
from social_core.backends.yandex import YandexOAuth2
from social_core.strategy import BaseStrategy

from sandbox.stand import APP_URL, VK_ID, YANDEX_ID, YANDEX_SECRET, Sandbox

SETTINGS = {
    "SOCIAL_AUTH_YANDEX_OAUTH2_KEY": YANDEX_ID,
    "SOCIAL_AUTH_YANDEX_OAUTH2_SECRET": YANDEX_SECRET,
    "SOCIAL_AUTH_YANDEX_OAUTH2_SCOPE": ["login:info", "login:email", "login:birthday", "login:default_phone"],
    "SOCIAL_AUTH_VK_ID_KEY": VK_ID,
    "SOCIAL_AUTH_VK_ID_SCOPE": ["vkid.personal_info", "email", "phone"],
}


class Nonces:
    """States that wait for somebody's return: the library takes each once."""

    def __init__(self) -> None:
        self.waiting: set[tuple[object, ...]] = set()

    def use(self, *what: object) -> bool:
        self.waiting.add(what)
        return True

    def consume(self, *what: object) -> bool:
        if what not in self.waiting:
            return False
        self.waiting.remove(what)
        return True


class Storage:
    """What the library asks of a database."""

    def __init__(self) -> None:
        self.nonce = Nonces()


class Strategy(BaseStrategy[Any]):
    """What the library asks of a web framework: a session, the parameters of the request, settings."""

    def __init__(self) -> None:
        super().__init__(storage=Storage())  # type: ignore[arg-type]
        self.session: dict[str, Any] = {}
        self.parameters: dict[str, str] = {}

    def get_setting(self, name: str) -> Any:
        return SETTINGS[name]

    def request_data(self, merge: bool = True) -> dict[str, Any]:
        return self.parameters

    def session_get(self, name: str, default: Any = None) -> Any:
        return self.session.get(name, default)

    def session_set(self, name: str, value: Any) -> None:
        self.session[name] = value

    def session_pop(self, name: str) -> Any:
        return self.session.pop(name, None)

    def build_absolute_uri(self, path: str | None = None) -> str:
        return path or ""

    def redirect(self, url: str) -> Any:
        return url

    def authenticate(self, backend: Any, *args: Any, **kwargs: Any) -> Any:
        """What would go into the pipeline: tokens and profile together."""
        return kwargs["response"]


def yandex(sandbox: Sandbox) -> Any:
    """The library's Yandex client, with PKCE, pointed at the sandbox."""
    prefix = f"{sandbox.url}/yandex-id"

    class Yandex(BaseOAuth2PKCE[Any], YandexOAuth2[Any]):
        AUTHORIZATION_URL = f"{prefix}/authorize"
        ACCESS_TOKEN_URL = f"{prefix}/token"

        def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> Any:
            headers = {"Authorization": f"OAuth {access_token}"}
            return self.get_json(f"{prefix}/info", params={"format": "json"}, headers=headers)

    return Yandex(Strategy(), redirect_uri=f"{APP_URL}/api/v1/auth/external/yandex/callback")


def vk(sandbox: Sandbox) -> Any:
    """The library's VK ID client, pointed at the sandbox."""
    prefix = f"{sandbox.url}/vk-id"

    class Vk(VKIDOAuth2[Any]):
        AUTHORIZATION_URL = f"{prefix}/authorize"
        ACCESS_TOKEN_URL = f"{prefix}/oauth2/auth"
        USER_INFO_URL = f"{prefix}/oauth2/user_info"

    return Vk(Strategy(), redirect_uri=f"{APP_URL}/api/v1/auth/external/vk/callback")


async def begin(backend: Any) -> str:
    """The address of the consent page."""
    address: str = await asyncio.to_thread(backend.start)
    return address


async def answer(sandbox: Sandbox, address: str, **form: str) -> dict[str, str]:
    """Do what a person does on the consent page; the parameters he comes back with."""
    shown = await sandbox.http.get(address)
    assert shown.status_code == 200, shown.text
    back = await sandbox.http.post(address, data=form)
    assert back.status_code == 303, back.text
    return returned(back)


def returned(back: httpx.Response) -> dict[str, str]:
    """The parameters of the address one is sent back to."""
    query = parse_qs(urlsplit(back.headers["location"]).query, keep_blank_values=True)
    return {name: values[0] for name, values in query.items()}


async def finish(backend: Any, parameters: dict[str, str]) -> dict[str, Any]:
    """The library takes the return, fetches the token and the profile."""
    backend.strategy.parameters = backend.data = parameters
    found: dict[str, Any] = await asyncio.to_thread(backend.auth_complete)
    return found


def granted(person: str, *extra: str) -> dict[str, str]:
    """The form of somebody who agrees."""
    return {"person": person, "decision": "grant"} | dict.fromkeys(extra, "on")
