"""After the end: a question, an answer or silence, and the money of the lesson (L14a, L17, D6)."""

from datetime import datetime, timedelta

from lessons.booking import PRICE, a_scheduled_lesson, later, noon, shown, states
from payments.cashier import check_ledger
from people import a_student, a_tutor, sign_in
from tutorium.platform import clock
from world import World


async def test_a_student_confirms_and_the_tutor_is_paid(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(1))
    early = await student.post(f"/lessons/{lesson['id']}/confirm", {})
    assert (early.status_code, early.json()["code"]) == (409, "lessons.illegal_transition")
    await later(world, tutor, student, days=2)
    waiting = await shown(student, lesson)
    assert waiting["state"] == "awaiting_confirmation"
    assert waiting["confirm_by"] is not None
    assert waiting["allowed_actions"] == ["confirm"]
    assert (await shown(tutor, lesson))["allowed_actions"] == []
    assert (await tutor.post(f"/lessons/{lesson['id']}/confirm", {})).status_code == 409
    answer = await student.post(f"/lessons/{lesson['id']}/confirm", {})
    assert (answer.status_code, answer.json()["state"]) == (200, "completed")
    await world.settle()
    assert (await shown(student, lesson))["charged_kopecks"] == PRICE
    earnings = (await tutor.get("/payments/earnings")).json()
    assert earnings["pending_kopecks"] == PRICE * 80 // 100
    await check_ledger()


async def test_silence_confirms_after_three_days(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(1))
    await later(world, tutor, student, days=2)
    deadline = datetime.fromisoformat((await shown(student, lesson))["confirm_by"])
    asked_at = deadline - timedelta(days=3)
    assert timedelta() <= asked_at - datetime.fromisoformat(lesson["ends_at"]) < timedelta(minutes=6)
    await later(world, tutor, student, seconds=(deadline - clock.now()).total_seconds() - 3600)
    assert (await shown(student, lesson))["state"] == "awaiting_confirmation"
    await later(world, tutor, student, hours=2)
    assert await states(student, lesson) == ["held", "scheduled", "awaiting_confirmation", "completed"]
    await check_ledger()


async def test_a_known_student_books_at_shorter_notice(world: World) -> None:
    tutor, student, stranger = await a_tutor(world), await a_student(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(1))
    await later(world, tutor, student, days=2)
    await student.post(f"/lessons/{lesson['id']}/confirm", {})
    hours = {"weekly": [{"weekday": day, "start": "00:00", "end": "24:00"} for day in range(1, 8)]}
    assert (await tutor.put("/lessons/availability", hours)).status_code == 200
    await sign_in(stranger)
    from_to = {"from": noon(-1).isoformat(), "to": noon(2).isoformat(), "minutes": 30}
    known = (await student.get(f"/lessons/tutors/{tutor.id}/slots", **from_to)).json()["slots"]
    new = (await stranger.get(f"/lessons/tutors/{tutor.id}/slots", **from_to)).json()["slots"]
    assert len(known) - len(new) == 12, "six hours earlier, two slots an hour"
