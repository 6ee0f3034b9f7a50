"""Statements about users and their passwords."""

from datetime import date, datetime
from uuid import UUID

from asyncpg import UniqueViolationError

from tutorium.modules.auth.model import Count, User
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional
from tutorium.platform.identity import Role


async def insert_user(
    db: Db,
    *,
    user_id: UUID,
    email: str,
    password_hash: str | None,
    role: Role,
    full_name: str,
    birth_date: date,
    timezone: str,
    locale: str,
    now: datetime,
) -> bool:
    """False when the address is taken, whatever the case of its letters."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO auth.user
                (id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at)
            VALUES ($1, $2, $3, ARRAY[$4::text], $5, $6, $7, $8, $9)
            ON CONFLICT (lower(email)) DO NOTHING
            """,
            user_id,
            email,
            password_hash,
            role,
            full_name,
            birth_date,
            timezone,
            locale,
            now,
        )
    )


async def user_by_email(db: Db, email: str) -> User | None:
    return await fetch_optional(
        db,
        User,
        """
        SELECT id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at,
               email_confirmed_at, blocked_at, phone, leaving_at
        FROM auth.user WHERE lower(email) = lower($1) AND erased_at IS NULL
        """,
        email,
    )


async def users(db: Db, user_ids: list[UUID]) -> list[User]:
    """Those that exist and have not been erased."""
    return await fetch_all(
        db,
        User,
        """
        SELECT id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at,
               email_confirmed_at, blocked_at, phone, leaving_at
        FROM auth.user WHERE id = ANY($1::uuid[]) AND erased_at IS NULL
        """,
        user_ids,
    )


async def registrations(db: Db, edges: list[datetime], staff: list[Role]) -> list[Count]:
    """How many came between the edges, by the number of the edge before (from 1); staff of now left out."""
    return await fetch_all(
        db,
        Count,
        """
        SELECT width_bucket(created_at, $1::timestamptz[]) AS place, count(*) AS count
        FROM auth.user
        WHERE created_at >= ($1::timestamptz[])[1]
          AND created_at < ($1::timestamptz[])[array_length($1::timestamptz[], 1)]
          AND NOT roles && $2::text[]
        GROUP BY 1 ORDER BY 1
        """,
        edges,
        staff,
    )


async def lock_user(db: Db, user_id: UUID) -> User | None:
    """The user, whose ways to sign in nobody else changes and for whom nobody else begins a session now.

    Always the first lock of a transaction: then no two wait for each other.
    """
    return await fetch_optional(
        db,
        User,
        """
        SELECT id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at,
               email_confirmed_at, blocked_at, phone, leaving_at
        FROM auth.user WHERE id = $1 AND erased_at IS NULL FOR UPDATE
        """,
        user_id,
    )


async def confirm_email(db: Db, user_id: UUID, *, now: datetime) -> bool:
    """False when the address was confirmed before."""
    return bool(
        await execute(
            db,
            "UPDATE auth.user SET email_confirmed_at = $2 WHERE id = $1 AND email_confirmed_at IS NULL",
            user_id,
            now,
        )
    )


async def set_email(db: Db, user_id: UUID, email: str, *, now: datetime) -> bool:
    """Another address, confirmed; False when somebody has it."""
    try:
        return bool(
            await execute(
                db,
                "UPDATE auth.user SET email = $2, email_confirmed_at = $3 WHERE id = $1",
                user_id,
                email,
                now,
            )
        )
    except UniqueViolationError:
        return False


async def set_password(db: Db, user_id: UUID, password_hash: str) -> None:
    await execute(db, "UPDATE auth.user SET password_hash = $2 WHERE id = $1", user_id, password_hash)


async def rehash_password(db: Db, user_id: UUID, *, old: str, new: str) -> None:
    """Store the same password hashed with today's parameters, unless it has changed meanwhile."""
    await execute(
        db,
        "UPDATE auth.user SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        user_id,
        old,
        new,
    )
