"""What the module does when nobody asks: timers, and what it hears from below and from itself."""

from tutorium.modules.accounts.events import ProfileChanged, TutorHidden, TutorListed
from tutorium.modules.lessons.events import (
    ConfirmationDue,
    EndDue,
    HoldDue,
    LessonCancelled,
    LessonCompleted,
    ReservationDue,
)
from tutorium.modules.lessons.service import booking, ending, hours
from tutorium.modules.payments.events import PaymentCanceled
from tutorium.modules.subscriptions.events import CreditsGranted
from tutorium.platform.db import Db
from tutorium.platform.events import on


@on(TutorListed)
async def open_diary(event: TutorListed) -> None:
    """A listed tutor takes bookings."""
    await hours.refresh_terms(tutor_id=event.tutor_id)


@on(TutorHidden)
async def close_diary(event: TutorHidden) -> None:
    """A hidden tutor takes none."""
    await hours.refresh_terms(tutor_id=event.tutor_id)


@on(ProfileChanged)
async def copy_terms(event: ProfileChanged) -> None:
    """Bookings are checked against the tutor's latest terms."""
    await hours.refresh_terms(tutor_id=event.tutor_id)


@on(CreditsGranted)
async def schedule_paid_lesson(event: CreditsGranted) -> None:
    """The money for a lesson has come (L3, L2a); minutes of a subscription wait for lessons to be booked."""
    if event.lesson_id is not None:
        await booking.take_paid_minutes(lesson_id=event.lesson_id, lot_id=event.lot_id)


@on(PaymentCanceled)
async def free_unpaid_slot(db: Db, event: PaymentCanceled) -> None:
    """The payment of a held lesson will never come (L2)."""
    if event.purpose == "lesson":
        await booking.expire_hold(db, lesson_id=event.purpose_id, reason_code="payment_canceled", due=False)


@on(HoldDue)
async def expire_hold(db: Db, event: HoldDue) -> None:
    """Fifteen minutes have passed without money (L2)."""
    await booking.expire_hold(db, lesson_id=event.lesson_id, reason_code="hold_expired", due=True)


@on(ReservationDue)
async def finish_reserved(event: ReservationDue) -> None:
    """A crash between the minutes and the schedule heals."""
    await booking.finish_reserved(lesson_id=event.lesson_id)


@on(EndDue)
async def ask_confirmation(db: Db, event: EndDue) -> None:
    """The lesson is over (L14a)."""
    await ending.ask_confirmation(db, lesson_id=event.lesson_id)


@on(ConfirmationDue)
async def confirm_by_silence(db: Db, event: ConfirmationDue) -> None:
    """Nobody objected (L17)."""
    await ending.confirm_by_silence(db, lesson_id=event.lesson_id)


@on(LessonCancelled)
async def give_back(event: LessonCancelled) -> None:
    """Return the student's part, divide the kept one (D3.1)."""
    await ending.give_back(event)


@on(LessonCompleted)
async def pay_out(event: LessonCompleted) -> None:
    """The money of a held lesson moves from escrow to the tutor and to commission (D6.1)."""
    await ending.pay_out(event)


@on(LessonCompleted)
async def tell_of_acquaintance(event: LessonCompleted) -> None:
    """Who has been taught by a tutor may subscribe (S1)."""
    await ending.tell_of_acquaintance(event)
