"""What payments announce: a paid invoice becomes minutes and the next period, a declined one is tried again.

Every attempt is settled once, under the lock of its subscription.
"""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.payments.events import MethodEnded, PaymentCanceled, PaymentSucceeded
from tutorium.modules.subscriptions import model
from tutorium.modules.subscriptions.events import (
    ChargeDeclined,
    SubscriptionPastDue,
    SubscriptionRenewed,
    SubscriptionStarted,
)
from tutorium.modules.subscriptions.model import Lot
from tutorium.modules.subscriptions.model.agenda import COLLECTING, in_days, next_period, retry_at
from tutorium.modules.subscriptions.model.subscription import Charge, Invoice, State, Subscription
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.modules.subscriptions.service.lots import keep
from tutorium.modules.subscriptions.service.moves import move, save
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id

RENEWED: dict[str, Any] = {
    "stage": 0,
    "warned_at": None,
    "skip_count": 0,
    "past_due_since": None,
    "failures": 0,
    "decline": None,
    "next_attempt_at": None,
}
"""What a paid renewal resets."""


async def paid(db: Db, fact: PaymentSucceeded) -> None:
    """S2, S4, S7: the money of an attempt has come. Whatever became of the invoice, it buys its minutes."""
    found = await _locked(db, fact.purpose_id)
    if found is None:
        return
    charge, invoice, subscription = found
    now = clock.now()
    if charge.state == "succeeded":
        return
    await invoices.end_charge(db, charge.id, "succeeded", reason=None, decline=None, now=now)
    in_turn = invoice.kind != "topup" and invoice.period_no == subscription.period_no + 1
    renews = in_turn and invoice.state != "paid" and subscription.state is not State.ENDED
    await invoices.close_invoice(db, invoice.id, "paid", now)
    await keep(db, _lot(subscription, invoice, fact, renews=renews))
    if renews:
        await _renew(db, subscription, charge, fact)


async def declined(db: Db, fact: PaymentCanceled) -> None:
    """S3, S6: no money came. An automatic attempt is made again, or not, by the class of its decline."""
    found = await _locked(db, fact.purpose_id)
    if found is None:
        return
    charge, invoice, subscription = found
    now = clock.now()
    if not await invoices.end_charge(
        db, charge.id, "canceled", reason=fact.reason, decline=fact.decline, now=now
    ):
        return
    if invoice.kind == "topup" or subscription.state is State.ENDED:
        await invoices.close_invoice(db, invoice.id, "void", now)
    elif subscription.state is State.INCOMPLETE:
        await invoices.close_invoice(db, invoice.id, "void", now)
        await move(db, subscription, "never_paid", reason_code=fact.reason)
    elif charge.origin == "system":
        await _after_decline(db, subscription, charge, fact)


async def method_ended(db: Db, fact: MethodEnded) -> None:
    """Whoever is charged with a method that is gone pays by hand from now on."""
    for each in await queries.lock_those_with_method(db, fact.method_id):
        await move(
            db,
            each,
            "collection_changed",
            reason_code=fact.reason,
            collection_mode="manual",
            method_id=None,
            next_attempt_at=None,
        )


async def _locked(db: Db, charge_id: UUID) -> tuple[Charge, Invoice, Subscription] | None:
    """An attempt, its invoice and its subscription, as they are under the subscription's lock."""
    seen = await invoices.charge(db, charge_id)
    invoice = None if seen is None else await invoices.invoice(db, seen.invoice_id)
    if invoice is None:
        return None
    subscription = await queries.lock_subscription(db, invoice.subscription_id)
    charge, invoice = await invoices.charge(db, charge_id), await invoices.invoice(db, invoice.id)
    if charge is None or invoice is None or subscription is None:
        return None
    return charge, invoice, subscription


def _lot(subscription: Subscription, invoice: Invoice, fact: PaymentSucceeded, *, renews: bool) -> Lot:
    """Minutes of a period or, when the period is not to be had any more, extra ones: none are lost."""
    now = clock.now()
    return Lot(
        id=new_id(),
        payer_id=subscription.payer_id,
        learner_id=subscription.learner_id,
        tutor_id=subscription.tutor_id,
        source="subscription" if renews else "topup",
        lesson_id=None,
        subscription_id=subscription.id,
        payment_id=fact.payment_id,
        minutes=invoice.minutes,
        free=invoice.minutes,
        reserved=0,
        consumed=0,
        refunded=0,
        unit_price_kopecks=subscription.unit_price_kopecks,
        price_kopecks=fact.amount_kopecks,
        left_kopecks=fact.amount_kopecks,
        created_at=now,
        expires_at=now + model.LIFE,
    )


async def _renew(db: Db, subscription: Subscription, charge: Charge, fact: PaymentSucceeded) -> None:
    period_no = subscription.period_no + 1
    saved: dict[str, Any] = {}
    if charge.save_method and fact.method_id is not None:
        saved = {"collection_mode": "auto", "method_id": fact.method_id}
    if subscription.state is State.INCOMPLETE:
        end = in_days(fact.paid_at, subscription.policy_snapshot.cycle_days, subscription.timezone)
        began = fact.paid_at
        started: dict[str, Any] = {"started_at": began, "period_start": began, "period_end": end}
        await move(db, subscription, "first_paid", period_no=period_no, **RENEWED, **started, **saved)
        await publish(
            db, SubscriptionStarted(subscription_id=subscription.id, payer_id=subscription.payer_id)
        )
        return
    late = subscription.state is State.PAST_DUE
    start, end = next_period(subscription, fact.paid_at, late=late)
    await move(
        db,
        subscription,
        "paid_late" if late else "renewed",
        period_no=period_no,
        period_start=start,
        period_end=end,
        **RENEWED,
        **saved,
    )
    await publish(
        db,
        SubscriptionRenewed(
            subscription_id=subscription.id, payer_id=subscription.payer_id, period_no=period_no
        ),
    )


async def _after_decline(db: Db, subscription: Subscription, charge: Charge, fact: PaymentCanceled) -> None:
    now = clock.now()
    again = retry_at(subscription, now) if fact.decline == "soft" else None
    changes: dict[str, Any] = {
        "failures": subscription.failures + 1,
        "decline": fact.decline,
        "next_attempt_at": again,
    }
    if fact.decline in ("legal", "fraud"):
        changes |= {"collection_mode": "manual", "method_id": None}
    if subscription.state is State.ACTIVE and subscription.stage == COLLECTING:
        await move(db, subscription, "unpaid", reason_code=fact.reason, past_due_since=now, **changes)
        await publish(
            db, SubscriptionPastDue(subscription_id=subscription.id, payer_id=subscription.payer_id)
        )
    else:
        await save(db, replace(subscription, **changes))
    await publish(
        db,
        ChargeDeclined(
            charge_id=charge.id,
            subscription_id=subscription.id,
            payer_id=subscription.payer_id,
            reason=fact.reason,
            decline=fact.decline,
            retry_at=again,
        ),
    )
    metrics.renewals.labels(fact.decline).inc()
