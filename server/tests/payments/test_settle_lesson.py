"""From escrow to the tutor and to commission, and from pending to available."""

import asyncio
from uuid import UUID

from payments.cashier import PRICE, a_paid_payment, balances, check_ledger, escrow
from people import a_student, a_tutor, sign_in
from tutorium.modules.payments import api as payments
from tutorium.modules.payments.api import EarningView, PaymentView
from tutorium.platform.ids import new_id
from world import World


async def settle(
    paid: PaymentView, charge_kopecks: int = PRICE, completed_minutes_before: int = 0
) -> EarningView:
    """Divide the charge of the lesson that was paid."""
    return await payments.settle_lesson(
        lesson_id=paid.purpose_id,
        payer_id=paid.payer_id,
        tutor_id=paid.tutor_id,
        charge_kopecks=charge_kopecks,
        completed_minutes_before=completed_minutes_before,
    )


async def test_the_charge_is_divided_once(world: World) -> None:
    paid = await a_paid_payment(world)
    earned = await asyncio.gather(*(settle(paid, completed_minutes_before=11 * 60) for _ in range(10)))
    assert {(each.amount_kopecks, each.commission_kopecks) for each in earned} == {(127_500, 22_500)}
    codes = (escrow(paid), f"tutor_pending:{paid.tutor_id}", "commission_revenue")
    assert await balances(*codes) == [0, 127_500, 22_500]
    await check_ledger()


async def test_a_free_lesson_moves_nothing(world: World) -> None:
    paid = await a_paid_payment(world)
    assert (await settle(paid, charge_kopecks=0)).amount_kopecks == 0
    assert await balances(escrow(paid)) == [PRICE]


async def test_the_money_is_available_after_two_days(world: World) -> None:
    paid = await a_paid_payment(world)
    await settle(paid)
    codes = (f"tutor_pending:{paid.tutor_id}", f"tutor_available:{paid.tutor_id}")
    await world.travel(hours=47)
    assert await balances(*codes) == [120_000, 0]
    await world.travel(hours=1, seconds=1)
    assert await balances(*codes) == [0, 120_000]
    await check_ledger()


async def test_a_tutor_sees_what_he_earned(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    paid = [await a_paid_payment(world, tutor_id=UUID(tutor.id), purpose_id=new_id()) for _ in range(2)]
    await settle(paid[0])
    await world.travel(hours=49)
    await settle(paid[1], completed_minutes_before=300)
    await sign_in(tutor)
    await sign_in(student)
    seen = (await tutor.get("/payments/earnings")).json()
    assert (seen["pending_kopecks"], seen["available_kopecks"], seen["currency"]) == (127_500, 120_000, "RUB")
    assert [(item["lesson_id"], item["state"]) for item in seen["items"]] == [
        (str(paid[1].purpose_id), "pending"),
        (str(paid[0].purpose_id), "available"),
    ]
    assert sum(week["amount_kopecks"] for week in seen["weeks"]) == 247_500
    assert (await student.get("/payments/earnings")).status_code == 403
