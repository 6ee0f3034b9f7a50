"""The ledger beside the Payment System, to the kopeck, in both directions (reliability.md INV-3)."""

import asyncio

from payments.cashier import a_paid_payment, a_payment, at_the_provider, now, pay_in_silence
from tutorium.modules.payments import api as payments
from tutorium.modules.payments.api import PaymentView
from tutorium.modules.payments.model import Difference
from tutorium.modules.payments.service.ledger import post
from tutorium.modules.payments.service.reconciliation import reconcile
from tutorium.platform.db import transaction
from tutorium.platform.ids import new_id
from world import World


async def differences(world: World, *compared: PaymentView) -> list[Difference]:
    """What the reconciliation says of these payments; the sandbox may remember those of other tests."""
    ids = {item["id"] for payment in compared for item in await at_the_provider(world, payment)}
    ids |= {str(payment.payment_id) for payment in compared}
    return [each for each in (await reconcile()).differences if each.provider_id in ids]


async def test_what_was_paid_and_returned_agrees(world: World) -> None:
    paid = [await a_paid_payment(world) for _ in range(3)]
    await payments.refund(
        refund_id=new_id(), payment_id=paid[0].payment_id, amount_kopecks=50_000, reason="test"
    )
    unpaid = await a_payment()
    assert await differences(world, *paid, unpaid) == []


async def test_one_kopeck_too_much_is_found(world: World) -> None:
    paid = await a_paid_payment(world)
    async with transaction() as db:
        await post(db, "payment_suspended", str(paid.payment_id), [("psp_clearing", -1), ("suspense", 1)])
    [found] = await differences(world, paid)
    assert found.ledger_kopecks - found.provider_kopecks == 1


async def test_money_that_only_we_know_of_is_found(world: World) -> None:
    started = await a_payment()
    async with transaction() as db:
        await post(db, "payment_succeeded", str(started.payment_id), [("psp_clearing", -9), ("suspense", 9)])
    [found] = await differences(world, started)
    assert (found.provider_kopecks, found.ledger_kopecks) == (0, 9)


async def test_money_that_only_the_payment_system_knows_of_is_found(world: World) -> None:
    started = await a_payment()
    await world.fetch("DELETE FROM payments.payment_event")
    await world.fetch("DELETE FROM payments.payment")
    theirs = await pay_in_silence(world, started)
    [found] = await differences(world, started)
    assert (found.provider_id, found.provider_kopecks, found.ledger_kopecks) == (theirs["id"], 150_000, 0)


async def test_what_is_merely_late_is_applied_on_the_way(world: World) -> None:
    late = await a_payment()
    await pay_in_silence(world, late)
    assert await differences(world, late) == []
    assert (await now(late)).state == "succeeded"


async def test_an_answer_that_was_lost_is_recognised_in_the_list(world: World) -> None:
    await world.fault("payment-system", "error_500_after")
    lost = await a_payment()
    await world.no_faults()
    await pay_in_silence(world, lost)
    assert await differences(world, lost) == []
    assert (await now(lost)).state == "succeeded"


async def test_lists_longer_than_a_page_are_read_to_the_end(world: World) -> None:
    oldest = await a_paid_payment(world)
    await asyncio.gather(*(a_payment() for _ in range(101)))
    async with transaction() as db:
        await post(db, "payment_suspended", str(oldest.payment_id), [("psp_clearing", -1), ("suspense", 1)])
    [found] = await differences(world, oldest)
    assert (found.provider_kopecks, found.ledger_kopecks) == (150_000, 150_001)
