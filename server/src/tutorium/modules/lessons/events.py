"""What happens to lessons and diaries, and the timers of a lesson."""

from uuid import UUID

from tutorium.platform.events import Event


class AvailabilityChanged(Event, frozen=True):
    """A tutor changed hours, exceptions or rules: other times are free now."""

    tutor_id: UUID


class LessonHeld(Event, frozen=True):
    """A slot is held for a learner until it is paid for (L1)."""

    lesson_id: UUID
    tutor_id: UUID


class LessonScheduled(Event, frozen=True):
    """The lesson is paid for and will take place (L3)."""

    lesson_id: UUID
    tutor_id: UUID


class LessonExpired(Event, frozen=True):
    """The held slot was not paid for in time, or its payment was cancelled; it is free again (L2)."""

    lesson_id: UUID
    tutor_id: UUID


class LessonCancelled(Event, frozen=True):
    """Somebody cancelled; `charge_minutes` of the lesson are kept for the tutor (L9, domain.md D3.1).

    `completed_minutes_before`: minutes of completed lessons of this payer and tutor until then.
    """

    lesson_id: UUID
    tutor_id: UUID
    payer_id: UUID
    charge_minutes: int
    completed_minutes_before: int


class ConfirmationAsked(Event, frozen=True):
    """The lesson is over; silence until `confirm_by` confirms it (L14a)."""

    lesson_id: UUID
    tutor_id: UUID


class LessonCompleted(Event, frozen=True):
    """The lesson was held and confirmed; `charge_minutes` of it are to be paid to the tutor (L17).

    `completed_minutes_before`: minutes of completed lessons of this payer and tutor before this one.
    """

    lesson_id: UUID
    tutor_id: UUID
    payer_id: UUID
    charge_minutes: int
    completed_minutes_before: int


class LatePaymentKept(Event, frozen=True):
    """Money came after the slot was gone: it stays as minutes with this tutor (L2a)."""

    lesson_id: UUID
    tutor_id: UUID


class HoldDue(Event, frozen=True):
    """Timer: the hold of this lesson ends now."""

    lesson_id: UUID


class ReservationDue(Event, frozen=True):
    """Timer: whoever reserved minutes for this held lesson should have scheduled it by now."""

    lesson_id: UUID


class EndDue(Event, frozen=True):
    """Timer: five minutes have passed since the planned end of this lesson."""

    lesson_id: UUID


class ConfirmationDue(Event, frozen=True):
    """Timer: the time to object to this lesson is over."""

    lesson_id: UUID
