"""Steps that many tests of lessons take."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from httpx import Response

from people import Person, sign_in
from tutorium.platform import clock
from world import World

MOSCOW = ZoneInfo("Europe/Moscow")
PRICE = 150_000
BAD_CARD = "5555555555554543"
_keys = count(1)


def noon(days: int = 2) -> datetime:
    """Noon in Moscow, this many days from now."""
    day = (clock.now() + timedelta(days=days)).astimezone(MOSCOW)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)


async def book(
    student: Person, tutor: Person, starts_at: datetime, *, key: str = "", **changes: Any
) -> Response:
    """Send a booking of an hour of mathematics."""
    body = {
        "tutor_id": tutor.id,
        "subject": "math",
        "starts_at": starts_at.isoformat(),
        "minutes": 60,
        "kind": "single",
    }
    return await student.post("/lessons", body | changes, key=key or f"booking-{next(_keys)}")


async def a_held_lesson(
    student: Person, tutor: Person, starts_at: datetime, **changes: Any
) -> dict[str, Any]:
    """A lesson that waits for its payment."""
    answer = await book(student, tutor, starts_at, **changes)
    assert answer.status_code == 201, answer.text
    lesson: dict[str, Any] = answer.json()
    assert lesson["state"] == "held", lesson
    return lesson


async def a_scheduled_lesson(
    world: World, student: Person, tutor: Person, starts_at: datetime, **changes: Any
) -> dict[str, Any]:
    """A lesson that was paid for by card."""
    lesson = await a_held_lesson(student, tutor, starts_at, **changes)
    await world.pay(lesson["payment"]["payment_id"])
    lesson = await shown(student, lesson)
    assert lesson["state"] == "scheduled", lesson
    return lesson


async def later(world: World, *people: Person, **by: float) -> None:
    """Let time pass; who has slept over it signs in again."""
    await world.travel(**by)
    for person in people:
        await sign_in(person)


async def shown(person: Person, lesson: dict[str, Any]) -> dict[str, Any]:
    """The lesson as this person sees it now."""
    answer = await person.get(f"/lessons/{lesson['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def states(person: Person, lesson: dict[str, Any]) -> list[str]:
    """Where the lesson has been."""
    answer = await person.get(f"/lessons/{lesson['id']}/history")
    return [step["to_state"] for step in answer.json()["items"]]


async def slot_starts(
    person: Person, tutor: Person, starts_at: datetime, minutes: int = 60
) -> list[datetime]:
    """The free starts of the day around this moment."""
    day = starts_at.replace(hour=0)
    answer = await person.get(
        f"/lessons/tutors/{tutor.id}/slots",
        **{"from": day.isoformat(), "to": (day + timedelta(days=1)).isoformat(), "minutes": minutes},
    )
    assert answer.status_code == 200, answer.text
    return [datetime.fromisoformat(slot["starts_at"]) for slot in answer.json()["slots"]]
