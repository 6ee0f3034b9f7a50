"""Every route lets in exactly those it declares: all routes, all roles, and nobody in particular."""

from collections.abc import Callable
from typing import get_args

import pytest
from httpx import Response

from crowd import a_crowd
from people import Person
from routes import Route, routes
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from world import World

NOBODY = "nobody"
WHO = (NOBODY, *get_args(Role))


async def _person(world: World, who: str) -> Person:
    if who == NOBODY:
        return world.visitor()
    [person] = await a_crowd(world.database_url, world.url, 1, role=who)
    return person


def _expected(who: str, route: Route) -> str:
    if route.lets_in(who):
        return "let in"
    return "401 auth.session_required" if who == NOBODY else "403 forbidden"


def _outcome(answer: Response) -> str:
    if answer.status_code >= 400:
        outcome = f"{answer.status_code} {answer.json()['code']}"
        if answer.status_code >= 500 or outcome in ("401 auth.session_required", "403 forbidden"):
            return outcome
    return "let in"


@pytest.mark.parametrize("who", WHO)
async def test_a_route_lets_in_whom_it_declares_and_nobody_else(
    world: World, who: str, record_property: Callable[[str, object], None]
) -> None:
    person = await _person(world, who)
    wrong = []
    for route in sorted(
        routes(), key=lambda route: route.operation == "logout"
    ):  # the last thing anybody does
        address = route.address({name: new_id() for name in route.placeholders})
        key = {"idempotency-key": str(new_id())}
        body: dict[str, str] | None = None if route.method == "GET" else {}
        outcome = _outcome(await person.http.request(route.method, address, json=body, headers=key))
        if outcome != _expected(who, route):
            wrong.append((str(route), outcome))
    record_property("cells", ("routes and roles", len(routes())))
    assert wrong == []
