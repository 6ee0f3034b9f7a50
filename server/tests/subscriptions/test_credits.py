"""Bought minutes through the API: used, returned, turned into money; lots and escrow agree to the kopeck."""

import asyncio
from datetime import datetime

from payments.cashier import check_ledger
from people import Person, a_student, a_tutor, sign_in
from subscriptions.lots import a_slot, book, buy_lesson, buy_too_late, credits_of, long_with_us, owed
from tutorium.platform import clock
from tutorium.platform.ids import new_id
from world import World

PRICE = 150_000


async def test_a_paid_lesson_holds_its_minutes(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await buy_lesson(world, student, tutor)
    seen = (await student.get("/subscriptions/credits")).json()
    [lot] = seen["items"]
    assert (lot["minutes"], lot["free"], lot["reserved"], lot["refundable_kopecks"]) == (60, 0, 60, 0)
    assert (lot["tutor_name"], lot["unit_price_kopecks"]) == (tutor.name, PRICE)
    assert seen["totals"] == [{"tutor_id": tutor.id, "free": 0, "reserved": 60}]
    assert await owed(world, student, tutor) == (PRICE, PRICE)


async def test_a_free_cancellation_sends_the_money_back(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    bought = await buy_lesson(world, student, tutor)
    await student.post(f"/lessons/{bought.lesson_id}/cancel", {"reason_code": "plans_changed"})
    await world.webhooks_delivered()
    payment = (await student.get(f"/payments/{bought.payment_id}")).json()
    assert payment["refunded_kopecks"] == PRICE
    assert await credits_of(student) == []
    assert await owed(world, student, tutor) == (0, 0)
    await check_ledger()


async def test_a_late_cancellation_pays_the_tutor_half(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    bought = await buy_lesson(world, student, tutor)
    until = datetime.fromisoformat(bought.starts_at) - clock.now()
    await world.travel(seconds=until.total_seconds() - 4 * 3600)
    await sign_in(student)
    quote = (await student.post("/quotes/cancel", {"lesson_id": bought.lesson_id})).json()
    await student.post(f"/lessons/{bought.lesson_id}/cancel", {"reason_code": "illness"})
    await world.webhooks_delivered()
    payment = (await student.get(f"/payments/{bought.payment_id}")).json()
    assert quote["rule"] == "half"
    assert (payment["refunded_kopecks"], quote["refund_kopecks"]) == (PRICE // 2, PRICE // 2)
    await sign_in(tutor)
    earned = (await tutor.get("/payments/earnings")).json()
    assert earned["pending_kopecks"] == 60_000
    assert await owed(world, student, tutor) == (0, 0)
    await check_ledger()


async def test_minutes_left_over_pay_the_next_lesson(world: World) -> None:
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    await buy_too_late(world, student, rival, tutor)
    assert [lot["free"] for lot in await credits_of(student)] == [60]
    lesson = await book(student, tutor, await a_slot(tutor, days=5))
    assert (lesson["state"], lesson["payment"]) == ("scheduled", None)
    assert [lot["reserved"] for lot in await credits_of(student)] == [60]
    await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "plans_changed"})
    await world.settle()
    assert [lot["free"] for lot in await credits_of(student)] == [60]
    assert await owed(world, student, tutor) == (PRICE, PRICE)


async def test_minutes_left_over_become_money_again(world: World) -> None:
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    await long_with_us(world, student)
    await buy_too_late(world, student, rival, tutor)
    [lot] = await credits_of(student)
    quote = (await student.post("/quotes/refund", {"lot_id": lot["lot_id"]})).json()
    assert (quote["refund_kopecks"], quote["refund_minutes"], quote["rule"]) == (PRICE, 60, "unused_minutes")
    answer = await ask_refund(student, lot["lot_id"])
    assert (answer["amount_kopecks"], answer["lot_id"]) == (PRICE, lot["lot_id"])
    await world.webhooks_delivered()
    refund = (await student.get(f"/payments/refunds/{answer['id']}")).json()
    assert refund["state"] == "succeeded"
    assert (await rival.get(f"/payments/refunds/{answer['id']}")).status_code == 404
    assert await owed(world, student, tutor) == (0, 0)
    await check_ledger()


async def test_a_lot_is_turned_into_money_once(world: World) -> None:
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    await long_with_us(world, student)
    await buy_too_late(world, student, rival, tutor)
    [lot] = await credits_of(student)
    clicks = [
        student.post("/payments/refunds", {"lot_id": lot["lot_id"]}, key=str(new_id())) for _ in range(10)
    ]
    answers = await asyncio.gather(*clicks)
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 9
    await world.webhooks_delivered()
    assert await owed(world, student, tutor) == (0, 0)
    stranger = await rival.post("/payments/refunds", {"lot_id": lot["lot_id"]}, key=str(new_id()))
    assert stranger.status_code == 404


async def test_a_refund_asked_for_while_the_payment_system_is_down_comes_later(world: World) -> None:
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    await long_with_us(world, student)
    await buy_too_late(world, student, rival, tutor)
    [lot] = await credits_of(student)
    await world.fault("payment-system", "error_500_before")
    answer = await ask_refund(student, lot["lot_id"])
    await world.settle()
    assert (await student.get(f"/payments/refunds/{answer['id']}")).json()["state"] == "processing"
    await world.no_faults()
    await world.travel(seconds=31)
    assert (await student.get(f"/payments/refunds/{answer['id']}")).json()["state"] == "succeeded"
    assert await owed(world, student, tutor) == (0, 0)


async def test_expired_minutes_become_money_by_themselves(world: World) -> None:
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    bought = await buy_too_late(world, student, rival, tutor)
    await world.travel(days=181)
    await world.run_schedule("subscriptions.refund_expired_lots")
    await sign_in(student)
    assert (await student.get(f"/payments/{bought.payment_id}")).json()["refunded_kopecks"] == PRICE
    assert await credits_of(student) == []
    assert await owed(world, student, tutor) == (0, 0)


async def ask_refund(student: Person, lot_id: str) -> dict[str, object]:
    """Ask for money instead of a lot's free minutes."""
    answer = await student.post("/payments/refunds", {"lot_id": lot_id}, key=str(new_id()))
    assert answer.status_code == 201, answer.text
    asked: dict[str, object] = answer.json()
    return asked
