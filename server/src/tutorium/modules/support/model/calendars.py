"""Business time: when support works, how long something takes in its hours, and when that is over.

A calendar has any number of open intervals a weekday, on the wall clock of Moscow, and may be closed on
days off. Two functions are the inverse of each other: `add` and `measure`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import msgspec

from tutorium.platform.days_off import DAY, MOSCOW, is_day_off, working_day_after

FRIDAY = 4
LONGEST = timedelta(days=3660)
"""Further than this nobody looks for an open hour: a calendar without any is a mistake."""

Interval = tuple[time, time]
"""Half-open, on one day; an end at 00:00 is the end of the day."""
Name = Literal["always", "urgent", "daily", "working_urgent", "working_daily", "office"]


class Calendar(msgspec.Struct, frozen=True):
    """Open intervals of each weekday, Monday first; `working_days`: closed on days off, open on moved ones.

    A weekend day that is worked by decree has the hours of a Friday.
    """

    week: tuple[tuple[Interval, ...], ...]
    working_days: bool = False


def _every_day(start: time, end: time) -> Calendar:
    return Calendar(week=(((start, end),),) * 7)


def _working_days(start: time, end: time) -> Calendar:
    return Calendar(week=(*(((start, end),),) * 5, (), ()), working_days=True)


CALENDARS: dict[Name, Calendar] = {
    "always": _every_day(time(0), time(0)),
    "urgent": _every_day(time(8), time(23)),
    "daily": _every_day(time(9), time(21)),
    "working_urgent": _working_days(time(8), time(23)),
    "working_daily": _working_days(time(9), time(21)),
    "office": _working_days(time(9), time(18)),
}
"""The hours of domain.md D7.2. What is promised in business days is counted in the hours of working days."""


def add(calendar: Calendar, since: datetime, amount: timedelta) -> datetime:
    """The moment when `amount` of open time has passed since `since`; never outside an open interval.

    Zero is the first open moment from `since` on. ValueError when the calendar is never open.
    """
    left = amount
    for start, end in _open(calendar, since):
        if left <= end - start:
            return start + left
        left -= end - start
    raise ValueError("this calendar has no open hours")


def measure(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """How much open time lies in [since, until); zero when `until` is not later."""
    total = timedelta()
    if until <= since:
        return total
    for start, end in _open(calendar, since, until):
        total += max(timedelta(), min(end, until) - start)
    return total


def nth_working_day(since: datetime, days: int) -> datetime:
    """The end of the `days`-th working day after the Moscow day of `since`: law counts from the day after."""
    return end_of_day(working_day_after(since.astimezone(MOSCOW).date(), days))


def nth_day(since: datetime, days: int) -> datetime:
    """The end of the `days`-th day after the Moscow day of `since`."""
    return end_of_day(since.astimezone(MOSCOW).date() + days * DAY)


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Moscow, which is the first of the next."""
    return datetime.combine(day + DAY, time(0), MOSCOW).astimezone(UTC)


def _open(
    calendar: Calendar, since: datetime, until: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """Open intervals from `since` on, cut at it, in UTC; those that begin before `until`."""
    day, last = since.astimezone(MOSCOW).date(), until or since + LONGEST
    while _at(day, time(0)) < last:
        for opens, closes in _hours(calendar, day):
            start = max(_at(day, opens), since.astimezone(UTC))
            end = end_of_day(day) if closes == time(0) else _at(day, closes)
            if start < end:
                yield start, end
        day += DAY


def _hours(calendar: Calendar, day: date) -> tuple[Interval, ...]:
    if not calendar.working_days:
        return calendar.week[day.weekday()]
    if is_day_off(day):
        return ()
    return calendar.week[min(day.weekday(), FRIDAY)]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, MOSCOW).astimezone(UTC)
