"""The only place that knows what time it is.

Everything asks `now()`. Tests move time with `travel`; a demonstration or a journey test starts the
processes with CLOCK_OFFSET_SECONDS, which production refuses.
"""

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


def travel(by: timedelta) -> None:
    """Move this process's clock forward (or back) by `by`, on top of earlier travels."""
    global _offset
    _offset += by


def offset() -> timedelta:
    """How far this process's clock is from the machine's."""
    return _offset
