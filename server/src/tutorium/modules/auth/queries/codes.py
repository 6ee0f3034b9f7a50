"""Statements about codes: of the authenticator app, and of the recovery sheet."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.factors import Factors, Totp
from tutorium.platform.db import Db, execute, execute_many, fetch_optional, fetch_value


async def factors(db: Db, user_id: UUID) -> Factors | None:
    """What the user can prove himself with."""
    return await fetch_optional(
        db,
        Factors,
        """
        SELECT EXISTS (SELECT FROM auth.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL) AS totp,
               (SELECT count(*) FROM auth.passkey WHERE user_id = $1) AS passkeys,
               (SELECT count(*) FROM auth.recovery_code WHERE user_id = $1 AND used_at IS NULL)
                   AS recovery_codes_left,
               (SELECT password_hash IS NOT NULL FROM auth.user WHERE id = $1) AS password,
               (SELECT count(*) FROM auth.external_link WHERE user_id = $1) AS providers
        """,
        user_id,
    )


async def totp(db: Db, user_id: UUID) -> Totp | None:
    return await fetch_optional(
        db,
        Totp,
        "SELECT sealed_secret, confirmed_at, last_step FROM auth.totp WHERE user_id = $1",
        user_id,
    )


async def start_totp(db: Db, user_id: UUID, sealed_secret: bytes, *, now: datetime) -> bool:
    """A secret that waits for its first code; False when one is in use already."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO auth.totp AS t (user_id, sealed_secret, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (user_id) DO UPDATE SET sealed_secret = $2, created_at = $3, last_step = 0
            WHERE t.confirmed_at IS NULL
            """,
            user_id,
            sealed_secret,
            now,
        )
    )


async def confirm_totp(db: Db, user_id: UUID, *, step: int, now: datetime) -> bool:
    """False when it was confirmed before."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.totp SET confirmed_at = $3, last_step = $2
            WHERE user_id = $1 AND confirmed_at IS NULL
            """,
            user_id,
            step,
            now,
        )
    )


async def use_totp_step(db: Db, user_id: UUID, step: int) -> bool:
    """Of many who bring a code of one step, one gets True."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.totp SET last_step = $2
            WHERE user_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2
            """,
            user_id,
            step,
        )
    )


async def delete_totp(db: Db, user_id: UUID) -> bool:
    return bool(
        await execute(db, "DELETE FROM auth.totp WHERE user_id = $1 AND confirmed_at IS NOT NULL", user_id)
    )


async def replace_recovery_codes(db: Db, user_id: UUID, hashes: list[bytes], *, now: datetime) -> None:
    await delete_recovery_codes(db, user_id)
    await execute_many(
        db,
        "INSERT INTO auth.recovery_code (user_id, code_hash, created_at) VALUES ($1, $2, $3)",
        [(user_id, code_hash, now) for code_hash in hashes],
    )


async def use_recovery_code(db: Db, user_id: UUID, code_hash: bytes, *, now: datetime) -> bool:
    """Of many who bring one code, one gets True."""
    return (
        await fetch_value(
            db,
            UUID,
            """
            UPDATE auth.recovery_code SET used_at = $3
            WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING user_id
            """,
            user_id,
            code_hash,
            now,
        )
        is not None
    )


async def delete_recovery_codes(db: Db, user_id: UUID) -> None:
    await execute(db, "DELETE FROM auth.recovery_code WHERE user_id = $1", user_id)
