"""Statements that count guesses."""

from datetime import datetime

from tutorium.modules.auth.model.attempts import Attempts
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


async def lock_attempts(db: Db, account_hash: bytes, address: str, *, now: datetime) -> Attempts | None:
    """The guesses at this account from there, which nobody else counts meanwhile."""
    return await fetch_optional(
        db,
        Attempts,
        """
        INSERT INTO auth.attempt AS a (account_hash, address, count, since) VALUES ($1, $2, 0, $3)
        ON CONFLICT (account_hash, address) DO UPDATE SET count = a.count
        RETURNING count, since, rounds, blocked_until
        """,
        account_hash,
        address,
        now,
    )


async def set_attempts(db: Db, account_hash: bytes, address: str, attempts: Attempts) -> None:
    await execute(
        db,
        """
        UPDATE auth.attempt SET count = $3, since = $4, rounds = $5, blocked_until = $6
        WHERE account_hash = $1 AND address = $2
        """,
        account_hash,
        address,
        attempts.count,
        attempts.since,
        attempts.rounds,
        attempts.blocked_until,
    )


async def count_failure(db: Db, account_hash: bytes, *, now: datetime) -> int | None:
    """How many guesses at the account, from anywhere, since one was right; this one included."""
    return await fetch_value(
        db,
        int,
        """
        INSERT INTO auth.failure AS f (account_hash, count, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (account_hash) DO UPDATE SET count = f.count + 1, last_at = $2
        RETURNING count
        """,
        account_hash,
        now,
    )


async def forget_failures(db: Db, account_hash: bytes) -> None:
    await execute(db, "DELETE FROM auth.failure WHERE account_hash = $1", account_hash)


async def forget_attempts(db: Db, account_hash: bytes, address: str) -> None:
    await execute(
        db, "DELETE FROM auth.attempt WHERE account_hash = $1 AND address = $2", account_hash, address
    )


async def forget_attempts_from_anywhere(db: Db, account_hash: bytes) -> None:
    await execute(db, "DELETE FROM auth.attempt WHERE account_hash = $1", account_hash)


async def delete_old_attempts(db: Db, *, before: datetime) -> int:
    return await execute(
        db,
        "DELETE FROM auth.attempt WHERE since < $1 AND (blocked_until IS NULL OR blocked_until < $1)",
        before,
    )


async def delete_old_failures(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.failure WHERE last_at < $1", before)
