"""The bell: what has happened stands there, newest first, until it is read, in every tab at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lessons.booking import a_scheduled_lesson, noon
from notifications.listening import listening
from people import Person, a_student, a_tutor, sign_in
from tutorium.modules.notifications.events import MessageQueued
from tutorium.platform import clock
from tutorium.platform.db import transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id
from world import World

PATH = "/notifications"


async def bell(person: Person, **query: Any) -> dict[str, Any]:
    """What is behind it."""
    answer = await person.get(PATH, **query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def read(person: Person, **what: Any) -> int:
    """Read these notices; how many are left unread."""
    answer = await person.post(f"{PATH}/read", what)
    assert answer.status_code == 200, answer.text
    unread: int = answer.json()["unread"]
    return unread


async def test_a_booking_stands_behind_the_bells_of_both_sides_and_is_told_at_once(world: World) -> None:
    student, tutor = await a_student(world, locale="en"), await a_tutor(world)
    assert await bell(student) == {"items": [], "next_cursor": None, "unread": 0}
    async with listening(tutor) as stream:
        lesson = await a_scheduled_lesson(world, student, tutor, noon())
        told = await stream.hear_of("notifications")
    [notice] = (await bell(tutor))["items"]
    assert notice["title"].startswith("Занятие назначено: Математика")
    assert told["id"] == notice["id"]
    assert (notice["kind"], notice["read_at"]) == ("lesson_booked", None)
    assert notice["path"] == f"/lessons/{lesson['id']}"
    seen = await bell(student)
    assert seen["unread"] == 2
    assert {each["title"].split(":")[0] for each in seen["items"]} == {"Lesson scheduled", "Payment received"}


async def test_one_notice_is_read_then_all_and_other_tabs_are_told(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    await a_scheduled_lesson(world, student, tutor, noon())
    first, second = (await bell(student))["items"]
    async with listening(student) as tab:
        assert await read(student, ids=[first["id"]]) == 1
        assert (await tab.hear_of("notifications"))["id"] is None
    unread = (await bell(student, unread="true"))["items"]
    assert [each["id"] for each in unread] == [second["id"]]
    read_at = (await bell(student))["items"][0]["read_at"]
    assert await read(student, ids=[first["id"]], until=clock.now().isoformat()) == 0
    again = await bell(student)
    assert (again["unread"], again["items"][0]["read_at"]) == (0, read_at)


async def test_what_came_after_the_list_was_seen_is_not_read_with_it(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    seen_at = clock.now()
    await a_scheduled_lesson(world, student, tutor, noon())
    assert await read(student, until=seen_at.isoformat()) == 2
    assert (await student.post(f"{PATH}/read", {"until": "2026-11-25T10:00:00"})).status_code == 400


async def test_nobody_reads_what_is_anothers(world: World) -> None:
    student, tutor, other = await a_student(world), await a_tutor(world), await a_student(world)
    await a_scheduled_lesson(world, student, tutor, noon())
    [first, _] = (await bell(student))["items"]
    assert await read(other, ids=[first["id"], str(new_id())], until=clock.now().isoformat()) == 0
    assert (await bell(student))["unread"] == 2


async def test_a_long_list_comes_in_pages_without_gaps_or_doubles(world: World) -> None:
    student = await a_student(world)
    now = clock.now()
    for number in range(7):
        await world.fetch(
            "INSERT INTO notifications.notice (id, user_id, operation, title, text, path, created_at)"
            " VALUES ($1, $2::text::uuid, 'Gone.ByNow', $3, '', '/', $4)",
            new_id(),
            student.id,
            str(number),
            now - timedelta(minutes=number // 2),
        )
    titles, cursor = [], None
    while True:
        page = await bell(student, limit=3, cursor=cursor)
        titles += [each["title"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(titles) == [str(number) for number in range(7)]
    assert (await student.get(PATH, cursor="nonsense")).status_code == 400


async def test_a_message_delivered_again_is_one_notice(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    await a_scheduled_lesson(world, student, tutor, noon())
    rows = await world.fetch("SELECT id FROM notifications.message WHERE channel = 'centre'")
    async with transaction(system=True) as db:
        for row in rows:
            await publish(db, MessageQueued(message_id=row["id"]))
    await world.settle()
    assert len((await bell(student))["items"]) == 2


async def test_mindbox_that_is_silent_delays_no_notice(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    await world.fault("mindbox", "error_503")
    await a_scheduled_lesson(world, student, tutor, noon())
    assert (await bell(student))["unread"] == 2


async def test_what_is_not_wanted_behind_the_bell_still_comes_by_mail(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    body = {"items": [{"kind": "lesson_booked", "email": True, "site": False}]}
    assert (await tutor.put(f"{PATH}/preferences", body)).status_code == 200
    await a_scheduled_lesson(world, student, tutor, noon())
    assert (await bell(tutor))["items"] == []
    assert len(await world.letters(tutor.email, "Lessons.Scheduled")) == 1


async def test_notices_are_forgotten_after_a_year(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    await a_scheduled_lesson(world, student, tutor, noon())
    await world.travel(days=364)
    await world.run_schedule("notifications.forget_old_notices")
    await sign_in(student)
    before = (await bell(student))["items"]
    await world.travel(days=2)
    await world.run_schedule("notifications.forget_old_notices")
    year_ago = clock.now() - timedelta(days=365)
    kept = [each for each in before if datetime.fromisoformat(each["created_at"]) > year_ago]
    assert 0 < len(kept) < len(before)
    assert (await bell(student))["items"] == kept
