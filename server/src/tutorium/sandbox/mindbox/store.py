"""Every SQL statement of Mindbox."""

import sqlite3
from typing import Any, Literal

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


class Customer(msgspec.Struct, frozen=True):
    """Somebody Mindbox knows: what it was told, newer values over older."""

    mindbox_id: int
    known_by: str
    document: dict[str, Any]


def save_customer(
    sql: sqlite3.Connection, known_by: str, customer: dict[str, Any]
) -> tuple[int, Literal["Created", "Changed", "Ambiguous"]]:
    """Keep what is known of a customer; his number, and what was done.

    He is found by the id of the website, else by `known_by`: his address, or his phone number where no
    address was given. Who was known by his address alone gets the id. An address of another customer is
    ambiguous.
    """
    website_id = (customer.get("ids") or {}).get("websiteID")
    by_id = _customer(sql, "website_id = ?", website_id) if website_id else None
    by_address = _customer(sql, "email = ?", known_by)
    if (
        website_id
        and by_address
        and (by_address.document.get("ids") or {}).get("websiteID")
        not in (
            None,
            website_id,
        )
    ):
        return by_address.mindbox_id, "Ambiguous"
    known = by_id or by_address
    if by_id and by_address and by_id.mindbox_id != by_address.mindbox_id:
        sql.execute("DELETE FROM customer WHERE mindbox_id = ?", (by_address.mindbox_id,))
    document = msgspec.json.encode((known.document if known else {}) | customer).decode()
    if known is None:
        row = sql.execute(
            "INSERT INTO customer (email, document, website_id) VALUES (?, ?, ?) RETURNING mindbox_id",
            (known_by, document, website_id),
        ).fetchone()
        return int(row[0]), "Created"
    sql.execute(
        "UPDATE customer SET email = ?, document = ?, website_id = coalesce(?, website_id)"
        " WHERE mindbox_id = ?",
        (known_by, document, website_id, known.mindbox_id),
    )
    return known.mindbox_id, "Changed"


def erase_customer(sql: sqlite3.Connection, website_id: str) -> Literal["Deleted", "NotFound"]:
    """Forget a customer; the inbox, which shows what was sent, is none of his data."""
    known = _customer(sql, "website_id = ?", website_id)
    if known is None:
        return "NotFound"
    sql.execute("DELETE FROM customer WHERE mindbox_id = ?", (known.mindbox_id,))
    return "Deleted"


def customers(sql: sqlite3.Connection, limit: int) -> list[Customer]:
    """Everybody Mindbox knows, the latest first."""
    rows = sql.execute(
        "SELECT mindbox_id, email, document FROM customer ORDER BY mindbox_id DESC LIMIT ?", (limit,)
    ).fetchall()
    return [Customer(number, known_by, msgspec.json.decode(document)) for number, known_by, document in rows]


def _customer(sql: sqlite3.Connection, where: str, value: str) -> Customer | None:
    row = sql.execute(
        f"SELECT mindbox_id, email, document FROM customer WHERE {where}",  # noqa: S608 -- two literals
        (value,),
    ).fetchone()
    return Customer(row[0], row[1], msgspec.json.decode(row[2])) if row else None


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
