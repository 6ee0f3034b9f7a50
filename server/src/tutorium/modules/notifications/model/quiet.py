"""Quiet hours: when they end, on the clock of whom they are for."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec


class QuietHours(msgspec.Struct, frozen=True):
    """From `starts` to `ends`, "HH:MM" on the person's wall clock; over midnight when `ends` is the earlier,
    none at all when both are the same.
    """

    starts: str
    ends: str


def quiet_until(hours: QuietHours, *, timezone: str, now: datetime) -> datetime | None:
    """When the quiet hours that reign now will be over; None outside them.

    What counts is what the clock on the wall shows. An end that the clocks jump over comes as much later; one
    that they show twice is the first of the two that is still ahead.
    """
    starts, ends = time.fromisoformat(hours.starts), time.fromisoformat(hours.ends)
    local = now.astimezone(ZoneInfo(timezone))
    shown = local.time().replace(fold=0)
    over_midnight = ends < starts
    if over_midnight and starts <= shown:
        day = local.date() + timedelta(days=1)
    elif (over_midnight and shown < ends) or (starts <= shown < ends):
        day = local.date()
    else:
        return None
    first, second = (
        datetime.combine(day, ends, ZoneInfo(timezone)).replace(fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return first if first > now else second
