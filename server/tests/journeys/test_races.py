"""Many people wanting the same thing at the same moment, through HTTP."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from crowd import a_crowd, leave
from lessons.booking import a_held_lesson, book, noon
from payments.cashier import balances, check_ledger
from people import a_student, a_tutor
from world import World

STUDENTS = 200
GOOD_CARD = {"card": "5555555555554444", "expiry": "12/40", "cvc": "123"}


async def test_two_hundred_students_want_one_slot(world: World) -> None:
    tutor = await a_tutor(world)
    students = await a_crowd(world.database_url, world.url, STUDENTS)
    deadlocks = await deadlocks_so_far(world)

    answers = await asyncio.gather(*(book(student, tutor, noon()) for student in students))

    assert codes(answers) == {"201": 1, "409 lessons.slot_taken": STUDENTS - 1}
    [winner] = [s for s, answer in zip(students, answers, strict=True) if answer.status_code == 201]
    [lesson] = [answer.json() for answer in answers if answer.status_code == 201]
    await world.pay(lesson["payment"]["payment_id"])
    assert await charged(world) == {winner.id: lesson["price_kopecks"]}
    assert await lives(world) == [(winner.id, "scheduled")]
    assert await deadlocks_so_far(world) == deadlocks
    await check_ledger()
    await leave(students)


async def test_two_hundred_students_want_partly_overlapping_slots(world: World) -> None:
    tutor = await a_tutor(world)
    students = await a_crowd(world.database_url, world.url, STUDENTS)
    deadlocks = await deadlocks_so_far(world)

    answers = await asyncio.gather(
        *(
            book(
                student, tutor, noon() + timedelta(minutes=30 * (i % 5)), minutes=(60, 90)[i % 2], key="mine"
            )
            for i, student in enumerate(students)
        )
    )

    won = [answer.json() for answer in answers if answer.status_code == 201]
    assert codes(answers) == {"201": len(won), "409 lessons.slot_taken": STUDENTS - len(won)}
    assert 1 <= len(won) <= 3, "from 12:00 to 15:30 there is room for three lessons and their breaks"
    await asyncio.gather(*(world.pay(lesson["payment"]["payment_id"]) for lesson in won))
    assert await overlaps(world) == 0
    assert await charged(world) == {lesson["payer_id"]: lesson["price_kopecks"] for lesson in won}
    assert [state for _, state in await lives(world)] == ["scheduled"] * len(won)
    assert await deadlocks_so_far(world) == deadlocks
    await check_ledger()
    await leave(students)


async def test_a_hundred_clicks_on_book_make_one_lesson_and_one_payment(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)

    answers = await asyncio.gather(*(book(student, tutor, noon(), key="one click") for _ in range(100)))

    seen = codes(answers)
    assert seen["201"] >= 1
    assert seen.keys() <= {"201", "409 gateway.idempotency_key_running"}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    again = await book(student, tutor, noon(), key="one click")
    assert again.status_code == 201
    assert len(await world.fetch("SELECT FROM lessons.lesson")) == 1
    assert len(await provider_payments(world)) == 1


async def test_a_hundred_clicks_on_pay_make_one_charge(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())

    answers = await asyncio.gather(*(submit_card(world, lesson) for _ in range(100)))
    await world.webhooks_delivered()

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.headers["location"] for answer in answers} == {
        f"{world.url}/checkout/return?lesson={lesson['id']}"
    }
    assert await charged(world) == {student.id: lesson["price_kopecks"]}
    assert await balances("psp_clearing") == [-lesson["price_kopecks"]]
    assert await lives(world) == [(student.id, "scheduled")]
    await check_ledger()


async def test_fifty_copies_of_one_webhook_schedule_the_lesson_once(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    await world.fault("payment-system", "webhook_drop")
    assert (await submit_card(world, lesson)).status_code == 303
    paid = await world.provider_payment(lesson["payment"]["payment_id"])
    notice = {"type": "notification", "event": "payment.succeeded", "object": paid}
    sender = world.visitor()

    answers = await asyncio.gather(*(sender.post("/webhooks/payments", notice) for _ in range(50)))
    await world.settle()

    assert {answer.status_code for answer in answers} == {200}
    assert await balances("psp_clearing") == [-lesson["price_kopecks"]]
    lots = await world.fetch("SELECT minutes, reserved FROM subscriptions.credit_lot")
    assert [tuple(lot) for lot in lots] == [(60, 60)]
    moves = await world.fetch("SELECT to_state FROM lessons.lesson_event ORDER BY id")
    assert [move["to_state"] for move in moves] == ["held", "scheduled"]
    await check_ledger()


def codes(answers: list[httpx.Response]) -> Counter[str]:
    """How often each answer came: "201", or the status and the code of a refusal."""
    return Counter(
        str(a.status_code) if a.is_success else f"{a.status_code} {a.json()['code']}" for a in answers
    )


async def submit_card(world: World, lesson: dict[str, Any]) -> httpx.Response:
    """Press the button of the hosted page."""
    page = urlsplit(lesson["payment"]["confirmation_url"]).path
    return await world.sandbox.post(page, data=GOOD_CARD, timeout=30)


async def provider_payments(world: World) -> list[dict[str, Any]]:
    """Every payment the Payment System knows that is ours."""
    ours = {str(row["id"]) for row in await world.fetch("SELECT id FROM payments.payment")}
    items = (await world.sandbox.get("/payment-system/_control/payments")).json()["items"]
    return [item for item in items if item["metadata"]["payment_id"] in ours]


async def charged(world: World) -> dict[str, int]:
    """Payer -> kopecks that the Payment System took; the product must say the same."""
    rows = await world.fetch(
        "SELECT id, payer_id, amount_kopecks, state = 'succeeded' AS paid FROM payments.payment"
    )
    payer = {str(row["id"]): str(row["payer_id"]) for row in rows}
    taken = [item for item in await provider_payments(world) if item["paid"]]
    theirs = {
        payer[item["metadata"]["payment_id"]]: int(item["amount"]["value"].replace(".", "")) for item in taken
    }
    assert len(theirs) == len(taken), "somebody was charged twice"
    assert theirs == {str(row["payer_id"]): row["amount_kopecks"] for row in rows if row["paid"]}
    return theirs


async def lives(world: World) -> list[tuple[str, str]]:
    """Learner and state of every lesson."""
    rows = await world.fetch("SELECT learner_id, state FROM lessons.lesson ORDER BY id")
    return [(str(row["learner_id"]), row["state"]) for row in rows]


async def overlaps(world: World) -> int:
    """Pairs of live lessons of one tutor that stand in each other's way."""
    [row] = await world.fetch(
        """SELECT count(*) AS pairs FROM lessons.lesson a JOIN lessons.lesson b
            ON a.tutor_id = b.tutor_id AND a.id < b.id AND a.busy_range && b.busy_range
        WHERE a.state IN ('held', 'scheduled') AND b.state IN ('held', 'scheduled')"""
    )
    found: int = row["pairs"]
    return found


async def deadlocks_so_far(world: World) -> int:
    """Deadlocks that PostgreSQL has resolved in this database."""
    [row] = await world.fetch("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    found: int = row["deadlocks"]
    return found
