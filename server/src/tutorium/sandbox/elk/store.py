"""Every SQL statement of Elasticsearch's stand-in."""

import sqlite3
from typing import Any

import msgspec

KEPT = 200_000
"""So many documents are remembered; the oldest go."""


def save(sql: sqlite3.Connection, stream: str, document_id: str, at: str, source: bytes) -> bool:
    """Store a document; False when the stream has one with this id."""
    added = sql.execute(
        "INSERT INTO log_document (stream, id, at, source) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (stream, document_id, at, source.decode()),
    )
    return added.rowcount == 1


def trim(sql: sqlite3.Connection) -> None:
    """Forget the oldest documents."""
    sql.execute("DELETE FROM log_document WHERE seq <= (SELECT max(seq) FROM log_document) - ?", (KEPT,))


Condition = tuple[str, tuple[Any, ...]]
"""A condition of a search in SQL, and its values."""


def holds(text: str) -> Condition:
    """The document holds the text somewhere."""
    return "instr(lower(source), lower(?))", (text,)


def has(path: str, value: object) -> Condition:
    """The field is the value, or a list with the value in it."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    found = "json_extract(source, ?)"
    return (
        f"(CAST({found} AS TEXT) = ? OR json_type(source, ?) = 'array' AND instr({found}, ?))",
        (_json_path(path), text, _json_path(path), _json_path(path), f'"{text}"'),
    )


def compares(path: str, operator: str, value: object) -> Condition:
    """The field is less or more than the value; `operator` is SQL."""
    return f"json_extract(source, ?) {operator} ?", (_json_path(path), value)


def _json_path(path: str) -> str:
    return "$" + "".join(f'."{name}"' for name in path.split("."))


def documents(
    sql: sqlite3.Connection, stream: str, conditions: list[Condition], *, size: int, start: int
) -> tuple[int, list[tuple[str, str, dict[str, Any]]]]:
    """How many documents fit, and (stream, id, content) of those asked for, newest first."""
    where = " AND ".join(["stream GLOB ?", *(text for text, _ in conditions)])
    values = [stream, *(value for _, given in conditions for value in given)]
    total = sql.execute(f"SELECT count(*) FROM log_document WHERE {where}", values).fetchone()[0]  # noqa: S608
    rows = sql.execute(
        f"SELECT stream, id, source FROM log_document WHERE {where}"  # noqa: S608 -- from the functions above
        " ORDER BY at DESC, seq DESC LIMIT ? OFFSET ?",
        [*values, size, start],
    )
    return int(total), [(name, key, msgspec.json.decode(source)) for name, key, source in rows]


def forget(sql: sqlite3.Connection) -> None:
    """No documents any more."""
    sql.execute("DELETE FROM log_document")


def keep_definition(sql: sqlite3.Connection, kind: str, name: str, body: dict[str, Any]) -> None:
    """Remember a template or a policy."""
    sql.execute(
        "INSERT OR REPLACE INTO log_definition (kind, name, body) VALUES (?, ?, ?)",
        (kind, name, msgspec.json.encode(body).decode()),
    )


def definitions(sql: sqlite3.Connection, kind: str) -> dict[str, dict[str, Any]]:
    """Name -> body of the templates or policies of a kind."""
    rows = sql.execute("SELECT name, body FROM log_definition WHERE kind = ?", (kind,))
    return {name: msgspec.json.decode(body) for name, body in rows}
