"""The sandbox's memory: one SQLite file that survives a kill.

All work is done by one event loop and no transaction contains an `await`, so changes happen one after
another without a lock.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS payment (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    method TEXT NOT NULL,
    created_at TEXT NOT NULL,
    captured_at TEXT,
    due_at TEXT,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS payment_due ON payment (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS refund (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    payment_id TEXT NOT NULL REFERENCES payment (id),
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    due_at TEXT,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS refund_due ON refund (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS refund_payment ON refund (payment_id);

CREATE TABLE IF NOT EXISTS idempotence (
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    object_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (operation, key)
) STRICT;

CREATE TABLE IF NOT EXISTS notification (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    give_up_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS notification_due ON notification (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS customer (
    mindbox_id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    document TEXT NOT NULL,
    website_id TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS letter (
    seq INTEGER PRIMARY KEY,
    operation TEXT NOT NULL,
    email TEXT NOT NULL COLLATE NOCASE,
    parameters TEXT NOT NULL,
    received_at TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS letter_email ON letter (email);

CREATE TABLE IF NOT EXISTS id_person (
    provider TEXT NOT NULL,
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (provider, id)
) STRICT;

CREATE TABLE IF NOT EXISTS id_code (
    provider TEXT NOT NULL,
    code TEXT NOT NULL,
    approval TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (provider, code)
) STRICT;

CREATE TABLE IF NOT EXISTS id_token (
    provider TEXT NOT NULL,
    access_token TEXT NOT NULL,
    refresh_token TEXT NOT NULL,
    approval TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (provider, access_token),
    UNIQUE (provider, refresh_token)
) STRICT;

CREATE TABLE IF NOT EXISTS ds_message (message_id TEXT PRIMARY KEY, received_at TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS ds_case (
    seq INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    question TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    received_at TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 1,
    sequence INTEGER NOT NULL DEFAULT 0,
    examined INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE IF NOT EXISTS ds_answer (
    seq INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES ds_case (case_id),
    reply_to TEXT NOT NULL,
    answer TEXT NOT NULL,
    due_at TEXT NOT NULL,
    sent_at TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS ds_answer_due ON ds_answer (due_at) WHERE sent_at IS NULL;
CREATE INDEX IF NOT EXISTS ds_answer_case ON ds_answer (case_id);

CREATE TABLE IF NOT EXISTS ds_rule (kind TEXT PRIMARY KEY, rule TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS log_document (
    seq INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (stream, id)
) STRICT;
CREATE INDEX IF NOT EXISTS log_document_at ON log_document (at);

CREATE TABLE IF NOT EXISTS log_definition (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT;

CREATE TABLE IF NOT EXISTS mindbox_transaction (
    endpoint_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (endpoint_id, transaction_id)
) STRICT;
"""


def open_database(folder: Path) -> sqlite3.Connection:
    """The database in the folder, created when absent; statements commit at once outside `change`."""
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "sandbox.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(_SCHEMA)
    if not any(column[1] == "phone" for column in connection.execute("PRAGMA table_info(letter)")):
        connection.execute("ALTER TABLE letter ADD COLUMN phone TEXT NOT NULL DEFAULT ''")
    if not any(column[1] == "website_id" for column in connection.execute("PRAGMA table_info(customer)")):
        connection.execute("ALTER TABLE customer ADD COLUMN website_id TEXT")
    connection.execute("CREATE UNIQUE INDEX IF NOT EXISTS customer_website_id ON customer (website_id)")
    return connection


@contextmanager
def change(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block is written together, or nothing is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
