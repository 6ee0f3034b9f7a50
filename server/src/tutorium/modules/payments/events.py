"""Facts about money. `purpose` and `purpose_id` say what was paid for, in the words of whoever asked."""

from datetime import datetime
from typing import Literal
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
    method_id: UUID | None = None
    """The saved method it was made with, or that was saved with it."""


class PaymentCanceled(Event, frozen=True):
    """No money was taken and none will be; `reason` is the Payment System's word, in lower snake case.

    `decline` is what it means for the method: soft (try again later), hard (not with this one), legal (never
    by itself), fraud (stop and look), none (nobody declined).
    """

    payment_id: UUID
    purpose: str
    purpose_id: UUID
    reason: str
    decline: Literal["soft", "hard", "legal", "fraud", "none"] = "hard"


class MethodEnded(Event, frozen=True):
    """A saved method is charged no more: removed (by its payer or his bank) or frozen for suspected fraud."""

    method_id: UUID
    payer_id: UUID
    state: Literal["frozen", "removed"]
    reason: str


class RefundSucceeded(Event, frozen=True):
    """The money is back: the Payment System has sent it to where it came from, or finance has `by_hand`."""

    refund_id: UUID
    payment_id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    amount_kopecks: int
    by_hand: bool = False


class RefundPaidByHand(Event, frozen=True):
    """Finance has sent the money by bank transfer; RefundSucceeded comes, too."""

    refund_id: UUID
    payer_id: UUID
    amount_kopecks: int


class RefundRequested(Event, frozen=True):
    """A payer asked for his money; `waits` for people, or else it was approved by itself."""

    refund_id: UUID
    payment_id: UUID
    payer_id: UUID
    amount_kopecks: int
    waits: bool


class RefundDeclined(Event, frozen=True):
    """The money stays: people declined (`answer` is their reason), or the payer changed his mind."""

    refund_id: UUID
    payment_id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    amount_kopecks: int
    by_payer: bool
    answer: str | None


class PaymentHinted(Event, frozen=True):
    """A payment may have changed at the Payment System: ask there."""

    payment_id: UUID


class RefundHinted(Event, frozen=True):
    """A refund has to be sent, or may have changed at the Payment System: ask there."""

    refund_id: UUID


class ReconciliationAsked(Event, frozen=True):
    """Somebody wants the ledger compared with the Payment System now."""

    asked_by: UUID


class EarningHoldEnded(Event, frozen=True):
    """Timer: the 48 hours in which a lesson's money is kept back for disputes are over."""

    lesson_id: UUID
