"""Yandex ID and VK ID (contracts/06): where to send people, and who came back.

Three outcomes of asking who it is: the profile; Refused, when the provider says no; Unknown, when it does
not answer in time or not so that it can be understood. A code works once, so it is sent again only when the
provider cannot have seen it; the profile is asked for twice. Tokens are used at once and kept nowhere.
"""

import re
import ssl
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec

from tutorium.modules.auth.model import EMAIL, MAX_EMAIL
from tutorium.modules.auth.model.external import PROVIDERS, Profile, Provider, Refused, Unknown
from tutorium.platform import circuit, outbound
from tutorium.platform.settings import settings

outbound.register("yandex_id", ru="Яндекс ID", en="Yandex ID")
outbound.register("vk_id", ru="VK ID", en="VK ID")

SECONDS_TO_ANSWER = 2.0
"""Two tries must end before another process of ours, which may be waiting, gives up (5 s)."""
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout)
LONGEST_NAME = 200


class Return(msgspec.Struct, frozen=True):
    """What a person brought back from the provider; `device_id` is VK's."""

    code: str
    state: str
    device_id: str


class Said(msgspec.Struct, frozen=True):
    """An answer of either provider; VK's errors come with status 200, so `error` is looked at first."""

    error: str | None = None
    access_token: str = ""
    state: str = ""
    user_id: str | int | None = None
    user: dict[str, Any] | None = None


def offered() -> list[Provider]:
    """The providers this installation is registered with."""
    known = {"yandex": settings().yandex_id_client_id, "vk": settings().vk_id_client_id}
    return [provider for provider in PROVIDERS if known[provider]]


def authorize_url(provider: Provider, *, state: str, challenge: str) -> str:
    """Where a person agrees to be signed in."""
    base, client_id, scope = {
        "yandex": (
            settings().yandex_id_url,
            settings().yandex_id_client_id,
            "login:info login:email login:birthday",
        ),
        "vk": (settings().vk_id_url, settings().vk_id_client_id, "vkid.personal_info email"),
    }[provider]
    query = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": callback_url(provider),
        "scope": scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{base.rstrip('/')}/authorize?{urlencode(query)}"


def callback_url(provider: Provider) -> str:
    """The address registered with the provider."""
    return f"{settings().public_url.rstrip('/')}/api/v1/auth/external/{provider}/callback"


async def who(provider: Provider, came: Return, *, verifier: str) -> Profile | Refused | Unknown:
    """Whose code this is."""
    return await {"yandex": _yandex, "vk": _vk}[provider](came, verifier)


async def _yandex(came: Return, verifier: str) -> Profile | Refused | Unknown:
    config = settings()
    form = {
        "grant_type": "authorization_code",
        "code": came.code,
        "code_verifier": verifier,
        "client_id": config.yandex_id_client_id,
        "client_secret": config.yandex_id_client_secret,
        "redirect_uri": callback_url("yandex"),
    }
    token = await _ask("yandex_id", "token", config.yandex_id_url, "/token", form=form)
    if isinstance(token, Refused | Unknown):
        return token
    said = _decoded(token, Said)
    if not said or not said.access_token:
        return Unknown("unreadable")
    header = {"Authorization": f"OAuth {said.access_token}"}
    known = await _ask("yandex_id", "profile", config.yandex_id_profile_url, "/info", headers=header)
    if isinstance(known, Refused | Unknown):
        return known
    return _profile(_decoded(known, dict[str, Any]), subject="id", email="default_email", proved=True)


