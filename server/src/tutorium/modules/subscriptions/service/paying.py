"""Having an invoice paid: an attempt is stored, then sent, then settled by what payments announce.

One attempt of an invoice is open at a time, so however many click or run at once, one charge is made.
"""

from datetime import timedelta
from typing import Literal
from uuid import UUID

import structlog

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions.errors import IllegalTransition, NothingToPay
from tutorium.modules.subscriptions.events import ChargeDue
from tutorium.modules.subscriptions.model.agenda import payable
from tutorium.modules.subscriptions.model.subscription import (
    Charge,
    Invoice,
    State,
    Subscription,
    charge_key,
)
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings

PURPOSE = "subscription"
SENDING = timedelta(seconds=30)
"""Whoever stored an attempt for its payer sends it himself; if he has not by then, he died."""

log = structlog.get_logger("subscriptions")


async def begin_charge(
    db: Db,
    invoice: Invoice,
    *,
    origin: Literal["payer", "system"],
    method_id: UUID | None = None,
    save_method: bool = False,
) -> Charge:
    """The open attempt of an invoice whose subscription is locked: the one there is, or a new one."""
    if known := await invoices.open_charge(db, invoice.id):
        return known
    attempt = await invoices.attempts(db, invoice.id) + 1
    now = clock.now()
    charge = Charge(new_id(), invoice.id, attempt, origin, method_id, save_method, "open", None, None, now)
    await invoices.insert_charge(db, charge)
    await publish(db, ChargeDue(charge_id=charge.id), at=now + SENDING if origin == "payer" else now)
    return charge


async def invoice_next(db: Db, subscription: Subscription) -> Invoice:
    """The invoice of the next period, which is open now; a period has one, whoever asks and how often."""
    period_no = subscription.period_no + 1
    known = await invoices.invoice_of_period(db, subscription.id, period_no)
    if known is not None:
        await invoices.reopen_invoice(db, known.id)
        return known
    invoice = Invoice(
        new_id(),
        subscription.id,
        "renewal",
        period_no,
        subscription.minutes_per_cycle,
        subscription.price_kopecks,
        "open",
        clock.now(),
    )
    await invoices.insert_invoice(db, invoice, None)
    return invoice


async def open_to_pay(db: Db, subscription: Subscription, *, save_method: bool) -> None:
    """Let the payer pay a locked subscription: what is open, or the next period. NothingToPay."""
    if subscription.state is State.INCOMPLETE:
        return
    if subscription.state is State.ENDED:
        raise IllegalTransition
    if not payable(subscription, clock.now()):
        raise NothingToPay
    invoice = await invoice_next(db, subscription)
    await begin_charge(db, invoice, origin="payer", save_method=save_method)


async def send_open(subscription: Subscription, *, email: str) -> None:
    """Send the open attempts that wait for the payer, so that he has a page to pay on. May be repeated."""
    async with connection() as db:
        waiting = await invoices.open_charges(db, [subscription.id])
    for each in waiting:
        if each.origin == "payer":
            await send(charge_id=each.id, email=email)


async def send(*, charge_id: UUID, email: str | None = None) -> None:
    """Have an open attempt made by payments; safe to repeat. `email` is the payer's, if it is at hand."""
    async with connection() as db:
        charge = await invoices.charge(db, charge_id)
        invoice = None if charge is None else await invoices.invoice(db, charge.invoice_id)
        subscription = None if invoice is None else await queries.subscription(db, invoice.subscription_id)
    if charge is None or invoice is None or subscription is None or charge.state != "open":
        return
    if email is None:
        payer = await auth.user(user_id=subscription.payer_id)
        email = payer.email if payer else ""
    if charge.method_id is None:
        await payments.start(
            purpose=PURPOSE,
            purpose_id=charge.id,
            payer_id=subscription.payer_id,
            tutor_id=subscription.tutor_id,
            amount_kopecks=invoice.amount_kopecks,
            description=await _description(subscription, invoice),
            return_url=f"{settings().public_url}/checkout/return?subscription={subscription.id}",
            customer_email=email,
            details=_details(subscription, invoice),
            save_method=charge.save_method,
        )
        return
    made = await payments.charge(
        purpose=PURPOSE,
        purpose_id=charge.id,
        payer_id=subscription.payer_id,
        tutor_id=subscription.tutor_id,
        amount_kopecks=invoice.amount_kopecks,
        description=await _description(subscription, invoice),
        customer_email=email,
        details=_details(subscription, invoice),
        method_id=charge.method_id,
        key=charge_key(subscription.id, invoice, charge.attempt),
    )
    if made is None:
        async with transaction() as db:
            await queries.lock_subscription(db, subscription.id)
            await invoices.end_charge(
                db, charge.id, "canceled", reason="method_removed", decline="legal", now=clock.now()
            )


def _details(subscription: Subscription, invoice: Invoice) -> dict[str, str | int]:
    return {
        "subscription_id": str(subscription.id),
        "learner_id": str(subscription.learner_id),
        "minutes": invoice.minutes,
        "unit_price_kopecks": subscription.unit_price_kopecks,
    }


async def _description(subscription: Subscription, invoice: Invoice) -> str:
    """What the payer reads on the page of the Payment System and in his payments."""
    tutor = await accounts.person(user_id=subscription.tutor_id)
    lessons, rest = divmod(invoice.minutes, subscription.lesson_minutes)
    what = f"{lessons} × {subscription.lesson_minutes} мин" if not rest else f"{invoice.minutes} мин"
    kind = "Дополнительные занятия" if invoice.kind == "topup" else "Подписка на 4 недели"
    return f"{kind}: {what}, репетитор {tutor.full_name if tutor else ''}"
