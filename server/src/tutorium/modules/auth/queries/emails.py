"""Statements about changes of the e-mail address."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model import EmailChange, LettersSent
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


async def insert_change(
    db: Db, change: EmailChange, *, token_hash: bytes, now: datetime, expires_at: datetime
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.email_change
            (id, user_id, token_hash, old_email, new_email, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        change.id,
        change.user_id,
        token_hash,
        change.old_email,
        change.new_email,
        now,
        expires_at,
    )


async def changes_asked(
    db: Db, user_id: UUID, *, hour_ago: datetime, day_ago: datetime
) -> LettersSent | None:
    return await fetch_optional(
        db,
        LettersSent,
        """
        SELECT count(*) FILTER (WHERE created_at > $2) AS within_hour, count(*) AS within_day
        FROM auth.email_change WHERE user_id = $1 AND created_at > $3
        """,
        user_id,
        hour_ago,
        day_ago,
    )


async def change(db: Db, change_id: UUID) -> EmailChange | None:
    return await fetch_optional(
        db,
        EmailChange,
        "SELECT id, user_id, old_email, new_email FROM auth.email_change WHERE id = $1",
        change_id,
    )


async def change_user(db: Db, token_hash: bytes) -> UUID | None:
    """Whose change this token is of, usable or not."""
    return await fetch_value(
        db, UUID, "SELECT user_id FROM auth.email_change WHERE token_hash = $1", token_hash
    )


async def use_change(db: Db, token_hash: bytes, *, now: datetime) -> EmailChange | None:
    """The change this token confirms; None when it is unknown, expired, used or void."""
    return await fetch_optional(
        db,
        EmailChange,
        """
        UPDATE auth.email_change c SET used_at = $2
        WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
        RETURNING id, user_id, old_email, new_email
        """,
        token_hash,
        now,
    )


async def void_changes(db: Db, user_id: UUID, *, now: datetime) -> None:
    await execute(
        db,
        "UPDATE auth.email_change SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL",
        user_id,
        now,
    )


async def delete_old_changes(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.email_change WHERE created_at < $1", before)
