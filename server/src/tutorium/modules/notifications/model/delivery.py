"""When a message is tried again, and when it is given up."""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(hours=72)
"""contracts/02 §5: a letter three days old is none any more; what its reader needs stands on the site."""


def next_try(
    attempts: int, *, created_at: datetime, useful_until: datetime | None, now: datetime, chance: float
) -> datetime | None:
    """When to try again after so many attempts that failed; None when that would be too late.

    The pauses triple up to an hour; `chance` (0 to 1) spreads what failed together, by a fifth each way.
    """
    pause = LONGEST_PAUSE if attempts > 12 else min(FIRST_PAUSE * 3 ** (attempts - 1), LONGEST_PAUSE)
    at = now + pause * (0.8 + 0.4 * chance)
    last = created_at + GIVEN_UP_AFTER
    if useful_until is not None:
        last = min(last, useful_until)
    return at if at < last else None
