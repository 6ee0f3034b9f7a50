"""A command sent twice under one key is done once."""

import asyncio
from typing import Any

import asyncpg

from lessons.booking import noon
from people import a_student, a_tutor
from world import World

CLAIM = "SELECT 1 FROM platform.idempotency"


async def _booking(world: World) -> dict[str, Any]:
    tutor = await a_tutor(world)
    return {
        "tutor_id": tutor.id,
        "subject": "math",
        "starts_at": noon().isoformat(),
        "minutes": 60,
        "kind": "single",
    }


async def test_a_repeat_shows_the_same_lesson_with_the_same_status(world: World) -> None:
    student = await a_student(world)
    body = await _booking(world)
    first = await student.post("/lessons", body, key="one")
    again = await student.post("/lessons", body, key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len((await student.get("/lessons")).json()["items"]) == 1


async def test_a_key_is_needed_and_belongs_to_one_body(world: World) -> None:
    student = await a_student(world)
    body = await _booking(world)
    missing = await student.post("/lessons", body)
    assert (missing.status_code, missing.json()["code"]) == (400, "gateway.idempotency_key_missing")
    too_long = await student.post("/lessons", body, key="k" * 256)
    assert too_long.json()["code"] == "gateway.idempotency_key_missing"
    await student.post("/lessons", body, key="one")
    other = await student.post("/lessons", body | {"minutes": 30}, key="one")
    assert (other.status_code, other.json()["code"]) == (422, "gateway.idempotency_key_reused")


async def test_a_refused_command_leaves_its_key_free(world: World) -> None:
    student = await a_student(world)
    body = await _booking(world)
    refused = await student.post("/lessons", body | {"minutes": 45}, key="one")
    assert refused.status_code in (400, 422)
    assert (await student.post("/lessons", body, key="one")).status_code == 201


async def test_while_the_first_runs_the_second_is_told_so(world: World) -> None:
    student = await a_student(world)
    body = await _booking(world)
    holder = await asyncpg.connect(world.database_url)
    async with holder.transaction():
        await holder.execute("SELECT 1 FROM lessons.diary FOR UPDATE")
        first = asyncio.create_task(student.post("/lessons", body, key="one"))
        async with asyncio.timeout(5):
            while not await world.fetch(CLAIM):  # noqa: ASYNC110 -- the claim is in PostgreSQL
                await asyncio.sleep(0.01)
        second = await student.post("/lessons", body, key="one")
        assert (second.status_code, second.json()["code"]) == (409, "gateway.idempotency_key_running")
        assert second.headers["retry-after"] == "1"
    await holder.close()
    assert (await first).status_code == 201


async def test_two_people_may_use_the_same_key(world: World) -> None:
    one, two = await a_student(world), await a_student(world)
    body = await _booking(world)
    assert (await one.post("/lessons", body, key="same")).status_code == 201
    assert (await two.post("/lessons", body, key="same")).json()["code"] == "lessons.slot_taken"
