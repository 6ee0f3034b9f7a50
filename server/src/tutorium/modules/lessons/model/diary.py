"""A tutor's diary: working hours, and the copy of the tutor's terms that a booking is checked against."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.lessons.model.cancellation import Preset
from tutorium.modules.lessons.model.hours import DayException, Hours, Rules, Run, WeeklyHours


class Offer(msgspec.Struct, frozen=True):
    """One subject and level a tutor teaches, and the price of 60 minutes in kopecks."""

    subject: str
    level: str
    price_kopecks_per_hour: int


class Terms(msgspec.Struct, frozen=True):
    """On what terms a tutor gives lessons, as accounts told last."""

    offers: tuple[Offer, ...]
    lesson_minutes: tuple[int, ...]
    cancellation_preset: Preset
    meeting_url: str | None


class Diary(msgspec.Struct, frozen=True):
    """A row of lessons.diary; `listed` tutors take bookings, `paused` ones those of their own students."""

    tutor_id: UUID
    listed: bool
    paused: bool
    timezone: str
    terms: Terms
    weekly: tuple[WeeklyHours, ...]
    exceptions: tuple[DayException, ...]
    rules: Rules
    version: int

    @property
    def hours(self) -> Hours:
        """What the slot engine needs."""
        return Hours(self.timezone, self.weekly, self.exceptions, self.rules)


class Load(msgspec.Struct, frozen=True):
    """What a learner already has ahead with one tutor: open lessons, and minutes on one day."""

    open_lessons: int
    minutes_that_day: int


class Openings(msgspec.Struct, frozen=True):
    """Where a tutor's shortest lesson can start, as of the moment `as_of`; nothing when not listed."""

    tutor_id: UUID
    as_of: datetime
    next_slot_at: datetime | None
    bookable_until: datetime | None
    runs: tuple[Run, ...]
    completed_lessons: int


def offer_for(terms: Terms, subject: str, level: str | None) -> Offer | None:
    """The offer for a subject and level; without a level the cheapest of the subject."""
    fitting = [
        each for each in terms.offers if each.subject == subject and (level is None or each.level == level)
    ]
    return min(fitting, key=lambda each: each.price_kopecks_per_hour, default=None)
