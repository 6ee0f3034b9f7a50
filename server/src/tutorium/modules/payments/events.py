"""Facts about money. `purpose` and `purpose_id` say what was paid for, in the words of whoever asked."""

from datetime import datetime
from uuid import UUID

from tutorium.platform.events import Event


class PaymentSucceeded(Event, frozen=True):
    """The money is with the Payment System and stands in the escrow of payer and tutor.

    `details` is what the starter of the payment gave along. The fact may come long after the purpose has
    lapsed: what happens then is the starter's rule.
    """

    payment_id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    tutor_id: UUID
    amount_kopecks: int
    paid_at: datetime
    details: dict[str, str | int]


class PaymentCanceled(Event, frozen=True):
    """No money was taken and none will be; `reason` is the Payment System's word, in lower snake case."""

    payment_id: UUID
    purpose: str
    purpose_id: UUID
    reason: str


class RefundSucceeded(Event, frozen=True):
    """The Payment System has sent the money back to where it came from."""

    refund_id: UUID
    payment_id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    amount_kopecks: int


class PaymentHinted(Event, frozen=True):
    """A payment may have changed at the Payment System: ask there."""

    payment_id: UUID


class RefundHinted(Event, frozen=True):
    """A refund has to be sent, or may have changed at the Payment System: ask there."""

    refund_id: UUID


class EarningHoldEnded(Event, frozen=True):
    """Timer: the 48 hours in which a lesson's money is kept back for disputes are over."""

    lesson_id: UUID
