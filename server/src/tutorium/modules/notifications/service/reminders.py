"""Reminders of lessons: planned when a lesson is sure to take place, looked at again when they are due."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.lessons import api as lessons
from tutorium.modules.notifications.events import DayBeforeLesson, HourBeforeLesson, LessonIsSoon
from tutorium.modules.notifications.model.reminders import Which, reminders_of
from tutorium.modules.notifications.service.queueing import queue
from tutorium.platform import clock
from tutorium.platform.db import transaction
from tutorium.platform.events import publish

TIMERS: dict[Which, type[DayBeforeLesson | HourBeforeLesson | LessonIsSoon]] = {
    "day": DayBeforeLesson,
    "hour": HourBeforeLesson,
    "soon": LessonIsSoon,
}


async def plan_reminders(lesson_id: UUID) -> None:
    """Set the timers of a lesson that is scheduled. May be repeated: a reminder is told once."""
    lesson = await lessons.lesson_facts(lesson_id=lesson_id)
    if lesson is None or lesson.state != "scheduled":
        return
    async with transaction() as db:
        for reminder, at in reminders_of(lesson.starts_at, now=clock.now()):
            timer = TIMERS[reminder.which]
            await publish(db, timer(lesson_id=lesson_id, starts_at=lesson.starts_at), at=at)


async def remind(event: str, *, lesson_id: UUID, starts_at: datetime) -> None:
    """To everybody who is to be there or pays for it, unless the lesson was cancelled or has begun.

    One that was moved meanwhile has its reminders planned anew.
    """
    lesson = await lessons.lesson_facts(lesson_id=lesson_id)
    if lesson is None or lesson.state != "scheduled" or clock.now() >= lesson.starts_at:
        return
    if lesson.starts_at != starts_at:
        await plan_reminders(lesson_id)
        return
    learner = await accounts.person(user_id=lesson.learner_id)  # a child without a login gets none
    async with transaction() as db:
        await queue(
            db,
            event,
            about=lesson_id,
            to={
                "learner": learner.user_id if learner else None,
                "payer": lesson.payer_id,
                "tutor": lesson.tutor_id,
            },
            fact=starts_at,
            useful_until=lesson.starts_at,
        )
