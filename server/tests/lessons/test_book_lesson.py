"""Hold, pay, schedule; and everything that may come between (domain.md L1-L3, L2a)."""

import asyncio
from datetime import timedelta
from uuid import UUID

from lessons.booking import (
    BAD_CARD,
    PRICE,
    a_held_lesson,
    a_scheduled_lesson,
    book,
    noon,
    shown,
    slot_starts,
    states,
)
from newcomers import newcomer
from payments.cashier import check_ledger
from people import a_guardian, a_student, a_tutor
from tutorium.modules.subscriptions import api as subscriptions
from world import World


async def test_a_paid_lesson_is_scheduled(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    assert lesson["price_kopecks"] == PRICE
    assert lesson["tutor_name"] == "Иван Кузнецов"
    assert lesson["learner_name"] == student.name
    assert lesson["hold_expires_at"] is not None
    assert lesson["meeting_url"] is None
    assert lesson["payment"]["state"] == "pending"
    assert lesson["payment"]["confirmation_url"].startswith(world.sandbox_url)
    assert set(lesson["allowed_actions"]) == {"pay", "cancel"}
    await world.pay(lesson["payment"]["payment_id"])
    lesson = await shown(student, lesson)
    assert lesson["state"] == "scheduled"
    assert lesson["meeting_url"] == "https://meet.example.test/room"
    assert lesson["payment"]["state"] == "succeeded"
    assert lesson["allowed_actions"] == ["cancel"]
    seen_by_tutor = await shown(tutor, lesson)
    assert seen_by_tutor["payment"] is None
    assert await states(student, lesson) == ["held", "scheduled"]
    await check_ledger()


async def test_a_held_slot_is_offered_to_nobody_else(world: World) -> None:
    tutor, student, late = await a_tutor(world), await a_student(world), await a_student(world)
    await a_held_lesson(student, tutor, noon())
    free = await slot_starts(late, tutor, noon())
    assert noon() not in free
    assert noon() + timedelta(minutes=60) not in free, "ten minutes of buffer stand between"
    assert noon() + timedelta(minutes=90) in free
    answer = await book(late, tutor, noon() + timedelta(minutes=30))
    assert (answer.status_code, answer.json()["code"]) == (409, "lessons.slot_taken")


async def test_only_one_of_many_students_gets_a_slot(world: World) -> None:
    tutor = await a_tutor(world)
    students = [await a_student(world) for _ in range(8)]
    offsets = (timedelta(), timedelta(minutes=30))
    answers = await asyncio.gather(
        *(book(student, tutor, noon() + offsets[i % 2]) for i, student in enumerate(students))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"lessons.slot_taken"}


async def test_a_repeated_command_books_once(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    first = await book(student, tutor, noon(), key="twice")
    second = await book(student, tutor, noon(), key="twice")
    assert first.json()["id"] == second.json()["id"]
    assert len(await world.fetch("SELECT FROM lessons.lesson")) == 1


async def test_an_unpaid_hold_expires_and_frees_the_slot(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    slot = noon()
    lesson = await a_held_lesson(student, tutor, slot)
    await world.travel(minutes=15, seconds=1)
    lesson = await shown(student, lesson)
    assert (lesson["state"], lesson["reason_code"]) == ("expired", "hold_expired")
    assert lesson["allowed_actions"] == []
    assert slot in await slot_starts(student, tutor, slot)


async def test_a_booking_expires_stale_holds_itself(world: World) -> None:
    tutor, slow, quick = await a_tutor(world), await a_student(world), await a_student(world)
    stale = await a_held_lesson(slow, tutor, noon())
    await world.fetch("UPDATE lessons.lesson SET hold_expires_at = created_at")
    await a_held_lesson(quick, tutor, noon())
    assert (await shown(slow, stale))["state"] == "expired"


async def test_a_refused_card_frees_the_slot(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    await world.pay(lesson["payment"]["payment_id"], card=BAD_CARD)
    lesson = await shown(student, lesson)
    assert (lesson["state"], lesson["reason_code"]) == ("expired", "payment_canceled")
    assert lesson["payment"]["state"] == "canceled"
    assert noon() in await slot_starts(student, tutor, noon())


async def test_late_money_takes_the_slot_again_while_it_is_free(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    await world.travel(minutes=16)
    assert (await shown(student, lesson))["state"] == "expired"
    await world.pay(lesson["payment"]["payment_id"])
    assert (await shown(student, lesson))["state"] == "scheduled"
    assert await states(student, lesson) == ["held", "expired", "held", "scheduled"]


async def test_late_money_becomes_minutes_when_the_slot_is_gone(world: World) -> None:
    tutor, slow, quick = await a_tutor(world), await a_student(world), await a_student(world)
    slot = noon()
    lesson = await a_held_lesson(slow, tutor, slot)
    await world.travel(minutes=16)
    await a_scheduled_lesson(world, quick, tutor, slot)
    await world.pay(lesson["payment"]["payment_id"])
    assert (await shown(slow, lesson))["state"] == "expired"
    [total] = (await slow.get("/subscriptions/credits")).json()["totals"]
    assert (total["free"], total["reserved"]) == (60, 0)
    again = await book(slow, tutor, noon(3))
    assert again.json()["state"] == "scheduled", "minutes with the tutor pay for the next lesson"
    assert again.json()["payment"] is None
    await check_ledger()


async def test_a_crash_between_the_minutes_and_the_schedule_heals(world: World) -> None:
    tutor, slow, quick = await a_tutor(world), await a_student(world), await a_student(world)
    slot = noon()
    lost = await a_held_lesson(slow, tutor, slot)
    await world.travel(minutes=16)
    await a_scheduled_lesson(world, quick, tutor, slot)
    waiting = await a_held_lesson(slow, tutor, noon(3))
    await world.pay(lost["payment"]["payment_id"])
    taken = await subscriptions.reserve(  # the last thing the dead process did
        lesson_id=UUID(waiting["id"]),
        payer_id=UUID(slow.id),
        learner_id=UUID(slow.id),
        tutor_id=UUID(tutor.id),
        minutes=60,
        lot_id=None,
    )
    assert taken is not None
    assert (await shown(slow, waiting))["state"] == "held"
    await world.travel(minutes=1)
    assert (await shown(slow, waiting))["state"] == "scheduled"


async def test_a_silent_payment_system_leaves_the_lesson_held(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await world.fault("payment-system", "timeout")
    answer = await book(student, tutor, noon())
    assert answer.status_code == 201, answer.text
    lesson = answer.json()
    assert lesson["state"] == "held"
    assert lesson["payment"]["confirmation_url"] is None
    assert "pay" not in lesson["allowed_actions"]


async def test_a_guardian_books_for_a_child(world: World) -> None:
    tutor, guardian = await a_tutor(world), await a_guardian(world)
    child = {"full_name": "Пётр Петров", "birth_date": "2014-05-01"}
    child_id = (await guardian.post("/accounts/me/children", child)).json()["id"]
    answer = await book(guardian, tutor, noon(), learner_id=child_id)
    assert answer.status_code == 201, answer.text
    assert answer.json()["learner_name"] == "Пётр Петров"
    assert answer.json()["payer_id"] == guardian.id
    stranger = await a_guardian(world)
    assert (await book(stranger, tutor, noon(3), learner_id=child_id)).status_code == 404
    nobody = await book(guardian, tutor, noon(3))
    assert (nobody.status_code, nobody.json()["code"]) == (422, "lessons.learner_required")


async def test_minors_and_unconfirmed_people_do_not_book(world: World) -> None:
    tutor, minor = await a_tutor(world), await a_student(world, birth_date="2010-01-01")
    answer = await book(minor, tutor, noon())
    assert (answer.status_code, answer.json()["code"]) == (403, "lessons.guardian_required")
    answer = await book(await newcomer(world), tutor, noon())
    assert (answer.status_code, answer.json()["code"]) == (403, "lessons.email_not_confirmed")


async def test_a_tutor_teaches_what_when_and_as_long_as_he_offers(world: World) -> None:
    tutor, student = await a_tutor(world, profile={"lesson_minutes": [60]}), await a_student(world)
    for changes, code in (
        ({"minutes": 90}, "lessons.minutes_not_offered"),
        ({"subject": "physics"}, "lessons.subject_not_offered"),
        ({"level": "university"}, "lessons.subject_not_offered"),
    ):
        answer = await book(student, tutor, noon(), **changes)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    for moment in (noon() + timedelta(minutes=7), noon().replace(hour=3), noon(60)):
        answer = await book(student, tutor, moment)
        assert (answer.status_code, answer.json()["code"]) == (422, "lessons.slot_unavailable")
    assert (await book(student, student, noon())).json()["code"] == "lessons.own_lesson"
    assert (await book(student, await a_student(world), noon())).status_code == 404


async def test_two_hours_a_day_are_enough(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await a_held_lesson(student, tutor, noon(), minutes=90)
    answer = await book(student, tutor, noon() + timedelta(hours=3))
    assert (answer.status_code, answer.json()["code"]) == (422, "lessons.too_many_open")
    assert answer.json()["minutes"] == 120


async def test_a_learner_is_in_one_place_at_a_time(world: World) -> None:
    one, other, student = await a_tutor(world), await a_tutor(world), await a_student(world)
    await a_held_lesson(student, one, noon())
    answer = await book(student, other, noon() + timedelta(minutes=30))
    assert (answer.status_code, answer.json()["code"]) == (409, "lessons.learner_busy")


async def test_a_lesson_is_visible_to_its_people_only(world: World) -> None:
    tutor, student, stranger = await a_tutor(world), await a_student(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    for path in ("", "/history"):
        assert (await stranger.get(f"/lessons/{lesson['id']}{path}")).status_code == 404
    answer = await stranger.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "other"})
    assert answer.status_code == 404
    assert (await stranger.get("/lessons")).json()["items"] == []
    assert [x["id"] for x in (await tutor.get("/lessons")).json()["items"]] == [lesson["id"]]


async def test_lessons_are_listed_page_by_page(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    ids = [(await a_held_lesson(student, tutor, noon(day)))["id"] for day in (2, 3, 4)]
    first = (await student.get("/lessons", limit=2)).json()
    rest = (await student.get("/lessons", limit=2, cursor=first["next_cursor"])).json()
    assert [x["id"] for x in first["items"] + rest["items"]] == ids
    assert rest["next_cursor"] is None
    backwards = (await student.get("/lessons", sort="-starts_at")).json()
    assert [x["id"] for x in backwards["items"]] == ids[::-1]
    assert (await student.get("/lessons", state=["scheduled", "completed"])).json()["items"] == []
    later = await student.get("/lessons", **{"from": noon(3).isoformat(), "to": noon(4).isoformat()})
    assert [x["id"] for x in later.json()["items"]] == [ids[1]]
