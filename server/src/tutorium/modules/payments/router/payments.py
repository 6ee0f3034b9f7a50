"""Paths of payments and earnings, and the webhook of the Payment System."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.payments import model
from tutorium.modules.payments.errors import RefundDecided
from tutorium.modules.payments.service import charges, earnings, refunds, requests
from tutorium.platform.errors import FieldError, Malformed
from tutorium.platform.identity import Identity
from tutorium.platform.money import CURRENCY
from tutorium.platform.web import ANYONE, Cursor, Limit, get, post, routes_of


class Payment(msgspec.Struct, frozen=True):
    """A payment for its payer; `reason` is the Payment System's word for why it was canceled."""

    id: UUID
    state: model.PaymentState
    amount_kopecks: int
    refunded_kopecks: int
    currency: str
    description: str
    reason: str | None
    lesson_id: UUID | None
    subscription_id: UUID | None
    confirmation_url: str | None
    created_at: datetime
    paid_at: datetime | None
    version: int


class Payments(msgspec.Struct, frozen=True):
    """A page of payments."""

    items: list[Payment]
    next_cursor: str | None


class EarningItem(msgspec.Struct, frozen=True):
    """What one lesson brought its tutor, and what the platform kept of its charge."""

    lesson_id: UUID
    amount_kopecks: int
    commission_kopecks: int
    state: model.EarningState
    at: datetime


class Earnings(msgspec.Struct, frozen=True):
    """A tutor's money. `weeks` are ISO weeks (UTC), newest first."""

    pending_kopecks: int
    available_kopecks: int
    currency: str
    items: list[EarningItem]
    next_cursor: str | None
    weeks: list[model.Week]


class NoticeObject(msgspec.Struct, frozen=True):
    """Of the object in a notification only its name is read: the Payment System is asked for the rest."""

    id: str
    metadata: dict[str, str] | None = None


class Notice(msgspec.Struct, frozen=True):
    """A notification of the Payment System; it may carry more than we know of."""

    event: str
    object: NoticeObject


@get("/payments", access={"student", "guardian"})
async def list_payments(identity: Identity, limit: Limit = 20, cursor: Cursor = None) -> Payments:
    """My payments, newest first"""
    found = await charges.payments_of(payer_id=identity.user_id, before=_before(cursor), limit=limit + 1)
    page = found[:limit]
    return Payments(
        items=[_payment(each) for each in page],
        next_cursor=str(page[-1].id) if len(found) > limit else None,
    )


@get("/payments/{payment_id:uuid}", access={"student", "guardian"})
async def get_payment(identity: Identity, payment_id: UUID) -> Payment:
    """One of my payments"""
    return _payment(await charges.payment_for(payer_id=identity.user_id, payment_id=payment_id))


@post(
    "/payments/refunds/{refund_id:uuid}/cancel",
    access={"student", "guardian"},
    refusals=[RefundDecided],
)
async def cancel_refund(identity: Identity, refund_id: UUID) -> None:
    """Take back a request that nobody has decided yet"""
    await requests.take_back(refund_id=refund_id, payer_id=identity.user_id)


@get("/payments/earnings", access={"tutor"})
async def get_earnings(identity: Identity, limit: Limit = 20, cursor: Cursor = None) -> Earnings:
    """What I earned with lessons, and what of it is available"""
    found = await earnings.earnings_of(tutor_id=identity.user_id, before=_before(cursor), limit=limit + 1)
    page = found.lessons[:limit]
    return Earnings(
        pending_kopecks=found.pending_kopecks,
        available_kopecks=found.available_kopecks,
        currency=CURRENCY,
        items=[
            EarningItem(each.lesson_id, each.amount_kopecks, each.commission_kopecks, each.state, each.at)
            for each in page
        ],
        next_cursor=str(page[-1].id) if len(found.lessons) > limit else None,
        weeks=found.weeks,
    )


@post("/webhooks/payments", access=ANYONE)
async def take_payment_notice(data: Notice) -> None:
    """The Payment System says that something happened; we go and see"""
    named, metadata = data.object.id, data.object.metadata or {}
    if data.event.startswith("payment."):
        await charges.take_notice(provider_id=named, payment_id=_uuid(metadata.get("payment_id")))
    elif data.event.startswith("refund."):
        await refunds.take_notice(provider_id=named, refund_id=_uuid(metadata.get("refund_id")))


def _payment(payment: model.Payment) -> Payment:
    return Payment(
        id=payment.id,
        state=payment.state,
        amount_kopecks=payment.amount_kopecks,
        refunded_kopecks=payment.refunded_kopecks,
        currency=CURRENCY,
        description=payment.description,
        reason=payment.reason,
        lesson_id=payment.purpose_id if payment.purpose == "lesson" else None,
        subscription_id=_uuid(str(payment.details.get("subscription_id"))),
        confirmation_url=payment.confirmation_url if payment.state == "pending" else None,
        created_at=payment.created_at,
        paid_at=payment.paid_at,
        version=payment.version,
    )


def _before(cursor: str | None) -> UUID | None:
    before = _uuid(cursor)
    if cursor is not None and before is None:
        raise Malformed(errors=(FieldError("cursor", "unreadable", "not a cursor of this list"),))
    return before


def _uuid(text: str | None) -> UUID | None:
    try:
        return None if text is None else UUID(text)
    except ValueError:
        return None


router = routes_of(globals())
