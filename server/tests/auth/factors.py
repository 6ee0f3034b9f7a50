"""What the tests of second factors share."""

from typing import Any

from httpx import Response

from authenticator import Authenticator
from newcomers import login, newcomer
from people import Person, set_up_authenticator
from world import World

SESSION = "/auth/session"


async def with_authenticator(world: World) -> tuple[Person, list[str]]:
    """Somebody with an authenticator app, and his recovery codes."""
    person = await newcomer(world)
    codes = await set_up_authenticator(person)
    await world.settle()
    return person, codes


async def with_passkey(world: World, **kind: bool) -> tuple[Person, Authenticator]:
    """Somebody with a passkey."""
    person = await newcomer(world)
    key = Authenticator(world.url, **kind)
    answer = await register_passkey(person, key)
    assert answer.status_code == 201, answer.text
    return person, key


async def register_passkey(person: Person, key: Authenticator, name: str = "Ноутбук") -> Response:
    """Make a passkey and hand it in."""
    options = await options_of(person, "/auth/passkeys/options")
    return await person.post("/auth/passkeys", {"credential": key.create(options), "name": name})


async def options_of(person: Person, path: str) -> dict[str, Any]:
    """A fresh challenge."""
    answer = await person.post(path)
    assert answer.status_code == 200, answer.text
    options: dict[str, Any] = answer.json()["options"]
    return options


async def at_the_second_step(world: World, person: Person) -> Person:
    """Another browser of the same person, who has given the right password."""
    browser = world.visitor()
    browser.email, browser.totp_secret = person.email, person.totp_secret
    answer = await login(browser)
    assert answer.json()["second_factor_required"] is True, answer.text
    return browser


async def second_factor(person: Person, **proof: Any) -> Response:
    """Try to finish signing in."""
    return await person.post("/auth/login/second-factor", proof)


async def audited(world: World, action: str) -> list[dict[str, Any]]:
    """What the audit log says about an action, oldest first."""
    rows = await world.fetch("SELECT subject, data FROM platform.audit WHERE action = $1 ORDER BY id", action)
    return [{"subject": row["subject"], **row["data"]} for row in rows]