async def _vk(came: Return, verifier: str) -> Profile | Refused | Unknown:
    config = settings()
    form = {
        "grant_type": "authorization_code",
        "code": came.code,
        "code_verifier": verifier,
        "client_id": config.vk_id_client_id,
        "device_id": came.device_id,
        "redirect_uri": callback_url("vk"),
        "state": came.state,
    }
    token = await _ask("vk_id", "token", config.vk_id_url, "/oauth2/auth", form=form)
    if isinstance(token, Refused | Unknown):
        return token
    said = _decoded(token, Said)
    if not said or not said.access_token:
        return Unknown("unreadable")
    if said.state != came.state:
        return Refused("another_state")
    form = {"access_token": said.access_token, "client_id": config.vk_id_client_id}
    known = await _ask("vk_id", "profile", config.vk_id_url, "/oauth2/user_info", form=form, is_question=True)
    if isinstance(known, Refused | Unknown):
        return known
    told = _decoded(known, Said)
    profile = _profile(told.user if told else None, subject="user_id", email="email", proved=False)
    if isinstance(profile, Profile) and profile.subject != str(said.user_id):
        return Refused("another_user")
    return profile


async def _ask(
    system: str,
    operation: str,
    base: str,
    path: str,
    *,
    form: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    is_question: bool = False,
) -> bytes | Refused | Unknown:
    """The body of a good answer; all tries count as one call. A GET and a question are asked twice."""
    url = f"{base.rstrip('/')}{path}"
    is_safe = is_question or form is None
    try:
        with circuit.call(system, operation) as call:
            found = await _tried(url, form=form, headers=headers or {}, is_safe=is_safe)
            if not isinstance(found, Unknown):
                call.outcome = "refused" if isinstance(found, Refused) else "ok"
            return found
    except circuit.NotAsked:
        return Unknown("not_asked")


async def _tried(
    url: str, *, form: dict[str, str] | None, headers: dict[str, str], is_safe: bool
) -> bytes | Refused | Unknown:
    outcome: bytes | Refused | Unknown
    for is_last in (False, True):
        again = is_safe
        try:
            response = await _http().request(
                "GET" if form is None else "POST",
                url,
                params={"format": "json"} if form is None else None,
                data=form,
                headers=headers,
                timeout=SECONDS_TO_ANSWER,
            )
            outcome = _read(response)
        except httpx.HTTPError as error:
            outcome = Unknown(type(error).__name__)
            again = is_safe or isinstance(error, NEVER_SENT)
        if is_last or not (isinstance(outcome, Unknown) and again):
            break
    return outcome


def _read(response: httpx.Response) -> bytes | Refused | Unknown:
    status = response.status_code
    said = _decoded(response.content, Said)
    if status >= 500 or status == 429 or said is None:
        return Unknown(f"http_{status}")
    if status != 200 or said.error is not None:
        return Refused(said.error or f"http_{status}")
    return response.content


def _profile(known: dict[str, Any] | None, *, subject: str, email: str, proved: bool) -> Profile | Unknown:
    """Only the id is certain: everything else may be absent, empty or odd."""
    found = (known or {}).get(subject)
    if known is None or isinstance(found, bool) or not isinstance(found, str | int) or not str(found).strip():
        return Unknown("unreadable")
    address = _text(known, email)
    if not re.fullmatch(EMAIL, address) or len(address) > MAX_EMAIL:
        address = ""
    name = _text(known, "real_name") or f"{_text(known, 'first_name')} {_text(known, 'last_name')}"
    return Profile(
        subject=str(found),
        email=address or None,
        email_proved=proved and bool(address),
        full_name=" ".join(name.split())[:LONGEST_NAME].strip(),
        birth_date=_date(_text(known, "birthday")),
    )


def _text(known: dict[str, Any], name: str) -> str:
    value = known.get(name)
    return value.strip() if isinstance(value, str) else ""


def _date(text: str) -> date | None:
    """YYYY-MM-DD as Yandex writes it, with zeros for what is unknown, or VK's DD.MM.YYYY."""
    parts = text.split("-") if "-" in text else text.split(".")[::-1]
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _decoded(content: bytes, kind: Callable[..., Any] | Any) -> Any:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError:
        return None


_client: httpx.AsyncClient | None = None


def _http() -> httpx.AsyncClient:
    global _client
    if _client is None or _client.is_closed:
        _client = httpx.AsyncClient(verify=_certificates())
    return _client


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
