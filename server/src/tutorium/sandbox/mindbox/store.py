"""Every SQL statement of Mindbox."""

import sqlite3
from typing import Any

import msgspec


class Letter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter, or a text message to `phone`, that would have been sent; its template is in Mindbox."""

    operation: str
    email: str
    parameters: dict[str, Any]
    received_at: str
    phone: str = ""


def save_letter(sql: sqlite3.Connection, letter: Letter) -> None:
    """Put a letter into the inbox."""
    sql.execute(
        "INSERT INTO letter (operation, email, parameters, received_at, phone) VALUES (?, ?, ?, ?, ?)",
        (
            letter.operation,
            letter.email,
            msgspec.json.encode(letter.parameters).decode(),
            letter.received_at,
            letter.phone,
        ),
    )


def letters(sql: sqlite3.Connection, email: str | None, phone: str | None, limit: int) -> list[Letter]:
    """Letters to this address, messages to this number, or everything, newest first."""
    rows = sql.execute(
        "SELECT operation, email, parameters, received_at, phone FROM letter"
        " WHERE (?1 IS NULL OR email = ?1) AND (?2 IS NULL OR phone = ?2) ORDER BY seq DESC LIMIT ?3",
        (email, phone, limit),
    ).fetchall()
    return [
        Letter(operation, to, msgspec.json.decode(parameters), received_at, number)
        for operation, to, parameters, received_at, number in rows
    ]


def save_customer(sql: sqlite3.Connection, known_by: str, customer: dict[str, Any]) -> tuple[int, bool]:
    """Keep what is known of a customer, newer values over older; his number, and whether he is new.

    `known_by`: his address, or his phone number where no address was given.
    """
    known = sql.execute("SELECT mindbox_id, document FROM customer WHERE email = ?", (known_by,)).fetchone()
    document = (msgspec.json.decode(known[1]) if known else {}) | customer
    row = sql.execute(
        "INSERT INTO customer (email, document) VALUES (?, ?)"
        " ON CONFLICT (email) DO UPDATE SET document = excluded.document RETURNING mindbox_id",
        (known_by, msgspec.json.encode(document).decode()),
    ).fetchone()
    return int(row[0]), known is None


def is_processed(sql: sqlite3.Connection, endpoint_id: str, transaction_id: str, since: str) -> bool:
    """Whether this transaction was done after `since`."""
    row = sql.execute(
        "SELECT 1 FROM mindbox_transaction WHERE endpoint_id = ? AND transaction_id = ? AND received_at > ?",
        (endpoint_id, transaction_id, since),
    ).fetchone()
    return row is not None


def mark_processed(sql: sqlite3.Connection, endpoint_id: str, transaction_id: str, now: str) -> None:
    """Remember that this transaction is done."""
    sql.execute(
        "INSERT OR REPLACE INTO mindbox_transaction VALUES (?, ?, ?)", (endpoint_id, transaction_id, now)
    )
