"""Live updates reach those they are for, at once, and nobody whose session is over."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import get_args
from uuid import UUID

import asyncpg
import pytest

from auth.factors import at_the_second_step
from backoffice.staff import act
from crowd import a_crowd
from newcomers import the_same_browser
from notifications.listening import PATH, listening, tell
from people import PASSWORD, a_student, a_supporter, an_admin, set_up_authenticator, sign_in
from routes import every_route
from tutorium.gateway import door
from tutorium.modules.notifications.service import stream
from tutorium.platform import live
from tutorium.platform.db import transaction
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from world import World


def test_no_other_answer_goes_on_for_ever() -> None:
    assert [each.operation for each in every_route() if each.lasting] == ["liveUpdates"]


async def test_what_is_told_is_heard_by_whom_it_is_for_and_by_nobody_else(world: World) -> None:
    student, other, thing = await a_student(world), await a_student(world), new_id()
    async with listening(student) as stream, listening(other) as elsewhere:
        await tell(UUID(student.id), "tickets", id=thing)
        await tell(UUID(other.id), "lessons")
        assert await stream.next() == {"topic": "tickets", "id": str(thing)}
        assert await elsewhere.next() == {"topic": "lessons", "id": None}


async def test_a_role_is_told_together(world: World) -> None:
    supporter, student = await a_supporter(world), await a_student(world)
    async with listening(supporter) as desk, listening(student) as elsewhere:
        await tell("role:support", "tickets")
        await tell(UUID(student.id), "after all")
        assert (await desk.next() or {})["topic"] == "tickets"
        assert (await elsewhere.next() or {})["topic"] == "after all"


async def test_what_is_rolled_back_was_never_said(world: World) -> None:
    student = await a_student(world)
    async with listening(student) as stream:
        with suppress(ZeroDivisionError):
            async with transaction(system=True) as db:
                await live.tell(db, to=UUID(student.id), topic="never")
                raise ZeroDivisionError
        await tell(UUID(student.id), "this")
        assert (await stream.next() or {})["topic"] == "this"


async def test_nothing_is_told_outside_a_transaction(world: World) -> None:
    with pytest.raises(RuntimeError, match="inside its transaction"):
        await live.tell(world.owner, to=new_id(), topic="x")  # type: ignore[arg-type]


async def test_a_stream_is_never_kept_and_is_passed_on_piece_by_piece(world: World) -> None:
    student = await a_student(world)
    async with listening(student) as stream:
        headers = stream.answer.headers
        assert headers["content-type"].startswith("text/event-stream")
        assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
        assert "content-length" not in headers


@pytest.mark.parametrize("who", ["nobody", *get_args(Role)])
async def test_everybody_who_has_signed_in_may_listen(world: World, who: str) -> None:
    if who == "nobody":
        assert (await world.visitor().get(PATH)).json()["code"] == "auth.session_required"
        return
    [person] = await a_crowd(world.database_url, world.url, 1, role=who)
    async with listening(person):
        pass


async def test_neither_the_revoked_nor_the_blocked_nor_the_half_signed_in_listen(world: World) -> None:
    student, blocked = await a_student(world), await a_student(world)
    revoked = the_same_browser(world, student)
    await sign_in(student)
    assert (await act(await an_admin(world), blocked, "block")).status_code == 200
    await set_up_authenticator(student)
    half_way = await at_the_second_step(world, student)
    assert [(await each.get(PATH)).status_code for each in (revoked, blocked, half_way)] == [401, 401, 401]


async def test_a_stream_ends_with_its_session_and_those_of_other_sessions_go_on(world: World) -> None:
    phone = await a_student(world)
    laptop = world.visitor()
    laptop.email, laptop.id = phone.email, phone.id
    await sign_in(laptop)
    async with listening(phone) as ending, listening(laptop) as going_on:
        assert (await laptop.delete("/auth/sessions")).status_code == 204
        assert await ending.next() is None
        assert (await going_on.next() or {})["topic"] == "session"
        await tell(UUID(phone.id), "lessons")
        assert (await going_on.next() or {})["topic"] == "lessons"


@pytest.mark.parametrize("how", ["sign out", "block", "password"])
async def test_however_a_session_ends_its_stream_does(world: World, how: str) -> None:
    student = await a_student(world)
    browser = the_same_browser(world, student)
    async with listening(browser) as stream:
        if how == "sign out":
            assert (await student.post("/auth/logout")).status_code in (200, 204)
        elif how == "block":
            assert (await act(await an_admin(world), student, "block")).status_code == 200
        else:
            await sign_in(student)  # in the same browser, so the session before it is over
            body = {"current_password": PASSWORD, "new_password": "кит-жёлтый-поезд-17"}
            assert (await student.post("/auth/password/change", body)).status_code in (200, 204)
        assert await stream.next() is None


async def test_a_session_that_has_run_out_is_told_nothing(world: World) -> None:
    student = await a_student(world)
    async with listening(student) as stream:
        await world.travel(days=15)
        await tell(UUID(student.id), "lessons")
        assert await stream.next() is None


async def test_a_silent_stream_gives_signs_of_life_longer_than_a_request_may_take(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "SIGN_OF_LIFE_SECONDS", 0.05)
    monkeypatch.setattr(door, "SECONDS", 0.2)
    student = await a_student(world)
    async with asyncio.timeout(10), student.http.stream("GET", PATH) as answer:
        lines = answer.aiter_lines()
        seen = [await anext(lines) for _ in range(21)]
    assert seen.count(": still here") == 9


async def test_one_person_has_so_many_streams_and_no_more(world: World) -> None:
    student, other = await a_student(world), await a_student(world)
    async with AsyncExitStack() as stack:
        for _ in range(live.EARS_OF_ONE):
            await stack.enter_async_context(listening(the_same_browser(world, student)))
        refused = await student.get(PATH)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
        await stack.enter_async_context(listening(other))


async def test_when_nothing_can_be_heard_any_more_streams_end_and_new_ones_hear(world: World) -> None:
    student = await a_student(world)
    async with listening(student) as stream:
        await world.owner.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'tutorium live'"
        )
        assert await stream.next() is None
    async with listening(student) as stream:
        await tell(UUID(student.id), "lessons")
        assert (await stream.next() or {})["topic"] == "lessons"


async def test_streams_do_not_fill_the_queue_of_requests(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = await a_student(world)
    async with listening(student), listening(the_same_browser(world, student)):
        monkeypatch.setattr(door, "RUNNING", 1)
        assert (await student.get("/accounts/me")).status_code == 200


async def test_head_of_a_stream_ends(world: World) -> None:
    student = await a_student(world)
    async with asyncio.timeout(10):
        assert (await student.send("HEAD", PATH)).status_code == 200


async def test_a_notice_holds_nothing_but_a_topic_and_an_id(world: World) -> None:
    student = await a_student(world)
    connection = await asyncpg.connect(world.database_url)
    heard: asyncio.Queue[str] = asyncio.Queue()
    await connection.add_listener(live.CHANNEL, lambda *call: heard.put_nowait(str(call[3])))
    await tell(UUID(student.id), "lessons")
    assert await heard.get() == f'{{"to":"user:{student.id}","told":{{"topic":"lessons","id":null}}}}'
    await connection.close()
