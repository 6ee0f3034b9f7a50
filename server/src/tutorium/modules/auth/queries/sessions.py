"""Statements about sessions."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model import SessionEntry, SessionRow
from tutorium.platform import live
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional
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
               s.level, s.proved_at
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
               s.level, s.proved_at
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


async def replace_token(
    db: Db, session_id: UUID, *, token_hash: bytes, level: Level, proved_before: datetime, now: datetime
) -> bool:
    """A new token for a session proved again; False when it has ended or another proof came first."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.session SET token_hash = $2, level = $3, proved_at = $5, last_seen_at = $5
            WHERE id = $1 AND ended_at IS NULL AND proved_at = $4
            """,
            session_id,
            token_hash,
            level,
            proved_before,
            now,
        )
    )


async def live_sessions(db: Db, user_id: UUID) -> list[SessionEntry]:
    """Sessions of the user that nobody has ended, the latest used first; some may have expired."""
    return await fetch_all(
        db,
        SessionEntry,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.address, s.agent, s.level, u.roles
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id
        WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.level <> 'pending'
        ORDER BY s.last_seen_at DESC, s.id DESC
        """,
        user_id,
    )


async def earlier_agents(db: Db, user_id: UUID, *, since: datetime) -> list[str]:
    """What the user's browsers called themselves when he signed in, ended sessions included."""
    rows = await db.fetch(
        "SELECT DISTINCT agent FROM auth.session"
        " WHERE user_id = $1 AND level <> 'pending' AND created_at > $2",
        user_id,
        since,
    )
    return [row["agent"] for row in rows]


async def session_entry(db: Db, session_id: UUID) -> SessionEntry | None:
    """A session, ended or not."""
    return await fetch_optional(
        db,
        SessionEntry,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.address, s.agent, s.level, u.roles
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id WHERE s.id = $1
        """,
        session_id,
    )


async def end_session(db: Db, session_id: UUID, *, user_id: UUID, now: datetime) -> bool:
    """False when it had ended before, or is another user's. The streams it holds end with it."""
    ended = await execute(
        db,
        "UPDATE auth.session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL",
        session_id,
        user_id,
        now,
    )
    if ended:
        await live.tell(db, to=user_id, topic=live.SESSION)
    return bool(ended)


async def end_sessions(db: Db, user_id: UUID, *, spared: UUID | None, now: datetime) -> int:
    """End all sessions of the user but the one spared, and the streams they hold; how many there were."""
    ended = await execute(
        db,
        """
        UPDATE auth.session SET ended_at = $3
        WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid
        """,
        user_id,
        spared,
        now,
    )
    if ended:
        await live.tell(db, to=user_id, topic=live.SESSION)
    return ended


async def delete_old_sessions(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.session WHERE created_at < $1", before)
