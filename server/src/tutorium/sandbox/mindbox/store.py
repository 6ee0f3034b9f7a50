"""Every SQL statement of Mindbox."""

import sqlite3
from typing import Any

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """A letter that would have been sent; the text itself is a template in Mindbox."""

    operation: str
    email: str
    parameters: dict[str, Any]
    received_at: str


def save_letter(sql: sqlite3.Connection, letter: Letter) -> None:
    """Put a letter into the inbox."""
    sql.execute(
        "INSERT INTO letter (operation, email, parameters, received_at) VALUES (?, ?, ?, ?)",
        (letter.operation, letter.email, msgspec.json.encode(letter.parameters).decode(), letter.received_at),
    )


def letters(sql: sqlite3.Connection, email: str | None, limit: int) -> list[Letter]:
    """Letters to this address, or to anybody, newest first."""
    rows = sql.execute(
        "SELECT operation, email, parameters, received_at FROM letter"
        " WHERE ?1 IS NULL OR email = ?1 ORDER BY seq DESC LIMIT ?2",
        (email, limit),
    ).fetchall()
    return [
        Letter(operation, to, msgspec.json.decode(parameters), received_at)
        for operation, to, parameters, received_at in rows
    ]


def save_customer(sql: sqlite3.Connection, email: str, customer: dict[str, Any]) -> tuple[int, bool]:
    """Keep what is known of a customer, newer values over older; his number, and whether he is new."""
    known = sql.execute("SELECT mindbox_id, document FROM customer WHERE email = ?", (email,)).fetchone()
    document = (msgspec.json.decode(known[1]) if known else {}) | customer
    row = sql.execute(
        "INSERT INTO customer (email, document) VALUES (?, ?)"
        " ON CONFLICT (email) DO UPDATE SET document = excluded.document RETURNING mindbox_id",
        (email, msgspec.json.encode(document).decode()),
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
