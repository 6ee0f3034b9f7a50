"""Statements about sessions."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model import SessionRow
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value
from tutorium.platform.identity import Level


async def insert_session(
    db: Db,
    *,
    session_id: UUID,
    user_id: UUID,
    token_hash: bytes,
    level: Level,
    address: str,
    agent: str,
    now: datetime,
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.session
            (id, user_id, token_hash, level, address, agent, created_at, last_seen_at, proved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)
        """,
        session_id,
        user_id,
        token_hash,
        level,
        address,
        agent,
        now,
    )


async def session_by_token(db: Db, token_hash: bytes) -> SessionRow | None:
    return await fetch_optional(
        db,
        SessionRow,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.user_id, u.roles, u.email,
               u.email_confirmed_at IS NOT NULL AS email_confirmed, u.birth_date, u.locale,
               s.level, s.proved_at, u.epoch
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND u.blocked_at IS NULL
          AND u.leaving_at IS NULL
        """,
        token_hash,
    )


async def session_by_id(db: Db, session_id: UUID) -> SessionRow | None:
    return await fetch_optional(
        db,
        SessionRow,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.user_id, u.roles, u.email,
               u.email_confirmed_at IS NOT NULL AS email_confirmed, u.birth_date, u.locale,
               s.level, s.proved_at, u.epoch
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id
        WHERE s.id = $1 AND s.ended_at IS NULL AND u.blocked_at IS NULL
          AND u.leaving_at IS NULL
        """,
        session_id,
    )


async def touch_session(db: Db, session_id: UUID, *, now: datetime, seen_before: datetime) -> None:
    """Note that the session is in use, unless that was noted after `seen_before`."""
    await execute(
        db,
        "UPDATE auth.session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at <= $3",
        session_id,
        now,
        seen_before,
    )


async def end_session(db: Db, session_id: UUID, *, now: datetime) -> int | None:
    """The user's new epoch; None when the session had ended before."""
    return await fetch_value(
        db,
        int,
        """
        WITH ended AS (
            UPDATE auth.session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING user_id
        )
        UPDATE auth.user u SET epoch = u.epoch + 1 FROM ended WHERE u.id = ended.user_id RETURNING u.epoch
        """,
        session_id,
        now,
    )


async def end_sessions(db: Db, user_id: UUID, *, spared: UUID | None, now: datetime) -> None:
    """End all sessions of the user but the one spared."""
    await execute(
        db,
        """
        UPDATE auth.session SET ended_at = $3
        WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid
        """,
        user_id,
        spared,
        now,
    )


async def delete_old_sessions(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.session WHERE created_at < $1", before)
