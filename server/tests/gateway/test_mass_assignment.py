"""No body takes a field it does not declare: not one of all the columns there are, at any depth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from crowd import a_crowd
from gateway.cast import FORMS, bodies
from people import Person
from routes import Route, routes
from tutorium.platform.ids import new_id
from world import World

TOLERANT = {"takePaymentNotice": "the Payment System may tell more than we read"}
FREE = ("credential",)
"""Objects that the browser makes and a library reads."""
INSIDE = ("id", "user_id", "state", "version")
"""What is tried in the objects within a body; in the outermost it is every column."""
MOVES = ("auth.session",)
"""Tables that every request changes: when a session was last seen."""
AT_ONCE = 8


async def _columns(world: World) -> list[str]:
    rows = await world.fetch(
        "SELECT DISTINCT column_name AS name FROM information_schema.columns"
        " WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public') ORDER BY 1"
    )
    return [row["name"] for row in rows]


async def _state(world: World) -> dict[str, str]:
    """A digest of every table that is somebody's data."""
    tables = await world.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public', 'platform')"
    )
    found = {}
    for table in (each for each in tables if each["name"] not in MOVES):
        rows = "md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), ''))"
        [row] = await world.fetch(f"SELECT {rows} AS d FROM {table['name']} t")  # noqa: S608 -- names of tables
        found[table["name"]] = row["d"]
    return found


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a body, outermost first."""
    if isinstance(value, dict):
        yield value
        for name, each in value.items():
            if name not in FREE:
                yield from _objects(each)
    elif isinstance(value, list | tuple):
        for each in value[:1]:
            yield from _objects(each)


def _spoilt(body: dict[str, Any], names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body with one field too many, in each of its objects."""
    for place, _ in enumerate(_objects(body)):
        for name in names if place == 0 else INSIDE:
            changed = deepcopy(body)
            target = list(_objects(changed))[place]
            if name not in target:
                target[name] = 1
                yield name, changed


async def _takes(person: Person, route: Route, body: dict[str, Any]) -> Any:
    address = route.address({name: _value(name) for name in route.placeholders})
    sent: dict[str, Any] = {"json": body}
    if form := FORMS.get(route.operation):
        sent = form | {"data": {name: value for name, value in body.items() if name not in form["files"]}}
    headers = {"idempotency-key": str(new_id()), "x-requested-with": "tests"}
    answer = await person.send(route.method, address, **sent, headers=headers)
    return answer.json() if answer.status_code == 400 else answer.status_code


def _value(name: str) -> str:
    return "yandex" if name == "provider" else str(new_id())


@pytest.mark.timeout(1800)
async def test_no_column_of_the_database_is_a_field_nobody_declared(
    world: World, record_property: Callable[[str, object], None]
) -> None:
    columns, known = await _columns(world), bodies()
    assert len(columns) > 100
    wrong: list[Any] = []
    cells = 0
    gate = asyncio.Semaphore(AT_ONCE)
    changing = [each for each in routes() if each.body is not None and each.operation not in TOLERANT]
    people = {}
    for route in changing:
        role = "student" if route.is_public else min(route.access)
        [people[route.operation]] = await a_crowd(world.database_url, world.url, 1, role=role)
    await world.fetch("UPDATE auth.session SET proved_at = now()")
    before = await _state(world)

    async def one(route: Route, name: str, body: dict[str, Any]) -> None:
        async with gate:
            found = await _takes(people[route.operation], route, body)
        refused = isinstance(found, dict) and found["code"] == "malformed"
        if not (refused and any(f"`{name}`" in each["message"] for each in found["errors"])):
            wrong.append((str(route), name, found))

    for route in changing:
        assert route.body is not None
        fields = set(route.body.__struct_fields__)
        ids = {name: str(new_id()) for name in fields if name.endswith("_id") and name != "device_id"}
        names = [name for name in columns if name not in fields]
        tries = list(_spoilt(known[route.operation] | ids, names))
        # A name that is a field of another object of the body proves nothing.
        tries = [(name, body) for name, body in tries if name not in _declared(route)]
        await asyncio.gather(*(one(route, name, body) for name, body in tries))
        cells += len(tries)
    assert await _state(world) == before
    record_property("cells", ("bodies and columns", cells))
    assert wrong == []


def _declared(route: Route) -> set[str]:
    """Every name of a field in the body, at whatever depth."""
    seen: set[str] = set()

    def walk(kind: Any) -> None:
        for name in getattr(kind, "__struct_fields__", ()):
            seen.add(name)
        for each in getattr(kind, "__args__", ()):
            walk(each)
        for each in getattr(kind, "__annotations__", {}).values():
            walk(each)

    walk(route.body)
    return seen
