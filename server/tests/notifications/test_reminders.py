"""Reminders come 24 hours, an hour and ten minutes before a lesson that takes place, and once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_guardian, a_student, a_tutor, sign_in
from tutorium.modules.notifications.model.reminders import reminders_of
from tutorium.modules.notifications.model.values import in_words
from tutorium.platform import clock
from world import World

WHICH = ("Lessons.ReminderDay", "Lessons.ReminderHour", "Lessons.ReminderSoon")


async def reminders(world: World, person: Person) -> list[int]:
    """How many letters of each kind have come."""
    return [len(await world.letters(person.email, operation)) for operation in WHICH]


async def until(world: World, lesson: dict[str, Any], **before: float) -> None:
    """Let time pass until so long before the lesson."""
    moment = datetime.fromisoformat(lesson["starts_at"]) - timedelta(**before)
    await world.travel(seconds=(moment - clock.now()).total_seconds() + 1)


async def test_both_sides_are_reminded_three_times(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    for before, expected in (
        ({"hours": 25}, [0, 0, 0]),
        ({"hours": 24}, [1, 0, 0]),
        ({"hours": 1}, [1, 1, 0]),
        ({"minutes": 10}, [1, 1, 1]),
    ):
        await until(world, lesson, **before)
        for person in (student, tutor):
            assert await reminders(world, person) == expected, before
    [letter] = await world.letters(student.email, "Lessons.ReminderSoon")
    assert letter["parameters"]["subject"].startswith("Занятие через 10 минут: Математика")
    await sign_in(student)
    titles = [each["title"].split(":")[0] for each in (await student.get("/notifications")).json()["items"]]
    assert titles[:3] == ["Занятие через 10 минут", "Занятие через час", "Завтра занятие"]


async def test_nobody_is_reminded_of_a_cancelled_lesson(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    answer = await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "illness"})
    assert answer.status_code == 200
    await until(world, lesson, minutes=9)
    assert await reminders(world, student) == await reminders(world, tutor) == [0, 0, 0]


async def test_a_moved_lesson_is_reminded_of_at_its_new_time(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    await world.fetch(
        "UPDATE lessons.lesson SET starts_at = starts_at + interval '2 days',"
        " ends_at = ends_at + interval '2 days', busy_range = tstzrange("
        "   lower(busy_range) + interval '2 days', upper(busy_range) + interval '2 days')"
        " WHERE id = $1::text::uuid",
        lesson["id"],
    )
    await until(world, lesson, hours=24)
    assert await reminders(world, student) == [0, 0, 0]
    later = datetime.fromisoformat(lesson["starts_at"]) + timedelta(days=2)
    moved = lesson | {"starts_at": later.isoformat()}
    await until(world, moved, hours=24)
    assert await reminders(world, student) == [1, 0, 0]
    await until(world, moved, minutes=10)
    assert await reminders(world, student) == [1, 1, 1]


async def test_a_reminder_that_was_held_up_past_the_start_is_not_sent(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    await world.fault("mindbox", "error_503")
    await until(world, lesson, minutes=-1)
    await world.no_faults()
    await world.travel(hours=1)
    assert await reminders(world, student) == [0, 0, 0]
    rows = await world.fetch(
        "SELECT DISTINCT state FROM notifications.message"
        " WHERE operation LIKE 'Lessons.Reminder%' AND channel = 'letter'"
    )
    assert {row["state"] for row in rows} == {"late"}


@pytest.mark.parametrize("fault", ["error_500_after", "reset"])
async def test_a_reminder_that_may_have_gone_does_not_go_again(world: World, fault: str) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    await world.fault("mindbox", fault)
    await until(world, lesson, hours=24)
    await world.no_faults()
    await until(world, lesson, hours=2)
    assert [(await reminders(world, each))[0] for each in (student, tutor)] == [1, 1]
    rows = await world.fetch(
        "SELECT state, attempts FROM notifications.message"
        " WHERE operation = 'Lessons.ReminderDay' AND channel = 'letter'"
    )
    assert [tuple(row) for row in rows] == [("unknown", 1), ("unknown", 1)]


async def test_a_reminder_that_certainly_has_not_gone_goes_later(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    await world.fault("mindbox", "too_many_429")
    await until(world, lesson, hours=24)
    assert await reminders(world, student) == [0, 0, 0]
    await world.no_faults()
    await world.travel(minutes=5)
    assert await reminders(world, student) == [1, 0, 0]


async def test_people_choose_their_reminders(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    body = {"items": [{"kind": "reminder_day", "email": False}, {"kind": "reminder_hour", "email": False}]}
    assert (await student.put("/notifications/preferences", body)).status_code == 200
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    await until(world, lesson, hours=24)
    await until(world, lesson, hours=1)
    await until(world, lesson, minutes=10)
    assert await reminders(world, student) == [0, 0, 1]
    assert await reminders(world, tutor) == [1, 1, 1]


async def test_a_child_without_a_login_is_reminded_through_the_guardian(world: World) -> None:
    guardian, tutor = await a_guardian(world), await a_tutor(world)
    child = {"full_name": "Миша Петров", "birth_date": "2016-03-02"}
    learner = (await guardian.post("/accounts/me/children", child)).json()
    current = (await guardian.get("/auth/documents/minor_data")).json()["current_version"]
    consent = await guardian.post(f"/accounts/me/children/{learner['id']}/consent", {"text_version": current})
    assert consent.status_code in (200, 201, 204), consent.text
    lesson = await a_scheduled_lesson(world, guardian, tutor, noon(3), learner_id=learner["id"])
    await until(world, lesson, hours=24)
    assert await reminders(world, guardian) == [1, 0, 0]
    [letter] = await world.letters(guardian.email, "Lessons.ReminderDay")
    assert letter["parameters"]["learner_name"] == "Миша Петров"


START = datetime(2027, 1, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("booked_before", "expected"),
    [
        (timedelta(days=3), ["day", "hour", "soon"]),
        (timedelta(hours=26, minutes=1), ["day", "hour", "soon"]),
        (timedelta(hours=25), ["hour", "soon"]),
        (timedelta(hours=2), ["hour", "soon"]),
        (timedelta(minutes=70), ["soon"]),
        (timedelta(minutes=10), []),
        (timedelta(minutes=-5), []),
    ],
)
def test_who_books_late_gets_what_still_makes_sense(booked_before: timedelta, expected: list[str]) -> None:
    found = reminders_of(START, now=START - booked_before)
    assert [each.which for each, _ in found] == expected


def test_the_day_before_new_year_is_in_the_old_year() -> None:
    [(_, day), (_, hour), (_, soon)] = reminders_of(START, now=START - timedelta(days=40))
    assert [day, hour, soon] == [
        datetime(2026, 12, 31, 9, 30, tzinfo=UTC),
        datetime(2027, 1, 1, 8, 30, tzinfo=UTC),
        datetime(2027, 1, 1, 9, 20, tzinfo=UTC),
    ]
    assert in_words(START, timezone="America/Los_Angeles", locale="en") == (
        "Friday, 1 January 2027, 01:30 (America/Los_Angeles, UTC-08:00)"
    )
    assert in_words(START - timedelta(hours=2), timezone="America/Los_Angeles", locale="en").startswith(
        "Thursday, 31 December 2026, 23:30"
    )


def test_24_hours_are_24_hours_though_the_clocks_change() -> None:
    """In New York the clocks go forward on 14 March 2027: the day before the lesson has 23 hours."""
    starts_at = datetime(2027, 3, 14, 19, 0, tzinfo=UTC)
    [(_, day), *_] = reminders_of(starts_at, now=starts_at - timedelta(days=9))
    assert day == datetime(2027, 3, 13, 19, 0, tzinfo=UTC)
    read = [in_words(each, timezone="America/New_York", locale="en") for each in (day, starts_at)]
    assert read == [
        "Saturday, 13 March 2027, 14:00 (America/New_York, UTC-05:00)",
        "Sunday, 14 March 2027, 15:00 (America/New_York, UTC-04:00)",
    ]
