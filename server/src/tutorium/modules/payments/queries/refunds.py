"""SQL of refunds."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model import Id, Refund, RefundState
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_refund(db: Db, refund: Refund, next_check_at: datetime) -> bool:
    """Store a new refund; False when it is there already."""
    return (
        await execute(
            db,
            """INSERT INTO payments.refund (id, payment_id, amount_kopecks, state, reason, idempotence_key,
                key_since, created_at, next_check_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8) ON CONFLICT (id) DO NOTHING""",
            refund.id,
            refund.payment_id,
            refund.amount_kopecks,
            refund.state,
            refund.reason,
            refund.idempotence_key,
            refund.created_at,
            next_check_at,
        )
        == 1
    )


async def refunds_by_id(db: Db, refund_ids: list[UUID]) -> list[Refund]:
    """Refunds."""
    return await fetch_all(
        db,
        Refund,
        """SELECT id, payment_id, amount_kopecks, state, reason, provider_id, provider_reason,
            idempotence_key, key_since, attempt, created_at, version
        FROM payments.refund WHERE id = ANY($1)""",
        refund_ids,
    )


async def lock_refund(db: Db, refund_id: UUID) -> Refund | None:
    """A refund that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Refund,
        """SELECT id, payment_id, amount_kopecks, state, reason, provider_id, provider_reason,
            idempotence_key, key_since, attempt, created_at, version
        FROM payments.refund WHERE id = $1 FOR UPDATE""",
        refund_id,
    )


async def returned_kopecks(db: Db, payment_id: UUID) -> int:
    """What all refunds of a payment give back together, whatever their state."""
    return (
        await fetch_value(
            db,
            int,
            "SELECT coalesce(sum(amount_kopecks), 0)::bigint FROM payments.refund WHERE payment_id = $1",
            payment_id,
        )
    ) or 0


async def refund_named_by_provider(db: Db, provider_id: str, refund_id: UUID | None) -> UUID | None:
    """Our open refund behind a provider's id, or, before we know that id, behind our own."""
    return await fetch_value(
        db,
        UUID,
        """SELECT id FROM payments.refund
        WHERE (provider_id = $1 OR (provider_id IS NULL AND id = $2)) AND state = 'processing'""",
        provider_id,
        refund_id,
    )


async def move_refund(
    db: Db, refund: Refund, *, state: RefundState, provider_id: str | None, provider_reason: str | None
) -> None:
    """Change a locked refund to another state, or fill in what the provider told."""
    await execute(
        db,
        """UPDATE payments.refund SET state = $3, provider_id = $4, provider_reason = $5,
            version = version + 1
        WHERE id = $1 AND state = $2""",
        refund.id,
        refund.state,
        state,
        provider_id,
        provider_reason,
    )


async def renew_refund(
    db: Db, refund: Refund, *, idempotence_key: str, provider_reason: str | None, at: datetime
) -> None:
    """Have a locked refund sent afresh under a new key, at a moment."""
    await execute(
        db,
        """UPDATE payments.refund SET provider_id = NULL, provider_reason = $2, idempotence_key = $3,
            key_since = $4, next_check_at = $4, attempt = attempt + 1, version = version + 1
        WHERE id = $1 AND state = 'processing'""",
        refund.id,
        provider_reason,
        idempotence_key,
        at,
    )


async def claim_due_refunds(db: Db, now: datetime, limit: int) -> list[Id]:
    """Open refunds whose turn it is to be sent or asked about; the next comes in one to ten minutes."""
    return await fetch_all(
        db,
        Id,
        """UPDATE payments.refund SET checks = checks + 1,
            next_check_at = $1::timestamptz + make_interval(secs => least(600, 55 * (checks + 1)))
        WHERE id IN (
            SELECT id FROM payments.refund WHERE state = 'processing' AND next_check_at <= $1
            ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED
        ) RETURNING id""",
        now,
        limit,
    )
