"""People at the door: registering and signing in step by step, before the address is confirmed."""

import itertools
from typing import Any

from httpx import Response

from people import PASSWORD, Person, link_token, registration
from world import World

_numbers = itertools.count(1)


def stranger(world: World) -> Person:
    """A browser whose owner has an address nobody has registered."""
    person = world.visitor()
    person.email = f"newcomer{next(_numbers)}@example.test"
    return person


async def register(person: Person, **changes: Any) -> Response:
    """Send a registration."""
    return await person.post("/auth/register", registration(person.email) | changes)


async def login(person: Person, password: str = PASSWORD, email: str = "") -> Response:
    """Try to sign in."""
    return await person.post("/auth/login", {"email": email or person.email, "password": password})


async def newcomer(world: World, **changes: Any) -> Person:
    """Somebody who has registered and signed in; his address is not confirmed."""
    person = stranger(world)
    answer = await register(person, **changes)
    assert answer.status_code == 201, answer.text
    person.id = answer.json()["user_id"]
    assert (await login(person)).status_code == 200
    return person


def the_same_browser(world: World, person: Person) -> Person:
    """Somebody else who holds a copy of the cookie."""
    copy = world.visitor(cookie=person.http.headers["cookie"])
    copy.email = person.email
    return copy


async def token_of(world: World, operation: str, person: Person) -> str:
    """The token in the link of the latest letter of this kind."""
    return link_token((await world.letters(person.email, operation))[0])
