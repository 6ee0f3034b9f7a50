"""Days off in Russia: the Labour Code's holidays and what the Government moves every year.

Holidays: article 112 of the Labour Code. A holiday on a weekend gives its day off to the next working day,
except the days of 1 to 8 January, of which the Government moves two every year. Its decrees are data here:
2026 by the decree of 24 September 2025 (consultant.ru, LAW_515170), 2027 by that of 2026 (LAW_544706).
Both were compared with the tables of the package `holidays` 0.109 on 2026-11-25. A year without a decree
is reckoned by the Code alone.
"""

from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

MOSCOW = ZoneInfo("Europe/Moscow")
"""By whose days business days are counted."""
DAY = timedelta(days=1)
SATURDAY = 5
HOLIDAYS = ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
NEW_YEAR_DAYS = range(1, 9)


class Decree(msgspec.Struct, frozen=True):
    """What the Government moved in a year: weekdays that became days off, weekends that are worked."""

    off: tuple[date, ...]
    worked: tuple[date, ...] = ()


DECREES: dict[int, Decree] = {
    2026: Decree(off=(date(2026, 1, 9), date(2026, 12, 31))),
    2027: Decree(off=(date(2027, 2, 22), date(2027, 11, 5), date(2027, 12, 31)), worked=(date(2027, 2, 20),)),
}


def is_day_off(day: date) -> bool:
    """Whether nobody has to work on this day in Russia."""
    return day in _off(day.year) or (_is_weekend(day) and day not in _decree(day.year).worked)


def working_day_after(day: date, days: int) -> date:
    """The `days`-th working day after this one."""
    while days:
        day += DAY
        days -= not is_day_off(day)
    return day


@cache
def _off(year: int) -> frozenset[date]:
    """Holidays of a year, the days off they give away, and those the Government moved."""
    new_year = {date(year, 1, number) for number in NEW_YEAR_DAYS}
    found = new_year | {date(year, month, number) for month, number in HOLIDAYS} | set(_decree(year).off)
    for month, number in HOLIDAYS:
        holiday = date(year, month, number)
        if _is_weekend(holiday):
            found.add(_next_working(holiday, found))
    return frozenset(found)


def _next_working(day: date, off: set[date]) -> date:
    following = day + DAY
    while following in off or _is_weekend(following):
        following += DAY
    return following


def _decree(year: int) -> Decree:
    return DECREES.get(year, Decree(off=()))


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY
