"""Reminders of a lesson: which, how long before it, and for whom they come too soon after the booking."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

Which = Literal["day", "hour", "soon"]


class Reminder(msgspec.Struct, frozen=True):
    """It is left out when it would come less than `news_for` after the booking: it tells nothing new then."""

    which: Which
    before: timedelta
    news_for: timedelta


REMINDERS: tuple[Reminder, ...] = (
    Reminder("day", timedelta(hours=24), timedelta(hours=2)),
    Reminder("hour", timedelta(hours=1), timedelta(minutes=20)),
    Reminder("soon", timedelta(minutes=10), timedelta()),
)
"""domain.md D2: 24 hours, an hour and ten minutes before the start."""


def reminders_of(starts_at: datetime, *, now: datetime) -> list[tuple[Reminder, datetime]]:
    """The reminders that still make sense for a lesson booked or moved now, each with its moment."""
    moments = [(each, starts_at - each.before) for each in REMINDERS]
    return [(each, at) for each, at in moments if at > now + each.news_for]
