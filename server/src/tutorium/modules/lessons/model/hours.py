"""Working hours and the free slots they leave (domain.md D2.1).

Weekly hours, then exceptions by date, then the tutor's own lessons with buffers, then notice and horizon,
then caps. Hours are local wall time of the tutor; slots are UTC moments. A wall time that a change of the
clock leaves out is no slot; one that it repeats is a slot once, the first time.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

DAY_MINUTES = 24 * 60
MINUTE = timedelta(minutes=1)
ENOUGH_MINUTES = 4 * 60
"""Open minutes a week with which a tutor may ask to be verified (V2)."""
Clock = Annotated[str, msgspec.Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$", description="HH:MM")]


class WeeklyHours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Open hours on one day of every week; 1 is Monday; `end` may be 24:00."""

    weekday: Annotated[int, msgspec.Meta(ge=1, le=7)]
    start: Clock
    end: Clock


class DayException(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule for one date: open hours instead of the weekly ones, or closed hours (or a closed day)."""

    date: date
    available: bool
    start: Clock | None = None
    end: Clock | None = None


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How lessons fill the hours; ranges and defaults of domain.md D2.1."""

    min_notice_hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 12
    horizon_days: Annotated[int, msgspec.Meta(ge=14, le=90)] = 56
    slot_step_minutes: Literal[15, 30, 60] = 30
    buffer_before_minutes: Annotated[int, msgspec.Meta(ge=0, le=60)] = 0
    buffer_after_minutes: Annotated[int, msgspec.Meta(ge=0, le=60)] = 10
    max_per_day: Annotated[int, msgspec.Meta(ge=1, le=24)] = 8
    max_per_week: Annotated[int, msgspec.Meta(ge=1, le=100)] = 40


class Hours(msgspec.Struct, frozen=True):
    """Everything the tutor decided about time."""

    timezone: str
    weekly: tuple[WeeklyHours, ...]
    exceptions: tuple[DayException, ...]
    rules: Rules


class Taken(msgspec.Struct, frozen=True):
    """A lesson in the diary: it counts for the caps, and while `open` it occupies [busy_from, busy_until)."""

    starts_at: datetime
    busy_from: datetime
    busy_until: datetime
    open: bool


class Run(msgspec.Struct, frozen=True):
    """A lesson may start at `first`, at `last` and, step by step, between them."""

    first: datetime
    last: datetime


def minutes_of(clock: str) -> int:
    """Minutes since midnight of "HH:MM"."""
    return int(clock[:2]) * 60 + int(clock[3:])


def weekly_minutes(weekly: Sequence[WeeklyHours]) -> int:
    """Open minutes of an ordinary week; hours that overlap are counted once."""
    total = 0
    for weekday in range(1, 8):
        until = 0
        for start, end in sorted(
            (minutes_of(e.start), minutes_of(e.end)) for e in weekly if e.weekday == weekday
        ):
            total += max(0, end - max(start, until))
            until = max(until, end)
    return total


def wrong_hours(weekly: Sequence[WeeklyHours], exceptions: Sequence[DayException]) -> list[str]:
    """The paths of the entries that make no sense; empty when all is well."""
    wrong = [f"weekly.{i}" for i, each in enumerate(weekly) if minutes_of(each.start) >= minutes_of(each.end)]
    for i, each in enumerate(exceptions):
        if each.start is None and each.end is None and not each.available:
            continue
        if each.start is None or each.end is None or minutes_of(each.start) >= minutes_of(each.end):
            wrong.append(f"exceptions.{i}")
    return wrong


def notice_of(rules: Rules, *, known: bool) -> timedelta:
    """How long before its start a lesson may be booked; half of it for a student already taught."""
    hours = (rules.min_notice_hours + 1) // 2 if known else rules.min_notice_hours
    return timedelta(hours=hours)


def open_hours(hours: Hours, day: date) -> list[tuple[int, int]]:
    """The open stretches of one local date, in minutes since midnight: sorted, apart from each other."""
    special = [each for each in hours.exceptions if each.date == day]
    opened = [_stretch(each) for each in special if each.available]
    closed = [_stretch(each) for each in special if not each.available]
    if not opened:
        weekday = day.isoweekday()
        opened = [
            (minutes_of(each.start), minutes_of(each.end)) for each in hours.weekly if each.weekday == weekday
        ]
    return _without(_merged(opened), closed)


def slots(
    hours: Hours,
    taken: Sequence[Taken],
    *,
    minutes: int,
    since: datetime,
    until: datetime,
    now: datetime,
    notice: timedelta,
) -> list[datetime]:
    """The starts in [since, until) at which a lesson of `minutes` can be booked at `now`, in order.

    `taken` must hold every lesson of the weeks that the window touches, and be sorted by `busy_from`.
    """
    zone, rules = ZoneInfo(hours.timezone), hours.rules
    earliest = max(since, now + notice)
    latest = min(until - timedelta(microseconds=1), now + timedelta(days=rules.horizon_days))
    if latest < earliest:
        return []
    per_day = Counter(each.starts_at.astimezone(zone).date() for each in taken)
    per_week: Counter[tuple[int, int]] = Counter()
    for day, count in per_day.items():
        per_week[day.isocalendar()[:2]] += count
    blocks = [each for each in taken if each.open]
    ends = [each.busy_until for each in blocks]
    before = timedelta(minutes=rules.buffer_before_minutes)
    length = timedelta(minutes=minutes + rules.buffer_after_minutes)
    found: list[datetime] = []
    for day in _days(earliest.astimezone(zone).date(), latest.astimezone(zone).date()):
        if per_day[day] >= rules.max_per_day or per_week[day.isocalendar()[:2]] >= rules.max_per_week:
            continue
        for start in _starts(zone, day, open_hours(hours, day), rules.slot_step_minutes, minutes):
            if not earliest <= start <= latest:
                continue
            next_block = bisect_right(ends, start - before)
            if next_block == len(blocks) or blocks[next_block].busy_from >= start + length:
                found.append(start)
    return found


def runs(starts: Sequence[datetime], *, step: timedelta) -> list[Run]:
    """Starts that follow each other step by step, joined: a short way to store them all."""
    joined: list[Run] = []
    for start in starts:
        if joined and start - joined[-1].last <= step:
            joined[-1] = Run(joined[-1].first, start)
        else:
            joined.append(Run(start, start))
    return joined


def _stretch(each: DayException) -> tuple[int, int]:
    return (
        minutes_of(each.start) if each.start else 0,
        minutes_of(each.end) if each.end else DAY_MINUTES,
    )


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(opened: list[tuple[int, int]], closed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for lower, upper in closed:
        opened = [
            part
            for start, end in opened
            for part in ((start, min(end, lower)), (max(start, upper), end))
            if part[0] < part[1]
        ]
    return opened


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def _starts(
    zone: ZoneInfo, day: date, opened: list[tuple[int, int]], step: int, minutes: int
) -> Iterator[datetime]:
    """Every start on the grid of each open stretch whose lesson ends inside the stretch."""
    midnight = datetime.combine(day, time())
    offset = midnight.replace(tzinfo=zone).utcoffset()
    if offset == (midnight + timedelta(days=1)).replace(tzinfo=zone).utcoffset() and offset is not None:
        base = midnight.replace(tzinfo=UTC) - offset
        for start, end in opened:
            for minute in range(start, end - minutes + 1, step):
                yield base + minute * MINUTE
        return
    for start, end in opened:
        for minute in range(start, end, step):
            moment = _moment(zone, midnight + minute * MINUTE)
            if moment is not None and _ends_by(zone, moment + minutes * MINUTE, midnight + end * MINUTE):
                yield moment


def _moment(zone: ZoneInfo, wall: datetime) -> datetime | None:
    """The first moment at which clocks show `wall`, or None when they skip it."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if moment.astimezone(zone).replace(tzinfo=None) == wall else None


def _ends_by(zone: ZoneInfo, end: datetime, wall: datetime) -> bool:
    """Whether the last minute before `end` is still inside a stretch that closes at `wall`."""
    return (end - MINUTE).astimezone(zone).replace(tzinfo=None) + MINUTE <= wall
