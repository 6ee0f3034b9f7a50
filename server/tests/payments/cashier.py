"""Money for a purpose that no module listens to, and looks into the ledger."""

import asyncio
from typing import Any
from uuid import UUID

from tutorium.modules.payments import api as payments
from tutorium.modules.payments.api import PaymentView
from tutorium.modules.payments.service import ledger
from tutorium.platform.ids import new_id
from world import World

PRICE = 150_000


async def a_payment(**changes: Any) -> PaymentView:
    """A payment that was just started: 1,500 roubles of somebody for somebody's lesson."""
    terms: dict[str, Any] = {
        "purpose": "test",
        "purpose_id": new_id(),
        "payer_id": new_id(),
        "tutor_id": new_id(),
        "amount_kopecks": PRICE,
        "description": "Занятие 30.11.2026 18:00, 60 мин, репетитор Иван Кузнецов",
        "return_url": "http://localhost/checkout/return",
        "customer_email": "payer@example.test",
        "details": {"minutes": 60},
    }
    return await payments.start(**terms | changes)


async def a_paid_payment(world: World, **changes: Any) -> PaymentView:
    """A payment that the payer has made and the product knows of."""
    started = await a_payment(**changes)
    await world.pay(str(started.payment_id))
    return await now(started)


async def now(payment: PaymentView) -> PaymentView:
    """The payment as it is known now."""
    found = await payments.payment(payment_id=payment.payment_id)
    assert found is not None
    return found


async def at_the_provider(world: World, payment: PaymentView) -> list[dict[str, Any]]:
    """What the Payment System made of one of our payments: it should be one object."""
    answer = await world.sandbox.get("/payment-system/_control/payments")
    ours = str(payment.payment_id)
    return [item for item in answer.json()["items"] if (item["metadata"] or {}).get("payment_id") == ours]


async def pay_in_silence(world: World, payment: PaymentView) -> dict[str, Any]:
    """The payer pays, and every notification of it is lost; the Payment System's object."""
    await world.fault("payment-system", "webhook_drop")
    [item] = await at_the_provider(world, payment)
    path = f"/payment-system/_control/payments/{item['id']}/pay"
    answer = await world.sandbox.post(path, json={"card": "5555555555554444"})
    paid: dict[str, Any] = answer.raise_for_status().json()
    return paid


async def balances(*codes: str) -> list[int]:
    """Kopecks on accounts of the ledger."""
    return list(await asyncio.gather(*(ledger.balance(code=code) for code in codes)))


def escrow(payment: PaymentView) -> str:
    """The account where the payment's money waits for lessons."""
    return f"lesson_escrow:{payment.payer_id}:{payment.tutor_id}"


async def transactions(world: World, source: UUID) -> list[str]:
    """The kinds of ledger transactions that were posted for something."""
    rows = await world.fetch("SELECT kind FROM payments.ledger_txn WHERE source = $1 ORDER BY 1", str(source))
    return [row["kind"] for row in rows]


async def check_ledger() -> None:
    """The ledger adds up, whichever way it is added (INV-1, INV-2)."""
    found = await ledger.soundness()
    assert (found.total_kopecks, found.unbalanced_transactions, found.wrong_balances) == (0, 0, 0)
