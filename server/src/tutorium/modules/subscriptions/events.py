"""Facts about minutes paid in advance."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tutorium.platform.events import Event


class CreditsGranted(Event, frozen=True):
    """A paid lot of minutes is there to be used; `lesson_id` is the lesson it was bought for, if it was.

    The lesson may have expired meanwhile: then the minutes stay free, for another lesson or a refund.
    """

    lot_id: UUID
    payment_id: UUID
    lesson_id: UUID | None
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    minutes: int


class LotRefundRequested(Event, frozen=True):
    """Free minutes of a lot were turned back into money; the payment has to give it back."""

    lot_refund_id: UUID


class PairDoubted(Event, frozen=True):
    """Timer: the lots of a payer and a tutor did not fit their escrow; look whether they do now."""

    payer_id: UUID
    tutor_id: UUID


class ChargeDue(Event, frozen=True):
    """An attempt to have an invoice paid is stored: have it made."""

    charge_id: UUID


class RenewalAhead(Event, frozen=True):
    """In seven, three or one day(s) the next period is paid: charged, or to be paid by hand."""

    subscription_id: UUID
    payer_id: UUID
    days: int
    at: datetime
    amount_kopecks: int
    collection_mode: Literal["auto", "manual"]


class PaymentAsked(Event, frozen=True):
    """The next period waits to be paid by hand."""

    subscription_id: UUID
    payer_id: UUID
    amount_kopecks: int


class SubscriptionStarted(Event, frozen=True):
    """The first period is paid (S2)."""

    subscription_id: UUID
    payer_id: UUID


class SubscriptionRenewed(Event, frozen=True):
    """The next period is paid, in time (S4) or late (S7)."""

    subscription_id: UUID
    payer_id: UUID
    period_no: int


class RenewalSkipped(Event, frozen=True):
    """The minutes at hand suffice for a cycle: nothing is charged (S5)."""

    subscription_id: UUID
    payer_id: UUID
    next_at: datetime


class ChargeDeclined(Event, frozen=True):
    """An automatic charge failed; `retry_at` is when it is tried again, if it is."""

    charge_id: UUID
    subscription_id: UUID
    payer_id: UUID
    reason: str
    decline: Literal["soft", "hard", "legal", "fraud", "none"]
    retry_at: datetime | None


class SubscriptionPastDue(Event, frozen=True):
    """The next period is not paid: minutes at hand can be used, new ones do not come (S6)."""

    subscription_id: UUID
    payer_id: UUID


class CancelAsked(Event, frozen=True):
    """The payer ends the subscription with its period; until then he can think better of it (S10)."""

    subscription_id: UUID
    payer_id: UUID
    ends_at: datetime


class SubscriptionEnded(Event, frozen=True):
    """Nothing more is charged; minutes that were paid for stay (S3, S11, S12, S14)."""

    subscription_id: UUID
    payer_id: UUID
    reason: Literal["never_paid", "cancelled", "unpaid", "refunded"]
