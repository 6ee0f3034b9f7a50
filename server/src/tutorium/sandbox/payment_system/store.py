"""Every SQL statement of the Payment System. Records are kept as JSON beside the columns one searches by."""

import sqlite3

import msgspec

from tutorium.sandbox.payment_system.requests import ListFilter
from tutorium.sandbox.payment_system.wire import PaymentRecord, RefundRecord

_payment_decoder = msgspec.json.Decoder(PaymentRecord)
_refund_decoder = msgspec.json.Decoder(RefundRecord)


def save_payment(sql: sqlite3.Connection, record: PaymentRecord) -> None:
    """Write a new payment or the next state of a known one."""
    payment = record.payment
    sql.execute(
        "INSERT INTO payment (id, status, method, created_at, captured_at, due_at, record)"
        " VALUES (?, ?, 'bank_card', ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET status = excluded.status, captured_at = excluded.captured_at,"
        " due_at = excluded.due_at, record = excluded.record",
        (
            payment.id,
            payment.status,
            payment.created_at,
            payment.captured_at,
            record.due_at,
            msgspec.json.encode(record).decode(),
        ),
    )


def find_payment(sql: sqlite3.Connection, payment_id: str) -> PaymentRecord | None:
    """The payment with this id."""
    row = sql.execute("SELECT record FROM payment WHERE id = ?", (payment_id,)).fetchone()
    return _payment_decoder.decode(row[0]) if row else None


def named_by_shop(sql: sqlite3.Connection, name: str) -> str | None:
    """The id of the newest payment whose metadata carries this `payment_id`, the shop's own name for it."""
    row = sql.execute(
        "SELECT id FROM payment WHERE record ->> '$.payment.metadata.payment_id' = ? ORDER BY seq DESC",
        (name,),
    ).fetchone()
    return str(row[0]) if row else None


def all_payments(sql: sqlite3.Connection) -> list[PaymentRecord]:
    """Every payment, newest first."""
    rows = sql.execute("SELECT record FROM payment ORDER BY seq DESC").fetchall()
    return [_payment_decoder.decode(row[0]) for row in rows]


def list_payments(sql: sqlite3.Connection, wanted: ListFilter) -> list[tuple[int, PaymentRecord]]:
    """Payments with their places in the list, newest first, one more than asked if there are more."""
    rows = sql.execute(
        """
        SELECT seq, record FROM payment
        WHERE seq < :before
          AND (:status IS NULL OR status = :status)
          AND (:payment_method IS NULL OR method = :payment_method)
          AND (:created_gte IS NULL OR created_at >= :created_gte)
          AND (:created_gt IS NULL OR created_at > :created_gt)
          AND (:created_lte IS NULL OR created_at <= :created_lte)
          AND (:created_lt IS NULL OR created_at < :created_lt)
          AND (:captured_gte IS NULL OR captured_at >= :captured_gte)
          AND (:captured_gt IS NULL OR captured_at > :captured_gt)
          AND (:captured_lte IS NULL OR captured_at <= :captured_lte)
          AND (:captured_lt IS NULL OR captured_at < :captured_lt)
        ORDER BY seq DESC LIMIT :limit
        """,
        {
            "status": wanted.equals.get("status"),
            "payment_method": wanted.equals.get("payment_method"),
            "before": wanted.before,
            "limit": wanted.limit + 1,
            **_bounds(wanted, "created_at", "created"),
            **_bounds(wanted, "captured_at", "captured"),
        },
    ).fetchall()
    return [(seq, _payment_decoder.decode(record)) for seq, record in rows]


def due_payments(sql: sqlite3.Connection, now: str) -> list[PaymentRecord]:
    """Payments whose time to be confirmed or captured has run out."""
    rows = sql.execute("SELECT record FROM payment WHERE due_at <= ? ORDER BY due_at", (now,)).fetchall()
    return [_payment_decoder.decode(row[0]) for row in rows]


def save_refund(sql: sqlite3.Connection, record: RefundRecord) -> None:
    """Write a new refund or the next state of a known one."""
    refund = record.refund
    sql.execute(
        "INSERT INTO refund (id, payment_id, status, created_at, due_at, record) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET status = excluded.status, due_at = excluded.due_at,"
        " record = excluded.record",
        (
            refund.id,
            refund.payment_id,
            refund.status,
            refund.created_at,
            record.due_at,
            msgspec.json.encode(record).decode(),
        ),
    )


def find_refund(sql: sqlite3.Connection, refund_id: str) -> RefundRecord | None:
    """The refund with this id."""
    row = sql.execute("SELECT record FROM refund WHERE id = ?", (refund_id,)).fetchone()
    return _refund_decoder.decode(row[0]) if row else None


