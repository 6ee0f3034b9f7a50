"""What notifications tells itself: work that is due, and the timers of reminders."""

from datetime import datetime
from uuid import UUID

from tutorium.platform.events import Event


class MessageQueued(Event, frozen=True):
    """A message is due."""

    message_id: UUID


class DayBeforeLesson(Event, frozen=True):
    """Timer: a lesson that was to begin at `starts_at` begins in 24 hours."""

    lesson_id: UUID
    starts_at: datetime


class HourBeforeLesson(Event, frozen=True):
    """Timer: a lesson that was to begin at `starts_at` begins in an hour."""

    lesson_id: UUID
    starts_at: datetime


class LessonIsSoon(Event, frozen=True):
    """Timer: a lesson that was to begin at `starts_at` begins in ten minutes."""

    lesson_id: UUID
    starts_at: datetime


class CustomerChanged(Event, frozen=True):
    """Mindbox is to be told how this user is now; a later version says it better."""

    user_id: UUID
    version: int
