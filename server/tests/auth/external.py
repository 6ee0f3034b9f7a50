"""A browser on its way to an identity provider and back."""

import itertools
from typing import Any
from urllib.parse import parse_qs, urlsplit

from httpx import Response

from people import Person
from world import World

_numbers = itertools.count(50_001)
SYSTEM = {"yandex": "yandex-id", "vk": "vk-id"}


async def account_at(world: World, provider: str, **details: Any) -> dict[str, Any]:
    """Somebody with an account at the provider, with an address of his own unless told otherwise."""
    number = next(_numbers)
    document = {
        "id": str(number),
        "first_name": "Мария",
        "last_name": "Волкова",
        "email": f"maria{number}@yandex.test",
        "birthday": "1994-03-08",
    } | details
    document = {name: value for name, value in document.items() if value is not None}
    answer = await world.sandbox.post(f"/{SYSTEM[provider]}/_control/persons", json=document)
    assert answer.status_code == 201, answer.text
    return document


async def start(person: Person, provider: str, next_path: str = "") -> str:
    """Press the button: the address of the consent page."""
    answer = await person.post(f"/auth/external/{provider}/start", {"next": next_path})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["url"])


async def consent(
    world: World, person: Person, url: str, account: dict[str, Any] | None, *, email: bool = True
) -> dict[str, str]:
    """Agree on the provider's page, or refuse without an account; what the web application gets."""
    form = {"decision": "deny"} if account is None else {"decision": "grant", "person": account["id"]}
    back = await world.sandbox.post(url, data=form | ({"email": "on"} if email else {}))
    assert back.status_code == 303, back.text
    address = back.headers["location"]
    assert address.startswith(person.http.base_url.copy_with(path="/api/v1/auth/external/").__str__())
    handed = await person.http.get(address)
    assert handed.status_code == 303, handed.text
    path, _, fragment = handed.headers["location"].partition("#")
    assert path == urlsplit(address).path.removeprefix("/api/v1/auth").removesuffix("/callback")
    return {name: values[0] for name, values in parse_qs(fragment).items()}


async def finish(person: Person, provider: str, brought: dict[str, str]) -> Response:
    """What the web application does with it."""
    return await person.post(f"/auth/external/{provider}/finish", brought)


async def come_back(
    world: World,
    person: Person,
    provider: str,
    account: dict[str, Any] | None,
    *,
    email: bool = True,
    next_path: str = "",
) -> Response:
    """The whole way."""
    url = await start(person, provider, next_path)
    return await finish(person, provider, await consent(world, person, url, account, email=email))


def form(**changes: Any) -> dict[str, Any]:
    """The rest of a registration."""
    return {
        "role": "student",
        "full_name": "Мария Волкова",
        "birth_date": "1994-03-08",
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "consents": [
            {"kind": "offer", "text_version": "2026-11-01"},
            {"kind": "personal_data", "text_version": "2026-11-01"},
        ],
    } | changes


async def register(person: Person, **changes: Any) -> Response:
    """Send the form."""
    return await person.post("/auth/external/registration", form(**changes))


async def somebody(world: World, provider: str = "yandex", **details: Any) -> tuple[Person, dict[str, Any]]:
    """Registered and signed in through a provider, without a password; and the account there."""
    account = await account_at(world, provider, **details)
    person = world.visitor()
    answer = await come_back(world, person, provider, account)
    assert answer.json()["outcome"] == "registration", answer.text
    answer = await register(person)
    assert (answer.status_code, answer.json()["outcome"]) == (201, "signed_in"), answer.text
    person.email, person.id = account["email"], (await person.get("/auth/session")).json()["user_id"]
    return person, account


async def link(world: World, person: Person, provider: str, account: dict[str, Any]) -> Response:
    """Link an account at a provider from the settings."""
    answer = await person.post(f"/auth/external/links/{provider}")
    assert answer.status_code == 200, answer.text
    brought = await consent(world, person, answer.json()["url"], account)
    return await finish(person, provider, brought)


async def audited(world: World, action: str) -> list[dict[str, Any]]:
    """What the audit log says about this action."""
    rows = await world.fetch(
        "SELECT subject, actor_id, data FROM platform.audit WHERE action = $1 ORDER BY at", action
    )
    return [dict(row) for row in rows]
