"""Every SQL statement of the identity providers."""

import sqlite3

import msgspec


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody with an account at the provider; `birthday` is YYYY-MM-DD with zeros for what is unknown."""

    id: str
    first_name: str
    last_name: str
    email: str | None = None
    phone: str | None = None
    birthday: str | None = None


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has let the application know, and how the code for it must be redeemed."""

    person_id: str
    scope: list[str]
    redirect_uri: str
    challenge: str
    device_id: str


def save_person(sql: sqlite3.Connection, provider: str, person: Person) -> None:
    """Make the person known, in place of an earlier one with this id."""
    sql.execute(
        "INSERT OR REPLACE INTO id_person VALUES (?, ?, ?)",
        (provider, person.id, msgspec.json.encode(person).decode()),
    )


def people(sql: sqlite3.Connection, provider: str) -> list[Person]:
    """Everybody with an account, in the order of their ids."""
    rows = sql.execute("SELECT document FROM id_person WHERE provider = ? ORDER BY id", (provider,))
    return [msgspec.json.decode(row[0], type=Person) for row in rows.fetchall()]


def find_person(sql: sqlite3.Connection, provider: str, person_id: str) -> Person | None:
    """The person with this id."""
    row = sql.execute(
        "SELECT document FROM id_person WHERE provider = ? AND id = ?", (provider, person_id)
    ).fetchone()
    return msgspec.json.decode(row[0], type=Person) if row else None


def save_code(sql: sqlite3.Connection, provider: str, code: str, approval: Approval, expires_at: str) -> None:
    """A code that waits to be redeemed."""
    sql.execute(
        "INSERT INTO id_code (provider, code, approval, expires_at) VALUES (?, ?, ?, ?)",
        (provider, code, msgspec.json.encode(approval).decode(), expires_at),
    )


def find_code(sql: sqlite3.Connection, provider: str, code: str, now: str) -> Approval | None:
    """What a live code stands for."""
    row = sql.execute(
        "SELECT approval FROM id_code WHERE provider = ? AND code = ? AND expires_at > ?",
        (provider, code, now),
    ).fetchone()
    return msgspec.json.decode(row[0], type=Approval) if row else None


def forget_code(sql: sqlite3.Connection, provider: str, code: str) -> None:
    """A code works once."""
    sql.execute("DELETE FROM id_code WHERE provider = ? AND code = ?", (provider, code))


def save_token(
    sql: sqlite3.Connection,
    provider: str,
    *,
    access_token: str,
    refresh_token: str,
    approval: Approval,
    expires_at: str,
) -> None:
    """A token and the one that renews it."""
    sql.execute(
        "INSERT INTO id_token (provider, access_token, refresh_token, approval, expires_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (provider, access_token, refresh_token, msgspec.json.encode(approval).decode(), expires_at),
    )


def find_token(sql: sqlite3.Connection, provider: str, access_token: str, now: str) -> Approval | None:
    """What a live token stands for."""
    row = sql.execute(
        "SELECT approval FROM id_token WHERE provider = ? AND access_token = ? AND expires_at > ?",
        (provider, access_token, now),
    ).fetchone()
    return msgspec.json.decode(row[0], type=Approval) if row else None


def find_refresh_token(
    sql: sqlite3.Connection, provider: str, refresh_token: str
) -> tuple[str, Approval] | None:
    """The token this one renews, and what it stands for."""
    row = sql.execute(
        "SELECT access_token, approval FROM id_token WHERE provider = ? AND refresh_token = ?",
        (provider, refresh_token),
    ).fetchone()
    return (str(row[0]), msgspec.json.decode(row[1], type=Approval)) if row else None


def prolong_token(sql: sqlite3.Connection, provider: str, access_token: str, expires_at: str) -> None:
    """The same token lives longer."""
    sql.execute(
        "UPDATE id_token SET expires_at = ? WHERE provider = ? AND access_token = ?",
        (expires_at, provider, access_token),
    )


def forget_token(sql: sqlite3.Connection, provider: str, access_token: str) -> None:
    """The token and what renews it are dead."""
    sql.execute("DELETE FROM id_token WHERE provider = ? AND access_token = ?", (provider, access_token))


def forget_tokens(sql: sqlite3.Connection, provider: str) -> None:
    """Every token of this provider is dead."""
    sql.execute("DELETE FROM id_token WHERE provider = ?", (provider,))
