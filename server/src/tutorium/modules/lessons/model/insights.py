"""How a tutor does against the standards of domain.md D8, over the last ninety days.

Two standards of D8 are not here: nothing measures yet how fast a tutor answers or how late he moves lessons.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

PERIOD = timedelta(days=90)
ENOUGH_LESSONS = 5
"""Fewer say nothing about a tutor."""
LAST_MINUTE = timedelta(hours=2)
"""A tutor who cancels later than this before the start leaves the student as one who never came (D3.1)."""
MAX_NO_SHOWS = 3
MAX_CANCELLED_PERCENT = 15

StandardCode = Literal["no_shows", "cancellations"]
Standing = Literal["ok", "warning", "not_enough"]


class Stretch(msgspec.Struct, frozen=True):
    """Lessons of the whole platform within one stretch of time; `place` is its number, from 1."""

    place: int
    scheduled: int
    awaiting: int
    completed: int
    cancelled: int
    learners: int


class Counts(msgspec.Struct, frozen=True):
    """What the history of a tutor's lessons says of a period."""

    held: int
    students: int
    returning: int
    cancelled: int
    no_shows: int


class Standard(msgspec.Struct, frozen=True):
    """A standard, where the tutor stands, and the value he has to stay below; shares in whole percent."""

    code: StandardCode
    value: int
    below: int
    unit: Literal["times", "percent"]
    state: Standing


class Insights(msgspec.Struct, frozen=True, kw_only=True):
    """A tutor's lessons that began in [since, until)."""

    since: datetime
    until: datetime
    lessons_held: int
    students: int
    returning_percent: int | None
    lessons_counted: int
    lessons_needed: int
    standards: list[Standard]


def insights_of(counts: Counts, *, since: datetime, until: datetime) -> Insights:
    """The figures of a period and the standings they give."""
    counted = counts.held + counts.cancelled
    cancelled = _percent(counts.cancelled, counted)
    return Insights(
        since=since,
        until=until,
        lessons_held=counts.held,
        students=counts.students,
        returning_percent=round(100 * counts.returning / counts.students) if counts.students else None,
        lessons_counted=counted,
        lessons_needed=ENOUGH_LESSONS,
        standards=[
            Standard(
                "no_shows",
                counts.no_shows,
                MAX_NO_SHOWS,
                "times",
                _standing(counted, counts.no_shows < MAX_NO_SHOWS),
            ),
            Standard(
                "cancellations",
                cancelled,
                MAX_CANCELLED_PERCENT,
                "percent",
                _standing(counted, counts.cancelled * 100 < counted * MAX_CANCELLED_PERCENT),
            ),
        ],
    )


def _standing(counted: int, kept: bool) -> Standing:
    if counted < ENOUGH_LESSONS:
        return "not_enough"
    return "ok" if kept else "warning"


def _percent(part: int, whole: int) -> int:
    """Rounded up, so that nobody reads a figure below the standard he has missed."""
    return -(-100 * part // whole) if whole else 0
