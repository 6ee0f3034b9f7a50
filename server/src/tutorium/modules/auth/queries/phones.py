"""Statements about phone numbers and the codes that confirm them."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.phone import CodesSent, PhoneCode
from tutorium.platform.db import Db, execute, fetch_optional


async def wait_for_turn(db: Db, lock: int) -> None:
    """Until the end of this transaction nobody else gets past here."""
    await execute(db, "SELECT pg_advisory_xact_lock($1)", lock)


async def codes_sent(
    db: Db, *, user_id: UUID, phone: str, network: str, hour_ago: datetime, day_ago: datetime
) -> CodesSent | None:
    return await fetch_optional(
        db,
        CodesSent,
        """
        SELECT max(created_at) FILTER (WHERE user_id = $1 OR phone = $2) AS latest,
               count(*) FILTER (WHERE (user_id = $1 OR phone = $2) AND created_at > $4) AS within_hour,
               count(*) FILTER (WHERE user_id = $1 OR phone = $2) AS within_day,
               count(*) FILTER (WHERE network = $3 AND $3 <> '' AND created_at > $4)
                   AS to_network_within_hour,
               count(*) AS to_all_within_day
        FROM auth.phone_code WHERE created_at > $5
        """,
        user_id,
        phone,
        network,
        hour_ago,
        day_ago,
    )


async def insert_code(db: Db, code: PhoneCode, *, network: str, now: datetime) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.phone_code (id, user_id, phone, network, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        code.id,
        code.user_id,
        code.phone,
        network,
        now,
        code.expires_at,
    )


async def code(db: Db, code_id: UUID) -> PhoneCode | None:
    return await fetch_optional(
        db,
        PhoneCode,
        "SELECT id, user_id, phone, expires_at, tries FROM auth.phone_code WHERE id = $1",
        code_id,
    )


async def take_try(db: Db, user_id: UUID, *, tries: int, now: datetime) -> PhoneCode | None:
    """The user's latest code with one try less; None when it cannot be tried. Callers go one by one."""
    return await fetch_optional(
        db,
        PhoneCode,
        """
        UPDATE auth.phone_code SET tries = tries + 1
        WHERE id = (
                SELECT id FROM auth.phone_code WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1
            )
          AND used_at IS NULL AND tries < $2 AND expires_at > $3
        RETURNING id, user_id, phone, expires_at, tries
        """,
        user_id,
        tries,
        now,
    )


async def use_code(db: Db, code_id: UUID, *, now: datetime) -> None:
    await execute(db, "UPDATE auth.phone_code SET used_at = $2 WHERE id = $1", code_id, now)


async def void_codes(db: Db, user_id: UUID, *, now: datetime) -> None:
    await execute(
        db, "UPDATE auth.phone_code SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL", user_id, now
    )


async def set_phone(db: Db, user_id: UUID, phone: str | None, *, now: datetime) -> None:
    """The user's confirmed number; None removes it."""
    await execute(
        db,
        """
        UPDATE auth.user
        SET phone = $2::text, phone_confirmed_at = CASE WHEN $2::text IS NOT NULL THEN $3::timestamptz END
        WHERE id = $1
        """,
        user_id,
        phone,
        now,
    )


async def delete_old_codes(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.phone_code WHERE created_at < $1", before)
