"""Statements about the one-time tokens of letters."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model import LettersSent, Purpose
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


async def insert_token(
    db: Db,
    *,
    token_id: UUID,
    user_id: UUID,
    purpose: Purpose,
    token_hash: bytes,
    now: datetime,
    expires_at: datetime,
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.token (id, user_id, purpose, token_hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        token_id,
        user_id,
        purpose,
        token_hash,
        now,
        expires_at,
    )


async def letters_sent(
    db: Db, user_id: UUID, purpose: Purpose, *, hour_ago: datetime, day_ago: datetime
) -> LettersSent | None:
    return await fetch_optional(
        db,
        LettersSent,
        """
        SELECT count(*) FILTER (WHERE created_at > $3) AS within_hour, count(*) AS within_day
        FROM auth.token WHERE user_id = $1 AND purpose = $2 AND created_at > $4
        """,
        user_id,
        purpose,
        hour_ago,
        day_ago,
    )


async def token_user(db: Db, token_hash: bytes, purpose: Purpose, *, now: datetime) -> UUID | None:
    """Whose token this is, if it could be used now."""
    return await fetch_value(
        db,
        UUID,
        """
        SELECT user_id FROM auth.token
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        """,
        token_hash,
        purpose,
        now,
    )


async def use_token(db: Db, token_hash: bytes, purpose: Purpose, *, now: datetime) -> UUID | None:
    """Whose token this was; None when it is unknown, expired or used: of many callers one gets the user."""
    return await fetch_value(
        db,
        UUID,
        """
        UPDATE auth.token SET used_at = $3
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING user_id
        """,
        token_hash,
        purpose,
        now,
    )


async def void_tokens(db: Db, user_id: UUID, purpose: Purpose, *, now: datetime) -> None:
    await execute(
        db,
        "UPDATE auth.token SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
        user_id,
        purpose,
        now,
    )


async def delete_old_tokens(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.token WHERE created_at < $1", before)
