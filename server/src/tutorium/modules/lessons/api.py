"""What other modules may ask of lessons."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.lessons.model.insights import Stretch
from tutorium.modules.lessons.model.lesson import ActorRole, PaidWith, State
from tutorium.modules.lessons.service import hours, insights, personal, reading
from tutorium.platform.candidacy import Condition
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


class LessonFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson for those who write letters about it; the payer of a child's lesson is the guardian."""

    lesson_id: UUID
    state: State
    tutor_id: UUID
    learner_id: UUID
    payer_id: UUID
    subject: str
    level: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    price_kopecks: int
    paid_with: PaidWith
    free_until: datetime
    hold_expires_at: datetime
    confirm_by: datetime | None
    meeting_url: str | None
    cancelled_by: ActorRole | None
    reason_code: str | None
    charged_kopecks: int | None
    tutor_timezone: str


class Run(msgspec.Struct, frozen=True):
    """A lesson may start at `first`, at `last` and, step by step, between them."""

    first: datetime
    last: datetime


class FreeTimes(msgspec.Struct, frozen=True):
    """When a tutor's shortest lesson can start, as of `as_of`; nothing when he takes no bookings.

    `bookable_until`: when `next_slot_at` gets too near to be booked.
    """

    tutor_id: UUID
    as_of: datetime
    next_slot_at: datetime | None
    bookable_until: datetime | None
    runs: tuple[Run, ...]
    completed_lessons: int


@exposed
async def lesson_facts(*, lesson_id: UUID) -> LessonFacts | None:
    """The lesson as it is now, or None."""
    found = await reading.lesson_facts(lesson_id=lesson_id)
    if found is None:
        return None
    lesson, free_until = found
    known = {name: getattr(lesson, name) for name in LessonFacts.__struct_fields__ if hasattr(lesson, name)}
    return LessonFacts(**known, lesson_id=lesson.id, free_until=free_until)


@exposed
async def free_times(*, tutor_id: UUID) -> FreeTimes:
    """The tutor's free times up to the horizon, for a new student, and how many lessons he has completed."""
    found = await hours.openings(tutor_id=tutor_id)
    return FreeTimes(
        tutor_id,
        found.as_of,
        found.next_slot_at,
        found.bookable_until,
        tuple(Run(run.first, run.last) for run in found.runs),
        found.completed_lessons,
    )


@exposed
async def has_completed(*, user_id: UUID, tutor_id: UUID) -> bool:
    """Whether the user, as learner or as payer, has completed a lesson with the tutor."""
    return await reading.has_completed(user_id=user_id, tutor_id=tutor_id)


@exposed
async def lessons_between(*, edges: list[datetime]) -> list[Stretch]:
    """Lessons that begin between each edge and the next, by state; stretches without any are left out."""
    return await insights.stretches(edges)


@exposed
async def candidate_lacks(*, tutor_id: UUID) -> list[Condition]:
    """What of the working hours is missing before the tutor may ask to be verified."""
    return await hours.candidate_lacks(tutor_id)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """What has to be settled before the person can be erased."""
    return await personal.open_matters(user_id)


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)
