"""Letters about a lesson reach its people, each on his own clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from people import Person, a_student, a_tutor
from world import World


async def book(world: World, student: Person, tutor: Person) -> dict[str, Any]:
    """Hold the tutor's first free hour."""
    start = datetime.now(UTC) + timedelta(days=3)
    window = {"from": start.isoformat(), "to": (start + timedelta(days=3)).isoformat(), "minutes": 60}
    slots = (await student.get(f"/lessons/tutors/{tutor.id}/slots", **window)).json()["slots"]
    body = {
        "tutor_id": tutor.id,
        "subject": "math",
        "starts_at": slots[0]["starts_at"],
        "minutes": 60,
        "kind": "single",
    }
    answer = await student.post("/lessons", body, key=str(uuid4()))
    assert answer.status_code == 201, answer.text
    lesson: dict[str, Any] = answer.json()
    return lesson


async def test_payer_and_tutor_are_told_of_a_paid_lesson_and_of_its_cancellation(world: World) -> None:
    student = await a_student(world, locale="en", timezone="America/New_York")
    tutor = await a_tutor(world)
    lesson = await book(world, student, tutor)
    await world.pay(lesson["payment"]["payment_id"])

    [to_student] = await world.letters(student.email, "Lessons.Scheduled")
    [to_tutor] = await world.letters(tutor.email, "Lessons.Scheduled")
    assert "America/New_York" in to_student["parameters"]["lesson_time"]
    assert "Europe/Moscow" in to_tutor["parameters"]["lesson_time"]
    assert to_student["parameters"]["subject"].startswith("Lesson scheduled: Mathematics")
    assert to_tutor["parameters"]["subject"].startswith("Занятие назначено: Математика")
    assert to_tutor["parameters"]["learner_name"] == "Анна Смирнова"
    assert to_student["parameters"]["link"] == f"{world.url}/lessons/{lesson['id']}"
    [paid] = await world.letters(student.email, "Payments.Succeeded")
    assert paid["parameters"]["amount"] == "1,500\u00a0₽"

    cancelled = await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "plans_changed"})
    assert cancelled.status_code == 200, cancelled.text
    await world.webhooks_delivered()
    for person in (student, tutor):
        [letter] = await world.letters(person.email, "Lessons.Cancelled")
        assert letter["parameters"]["charged"] == "0\u00a0₽"
        assert letter["parameters"]["returned"].replace("\u00a0", "").replace(",", "") == "1500₽"
    [refund] = await world.letters(student.email, "Payments.Refunded")
    assert refund["parameters"]["amount"] == "1,500\u00a0₽"


async def test_an_unpaid_booking_that_lapses_is_told_to_the_payer_alone(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    await book(world, student, tutor)
    await world.travel(minutes=16)
    [letter] = await world.letters(student.email, "Lessons.Expired")
    assert letter["parameters"]["link"] == f"{world.url}/tutors/{tutor.id}"
    assert await world.letters(tutor.email, "Lessons.Expired") == []


async def test_a_failed_payment_is_explained(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await book(world, student, tutor)
    await world.pay(lesson["payment"]["payment_id"], card="5555555555554600")
    [letter] = await world.letters(student.email, "Payments.Failed")
    assert "недостаточно денег на карте" in letter["parameters"]["text"]


async def test_a_lesson_that_is_over_is_asked_about_and_its_end_is_told(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await book(world, student, tutor)
    await world.pay(lesson["payment"]["payment_id"])
    ends_at = datetime.fromisoformat(lesson["ends_at"])
    await world.travel(seconds=(ends_at - datetime.now(UTC)).total_seconds() + 600)
    assert len(await world.letters(student.email, "Lessons.AwaitingConfirmation")) == 1
    await world.travel(hours=73)
    for person in (student, tutor):
        assert len(await world.letters(person.email, "Lessons.Completed")) == 1
