"""Money on its way back, whatever gets lost on the way."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from payments.cashier import (
    PRICE,
    a_paid_payment,
    a_payment,
    at_the_provider,
    balances,
    check_ledger,
    escrow,
    now,
    transactions,
)
from tutorium.modules.payments import api as payments
from tutorium.modules.payments.api import PaymentView, RefundView
from tutorium.modules.payments.errors import NotRefundable
from tutorium.platform import clock
from tutorium.platform.days_off import MOSCOW
from tutorium.platform.ids import new_id
from world import World

POLLER = "payments.check_what_is_not_final"
THIRD = PRICE // 3


async def refund(payment: PaymentView, kopecks: int, refund_id: UUID | None = None) -> RefundView:
    """A refund as the module above asks for it."""
    return await payments.refund(
        refund_id=refund_id or new_id(),
        payment_id=payment.payment_id,
        amount_kopecks=kopecks,
        reason="lesson_cancelled",
    )


async def again(refunded: RefundView) -> RefundView:
    """The refund as it is known now."""
    [found] = await payments.refunds_by_id(refund_ids=[refunded.refund_id])
    return found


async def theirs(world: World, payment: PaymentView) -> list[tuple[str, str]]:
    """Status and amount of each refund that the Payment System made of a payment."""
    [item] = await at_the_provider(world, payment)
    return [(each["status"], each["amount"]["value"]) for each in item["refunds"]]


async def test_a_full_refund_empties_escrow_and_clearing(world: World) -> None:
    paid = await a_paid_payment(world)
    returned = await refund(paid, PRICE)
    await world.webhooks_delivered()
    assert (await again(returned)).state == "succeeded"
    assert await balances("psp_clearing", "refund_payable", escrow(paid)) == [0, 0, 0]
    assert (await now(paid)).refunded_kopecks == PRICE
    assert await theirs(world, paid) == [("succeeded", "1500.00")]
    await check_ledger()


async def test_parts_are_returned_one_by_one_up_to_the_whole(world: World) -> None:
    paid = await a_paid_payment(world)
    for _ in range(3):
        assert (await refund(paid, THIRD)).state == "succeeded"
    with pytest.raises(NotRefundable) as refusal:
        await refund(paid, 1)
    assert refusal.value.data == {"left_kopecks": 0}
    assert (await now(paid)).refunded_kopecks == PRICE
    await check_ledger()


async def test_an_unpaid_payment_returns_nothing(world: World) -> None:
    started = await a_payment()
    with pytest.raises(NotRefundable):
        await refund(started, THIRD)


async def test_a_repeated_refund_is_one_refund(world: World) -> None:
    paid, refund_id = await a_paid_payment(world), new_id()
    await asyncio.gather(*(refund(paid, THIRD, refund_id) for _ in range(20)))
    assert await theirs(world, paid) == [("succeeded", "500.00")]
    assert await transactions(world, refund_id) == ["refund_started", "refund_succeeded"]
    assert await balances("psp_clearing", escrow(paid)) == [-2 * THIRD, 2 * THIRD]


async def test_many_refunds_at_once_never_return_more_than_was_paid(world: World) -> None:
    paid = await a_paid_payment(world)
    answers = await asyncio.gather(*(refund(paid, THIRD) for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(answer, RefundView) for answer in answers) == 3
    assert sum(isinstance(answer, NotRefundable) for answer in answers) == 7
    assert await balances("psp_clearing", "refund_payable", escrow(paid)) == [0, 0, 0]
    await check_ledger()


@pytest.mark.parametrize("fault", ["error_500_after", "error_500_before", "reset", "malformed_json"])
async def test_a_lost_answer_does_not_return_money_twice(world: World, fault: str) -> None:
    paid = await a_paid_payment(world)
    await world.fault("payment-system", fault)
    returned = await refund(paid, THIRD)
    assert returned.state == "processing"
    await world.no_faults()
    await world.travel(seconds=6)
    assert (await again(returned)).state == "succeeded"
    assert await theirs(world, paid) == [("succeeded", "500.00")]
    await check_ledger()


async def test_a_pending_refund_is_asked_about(world: World) -> None:
    paid = await a_paid_payment(world)
    await world.fault("payment-system", "refund_pending")
    await world.fault("payment-system", "webhook_drop")
    returned = await refund(paid, THIRD)
    assert returned.state == "processing"
    assert await balances("refund_payable", escrow(paid)) == [THIRD, 2 * THIRD]
    await world.sandbox.post("/payment-system/_control/clock", json={"advance_seconds": 31})
    await world.travel(minutes=2)
    await world.run_schedule(POLLER)
    assert (await again(returned)).state == "succeeded"
    assert await balances("refund_payable", "psp_clearing") == [0, -2 * THIRD]


async def test_empty_takings_are_tried_again_the_next_morning_under_a_new_key(world: World) -> None:
    paid = await a_paid_payment(world)
    await world.fault("payment-system", "refund_canceled")
    returned = await refund(paid, THIRD)
    assert returned.state == "processing"
    await world.no_faults()
    await world.run_schedule(POLLER)
    morning = (clock.now().astimezone(MOSCOW) + timedelta(days=1)).replace(hour=10, minute=0, second=0)
    await world.travel(seconds=(morning - clock.now()).total_seconds() - 60)
    await world.run_schedule(POLLER)
    assert await theirs(world, paid) == [("canceled", "500.00")]
    await world.travel(minutes=1, seconds=1)
    await world.run_schedule(POLLER)
    assert (await again(returned)).state == "succeeded"
    assert sorted(await theirs(world, paid)) == [("canceled", "500.00"), ("succeeded", "500.00")]
    await check_ledger()


async def test_what_the_payment_system_refuses_is_left_to_people(world: World) -> None:
    """It says that the payment was returned already, from the shop's own cabinet."""
    paid = await a_paid_payment(world)
    await refund(paid, PRICE)
    await world.fetch("UPDATE payments.payment SET amount_kopecks = 2 * amount_kopecks")
    await a_paid_payment(world, payer_id=paid.payer_id, tutor_id=paid.tutor_id)
    refused = await refund(paid, THIRD)
    assert refused.state == "manual_payout"
    assert await balances("refund_payable") == [THIRD]
    await check_ledger()


async def test_a_key_too_old_is_not_repeated(world: World) -> None:
    paid = await a_paid_payment(world)
    await world.fault("payment-system", "error_500_after")
    made = await refund(paid, THIRD)
    await world.no_faults()
    await world.fault("payment-system", "error_500_before")
    never_made = await refund(paid, THIRD)
    await world.travel(hours=21)
    await world.no_faults()
    for _ in range(3):  # one tries whether it answers again, and one comes to be after all
        await world.travel(minutes=10)
        await world.run_schedule(POLLER)
    assert (await again(made)).state == "succeeded"
    assert (await again(never_made)).state == "succeeded"
    assert len(await theirs(world, paid)) == 2
    await check_ledger()
