"""What other modules may ask of payments.

A payment belongs to a `purpose` and its id, words of the module that starts it. All amounts are kopecks.
Every function may be repeated: the second call finds what the first one made.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.payments import model
from tutorium.modules.payments.service import charges, earnings, personal, refunds
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


class PaymentView(msgspec.Struct, frozen=True):
    """A payment for its starter. `confirmation_url` is where the payer pays, None while it is not known.

    States: created and unknown (the Payment System has not answered, we go on asking), pending (waits for
    the payer), succeeded, canceled (`reason` says why; final).
    """

    payment_id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    tutor_id: UUID
    amount_kopecks: int
    refunded_kopecks: int
    state: model.PaymentState
    confirmation_url: str | None
    reason: str | None
    details: dict[str, str | int]
    created_at: datetime
    paid_at: datetime | None


class RefundView(msgspec.Struct, frozen=True):
    """Money on its way back: processing, succeeded, or manual_payout (the provider cannot; people will)."""

    refund_id: UUID
    payment_id: UUID
    amount_kopecks: int
    state: model.RefundState
    created_at: datetime


class EarningView(msgspec.Struct, frozen=True):
    """How the charge of a lesson was divided; nothing charged, nothing divided."""

    lesson_id: UUID
    amount_kopecks: int
    commission_kopecks: int


@exposed
async def start(
    *,
    purpose: str,
    purpose_id: UUID,
    payer_id: UUID,
    tutor_id: UUID,
    amount_kopecks: int,
    description: str,
    return_url: str,
    customer_email: str,
    details: dict[str, str | int],
) -> PaymentView:
    """Begin the one payment of a purpose, or find the one begun before.

    The Payment System is asked for at most 4 seconds. When it does not answer, the state is `unknown`
    without a `confirmation_url`, and the payment completes itself later. When it declines, the state is
    `canceled` and PaymentCanceled is published. `details` come back in PaymentSucceeded; for the purpose
    "lesson" they are {"learner_id", "minutes", "unit_price_kopecks"}. `description` stands on the receipt
    (at most 128 characters, the rest is cut).
    """
    return _payment(
        await charges.start(
            purpose=purpose,
            purpose_id=purpose_id,
            payer_id=payer_id,
            tutor_id=tutor_id,
            amount_kopecks=amount_kopecks,
            description=description,
            return_url=return_url,
            customer_email=customer_email,
            details=details,
        )
    )


@exposed
async def payment(*, payment_id: UUID) -> PaymentView | None:
    """A payment as it is known now.

    Somebody waits for it: unless it is final, the Payment System is asked about it right afterwards.
    """
    found = await charges.payment(payment_id=payment_id)
    return None if found is None else _payment(found)


@exposed
async def payments_for(*, purpose: str, purpose_ids: list[UUID]) -> list[PaymentView]:
    """The payments of these purposes, looked at as by `payment`, in no order; not all may have one."""
    return [_payment(found) for found in await charges.payments_for(purpose=purpose, purpose_ids=purpose_ids)]


@exposed
async def refund(*, refund_id: UUID, payment_id: UUID, amount_kopecks: int, reason: str) -> RefundView:
    """Give back a part of a succeeded payment; the caller makes `refund_id`, and repeats with the same.

    The money leaves escrow at once, RefundSucceeded follows. NotRefundable: more than is left of the payment.
    """
    return _refund(
        await refunds.refund(
            refund_id=refund_id, payment_id=payment_id, amount_kopecks=amount_kopecks, reason=reason
        )
    )


@exposed
async def refunds_by_id(*, refund_ids: list[UUID]) -> list[RefundView]:
    """These refunds as they are known now, in no order; unknown ids are left out."""
    return [_refund(found) for found in await refunds.refunds_by_id(refund_ids=refund_ids)]


@exposed
async def settle_lesson(
    *, lesson_id: UUID, payer_id: UUID, tutor_id: UUID, charge_kopecks: int, completed_minutes_before: int
) -> EarningView:
    """Move a lesson's charge from escrow to the tutor and to commission, once per lesson.

    For a completed lesson and for a fee kept after a late cancellation. `completed_minutes_before`: paid
    minutes that this learner and tutor completed before this lesson; they decide the commission
    (domain.md D6.2). The tutor's part stays pending for 48 hours. A charge of 0 moves nothing.
    """
    earning = await earnings.settle_lesson(
        lesson_id=lesson_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        charge_kopecks=charge_kopecks,
        completed_minutes_before=completed_minutes_before,
    )
    if earning is None:
        return EarningView(lesson_id=lesson_id, amount_kopecks=0, commission_kopecks=0)
    return EarningView(
        lesson_id=lesson_id,
        amount_kopecks=earning.amount_kopecks,
        commission_kopecks=earning.commission_kopecks,
    )


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """What has to be settled before the person can be erased."""
    return await personal.open_matters(user_id)


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)


def _payment(payment: model.Payment) -> PaymentView:
    return PaymentView(
        payment_id=payment.id,
        purpose=payment.purpose,
        purpose_id=payment.purpose_id,
        payer_id=payment.payer_id,
        tutor_id=payment.tutor_id,
        amount_kopecks=payment.amount_kopecks,
        refunded_kopecks=payment.refunded_kopecks,
        state=payment.state,
        confirmation_url=payment.confirmation_url if payment.state == "pending" else None,
        reason=payment.reason,
        details=payment.details,
        created_at=payment.created_at,
        paid_at=payment.paid_at,
    )


def _refund(refund: model.Refund) -> RefundView:
    return RefundView(
        refund_id=refund.id,
        payment_id=refund.payment_id,
        amount_kopecks=refund.amount_kopecks,
        state=refund.state,
        created_at=refund.created_at,
    )
