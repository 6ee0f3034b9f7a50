"""Every route, everybody: a stranger learns nothing of what is not his, not even that it exists.

Made from the route table. For every identifier that a route takes in its path, body or query, a stranger who
names the victim's and one who names a random one get the same answer; nothing of the victims' is in any
answer to a stranger; and who has no session, or only half of one, is let in nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from httpx import Response

from gateway.cast import FORMS, IDS, NOT_OURS, Cast, a_cast, bodies, query
from people import Person
from routes import Route, routes
from tutorium.gateway.app import api
from tutorium.platform.ids import new_id
from world import World

LAST = ("removePasskey", "logout")
"""Operations that end sessions, the other ones or the one they are called with: little can be asked after."""
PRIVATE = ("owner", "parties", "desk")
SERVED = ("staff", "desk")
PROVES_NOTHING = ("malformed", "gateway.idempotency_key_missing", "auth.step_up_required")
"""Refusals that come before anybody looks whose the thing is."""


def identifiers(route: Route) -> Iterator[str]:
    """Names of the identifiers this route takes, wherever."""
    yield from route.placeholders
    fields = route.body.__struct_fields__ if route.body else ()
    yield from (
        name
        for name in (*fields, *query_names()[route.operation])
        if name.endswith("_id") and name not in NOT_OURS
    )


@cache
def query_names() -> dict[str, list[str]]:
    """The names of the query parameters of each operation."""
    found: dict[str, list[str]] = {}
    for item in api().openapi_schema.to_schema()["paths"].values():
        for operation in item.values():
            parameters = operation.get("parameters", [])
            found[operation["operationId"]] = [each["name"] for each in parameters if each["in"] == "query"]
    return found


def in_order() -> list[Route]:
    """All routes: looking first, taking away at the end."""
    order = ("GET", "POST", "PUT", "PATCH", "DELETE")
    late = {operation: place for place, operation in enumerate(LAST, 1)}
    return sorted(routes(), key=lambda route: (late.get(route.operation, 0), order.index(route.method)))


def outcome(answer: Response) -> tuple[int, str]:
    """Status and code of an answer; no code when it is no refusal."""
    refused = answer.status_code >= 400
    return answer.status_code, answer.json()["code"] if refused else ""


class Walk:
    """Requests in which everything is right but whose it is; `wrong` is what should not have happened."""

    def __init__(self, cast: Cast) -> None:
        self.bodies = bodies()
        self.cast = cast
        self.cells = 0
        self.wrong: list[tuple[str, str, Any]] = []

    async def ask(self, person: Person, route: Route, **changes: str) -> Response:
        """Call the route with the victim's identifiers, but for these changes."""
        ids = self.cast.ids | changes
        elsewhere = {name: ids[name] for name in set(identifiers(route)) - set(route.placeholders)}
        asked = {n: v for n, v in elsewhere.items() if n in query_names()[route.operation]}
        told = {n: v for n, v in elsewhere.items() if n not in asked}
        body = None if route.body is None else self.bodies[route.operation] | told
        return await person.send(
            route.method,
            route.address(ids),
            params=query(route.operation) | asked,
            **FORMS.get(route.operation, {"json": body}),
            headers={"idempotency-key": str(new_id()), "x-requested-with": "tests"},
        )

    def check(self, who: str, route: Route, answer: Any, *, right: bool) -> None:
        """Count a cell."""
        self.cells += 1
        if not right:
            self.wrong.append((who, str(route), answer))

    async def outsider(self, why: str, person: Person) -> None:
        """Somebody without a whole session is let in nowhere but where everybody is."""
        expected = (401, "auth.second_factor_required" if why == "pending" else "auth.session_required")
        for route in in_order():
            if route.is_public:
                continue
            found = outcome(await self.ask(person, route))
            let_in = why == "pending" and route.level == "pending"
            self.check(why, route, found, right=(found != expected) if let_in else (found == expected))

    async def stranger(self, role: str, person: Person) -> None:
        """Somebody whose role may call a route, and whose the thing is not."""
        for route in in_order():
            private = [name for name in identifiers(route) if IDS[name] in PRIVATE]
            by_role = route.lets_in(role) and not route.is_public and "/backoffice/" in route.path
            if by_role and any(IDS[name] in SERVED for name in identifiers(route)):
                continue  # no stranger: the staff of this route
            answer = await self.ask(person, route)
            found = outcome(answer)
            self.check(role, route, found, right=self._fits(role, route, found))
            leaks = [word for word in self.cast.secrets if word in answer.text and not by_role]
            self.check(role, route, leaks, right=not leaks)
            for name in private:
                random = outcome(await self.ask(person, route, **{name: str(new_id())}))
                same = found == random and found[0] in (403, 404, 422)
                self.check(role, route, (name, found, random), right=same and random[1] not in PROVES_NOTHING)

    @staticmethod
    def _fits(role: str, route: Route, found: tuple[int, str]) -> bool:
        if not route.lets_in(role):
            return found == (403, "forbidden")
        return found[0] < 500 and found[1] not in ("forbidden", "auth.session_required", *PROVES_NOTHING)

    async def owners(self) -> None:
        """The identifiers are right: whose the thing is, finds it."""
        for route in in_order():
            for name in identifiers(route):
                served = IDS[name] == "desk" and "/backoffice/" in route.path
                if IDS[name] in PRIVATE and not served:
                    found = outcome(await self.ask(self.cast.owner(name), route))
                    right = (
                        found[0] < 500 and found[0] not in (401, 403, 404) and found[1] not in PROVES_NOTHING
                    )
                    self.check("owner", route, (name, found), right=right)


async def test_nobody_learns_of_what_is_not_his(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    walk = Walk(await a_cast(world))
    for why, person in walk.cast.outsiders.items():
        await walk.outsider(why, person)
    for role, person in walk.cast.strangers.items():
        await walk.stranger(role, person)
    await walk.owners()
    record_property("cells", ("routes, roles and relations", walk.cells))
    assert walk.wrong == [], "\n".join(str(each) for each in walk.wrong[:40])


def test_every_identifier_and_every_body_is_declared(world: World) -> None:
    taken = {(str(route), name) for route in routes() for name in identifiers(route)}
    assert {(where, name) for where, name in taken if name not in IDS} == set()
    assert set(IDS) == {name for _, name in taken}, "what no route takes any more"
    assert set(bodies()) == {route.operation for route in routes() if route.body is not None}
