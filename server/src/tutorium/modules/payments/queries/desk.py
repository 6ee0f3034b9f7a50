"""SQL of what the staff sees of payments, and of what is counted for the operator."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model.desk import (
    DeskPayment,
    DeskRefund,
    Happening,
    LedgerLine,
    Money,
    ReconciliationRun,
)
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def payments(
    db: Db,
    *,
    named: str | None,
    payer_ids: list[UUID] | None,
    state: str | None,
    at_least: int | None,
    at_most: int | None,
    since: datetime | None,
    until: datetime | None,
    before: UUID | None,
    limit: int,
) -> list[DeskPayment]:
    """Payments, newest first; `named` is our id or the provider's, `payer_ids` None means anybody's."""
    return await fetch_all(
        db,
        DeskPayment,
        """SELECT id AS payment_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state, reason,
            description, provider_id, created_at, paid_at
        FROM payments.payment
        WHERE ($1::text IS NULL OR id::text = $1 OR provider_id = $1)
            AND ($2::uuid[] IS NULL OR payer_id = ANY ($2))
            AND ($3::text IS NULL OR state = $3)
            AND ($4::bigint IS NULL OR amount_kopecks >= $4)
            AND ($5::bigint IS NULL OR amount_kopecks <= $5)
            AND ($6::timestamptz IS NULL OR created_at >= $6)
            AND ($7::timestamptz IS NULL OR created_at < $7)
            AND ($8::uuid IS NULL OR id < $8)
        ORDER BY id DESC LIMIT $9""",
        named,
        payer_ids,
        state,
        at_least,
        at_most,
        since,
        until,
        before,
        limit,
    )


async def payment(db: Db, payment_id: UUID) -> DeskPayment | None:
    """One payment."""
    return await fetch_optional(
        db,
        DeskPayment,
        """SELECT id AS payment_id, payer_id, tutor_id, amount_kopecks, refunded_kopecks, state, reason,
            description, provider_id, created_at, paid_at
        FROM payments.payment WHERE id = $1""",
        payment_id,
    )


async def refunds(
    db: Db,
    *,
    refund_id: UUID | None,
    payment_id: UUID | None,
    states: list[str] | None,
    before: UUID | None,
    limit: int,
) -> list[DeskRefund]:
    """Refunds, newest first, with who has agreed to them."""
    return await fetch_all(
        db,
        DeskRefund,
        """SELECT f.id AS refund_id, f.payment_id, p.payer_id, p.tutor_id,
            p.amount_kopecks AS payment_kopecks, p.description, f.amount_kopecks, f.state, f.origin,
            f.reason, f.doubts, f.deadline_at, f.answer, f.provider_reason, f.attempt, f.created_at,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('approved_by', a.approved_by, 'at', a.at)
                ORDER BY a.at), '[]') FROM payments.refund_approval a WHERE a.refund_id = f.id) AS approvals
        FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
        WHERE ($1::uuid IS NULL OR f.id = $1) AND ($2::uuid IS NULL OR f.payment_id = $2)
            AND ($3::text[] IS NULL OR f.state = ANY ($3)) AND ($4::uuid IS NULL OR f.id < $4)
        ORDER BY f.id DESC LIMIT $5""",
        refund_id,
        payment_id,
        states,
        before,
        limit,
    )


async def count_refunds(db: Db, states: list[str]) -> int:
    """How many refunds are in one of these states."""
    found = await fetch_value(db, int, "SELECT count(*) FROM payments.refund WHERE state = ANY ($1)", states)
    return found or 0


async def happenings(db: Db, payment_id: UUID) -> list[Happening]:
    """The history of a payment and of its refunds, the first thing first."""
    return await fetch_all(
        db,
        Happening,
        """SELECT at, refund_id, from_state, to_state, reason FROM payments.payment_event
        WHERE payment_id = $1 ORDER BY at, id""",
        payment_id,
    )


async def ledger(db: Db, sources: list[str]) -> list[LedgerLine]:
    """The postings made for these things, the first one first."""
    return await fetch_all(
        db,
        LedgerLine,
        """SELECT t.id AS posting_id, t.kind, t.happened_at AS at, a.code AS account,
            e.amount AS amount_kopecks
        FROM payments.ledger_txn t
        JOIN payments.ledger_entry e ON e.txn_id = t.id JOIN payments.account a ON a.id = e.account_id
        WHERE t.source = ANY ($1) ORDER BY t.happened_at, t.id, e.line""",
        sources,
    )


async def purpose_of(db: Db, payment_id: UUID) -> UUID | None:
    """What a payment was made for."""
    return await fetch_value(db, UUID, "SELECT purpose_id FROM payments.payment WHERE id = $1", payment_id)


async def insert_reconciliation(db: Db, run: ReconciliationRun, *, keep: int) -> None:
    """Write down what a comparison found, and forget those long past."""
    await execute(
        db,
        """INSERT INTO payments.reconciliation
            (id, at, matched, unexplained_kopecks, differences, broke_off)
        VALUES ($1, $2, $3, $4, $5, $6)""",
        run.id,
        run.at,
        run.matched,
        run.unexplained_kopecks,
        [
            {
                "provider_id": each.provider_id,
                "provider_kopecks": each.provider_kopecks,
                "ledger_kopecks": each.ledger_kopecks,
            }
            for each in run.differences
        ],
        run.broke_off,
    )
    await execute(
        db,
        """DELETE FROM payments.reconciliation
        WHERE id NOT IN (SELECT id FROM payments.reconciliation ORDER BY id DESC LIMIT $1)""",
        keep,
    )


async def reconciliations(db: Db, limit: int) -> list[ReconciliationRun]:
    """The latest comparisons, newest first."""
    return await fetch_all(
        db,
        ReconciliationRun,
        """SELECT id, at, matched, unexplained_kopecks, differences, broke_off
        FROM payments.reconciliation ORDER BY id DESC LIMIT $1""",
        limit,
    )


async def money(db: Db, edges: list[datetime]) -> list[Money]:
    """Takings, refunds and commission between the edges, from the ledger; stretches without any left out."""
    return await fetch_all(
        db,
        Money,
        """SELECT width_bucket(t.happened_at, $1::timestamptz[]) AS place,
            coalesce(sum(-e.amount) FILTER (WHERE a.code = 'psp_clearing'
                AND t.kind IN ('payment_succeeded', 'payment_suspended')), 0)::bigint AS taken_kopecks,
            coalesce(sum(-e.amount) FILTER (WHERE a.code = 'refund_payable'
                AND t.kind IN ('refund_succeeded', 'refund_paid_by_hand')), 0)::bigint AS refunded_kopecks,
            coalesce(sum(e.amount) FILTER (WHERE a.code = 'commission_revenue'), 0)::bigint
                AS commission_kopecks
        FROM payments.ledger_txn t
        JOIN payments.ledger_entry e ON e.txn_id = t.id
        JOIN payments.account a ON a.id = e.account_id
        WHERE t.happened_at >= ($1::timestamptz[])[1]
            AND t.happened_at < ($1::timestamptz[])[array_length($1::timestamptz[], 1)]
            AND a.code IN ('psp_clearing', 'refund_payable', 'commission_revenue')
        GROUP BY 1 ORDER BY 1""",
        edges,
    )
