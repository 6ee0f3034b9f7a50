"""Facts about lessons that become messages; which messages, says the table."""

from tutorium.modules.lessons.events import (
    ConfirmationAsked,
    LatePaymentKept,
    LessonCancelled,
    LessonCompleted,
    LessonExpired,
    LessonScheduled,
)
from tutorium.modules.notifications.events import DayBeforeLesson, HourBeforeLesson, LessonIsSoon
from tutorium.modules.notifications.service import reminders
from tutorium.modules.notifications.service.queueing import tell_about_lesson
from tutorium.platform.events import event_name, on


@on(LessonScheduled)
async def lesson_scheduled(event: LessonScheduled) -> None:
    """To payer and tutor."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonScheduled)
async def plan_reminders(event: LessonScheduled) -> None:
    """24 hours, an hour and ten minutes before."""
    await reminders.plan_reminders(event.lesson_id)


@on(DayBeforeLesson)
async def day_before_lesson(event: DayBeforeLesson) -> None:
    """To learner, payer and tutor."""
    await reminders.remind(event_name(type(event)), lesson_id=event.lesson_id, starts_at=event.starts_at)


@on(HourBeforeLesson)
async def hour_before_lesson(event: HourBeforeLesson) -> None:
    """To learner, payer and tutor."""
    await reminders.remind(event_name(type(event)), lesson_id=event.lesson_id, starts_at=event.starts_at)


@on(LessonIsSoon)
async def lesson_is_soon(event: LessonIsSoon) -> None:
    """To learner, payer and tutor."""
    await reminders.remind(event_name(type(event)), lesson_id=event.lesson_id, starts_at=event.starts_at)


@on(LessonCancelled)
async def lesson_cancelled(event: LessonCancelled) -> None:
    """To payer and tutor."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonExpired)
async def lesson_expired(event: LessonExpired) -> None:
    """To the payer."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LatePaymentKept)
async def late_payment_kept(event: LatePaymentKept) -> None:
    """To the payer."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(ConfirmationAsked)
async def confirmation_asked(event: ConfirmationAsked) -> None:
    """To the payer."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonCompleted)
async def lesson_completed(event: LessonCompleted) -> None:
    """To payer and tutor."""
    await tell_about_lesson(event_name(type(event)), event.lesson_id)
