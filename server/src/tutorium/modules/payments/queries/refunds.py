"""SQL of refunds."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model import Id, PayersRefund, Refund, RefundState
from tutorium.modules.payments.model.refunding import Approval
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_refund(db: Db, refund: Refund, next_check_at: datetime) -> bool:
    """Store a new refund; False when it is there already."""
    return (
        await execute(
            db,
            """INSERT INTO payments.refund (id, payment_id, amount_kopecks, state, reason, idempotence_key,
                key_since, created_at, next_check_at, origin, doubts, deadline_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING""",
            refund.id,
            refund.payment_id,
            refund.amount_kopecks,
            refund.state,
            refund.reason,
            refund.idempotence_key,
            refund.created_at,
            next_check_at,
            refund.origin,
            refund.doubts,
            refund.deadline_at,
        )
        == 1
    )


async def refunds_by_id(db: Db, refund_ids: list[UUID]) -> list[Refund]:
    """Refunds."""
    return await fetch_all(
        db,
        Refund,
        """SELECT id, payment_id, amount_kopecks, state, reason, provider_id, provider_reason,
            idempotence_key, key_since, attempt, created_at, version, origin, doubts, deadline_at, answer
        FROM payments.refund WHERE id = ANY($1)""",
        refund_ids,
    )


async def lock_refund(db: Db, refund_id: UUID) -> Refund | None:
    """A refund that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Refund,
        """SELECT id, payment_id, amount_kopecks, state, reason, provider_id, provider_reason,
            idempotence_key, key_since, attempt, created_at, version, origin, doubts, deadline_at, answer
        FROM payments.refund WHERE id = $1 FOR UPDATE""",
        refund_id,
    )


async def returned_kopecks(db: Db, payment_id: UUID) -> int:
    """What the refunds of a payment give back together: all but those declined or taken back."""
    return (
        await fetch_value(
            db,
            int,
            """SELECT coalesce(sum(amount_kopecks), 0)::bigint FROM payments.refund
            WHERE payment_id = $1 AND state NOT IN ('rejected', 'cancelled_by_user')""",
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


async def decide_refund(db: Db, refund: Refund, *, state: RefundState, answer: str | None) -> bool:
    """Answer a locked refund that waits for a decision; False when it does not wait any more."""
    return (
        await execute(
            db,
            """UPDATE payments.refund SET state = $3, answer = $4, version = version + 1
            WHERE id = $1 AND state = $2""",
            refund.id,
            refund.state,
            state,
            answer,
        )
        == 1
    )


async def start_refund(db: Db, refund_id: UUID, *, key_since: datetime, next_check_at: datetime) -> None:
    """An approved refund is sent from now on: its key counts from here."""
    await execute(
        db,
        "UPDATE payments.refund SET key_since = $2, next_check_at = $3 WHERE id = $1",
        refund_id,
        key_since,
        next_check_at,
    )


async def approvals(db: Db, refund_id: UUID) -> list[Approval]:
    """Who has agreed to a refund, the first one first."""
    return await fetch_all(
        db,
        Approval,
        "SELECT approved_by, at FROM payments.refund_approval WHERE refund_id = $1 ORDER BY at",
        refund_id,
    )


async def insert_approval(db: Db, refund_id: UUID, approved_by: UUID, at: datetime) -> bool:
    """Agree to a refund; False for whoever has agreed before."""
    return (
        await execute(
            db,
            """INSERT INTO payments.refund_approval (refund_id, approved_by, at) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING""",
            refund_id,
            approved_by,
            at,
        )
        == 1
    )


async def flag_of(db: Db, payer_id: UUID) -> str | None:
    """Why somebody is wary of a payer; None when nobody is."""
    return await fetch_value(db, str, "SELECT reason FROM payments.payer_flag WHERE payer_id = $1", payer_id)


async def set_flag(db: Db, payer_id: UUID, *, reason: str, made_by: UUID, at: datetime) -> None:
    """Have the refunds of a payer decided by people."""
    await execute(
        db,
        """INSERT INTO payments.payer_flag (payer_id, reason, made_by, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (payer_id) DO UPDATE SET reason = $2, made_by = $3, at = $4""",
        payer_id,
        reason,
        made_by,
        at,
    )


async def drop_flag(db: Db, payer_id: UUID) -> bool:
    """Trust a payer again; False when nobody was wary of him."""
    return await execute(db, "DELETE FROM payments.payer_flag WHERE payer_id = $1", payer_id) == 1


async def refunds_of(db: Db, payer_id: UUID, before: UUID | None, limit: int) -> list[PayersRefund]:
    """A payer's refunds, newest first, older than the one named."""
    return await fetch_all(
        db,
        PayersRefund,
        """SELECT f.id, f.payment_id, f.amount_kopecks, f.state, f.origin, f.created_at, f.deadline_at,
            f.answer, p.description
        FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
        WHERE p.payer_id = $1 AND ($2::uuid IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3""",
        payer_id,
        before,
        limit,
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
            SELECT id FROM payments.refund
            WHERE state IN ('approved', 'processing') AND next_check_at <= $1
            ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED
        ) RETURNING id""",
        now,
        limit,
    )
