"""SQL of payments and of the history of both payments and refunds."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model import Id, Payment, PaymentState
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.ids import new_id


async def insert_payment(db: Db, payment: Payment, next_check_at: datetime) -> bool:
    """Store a new payment; False when its purpose has one already."""
    return (
        await execute(
            db,
            """INSERT INTO payments.payment (id, purpose, purpose_id, payer_id, tutor_id, amount_kopecks,
                state, idempotence_key, description, return_url, customer_email, details, created_at,
                next_check_at, hinted_at, save_method, method_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13, $15, $16)
            ON CONFLICT (purpose, purpose_id) DO NOTHING""",
            payment.id,
            payment.purpose,
            payment.purpose_id,
            payment.payer_id,
            payment.tutor_id,
            payment.amount_kopecks,
            payment.state,
            payment.idempotence_key,
            payment.description,
            payment.return_url,
            payment.customer_email,
            payment.details,
            payment.created_at,
            next_check_at,
            payment.save_method,
            payment.method_id,
        )
        == 1
    )


async def payments_for(db: Db, purpose: str, purpose_ids: list[UUID]) -> list[Payment]:
    """The payments of purposes."""
    return await fetch_all(
        db,
        Payment,
        """SELECT id, purpose, purpose_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state,
            provider_id, idempotence_key, confirmation_url, reason, description, return_url, customer_email,
            details, created_at, paid_at, version, save_method, method_id
        FROM payments.payment WHERE purpose = $1 AND purpose_id = ANY($2)""",
        purpose,
        purpose_ids,
    )


async def payment(db: Db, payment_id: UUID) -> Payment | None:
    """A payment."""
    return await fetch_optional(
        db,
        Payment,
        """SELECT id, purpose, purpose_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state,
            provider_id, idempotence_key, confirmation_url, reason, description, return_url, customer_email,
            details, created_at, paid_at, version, save_method, method_id
        FROM payments.payment WHERE id = $1""",
        payment_id,
    )


async def lock_payment(db: Db, payment_id: UUID) -> Payment | None:
    """A payment that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Payment,
        """SELECT id, purpose, purpose_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state,
            provider_id, idempotence_key, confirmation_url, reason, description, return_url, customer_email,
            details, created_at, paid_at, version, save_method, method_id
        FROM payments.payment WHERE id = $1 FOR UPDATE""",
        payment_id,
    )


async def payments_of(db: Db, payer_id: UUID, before: UUID | None, limit: int) -> list[Payment]:
    """A payer's payments, newest first, older than the one named."""
    return await fetch_all(
        db,
        Payment,
        """SELECT id, purpose, purpose_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state,
            provider_id, idempotence_key, confirmation_url, reason, description, return_url, customer_email,
            details, created_at, paid_at, version, save_method, method_id
        FROM payments.payment WHERE payer_id = $1 AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3""",
        payer_id,
        before,
        limit,
    )


async def payment_named_by_provider(db: Db, provider_id: str, payment_id: UUID | None) -> UUID | None:
    """Our open payment behind a provider's id, or, before we know that id, behind our own."""
    return await fetch_value(
        db,
        UUID,
        """SELECT id FROM payments.payment
        WHERE (provider_id = $1 OR (provider_id IS NULL AND id = $2))
            AND state IN ('created', 'pending', 'unknown')""",
        provider_id,
        payment_id,
    )


async def move_payment(
    db: Db,
    payment: Payment,
    *,
    state: PaymentState,
    provider_id: str | None,
    confirmation_url: str | None,
    reason: str | None,
    paid_at: datetime | None,
) -> None:
    """Change a locked payment to another state, or fill in what the provider told."""
    await execute(
        db,
        """UPDATE payments.payment SET state = $3, provider_id = $4, confirmation_url = $5, reason = $6,
            paid_at = $7, version = version + 1
        WHERE id = $1 AND state = $2""",
        payment.id,
        payment.state,
        state,
        provider_id,
        confirmation_url,
        reason,
        paid_at,
    )


async def add_refunded(db: Db, payment_id: UUID, kopecks: int) -> None:
    """Count a successful refund on its payment."""
    await execute(
        db,
        """UPDATE payments.payment SET refunded_kopecks = refunded_kopecks + $2, version = version + 1
        WHERE id = $1""",
        payment_id,
        kopecks,
    )


async def take_hints(db: Db, payment_ids: list[UUID], now: datetime, not_since: datetime) -> list[Id]:
    """Which of these open payments may be asked about because somebody looks: the last look was before."""
    return await fetch_all(
        db,
        Id,
        """UPDATE payments.payment SET hinted_at = $2
        WHERE id IN (
            SELECT id FROM payments.payment
            WHERE id = ANY($1) AND hinted_at <= $3 AND state IN ('created', 'pending', 'unknown')
            FOR UPDATE SKIP LOCKED
        ) RETURNING id""",
        payment_ids,
        now,
        not_since,
    )


async def claim_payment(db: Db, payment_id: UUID, now: datetime, until: datetime) -> bool:
    """Whether the caller may send an unanswered payment to the provider now; others wait `until`."""
    return (
        await execute(
            db,
            """UPDATE payments.payment SET next_check_at = $3
            WHERE id = $1 AND next_check_at <= $2 AND state IN ('created', 'unknown')""",
            payment_id,
            now,
            until,
        )
        == 1
    )


async def claim_due_payments(db: Db, now: datetime, limit: int) -> list[Id]:
    """Open payments whose turn it is to be asked about; the next turn comes after one to five minutes."""
    return await fetch_all(
        db,
        Id,
        """UPDATE payments.payment SET checks = checks + 1,
            next_check_at = $1::timestamptz + make_interval(secs => least(300, 55 * (checks + 1)))
        WHERE id IN (
            SELECT id FROM payments.payment
            WHERE state IN ('created', 'pending', 'unknown') AND next_check_at <= $1
            ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED
        ) RETURNING id""",
        now,
        limit,
    )


async def record(
    db: Db,
    *,
    payment_id: UUID,
    refund_id: UUID | None = None,
    at: datetime,
    from_state: str | None,
    to_state: str,
    reason: str | None,
) -> None:
    """Write down a change of state of a payment or of its refund."""
    await execute(
        db,
        """INSERT INTO payments.payment_event (id, payment_id, refund_id, at, from_state, to_state, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        new_id(),
        payment_id,
        refund_id,
        at,
        from_state,
        to_state,
        reason,
    )
