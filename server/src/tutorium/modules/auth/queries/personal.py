"""What auth knows of a person, and how it is forgotten."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


class Leaver(msgspec.Struct, frozen=True):
    """A user who has asked to be erased."""

    user_id: UUID
    email: str
    leaving_at: datetime


class UserId(msgspec.Struct, frozen=True):
    """A user who is only named."""

    user_id: UUID


async def user_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, email, roles, full_name, birth_date, timezone, locale, created_at, email_confirmed_at,
                blocked_at, phone, phone_confirmed_at
            FROM auth.user WHERE id = $1) r""",
        user_id,
    )


async def sessions_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT level, address, agent, created_at, last_seen_at, ended_at
            FROM auth.session WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def consents_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT kind, subject_id, shown_version, text_version, text_hash, method, address, agent, given_at,
                withdrawn_at
            FROM auth.consent WHERE user_id = $1 ORDER BY given_at) r""",
        user_id,
    )


async def tokens_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT purpose, created_at, expires_at, used_at
            FROM auth.token WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def factors_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """Which second factors there are and since when; their secrets are nobody's to read."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT 'passkey' AS kind, name, created_at, last_used_at AS used_at
            FROM auth.passkey WHERE user_id = $1
            UNION ALL SELECT 'totp', '', created_at, NULL FROM auth.totp WHERE user_id = $1
            UNION ALL SELECT 'recovery_code', '', created_at, used_at
            FROM auth.recovery_code WHERE user_id = $1) r""",
        user_id,
    )


async def emails_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT old_email, new_email, created_at, used_at
            FROM auth.email_change WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def links_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT provider, subject, linked_at
            FROM auth.external_link WHERE user_id = $1 ORDER BY linked_at) r""",
        user_id,
    )


async def phone_codes_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT phone, created_at, used_at
            FROM auth.phone_code WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def start_leaving(db: Db, user_id: UUID, *, now: datetime) -> bool:
    """False when he is leaving already."""
    return bool(
        await execute(
            db, "UPDATE auth.user SET leaving_at = $2 WHERE id = $1 AND leaving_at IS NULL", user_id, now
        )
    )


async def leaver(db: Db, user_id: UUID) -> Leaver | None:
    """The user, locked, if he has asked to be erased and has not been yet."""
    return await fetch_optional(
        db,
        Leaver,
        """
        SELECT id AS user_id, email, leaving_at FROM auth.user
        WHERE id = $1 AND leaving_at IS NOT NULL AND erased_at IS NULL FOR UPDATE
        """,
        user_id,
    )


async def unconfirmed(db: Db, *, before: datetime, limit: int) -> list[UserId]:
    """Users who registered before this moment and never showed that the address is theirs."""
    return await fetch_all(
        db,
        UserId,
        """
        SELECT id AS user_id FROM auth.user
        WHERE email_confirmed_at IS NULL AND leaving_at IS NULL AND created_at < $1
        ORDER BY created_at LIMIT $2
        """,
        before,
        limit,
    )


async def anonymise(db: Db, user_id: UUID, *, nobody: str, now: datetime) -> int:
    """Of the user there stay his number, his roles, the year of his birth and the dates."""
    return await execute(
        db,
        """
        UPDATE auth.user SET email = $2, password_hash = NULL, full_name = '',
            phone = NULL, phone_confirmed_at = NULL,
            birth_date = date_trunc('year', birth_date)::date, timezone = 'UTC', email_confirmed_at = NULL,
            erased_at = $3
        WHERE id = $1
        """,
        user_id,
        nobody,
        now,
    )


async def delete_sessions(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.session WHERE user_id = $1", user_id)


async def delete_tokens(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.token WHERE user_id = $1", user_id)


async def delete_passkeys(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.passkey WHERE user_id = $1", user_id)


async def delete_totp(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.totp WHERE user_id = $1", user_id)


async def delete_recovery_codes(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.recovery_code WHERE user_id = $1", user_id)


async def delete_email_changes(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.email_change WHERE user_id = $1", user_id)


async def delete_external_links(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.external_link WHERE user_id = $1", user_id)


async def delete_external_attempts(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.external_attempt WHERE user_id = $1", user_id)


async def delete_phone_codes(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM auth.phone_code WHERE user_id = $1", user_id)
