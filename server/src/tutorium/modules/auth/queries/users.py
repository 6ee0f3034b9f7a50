"""Statements about users and their passwords."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.auth.model import User
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.identity import Role


async def insert_user(
    db: Db,
    *,
    user_id: UUID,
    email: str,
    password_hash: str,
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
               email_confirmed_at, blocked_at, leaving_at, epoch
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
               email_confirmed_at, blocked_at, leaving_at, epoch
        FROM auth.user WHERE id = ANY($1::uuid[]) AND erased_at IS NULL
        """,
        user_ids,
    )


async def confirm_email(db: Db, user_id: UUID, *, now: datetime) -> int | None:
    """The user's new epoch; None when the address was confirmed before."""
    return await fetch_value(
        db,
        int,
        """
        UPDATE auth.user SET email_confirmed_at = $2, epoch = epoch + 1
        WHERE id = $1 AND email_confirmed_at IS NULL
        RETURNING epoch
        """,
        user_id,
        now,
    )


async def set_password(db: Db, user_id: UUID, password_hash: str) -> int | None:
    """The user's new epoch."""
    return await fetch_value(
        db,
        int,
        "UPDATE auth.user SET password_hash = $2, epoch = epoch + 1 WHERE id = $1 RETURNING epoch",
        user_id,
        password_hash,
    )


async def rehash_password(db: Db, user_id: UUID, *, old: str, new: str) -> None:
    """Store the same password hashed with today's parameters, unless it has changed meanwhile."""
    await execute(
        db,
        "UPDATE auth.user SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        user_id,
        old,
        new,
    )
