"""How often a secret may be guessed, and what a wrong guess costs."""

from datetime import datetime, timedelta

import msgspec

ATTEMPTS = 5
ATTEMPTS_WINDOW = timedelta(minutes=30)
LONGEST_BLOCK = timedelta(hours=24)
FORGIVEN = timedelta(hours=24)
"""A block is twice as long as the one before, unless that was over for this long."""
MOST_FAILURES = 100
"""In a row, from all addresses together: then only a new password helps, or a passkey."""


class Attempts(msgspec.Struct, frozen=True):
    """Guesses at one account from one address; `rounds` is how often they led to a block."""

    count: int
    since: datetime
    rounds: int
    blocked_until: datetime | None

    def blocked(self, now: datetime) -> bool:
        """Whether nobody may guess from there now."""
        return self.blocked_until is not None and now < self.blocked_until


def after_attempt(known: Attempts, now: datetime) -> Attempts:
    """One more guess: five within half an hour are free, the next begins a block, longer than the last."""
    if known.blocked(now):
        return known
    ended = known.blocked_until or known.since
    if known.blocked_until is not None or known.since <= now - ATTEMPTS_WINDOW:
        rounds = known.rounds if now < ended + FORGIVEN else 0
        return Attempts(1, now, rounds, None)
    if known.count < ATTEMPTS:
        return Attempts(known.count + 1, known.since, known.rounds, None)
    return Attempts(known.count + 1, known.since, known.rounds + 1, now + block_length(known.rounds))


def block_length(rounds: int) -> timedelta:
    """Half an hour, an hour, two hours, at most a day."""
    return min(ATTEMPTS_WINDOW * (1 << min(rounds, 10)), LONGEST_BLOCK)
