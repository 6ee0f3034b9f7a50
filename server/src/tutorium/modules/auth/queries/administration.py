"""Statements about accounts as staff see and change them."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.administration import (
    AccountRow,
    FoundAccount,
    Held,
    SessionOfAccount,
)
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional
from tutorium.platform.identity import Role


async def find(
    db: Db,
    *,
    email: str | None,
    name: str | None,
    user_ids: list[UUID],
    role: Role | None,
    state: str | None,
    hidden: list[Role],
    before: UUID | None,
    limit: int,
) -> list[FoundAccount]:
    """Newest first. `name` is a part of it; with neither it nor `email` everybody is meant."""
    return await fetch_all(
        db,
        FoundAccount,
        """
        SELECT id AS user_id, email, full_name, roles, created_at, email_confirmed_at, blocked_at
        FROM auth.user
        WHERE erased_at IS NULL AND ($1::text IS NULL AND $2::text IS NULL
               OR lower(email) = lower($1) OR strpos(lower(full_name), lower($2)) > 0 OR id = ANY($3::uuid[]))
          AND ($4::text IS NULL OR $4 = ANY(roles))
          AND ($5::text IS NULL OR $5 = CASE
                WHEN blocked_at IS NOT NULL THEN 'blocked'
                WHEN email_confirmed_at IS NULL THEN 'unconfirmed'
                ELSE 'active' END)
          AND NOT roles && $6::text[]
          AND ($7::uuid IS NULL OR id < $7)
        ORDER BY id DESC LIMIT $8
        """,
        email,
        name,
        user_ids,
        role,
        state,
        hidden,
        before,
        limit,
    )


async def account(db: Db, user_id: UUID) -> AccountRow | None:
    return await fetch_optional(
        db,
        AccountRow,
        """
        SELECT id AS user_id, email, full_name, birth_date, timezone, locale, roles, created_at,
               email_confirmed_at, blocked_at,
               (SELECT count(*) FROM auth.consent c WHERE c.user_id = u.id) AS consents
        FROM auth.user u WHERE id = $1 AND erased_at IS NULL
        """,
        user_id,
    )


async def sessions_of(db: Db, user_id: UUID, *, over: int) -> list[SessionOfAccount]:
    """All that have not been ended and the latest `over` of those that have, newest first."""
    return await fetch_all(
        db,
        SessionOfAccount,
        """
        SELECT id AS session_id, level, address, agent, created_at, last_seen_at, proved_at, ended_at
        FROM auth.session
        WHERE user_id = $1 AND (ended_at IS NULL OR id IN (
            SELECT id FROM auth.session WHERE user_id = $1 AND ended_at IS NOT NULL
            ORDER BY created_at DESC LIMIT $2
        ))
        ORDER BY created_at DESC, id DESC LIMIT 100
        """,
        user_id,
        over,
    )


async def hold(db: Db, user_id: UUID) -> list[Held]:
    """Lock the account together with those of all administrators that are not blocked."""
    return await fetch_all(
        db,
        Held,
        """
        SELECT id AS user_id, email, roles, birth_date, email_confirmed_at, blocked_at FROM auth.user
        WHERE leaving_at IS NULL AND (id = $1 OR ('admin' = ANY(roles) AND blocked_at IS NULL))
        ORDER BY id FOR NO KEY UPDATE
        """,
        user_id,
    )


async def set_blocked(db: Db, user_id: UUID, *, blocked_at: datetime | None) -> None:
    await execute(db, "UPDATE auth.user SET blocked_at = $2 WHERE id = $1", user_id, blocked_at)


async def set_roles(db: Db, user_id: UUID, roles: list[Role], *, void_password: bool) -> None:
    """A void password matches nothing."""
    await execute(
        db,
        "UPDATE auth.user SET roles = $2, password_hash = CASE WHEN $3 THEN '' ELSE password_hash END"
        " WHERE id = $1",
        user_id,
        roles,
        void_password,
    )


async def confirm(db: Db, user_id: UUID, *, now: datetime) -> None:
    """Whoever runs the installation vouches for the address."""
    await execute(
        db,
        "UPDATE auth.user SET email_confirmed_at = coalesce(email_confirmed_at, $2) WHERE id = $1",
        user_id,
        now,
    )


async def staff(db: Db, roles: list[Role]) -> list[FoundAccount]:
    """Everybody who has one of these roles, the oldest account first."""
    return await fetch_all(
        db,
        FoundAccount,
        """
        SELECT id AS user_id, email, full_name, roles, created_at, email_confirmed_at, blocked_at
        FROM auth.user WHERE roles && $1::text[] ORDER BY id
        """,
        roles,
    )
