"""Statements about whom Mindbox knows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Customer
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


async def note_change(db: Db, user_id: UUID, *, now: datetime) -> int | None:
    """The version Mindbox is to be told; None for the erased, of whom nothing more is told."""
    return await fetch_value(
        db,
        int,
        """
        INSERT INTO notifications.customer (user_id, version, changed_at) VALUES ($1, 1, $2)
        ON CONFLICT (user_id) DO UPDATE
        SET version = customer.version + 1, changed_at = excluded.changed_at, attempts = 0
        WHERE NOT customer.erased
        RETURNING version
        """,
        user_id,
        now,
    )


async def note_erasure(db: Db, user_id: UUID, *, now: datetime) -> int | None:
    """The version that says that he is gone; None when Mindbox does not know him, or it was said before."""
    return await fetch_value(
        db,
        int,
        """
        UPDATE notifications.customer
        SET version = version + 1, erased = true, changed_at = $2, attempts = 0, last_error = NULL
        WHERE user_id = $1 AND NOT erased RETURNING version
        """,
        user_id,
        now,
    )


async def customer(db: Db, user_id: UUID) -> Customer | None:
    return await fetch_optional(
        db,
        Customer,
        """
        SELECT user_id, version, told_version, erased, attempts, changed_at
        FROM notifications.customer WHERE user_id = $1
        """,
        user_id,
    )


async def note_told(db: Db, user_id: UUID, version: int, *, now: datetime) -> None:
    await execute(
        db,
        """
        UPDATE notifications.customer
        SET told_version = $2, told_at = $3, last_error = NULL
        WHERE user_id = $1 AND told_version < $2
        """,
        user_id,
        version,
        now,
    )


async def note_untold(db: Db, user_id: UUID, error: str) -> None:
    await execute(
        db,
        "UPDATE notifications.customer SET attempts = attempts + 1, last_error = $2 WHERE user_id = $1",
        user_id,
        error,
    )


async def forget(db: Db, user_id: UUID) -> None:
    """Mindbox has forgotten him, so do we."""
    await execute(db, "DELETE FROM notifications.customer WHERE user_id = $1 AND erased", user_id)


async def customer_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT version, told_version, changed_at, told_at
            FROM notifications.customer WHERE user_id = $1) r""",
        user_id,
    )
