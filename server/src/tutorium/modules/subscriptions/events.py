"""Facts about minutes paid in advance."""

from uuid import UUID

from tutorium.platform.events import Event


class CreditsGranted(Event, frozen=True):
    """A paid lot of minutes is there to be used; `lesson_id` is the lesson it was bought for.

    The lesson may have expired meanwhile: then the minutes stay free, for another lesson or a refund.
    """

    lot_id: UUID
    payment_id: UUID
    lesson_id: UUID
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    minutes: int


class LotRefundRequested(Event, frozen=True):
    """Free minutes of a lot were turned back into money; the payment has to give it back."""

    lot_refund_id: UUID