def refunds_of(sql: sqlite3.Connection, payment_id: str) -> list[RefundRecord]:
    """Every refund of a payment, oldest first."""
    rows = sql.execute(
        "SELECT record FROM refund WHERE payment_id = ? ORDER BY seq", (payment_id,)
    ).fetchall()
    return [_refund_decoder.decode(row[0]) for row in rows]


def list_refunds(sql: sqlite3.Connection, wanted: ListFilter) -> list[tuple[int, RefundRecord]]:
    """Refunds with their places in the list, newest first, one more than asked if there are more."""
    rows = sql.execute(
        """
        SELECT seq, record FROM refund
        WHERE seq < :before
          AND (:status IS NULL OR status = :status)
          AND (:payment_id IS NULL OR payment_id = :payment_id)
          AND (:created_gte IS NULL OR created_at >= :created_gte)
          AND (:created_gt IS NULL OR created_at > :created_gt)
          AND (:created_lte IS NULL OR created_at <= :created_lte)
          AND (:created_lt IS NULL OR created_at < :created_lt)
        ORDER BY seq DESC LIMIT :limit
        """,
        {
            "status": wanted.equals.get("status"),
            "payment_id": wanted.equals.get("payment_id"),
            "before": wanted.before,
            "limit": wanted.limit + 1,
            **_bounds(wanted, "created_at", "created"),
        },
    ).fetchall()
    return [(seq, _refund_decoder.decode(record)) for seq, record in rows]


def due_refunds(sql: sqlite3.Connection, now: str) -> list[RefundRecord]:
    """Pending refunds whose fate is due."""
    rows = sql.execute("SELECT record FROM refund WHERE due_at <= ? ORDER BY due_at", (now,)).fetchall()
    return [_refund_decoder.decode(row[0]) for row in rows]


def next_due(sql: sqlite3.Connection) -> str | None:
    """The next moment at which anything happens by itself."""
    row = sql.execute(
        """
        SELECT min(due_at) FROM (
            SELECT min(due_at) AS due_at FROM payment WHERE due_at IS NOT NULL
            UNION ALL SELECT min(due_at) FROM refund WHERE due_at IS NOT NULL
            UNION ALL SELECT min(due_at) FROM notification WHERE due_at IS NOT NULL
        )
        """
    ).fetchone()
    return str(row[0]) if row[0] is not None else None


def find_first_call(sql: sqlite3.Connection, operation: str, key: str, since: str) -> tuple[str, str] | None:
    """The body hash and the object of the call that used this key first, if that was after `since`."""
    row = sql.execute(
        "SELECT body_hash, object_id FROM idempotence WHERE operation = ? AND key = ? AND created_at > ?",
        (operation, key, since),
    ).fetchone()
    return (row[0], row[1]) if row else None


def remember_call(
    sql: sqlite3.Connection, operation: str, key: str, body_hash: str, object_id: str, now: str
) -> None:
    """From now on this key means this object; a key older than a day is free again."""
    sql.execute(
        "INSERT OR REPLACE INTO idempotence VALUES (?, ?, ?, ?, ?)",
        (operation, key, body_hash, object_id, now),
    )


def add_notification(sql: sqlite3.Connection, body: str, *, due_at: str, give_up_at: str) -> None:
    """A message to the shop that waits to be sent."""
    sql.execute(
        "INSERT INTO notification (body, due_at, give_up_at) VALUES (?, ?, ?)", (body, due_at, give_up_at)
    )


def due_notifications(sql: sqlite3.Connection, now: str, limit: int) -> list[tuple[int, str, int, str]]:
    """Number, body, attempts so far and last moment of messages whose time has come, oldest first."""
    return sql.execute(
        "SELECT seq, body, attempts, give_up_at FROM notification WHERE due_at <= ?"
        " ORDER BY due_at, seq LIMIT ?",
        (now, limit),
    ).fetchall()


def postpone_notification(sql: sqlite3.Connection, number: int, due_at: str | None) -> None:
    """Note an attempt; None means that there will be no other."""
    sql.execute("UPDATE notification SET attempts = attempts + 1, due_at = ? WHERE seq = ?", (due_at, number))


def hurry_notifications(sql: sqlite3.Connection, now: str) -> None:
    """Let every waiting message be due now."""
    sql.execute("UPDATE notification SET due_at = ? WHERE due_at > ?", (now, now))


def _bounds(wanted: ListFilter, moment: str, prefix: str) -> dict[str, str | None]:
    return {
        f"{prefix}_{bound}": wanted.bounds.get(f"{moment}.{bound}") for bound in ("gte", "gt", "lte", "lt")
    }
