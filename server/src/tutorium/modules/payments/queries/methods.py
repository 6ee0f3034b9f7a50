"""SQL of saved payment methods."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.payments.model.methods import Method, MethodState
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_method(db: Db, method: Method, payment_id: UUID) -> None:
    """Keep the method with which a payment was made."""
    await execute(
        db,
        """INSERT INTO payments.method (id, payer_id, payment_id, brand, last4, sealed_token, state,
            created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        method.id,
        method.payer_id,
        payment_id,
        method.brand,
        method.last4,
        method.sealed_token,
        method.state,
        method.created_at,
    )


async def methods_of(db: Db, payer_id: UUID) -> list[Method]:
    """A payer's methods that are kept, the newest first."""
    return await fetch_all(
        db,
        Method,
        """SELECT id, payer_id, brand, last4, sealed_token, state, created_at
        FROM payments.method WHERE payer_id = $1 AND state <> 'removed' ORDER BY id DESC""",
        payer_id,
    )


async def method(db: Db, method_id: UUID) -> Method | None:
    """A method, removed or not."""
    return await fetch_optional(
        db,
        Method,
        """SELECT id, payer_id, brand, last4, sealed_token, state, created_at
        FROM payments.method WHERE id = $1""",
        method_id,
    )


async def lock_method(db: Db, method_id: UUID) -> Method | None:
    """A method that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Method,
        """SELECT id, payer_id, brand, last4, sealed_token, state, created_at
        FROM payments.method WHERE id = $1 FOR UPDATE""",
        method_id,
    )


async def lock_active(db: Db, method_id: UUID, payer_id: UUID) -> bool:
    """Whether the payer's method may be charged; it cannot be removed before this transaction ends."""
    return (
        await fetch_value(
            db,
            bool,
            """SELECT true FROM payments.method WHERE id = $1 AND payer_id = $2 AND state = 'active'
            FOR SHARE""",
            method_id,
            payer_id,
        )
        or False
    )


async def end_method(db: Db, method_id: UUID, state: MethodState, *, reason: str, now: datetime) -> None:
    """Charge a locked method no more; a removed one loses its token."""
    await execute(
        db,
        """UPDATE payments.method SET state = $2, reason = $3, ended_at = $4,
            sealed_token = CASE WHEN $2 = 'removed' THEN NULL ELSE sealed_token END
        WHERE id = $1""",
        method_id,
        state,
        reason,
        now,
    )


async def methods_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, brand, last4, state, reason, created_at, ended_at
            FROM payments.method WHERE payer_id = $1 ORDER BY id) r""",
        user_id,
    )


async def delete_methods(db: Db, user_id: UUID) -> int:
    """Forget a payer's methods altogether."""
    return await execute(db, "DELETE FROM payments.method WHERE payer_id = $1", user_id)
