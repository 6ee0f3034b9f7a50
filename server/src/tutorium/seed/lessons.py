"""Lessons of the demo: past ones that were held, coming ones that are agreed, and what students said.

They are gifts: nothing was paid for them, so that the ledger tells only of real payments.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tutorium.modules.accounts.model import OfferedSubject
from tutorium.modules.lessons.model.hours import Hours, Rules, open_hours
from tutorium.platform.ids import new_id
from tutorium.seed import texts
from tutorium.seed.people import Tutor

PAST_DAYS = 200
COMING_DAYS = 45


class SeededLesson(msgspec.Struct, frozen=True):
    """A lesson of the past is completed, a coming one is scheduled."""

    id: UUID
    tutor: Tutor
    learner_id: UUID
    payer_id: UUID
    starts_at: datetime
    minutes: int
    subject: str
    level: str
    unit_price_kopecks: int
    past: bool

    @property
    def ends_at(self) -> datetime:
        """The planned end."""
        return self.starts_at + timedelta(minutes=self.minutes)


class SeededReview(msgspec.Struct, frozen=True):
    """What a student wrote after a lesson."""

    tutor_id: UUID
    author_id: UUID
    rating: int
    text: str
    created_at: datetime


class Calendar:
    """Gives every lesson a day of its own, for the tutor and for the learner: nothing can overlap."""

    def __init__(self, random: Random, now: datetime) -> None:
        self._random = random
        self._now = now
        self._taken: set[tuple[UUID, date]] = set()

    def lesson(
        self,
        tutor: Tutor,
        learner_id: UUID,
        *,
        past: bool,
        payer_id: UUID | None = None,
        within_days: int | None = None,
    ) -> SeededLesson | None:
        """A lesson in the tutor's hours on a free day of both; None when no such day was found.

        A coming one is at least two days away, a past one five; `within_days` says how many at most.
        """
        zone = ZoneInfo(tutor.timezone)
        hours = Hours(tutor.timezone, tutor.weekly, () if past else tutor.exceptions, Rules())
        minutes, offer = tutor.lesson_minutes[-1], self._random.choice(tutor.offers)
        for _ in range(12):
            distance = (
                -self._random.randint(5, within_days or PAST_DAYS)
                if past
                else self._random.randint(2, within_days or COMING_DAYS)
            )
            day = self._now.astimezone(zone).date() + timedelta(days=distance)
            stretches = [each for each in open_hours(hours, day) if each[1] - each[0] >= minutes]
            if not stretches or {(tutor.id, day), (learner_id, day)} & self._taken:
                continue
            self._taken |= {(tutor.id, day), (learner_id, day)}
            start, end = self._random.choice(stretches)
            minute = self._random.randrange(start, end - minutes + 1, 30)
            starts_at = datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)
            return _lesson(tutor, learner_id, payer_id or learner_id, starts_at, offer, past=past)
        return None

    def lesson_today(self, tutor: Tutor, learner_id: UUID, hour: int) -> SeededLesson:
        """A lesson of today, whose time may have come or gone; the caller keeps them apart."""
        zone = ZoneInfo(tutor.timezone)
        starts_at = datetime.combine(self._now.astimezone(zone).date(), time(hour), zone).astimezone(UTC)
        return _lesson(tutor, learner_id, learner_id, starts_at, tutor.offers[0], past=False)


def _lesson(
    tutor: Tutor, learner_id: UUID, payer_id: UUID, starts_at: datetime, offer: OfferedSubject, *, past: bool
) -> SeededLesson:
    return SeededLesson(
        new_id(),
        tutor,
        learner_id,
        payer_id,
        starts_at,
        tutor.lesson_minutes[-1],
        offer.subject,
        offer.level,
        offer.price_kopecks_per_hour,
        past,
    )


def some_lessons(
    random: Random, calendar: Calendar, tutors: Sequence[Tutor], learners: Sequence[UUID], count: int
) -> Iterator[SeededLesson]:
    """About `count` lessons, nine of ten in the past; some tutors have many more than others.

    Each tutor has a circle of regular students.
    """
    popularity = [min(random.paretovariate(1.3), 8.0) for _ in tutors]
    circles = {tutor.id: random.choices(learners, k=12) for tutor in tutors}
    for number, tutor in enumerate(random.choices(tutors, popularity, k=count)):
        learner = random.choice(circles[tutor.id])
        lesson = calendar.lesson(tutor, learner, past=number % 10 != 0)
        if lesson is not None:
            yield lesson


def some_reviews(random: Random, lessons: Sequence[SeededLesson], *, now: datetime) -> list[SeededReview]:
    """Most students say something after their first lesson with a tutor."""
    reviews: dict[tuple[UUID, UUID], SeededReview] = {}
    for lesson in lessons:
        pair = (lesson.tutor.id, lesson.learner_id)
        if (
            lesson.past
            and lesson.learner_id == lesson.payer_id
            and pair not in reviews
            and random.random() < 0.6
        ):
            rating, text = random.choice(texts.REVIEWS)
            written = min(lesson.ends_at + timedelta(hours=random.randint(1, 60)), now)
            reviews[pair] = SeededReview(*pair, rating, text, written)
    return list(reviews.values())
