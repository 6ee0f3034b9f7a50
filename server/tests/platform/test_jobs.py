"""Jobs live and die with the change that asks for them; a job that keeps failing is parked, not lost."""

import asyncio
import subprocess
import sys
from datetime import timedelta

import pytest

from people import registration
from tutorium.modules.auth.events import UserRegistered
from tutorium.platform import clock, db, jobs
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id
from tutorium.worker import PLATFORM
from world import World

LETTER = "Auth.ConfirmEmail"


async def _jobs(world: World) -> list[str]:
    return [row["entrypoint"] for row in await world.fetch("SELECT entrypoint FROM platform.pgqueuer")]


async def _announce_and_fail() -> None:
    async with db.transaction() as connection:
        await publish(connection, UserRegistered(user_id=new_id()))
        raise ZeroDivisionError


async def test_no_job_outlives_a_change_that_was_undone(world: World) -> None:
    with pytest.raises(ZeroDivisionError):
        await _announce_and_fail()
    assert await _jobs(world) == []


async def test_an_event_for_later_waits_for_its_moment(world: World) -> None:
    async with db.transaction() as connection:
        later = clock.now() + timedelta(hours=2)
        await publish(connection, UserRegistered(user_id=new_id()), at=later)
    waiting = await _jobs(world)
    await world.travel(hours=1)
    assert await _jobs(world) == waiting
    await world.travel(hours=1, minutes=1)
    assert await _jobs(world) == []


async def test_what_cannot_be_done_is_parked_and_done_once_when_sent_again(
    world: World,
) -> None:
    email = "forbearing@example.test"
    await world.as_owner("ALTER TABLE notifications.message RENAME TO message_away")
    try:
        assert (await world.visitor().post("/auth/register", registration(email))).status_code == 201
        await world.settle()
        for _ in range(jobs.MAX_ATTEMPTS + 1):
            await world.travel(minutes=6)
    finally:
        await world.as_owner("ALTER TABLE notifications.message_away RENAME TO message")
    async with db.connection() as connection:
        parked = await jobs.parked(connection)
    assert len(parked) == 1
    assert await world.letters(email, LETTER) == []
    command = [sys.executable, "-m", "tutorium", "parked", "--retry", str(parked[0].id)]
    said = await asyncio.to_thread(subprocess.check_output, command, text=True)
    assert said.endswith("1 parked, 1 sent again\n")
    assert len(await world.letters(email, LETTER)) == 1


async def test_a_night_job_nobody_was_there_for_is_done_at_the_next_start(world: World) -> None:
    await world.fetch(
        """INSERT INTO platform.pgqueuer_schedules (expression, entrypoint, next_run)
        SELECT expression, entrypoint, now() - interval '1 hour' FROM (VALUES
            ('17 3 * * *', 'tutorium.forget_old_keys'),
            ('18 3 * * *', 'tutorium.forget_old_keys'),
            ('17 3 * * *', 'tutorium.gone'),
            ('17 3 * * *', 'lessons.elsewhere')) AS known (expression, entrypoint)"""
    )
    last_run = """SELECT expression, entrypoint, last_run FROM platform.pgqueuer_schedules
        WHERE entrypoint IN ('tutorium.forget_old_keys', 'tutorium.gone', 'lessons.elsewhere')
        ORDER BY entrypoint"""
    stop = asyncio.Event()
    working = asyncio.create_task(jobs.work(world.database_url, frozenset({PLATFORM}), stop))
    try:
        async with asyncio.timeout(20):
            while not (rows := await world.fetch(last_run))[-1]["last_run"]:  # noqa: ASYNC110 -- it is in PostgreSQL
                await asyncio.sleep(0.05)
    finally:
        stop.set()
        await working
        await world.fetch("DELETE FROM platform.pgqueuer_schedules")
    assert [tuple(row)[:2] for row in rows] == [
        ("17 3 * * *", "lessons.elsewhere"),
        ("17 3 * * *", "tutorium.forget_old_keys"),
    ]


async def test_a_short_outage_heals_without_anybody(world: World) -> None:
    email = "hurried@example.test"
    await world.fault("mindbox", "error_500_before")
    await world.visitor().post("/auth/register", registration(email))
    await world.settle()
    await world.no_faults()
    await world.travel(minutes=1)
    assert len(await world.letters(email, LETTER)) == 1
