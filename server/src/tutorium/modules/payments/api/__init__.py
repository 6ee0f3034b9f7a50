"""What other modules may ask of payments.

A payment belongs to a `purpose` and its id, words of the module that starts it. All amounts are kopecks.
Every function may be repeated: the second call finds what the first one made.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.payments import model
from tutorium.modules.payments.api import desk
from tutorium.modules.payments.model import PayersRefund, PaymentState, RefundState
from tutorium.modules.payments.model.methods import MethodState
from tutorium.modules.payments.model.refunding import Limits
from tutorium.modules.payments.service import charges, earnings, personal, refunds, requests
from tutorium.modules.payments.service import desk as desk_service
from tutorium.modules.payments.service import ledger as ledger_service
from tutorium.modules.payments.service import methods as methods_service
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed

__all__ = ["Limits", "PayersRefund", "PaymentState", "RefundState", "desk"]


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
    state: PaymentState
    confirmation_url: str | None
    reason: str | None
    details: dict[str, str | int]
    created_at: datetime
    paid_at: datetime | None


class MethodCard(msgspec.Struct, frozen=True):
    """A saved payment method, as much as anybody sees of it; frozen ones are not charged."""

    method_id: UUID
    brand: str
    last4: str
    state: MethodState
    created_at: datetime


class RefundView(msgspec.Struct, frozen=True):
    """Money on its way back.

    requested (waits for people), approved, processing, succeeded, manual_payout (the provider cannot; people
    will), rejected (`answer` says why), cancelled_by_user. `deadline_at`: when the payer has to have it.
    """

    refund_id: UUID
    payment_id: UUID
    amount_kopecks: int
    state: RefundState
    created_at: datetime
    deadline_at: datetime | None
    answer: str | None


class EscrowView(msgspec.Struct, frozen=True):
    """Money that waits for a payer's lessons with a tutor."""

    payer_id: UUID
    tutor_id: UUID
    kopecks: int


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
    save_method: bool = False,
) -> PaymentView:
    """Begin the one payment of a purpose, or find the one begun before.

    The Payment System is asked for at most 4 seconds. When it does not answer, the state is `unknown`
    without a `confirmation_url`, and the payment completes itself later. When it declines, the state is
    `canceled` and PaymentCanceled is published. `details` come back in PaymentSucceeded; for the purpose
    "lesson" they are {"learner_id", "minutes", "unit_price_kopecks"}. `description` stands on the receipt
    (at most 128 characters, the rest is cut). `save_method`: the payer has agreed to automatic payments, so
    the method he pays with is kept, and named in PaymentSucceeded.
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
            save_method=save_method,
        )
    )


@exposed
async def charge(
    *,
    purpose: str,
    purpose_id: UUID,
    payer_id: UUID,
    tutor_id: UUID,
    amount_kopecks: int,
    description: str,
    customer_email: str,
    details: dict[str, str | int],
    method_id: UUID,
    key: str,
) -> PaymentView | None:
    """Charge a saved method without its payer, once per purpose; None when it may not be charged any more.

    Otherwise like `start`. `key` names the charge to the Payment System and is never used for another one.
    """
    found = await charges.charge(
        purpose=purpose,
        purpose_id=purpose_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        amount_kopecks=amount_kopecks,
        description=description,
        customer_email=customer_email,
        details=details,
        method_id=method_id,
        key=key,
    )
    return None if found is None else _payment(found)


@exposed
async def methods(*, payer_id: UUID) -> list[MethodCard]:
    """A payer's saved methods, the newest first."""
    return [
        MethodCard(each.id, each.brand, each.last4, each.state, each.created_at)
        for each in await methods_service.methods_of(payer_id=payer_id)
    ]


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
async def request_refund(
    *, refund_id: UUID, payment_id: UUID, amount_kopecks: int, reason: str
) -> RefundView:
    """A payer wants a part of his payment back: by itself when nothing speaks against it, else by people.

    Repeated with the same `refund_id`. When it is declined or taken back, RefundDeclined follows.
    """
    return _refund(
        await requests.request(
            refund_id=refund_id, payment_id=payment_id, amount_kopecks=amount_kopecks, reason=reason
        )
    )


@exposed
async def refunds_by_id(*, refund_ids: list[UUID]) -> list[RefundView]:
    """These refunds as they are known now, in no order; unknown ids are left out."""
    return [_refund(found) for found in await refunds.refunds_by_id(refund_ids=refund_ids)]


@exposed
async def refunds_of(*, payer_id: UUID, before: UUID | None, limit: int) -> list[PayersRefund]:
    """A payer's refunds, newest first."""
    return await requests.refunds_of(payer_id=payer_id, before=before, limit=limit)


@exposed
async def refund_limits() -> Limits:
    """Up to which sums refunds are approved by themselves, and by one person; how soon the money is back."""
    return await desk_service.refund_limits()


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
async def escrows() -> list[EscrowView]:
    """What lies in escrow for lessons, for each payer and tutor for whom anything does."""
    return [EscrowView(each.payer_id, each.tutor_id, each.kopecks) for each in await ledger_service.escrows()]


@exposed
async def escrow(*, payer_id: UUID, tutor_id: UUID) -> int:
    """Kopecks in escrow for a payer's lessons with a tutor; what a waiting refund will take is left out."""
    pairs = await ledger_service.escrows()
    return sum(each.kopecks for each in pairs if (each.payer_id, each.tutor_id) == (payer_id, tutor_id))


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
        deadline_at=refund.deadline_at,
        answer=refund.answer,
    )
