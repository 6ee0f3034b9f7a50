"""SQL of the ledger."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model import Account, Escrow, Movement, Soundness
from tutorium.platform.db import Db, execute, execute_many, fetch_all, fetch_optional, fetch_value


async def open_accounts(db: Db, accounts: list[tuple[str, str, bool]]) -> None:
    """Make sure that accounts (code, kind, may go negative) exist."""
    await execute_many(
        db,
        """INSERT INTO payments.account (code, kind, may_go_negative) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING""",
        accounts,
    )


async def lock_accounts(db: Db, codes: list[str]) -> list[Account]:
    """The accounts, locked in the order of their ids, which is the same for everybody."""
    return await fetch_all(
        db,
        Account,
        "SELECT id, code FROM payments.account WHERE code = ANY($1) ORDER BY id FOR UPDATE",
        codes,
    )


async def insert_transaction(db: Db, txn_id: UUID, kind: str, source: str, now: datetime) -> bool:
    """Open a ledger transaction; False when this source was posted before."""
    return (
        await execute(
            db,
            """INSERT INTO payments.ledger_txn (id, kind, source, happened_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (kind, source) DO NOTHING""",
            txn_id,
            kind,
            source,
            now,
        )
        == 1
    )


async def insert_entries(db: Db, txn_id: UUID, account_ids: list[int], amounts: list[int]) -> None:
    """The lines of a ledger transaction, in the order given."""
    await execute(
        db,
        """INSERT INTO payments.ledger_entry (txn_id, line, account_id, amount)
        SELECT $1, line, account_id, amount
        FROM unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS entry (account_id, amount, line)""",
        txn_id,
        account_ids,
        amounts,
    )


async def balance(db: Db, code: str) -> int:
    """Kopecks on an account; 0 for one that was never used."""
    return (await fetch_value(db, int, "SELECT balance FROM payments.account WHERE code = $1", code)) or 0


async def escrows(db: Db) -> list[Escrow]:
    """The accounts of lessons, by payer and tutor, without what refunds that wait will take; empty ones left
    out.
    """
    return await fetch_all(
        db,
        Escrow,
        r"""SELECT split_part(a.code, ':', 2)::uuid AS payer_id, split_part(a.code, ':', 3)::uuid AS tutor_id,
            (a.balance - coalesce(w.kopecks, 0))::bigint AS kopecks
        FROM payments.account a
        LEFT JOIN (
            SELECT 'lesson_escrow:' || p.payer_id || ':' || p.tutor_id AS code,
                sum(f.amount_kopecks) AS kopecks
            FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
            WHERE f.state = 'requested' GROUP BY 1
        ) w ON w.code = a.code
        WHERE a.code LIKE 'lesson\_escrow:%' AND a.balance <> coalesce(w.kopecks, 0)""",
    )


async def soundness(db: Db) -> Soundness | None:
    """The whole ledger added up in three ways."""
    return await fetch_optional(
        db,
        Soundness,
        """SELECT
            (SELECT coalesce(sum(amount), 0)::bigint FROM payments.ledger_entry) AS total_kopecks,
            (SELECT count(*) FROM (
                SELECT FROM payments.ledger_txn AS t LEFT JOIN payments.ledger_entry AS e ON e.txn_id = t.id
                GROUP BY t.id HAVING coalesce(sum(e.amount), 1) <> 0 OR count(e.line) < 2
            ) AS bad) AS unbalanced_transactions,
            (SELECT count(*) FROM payments.account AS a WHERE a.balance <> (
                SELECT coalesce(sum(e.amount), 0) FROM payments.ledger_entry AS e WHERE e.account_id = a.id
            )) AS wrong_balances""",
    )


async def movements(
    db: Db, provider_ids: list[str], since: datetime, posted_until: datetime
) -> list[Movement]:
    """What the ledger says of these provider objects, whenever it was posted, and of all our payments and
    refunds begun since, if posted until a moment.
    """
    return await fetch_all(
        db,
        Movement,
        """SELECT object.provider_id, -sum(e.amount)::bigint AS kopecks
        FROM (
            SELECT id::text AS source, coalesce(provider_id, id::text) AS provider_id
            FROM payments.payment WHERE provider_id = ANY($1) OR created_at >= $2
            UNION ALL
            SELECT id::text, coalesce(provider_id, id::text)
            FROM payments.refund WHERE provider_id = ANY($1) OR created_at >= $2
        ) AS object
        JOIN payments.ledger_txn AS t ON t.source = object.source
            AND t.kind IN ('payment_succeeded', 'payment_suspended', 'refund_succeeded')
            AND (object.provider_id = ANY($1) OR t.happened_at <= $3)
        JOIN payments.ledger_entry AS e ON e.txn_id = t.id
        JOIN payments.account AS a ON a.id = e.account_id AND a.code = 'psp_clearing'
        GROUP BY object.provider_id""",
        provider_ids,
        since,
        posted_until,
    )
