"""Every route lets in exactly those it declares: all routes, all roles, and nobody in particular."""

import re
from typing import get_args

import pytest
from httpx import Response
from litestar.handlers import HTTPRouteHandler

from crowd import a_crowd
from people import Person
from tutorium.gateway.app import api
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from tutorium.platform.web import ANYONE
from world import World

NOBODY = "nobody"
WHO = (NOBODY, *get_args(Role))


def _routes() -> list[tuple[str, str, frozenset[str] | str]]:
    found = {}
    for route in api().routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and route.path.startswith("/api/v1/"):
                for method in handler.http_methods - {"HEAD", "OPTIONS"}:
                    found[str(method), route.path] = handler.opt["access"]
    return sorted((method, path, access) for (method, path), access in found.items())


async def _person(world: World, who: str) -> Person:
    if who == NOBODY:
        return world.visitor()
    [person] = await a_crowd(world.database_url, world.url, 1, role=who)
    return person


def _expected(who: str, access: frozenset[str] | str) -> str:
    if access == ANYONE or who in access:
        return "let in"
    return "401 auth.session_required" if who == NOBODY else "403 forbidden"


def _outcome(answer: Response) -> str:
    if answer.status_code >= 400:
        outcome = f"{answer.status_code} {answer.json()['code']}"
        if answer.status_code >= 500 or outcome in ("401 auth.session_required", "403 forbidden"):
            return outcome
    return "let in"


@pytest.mark.parametrize("who", WHO)
async def test_a_route_lets_in_whom_it_declares_and_nobody_else(world: World, who: str) -> None:
    person = await _person(world, who)
    routes = sorted(_routes(), key=lambda route: "logout" in route[1])  # the last thing anybody does
    assert len(routes) > 30
    wrong = []
    for method, path, access in routes:
        address = re.sub(r"{[^}]*}", str(new_id()), path).removeprefix("/api/v1")
        key = {"idempotency-key": str(new_id())}
        body: dict[str, str] | None = None if method == "GET" else {}
        outcome = _outcome(await person.http.request(method, address, json=body, headers=key))
        if outcome != _expected(who, access):
            wrong.append((method, path, outcome))
    assert wrong == []
