"""Statements that count failed sign-ins."""

from datetime import datetime

from tutorium.modules.auth.model import Attempts
from tutorium.platform.db import Db, execute, fetch_optional


async def count_attempt(
    db: Db, account_hash: bytes, address: str, *, now: datetime, window_start: datetime
) -> Attempts | None:
    """Count one more attempt, beginning anew when the window is over."""
    return await fetch_optional(
        db,
        Attempts,
        """
        INSERT INTO auth.attempt AS a (account_hash, address, count, since) VALUES ($1, $2, 1, $3)
        ON CONFLICT (account_hash, address) DO UPDATE SET
            count = CASE WHEN a.since <= $4 THEN 1 ELSE a.count + 1 END,
            since = CASE WHEN a.since <= $4 THEN $3 ELSE a.since END
        RETURNING count, since
        """,
        account_hash,
        address,
        now,
        window_start,
    )


async def forget_attempts(db: Db, account_hash: bytes, address: str) -> None:
    await execute(
        db, "DELETE FROM auth.attempt WHERE account_hash = $1 AND address = $2", account_hash, address
    )


async def delete_old_attempts(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.attempt WHERE since < $1", before)
