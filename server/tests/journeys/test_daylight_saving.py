"""A tutor in New York and a student in Moscow, around both changes of the clock in 2027.

New York goes from UTC-5 to UTC-4 on 14 March at 02:00, and back on 7 November at 02:00. Moscow stays at
UTC+3. The expected moments are written by hand.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from people import Person, a_student, a_tutor
from tutorium.platform import clock
from world import World

WEEK = [
    {"weekday": 6, "start": "09:00", "end": "11:00"},
    {"weekday": 7, "start": "00:00", "end": "05:00"},
    {"weekday": 1, "start": "09:00", "end": "11:00"},
]
SPRING = [
    # Saturday, 9 to 11 by winter time: Moscow is 8 hours ahead.
    "2027-03-13T14:00:00Z",
    "2027-03-13T14:30:00Z",
    "2027-03-13T15:00:00Z",
    # Sunday, midnight to 5: 02:00 and 02:30 do not exist, so the night has 4 hours.
    "2027-03-14T05:00:00Z",  # 00:00
    "2027-03-14T05:30:00Z",
    "2027-03-14T06:00:00Z",  # 01:00
    "2027-03-14T06:30:00Z",  # 01:30, until 03:30
    "2027-03-14T07:00:00Z",  # 03:00
    "2027-03-14T07:30:00Z",
    "2027-03-14T08:00:00Z",  # 04:00
    # Monday, 9 to 11 by summer time: Moscow is 7 hours ahead.
    "2027-03-15T13:00:00Z",
    "2027-03-15T13:30:00Z",
    "2027-03-15T14:00:00Z",
]
AUTUMN = [
    # Saturday, by summer time.
    "2027-11-06T13:00:00Z",
    "2027-11-06T13:30:00Z",
    "2027-11-06T14:00:00Z",
    # Sunday: 01:00 and 01:30 come twice and are offered the first time only.
    "2027-11-07T04:00:00Z",  # 00:00
    "2027-11-07T04:30:00Z",
    "2027-11-07T05:00:00Z",  # 01:00, summer time
    "2027-11-07T05:30:00Z",  # 01:30, summer time
    "2027-11-07T07:00:00Z",  # 02:00, winter time
    "2027-11-07T07:30:00Z",
    "2027-11-07T08:00:00Z",  # 03:00
    "2027-11-07T08:30:00Z",
    "2027-11-07T09:00:00Z",  # 04:00
    # Monday, by winter time.
    "2027-11-08T14:00:00Z",
    "2027-11-08T14:30:00Z",
    "2027-11-08T15:00:00Z",
]
CHANGES = [
    pytest.param("2027-03-11T12:00:00Z", SPRING, "2027-03-14T06:30:00Z", "2027-03-15T13:00:00Z", id="spring"),
    pytest.param("2027-11-04T12:00:00Z", AUTUMN, "2027-11-07T05:30:00Z", "2027-11-08T14:00:00Z", id="autumn"),
]


@pytest.mark.parametrize(("today", "expected", "night", "morning"), CHANGES)
async def test_slots_and_lessons_around_a_change_of_the_clock(
    world: World, today: str, expected: list[str], night: str, morning: str
) -> None:
    await world.travel(seconds=(moment(today) - clock.now()).total_seconds())
    tutor = await a_tutor(world, timezone="America/New_York", availability={"weekly": WEEK})
    student = await a_student(world, timezone="Europe/Moscow")

    shown = await slots(student, tutor, today)
    assert shown["timezone"] == "America/New_York"
    assert [slot["starts_at"] for slot in shown["slots"]] == expected
    assert all(minutes_between(slot["starts_at"], slot["ends_at"]) == 60 for slot in shown["slots"])

    for starts_at in (night, morning):
        lesson = await a_paid_lesson(world, student, tutor, starts_at)
        assert lesson["starts_at"] == starts_at
        assert minutes_between(lesson["starts_at"], lesson["ends_at"]) == 60
        assert lesson["tutor_timezone"] == "America/New_York"
    left = [slot["starts_at"] for slot in (await slots(student, tutor, today))["slots"]]
    assert night not in left
    assert morning not in left


@pytest.mark.parametrize(
    ("today", "starts_at"),
    [
        pytest.param("2027-03-11T12:00:00Z", "2027-03-15T14:30:00Z", id="spring: 10:30 lasts too long"),
        pytest.param("2027-03-11T12:00:00Z", "2027-03-14T08:30:00Z", id="spring: 04:30 lasts too long"),
        pytest.param("2027-11-04T12:00:00Z", "2027-11-07T06:00:00Z", id="autumn: the second 01:00"),
        pytest.param("2027-11-04T12:00:00Z", "2027-11-08T13:00:00Z", id="autumn: 8 in the morning now"),
    ],
)
async def test_what_is_no_slot_cannot_be_booked(world: World, today: str, starts_at: str) -> None:
    await world.travel(seconds=(moment(today) - clock.now()).total_seconds())
    tutor = await a_tutor(world, timezone="America/New_York", availability={"weekly": WEEK})
    student = await a_student(world, timezone="Europe/Moscow")
    answer = await student.post("/lessons", wish(tutor, starts_at), key="too clever")
    assert (answer.status_code, answer.json()["code"]) == (422, "lessons.slot_unavailable")


@pytest.mark.parametrize(
    ("starts_at", "here", "there"),
    [
        pytest.param(
            "2027-03-13T14:00:00Z",
            "суббота, 13 марта 2027, 17:00 (Europe/Moscow, UTC+03:00)",
            "суббота, 13 марта 2027, 09:00 (America/New_York, UTC-05:00)",
            id="before",
        ),
        pytest.param(
            "2027-03-15T13:00:00Z",
            "понедельник, 15 марта 2027, 16:00 (Europe/Moscow, UTC+03:00)",
            "понедельник, 15 марта 2027, 09:00 (America/New_York, UTC-04:00)",
            id="after",
        ),
    ],
)
async def test_letters_tell_everybody_his_own_time(
    world: World, starts_at: str, here: str, there: str
) -> None:
    await world.travel(seconds=(moment("2027-03-11T12:00:00Z") - clock.now()).total_seconds())
    tutor = await a_tutor(world, timezone="America/New_York", availability={"weekly": WEEK})
    student = await a_student(world, timezone="Europe/Moscow")
    await a_paid_lesson(world, student, tutor, starts_at)
    for person, told in ((student, here), (tutor, there)):
        letters = await world.letters(person.email)
        assert told in [letter["parameters"].get("lesson_time") for letter in letters]


def moment(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def minutes_between(start: str, end: str) -> float:
    """How long something lasts."""
    return (moment(end) - moment(start)).total_seconds() / 60


def wish(tutor: Person, starts_at: str) -> dict[str, Any]:
    """An hour of mathematics at this moment."""
    return {
        "tutor_id": tutor.id,
        "subject": "math",
        "starts_at": starts_at,
        "minutes": 60,
        "kind": "single",
    }


async def slots(student: Person, tutor: Person, since: str) -> dict[str, Any]:
    """What the student is offered for the five days from a Thursday on."""
    until = moment(since).replace(day=moment(since).day + 5).isoformat()
    answer = await student.get(
        f"/lessons/tutors/{tutor.id}/slots", **{"from": since, "to": until}, minutes=60
    )
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def a_paid_lesson(world: World, student: Person, tutor: Person, starts_at: str) -> dict[str, Any]:
    """Book the hour and pay it."""
    answer = await student.post("/lessons", wish(tutor, starts_at), key=starts_at)
    assert answer.status_code == 201, answer.text
    await world.pay(answer.json()["payment"]["payment_id"])
    lesson: dict[str, Any] = (await student.get(f"/lessons/{answer.json()['id']}")).json()
    assert lesson["state"] == "scheduled"
    return lesson
