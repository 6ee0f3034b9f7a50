"""Statements about identity providers: attempts to sign in, and links."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model import User
from tutorium.modules.auth.model.external import Attempt, Link, Profile, Provider, Unfinished
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional


async def insert_attempt(
    db: Db,
    attempt: Attempt,
    *,
    state_hash: bytes,
    browser_hash: bytes,
    now: datetime,
    expires_at: datetime,
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.external_attempt
            (id, provider, state_hash, browser_hash, user_id, next, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        attempt.id,
        attempt.provider,
        state_hash,
        browser_hash,
        attempt.user_id,
        attempt.next,
        now,
        expires_at,
    )


async def take_return(
    db: Db, provider: Provider, *, state_hash: bytes, browser_hash: bytes, now: datetime
) -> Attempt | None:
    """The attempt this browser comes back from: of many callers one gets it."""
    return await fetch_optional(
        db,
        Attempt,
        """
        UPDATE auth.external_attempt SET returned_at = $4
        WHERE provider = $1 AND state_hash = $2 AND browser_hash = $3
          AND returned_at IS NULL AND expires_at > $4
        RETURNING id, provider, user_id, next
        """,
        provider,
        state_hash,
        browser_hash,
        now,
    )


async def keep_profile(db: Db, attempt_id: UUID, profile: Profile, *, expires_at: datetime) -> None:
    await execute(
        db,
        """
        UPDATE auth.external_attempt
        SET subject = $2, email = $3, email_proved = $4, full_name = $5, birth_date = $6, expires_at = $7
        WHERE id = $1
        """,
        attempt_id,
        profile.subject,
        profile.email,
        profile.email_proved,
        profile.full_name,
        profile.birth_date,
        expires_at,
    )


async def unfinished(db: Db, browser_hash: bytes, *, now: datetime) -> Unfinished | None:
    return await fetch_optional(
        db,
        Unfinished,
        """
        SELECT id, provider, subject, email, email_proved, full_name, birth_date, next
        FROM auth.external_attempt
        WHERE browser_hash = $1 AND subject IS NOT NULL AND finished_at IS NULL AND expires_at > $2
        """,
        browser_hash,
        now,
    )


async def finish_attempt(db: Db, attempt_id: UUID, *, now: datetime) -> bool:
    """False when it was finished before; what it knew of the person is forgotten."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.external_attempt
            SET finished_at = $2, subject = NULL, email = NULL, full_name = '', birth_date = NULL
            WHERE id = $1 AND finished_at IS NULL
            """,
            attempt_id,
            now,
        )
    )


async def delete_old_attempts(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.external_attempt WHERE expires_at < $1", before)


async def linked_user(db: Db, provider: Provider, subject: str) -> User | None:
    return await fetch_optional(
        db,
        User,
        """
        SELECT u.id, u.email, u.password_hash, u.roles, u.full_name, u.birth_date, u.timezone, u.locale,
               u.created_at, u.email_confirmed_at, u.blocked_at, u.phone, u.leaving_at
        FROM auth.external_link l JOIN auth.user u ON u.id = l.user_id
        WHERE l.provider = $1 AND l.subject = $2
        """,
        provider,
        subject,
    )


async def insert_link(db: Db, user_id: UUID, provider: Provider, subject: str, *, now: datetime) -> bool:
    """False when this account there is somebody's already, or this user has another one there."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO auth.external_link (provider, subject, user_id, linked_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """,
            provider,
            subject,
            user_id,
            now,
        )
    )


async def links(db: Db, user_id: UUID) -> list[Link]:
    return await fetch_all(
        db,
        Link,
        """
        SELECT provider, subject, linked_at FROM auth.external_link WHERE user_id = $1 ORDER BY linked_at
        """,
        user_id,
    )


async def delete_link(db: Db, user_id: UUID, provider: str) -> None:
    await execute(
        db, "DELETE FROM auth.external_link WHERE user_id = $1 AND provider = $2", user_id, provider
    )


async def delete_links(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.external_link WHERE user_id = $1", user_id)
