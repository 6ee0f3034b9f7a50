"""Guessing costs more and more; PostgreSQL counts, so the limits hold without Redis.

Counted before the secret is looked at, so that racing does not help; an account that exists and one that
does not are counted alike.
"""

import hashlib
import math
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import PasswordResetRequired, TooManyAttempts
from tutorium.modules.auth.model.attempts import ATTEMPTS, MOST_FAILURES, Attempts, after_attempt
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.request import origin


def password_of(email: str) -> bytes:
    """Names the password of an account, whether it exists or not, without keeping the address."""
    return hashlib.sha256(email.lower().encode()).digest()


def codes_of(user_id: UUID) -> bytes:
    """Names the codes of an account: whoever guesses at them knows the password already."""
    return hashlib.sha256(b"codes\x1f" + user_id.bytes).digest()


async def count(secret: bytes, *, user_id: UUID | None) -> None:
    """One more guess; TooManyAttempts or PasswordResetRequired when there were too many."""
    now, address = clock.now(), origin().address
    async with transaction() as db:
        known = await queries.attempts.lock_attempts(db, secret, address, now=now)
        before = known or Attempts(0, now, 0, None)
        after = after_attempt(before, now)
        failures = 0
        if not after.blocked(now):
            failures = await queries.attempts.count_failure(db, secret, now=now) or 0
        if after != before:
            await queries.attempts.set_attempts(db, secret, address, after)
        begun = after.count == ATTEMPTS + 1 and after != before
        if user_id is not None and (begun or failures == MOST_FAILURES + 1):
            await audit.record(db, "auth.locked", subject=f"user:{user_id}", failures=failures)
    if after.blocked_until is not None and after.blocked(now):
        wait = after.blocked_until - now
        raise TooManyAttempts(retry_after=max(1, math.ceil(wait.total_seconds())))
    if failures > MOST_FAILURES:
        raise PasswordResetRequired


async def forget(db: Db, secret: bytes) -> None:
    """The guess was right: those before it count no more."""
    await queries.attempts.forget_attempts(db, secret, origin().address)
    await queries.attempts.forget_failures(db, secret)


async def forget_everywhere(db: Db, user_id: UUID, email: str) -> None:
    """A new password: whatever was guessed at the account before counts no more."""
    for secret in (password_of(email), codes_of(user_id)):
        await queries.attempts.forget_attempts_from_anywhere(db, secret)
        await queries.attempts.forget_failures(db, secret)
