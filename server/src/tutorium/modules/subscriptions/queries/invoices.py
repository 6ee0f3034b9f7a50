"""SQL of invoices and of the attempts to have them paid."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.subscriptions.model.subscription import Charge, Invoice
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


class OpenCharge(msgspec.Struct, frozen=True):
    """An attempt under way, and what it is for."""

    id: UUID
    subscription_id: UUID
    kind: str
    minutes: int
    amount_kopecks: int
    origin: str


async def insert_invoice(db: Db, invoice: Invoice, command_id: UUID | None) -> None:
    """Store an invoice; a period has one."""
    await execute(
        db,
        """INSERT INTO subscriptions.invoice (id, command_id, subscription_id, kind, period_no, minutes,
            amount_kopecks, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        invoice.id,
        command_id,
        invoice.subscription_id,
        invoice.kind,
        invoice.period_no,
        invoice.minutes,
        invoice.amount_kopecks,
        invoice.state,
        invoice.created_at,
    )


async def invoice_of_period(db: Db, subscription_id: UUID, period_no: int) -> Invoice | None:
    """The invoice of a period."""
    return await fetch_optional(
        db,
        Invoice,
        """SELECT id, subscription_id, kind, period_no, minutes, amount_kopecks, state, created_at
        FROM subscriptions.invoice WHERE subscription_id = $1 AND period_no = $2""",
        subscription_id,
        period_no,
    )


async def invoice_by_command(db: Db, command_id: UUID) -> Invoice | None:
    """The invoice that a command made."""
    return await fetch_optional(
        db,
        Invoice,
        """SELECT id, subscription_id, kind, period_no, minutes, amount_kopecks, state, created_at
        FROM subscriptions.invoice WHERE command_id = $1""",
        command_id,
    )


async def invoice(db: Db, invoice_id: UUID) -> Invoice | None:
    """An invoice."""
    return await fetch_optional(
        db,
        Invoice,
        """SELECT id, subscription_id, kind, period_no, minutes, amount_kopecks, state, created_at
        FROM subscriptions.invoice WHERE id = $1""",
        invoice_id,
    )


async def close_invoice(db: Db, invoice_id: UUID, state: str, now: datetime) -> None:
    """An open invoice is paid, or will never be."""
    await execute(
        db,
        """UPDATE subscriptions.invoice SET state = $2, closed_at = $3
        WHERE id = $1 AND (state = 'open' OR $2 = 'paid')""",
        invoice_id,
        state,
        now,
    )


async def void_invoices(db: Db, subscription_id: UUID, now: datetime) -> None:
    """What is not paid and not being paid is owed no more."""
    await execute(
        db,
        """UPDATE subscriptions.invoice AS i SET state = 'void', closed_at = $2
        WHERE subscription_id = $1 AND state = 'open' AND NOT EXISTS (
            SELECT FROM subscriptions.charge c WHERE c.invoice_id = i.id AND c.state = 'open')""",
        subscription_id,
        now,
    )


async def reopen_invoice(db: Db, invoice_id: UUID) -> None:
    """A period that was not to be paid is to be paid after all."""
    await execute(
        db,
        "UPDATE subscriptions.invoice SET state = 'open', closed_at = NULL WHERE id = $1 AND state = 'void'",
        invoice_id,
    )


async def insert_charge(db: Db, charge: Charge) -> None:
    """Store an attempt; an invoice has one open attempt at most."""
    await execute(
        db,
        """INSERT INTO subscriptions.charge (id, invoice_id, attempt, origin, method_id, save_method, state,
            created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        charge.id,
        charge.invoice_id,
        charge.attempt,
        charge.origin,
        charge.method_id,
        charge.save_method,
        charge.state,
        charge.created_at,
    )


async def attempts(db: Db, invoice_id: UUID) -> int:
    """How often somebody tried to have an invoice paid."""
    return (
        await fetch_value(
            db, int, "SELECT count(*) FROM subscriptions.charge WHERE invoice_id = $1", invoice_id
        )
    ) or 0


async def open_charge(db: Db, invoice_id: UUID) -> Charge | None:
    """The attempt under way."""
    return await fetch_optional(
        db,
        Charge,
        """SELECT id, invoice_id, attempt, origin, method_id, save_method, state, reason, decline, created_at
        FROM subscriptions.charge WHERE invoice_id = $1 AND state = 'open'""",
        invoice_id,
    )


async def charge(db: Db, charge_id: UUID) -> Charge | None:
    """An attempt."""
    return await fetch_optional(
        db,
        Charge,
        """SELECT id, invoice_id, attempt, origin, method_id, save_method, state, reason, decline, created_at
        FROM subscriptions.charge WHERE id = $1""",
        charge_id,
    )


async def end_charge(
    db: Db, charge_id: UUID, state: str, *, reason: str | None, decline: str | None, now: datetime
) -> bool:
    """An attempt came to its end; False when it had before."""
    return (
        await execute(
            db,
            """UPDATE subscriptions.charge SET state = $2, reason = $3, decline = $4, ended_at = $5
            WHERE id = $1 AND state = 'open'""",
            charge_id,
            state,
            reason,
            decline,
            now,
        )
        == 1
    )


async def open_charges(db: Db, subscription_ids: list[UUID]) -> list[OpenCharge]:
    """The attempts under way of these subscriptions, the newest first."""
    return await fetch_all(
        db,
        OpenCharge,
        """SELECT c.id, i.subscription_id, i.kind, i.minutes, i.amount_kopecks, c.origin
        FROM subscriptions.charge c JOIN subscriptions.invoice i ON i.id = c.invoice_id
        WHERE i.subscription_id = ANY($1) AND c.state = 'open' ORDER BY c.id DESC""",
        subscription_ids,
    )
