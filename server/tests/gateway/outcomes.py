"""Ways in which a request can end, each brought about for real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from httpx import Response
from limits import RateLimitItemPerMinute

from people import Person, a_student
from tutorium.gateway import door, limits, placement
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings
from tutorium.platform.web import BODY_BYTES
from world import World

CARDS = "/catalog/tutors"
FAVOURITES = "/catalog/favourites"


@asynccontextmanager
async def locked(world: World, table: str) -> AsyncIterator[None]:
    """Nobody else reads this table: who asks for it waits."""
    async with world.owner.acquire() as connection, connection.transaction():
        await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield


@asynccontextmanager
async def a_black_hole() -> AsyncIterator[str]:
    """An address that takes connections and never says anything."""
    left = asyncio.Event()

    async def swallow(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await left.wait()
        writer.close()

    server = await asyncio.start_server(swallow, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        left.set()


async def answered(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.get("/accounts/me")


async def not_changed(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    etag = (await student.get("/catalog/subjects")).headers["etag"]
    return await student.send("GET", "/catalog/subjects", headers={"if-none-match": etag})


async def malformed(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.post("/auth/login", {"email": 5})


async def signed_out(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await world.visitor().get("/accounts/me")


async def not_his_role(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.get("/payments/earnings")


async def nothing_there(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.get(f"/lessons/{new_id()}")


async def no_such_address(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.get("/nothing/here")


async def wrong_method(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.delete("/catalog/subjects")


async def conflict(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.delete("/auth/totp")


async def too_large(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.post("/auth/login", {"email": "a@b.test", "password": "x" * BODY_BYTES})


async def declined(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    return await student.patch("/accounts/me", {"timezone": "Mars/Phobos"})


async def too_often(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    patch.setattr(limits, "PER_USER", RateLimitItemPerMinute(1))
    await student.get("/accounts/me")
    return await student.get("/accounts/me")


async def broken(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    await world.fetch("ALTER TABLE catalog.favourite RENAME TO elsewhere")
    try:
        return await student.get(FAVOURITES)
    finally:
        await world.fetch("ALTER TABLE catalog.elsewhere RENAME TO favourite")


async def shed(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    patch.setattr(door, "RUNNING", 0)
    return await student.get("/accounts/me")


async def a_module_that_hangs(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    patch.setitem(placement.SECONDS, "catalog", 0.2)
    async with locked(world, "catalog.favourite"):
        return await student.get(FAVOURITES)


async def a_module_behind_a_black_hole(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    patch.setitem(placement.SECONDS, "catalog", 0.2)
    async with a_black_hole() as address:
        patch.setenv("REMOTE_MODULES", f"catalog={address}")
        settings.cache_clear()
        answer = await student.get(FAVOURITES)
    patch.undo()
    settings.cache_clear()
    return answer


async def the_whole_request_too_long(student: Person, world: World, patch: pytest.MonkeyPatch) -> Response:
    patch.setattr(door, "SECONDS", 0.2)
    async with locked(world, "catalog.favourite"):
        return await student.get(FAVOURITES)


Outcome = Callable[[Person, World, pytest.MonkeyPatch], Awaitable[Response]]
OUTCOMES: dict[str, tuple[Outcome, int]] = {
    "answered": (answered, 200),
    "not changed": (not_changed, 304),
    "malformed": (malformed, 400),
    "signed out": (signed_out, 401),
    "not his role": (not_his_role, 403),
    "nothing there": (nothing_there, 404),
    "no such address": (no_such_address, 404),
    "wrong method": (wrong_method, 405),
    "conflict": (conflict, 409),
    "too large": (too_large, 413),
    "declined": (declined, 422),
    "too often": (too_often, 429),
    "broken": (broken, 500),
    "shed": (shed, 503),
    "a module that hangs": (a_module_that_hangs, 503),
    "a module behind a black hole": (a_module_behind_a_black_hole, 503),
    "the whole request too long": (the_whole_request_too_long, 503),
}


async def come_to(name: str, world: World, patch: pytest.MonkeyPatch) -> Response:
    """The answer to a student's request that ends like this."""
    make, status = OUTCOMES[name]
    student = await a_student(world)
    answer = await make(student, world, patch)
    assert answer.status_code == status, answer.text
    return answer
