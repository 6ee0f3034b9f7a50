"""The audit log: who did what to whom, written with the change and never altered after it.

Rows are only ever inserted: a trigger refuses anything else. Once a minute what has come since is sealed,
batch by batch, into a chain of hashes (SHA-256 of the previous hash, the seal's number and moment, and the
batch's rows), outside the transactions of those who write. `verify` walks the chain: a row changed, removed,
moved or slipped in later no longer fits it. Whoever can rewrite the whole chain is found by comparing its
head with a copy kept elsewhere.

Two keys of `data` say who was affected by an action: `people`, ids of persons besides the subject, and
`kinds`, what kinds of their data were seen.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog

from tutorium.platform import clock
from tutorium.platform.db import (
    Db,
    connection,
    execute,
    execute_many,
    fetch_all,
    fetch_optional,
    fetch_value,
    transaction,
)
from tutorium.platform.ids import new_id
from tutorium.platform.request import origin

log = structlog.get_logger("audit")
BATCH = 5_000
SEALER = 0x5EA1
"""The advisory lock of the one who seals."""
VERIFIED = "platform.audit_verified"
"""The action under which a verdict about the chain stands in the log."""
TOLD_EVERY = 20
LATEST = timedelta(minutes=5)
"""A transaction ends within seconds: a row sealed this long after it says it was written was slipped in."""


class Entry(msgspec.Struct, frozen=True):
    """One row of the log. `subject` is "kind:id"; `data` holds no secrets and no more of people than ids."""

    id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    subject: str
    reason: str
    address: str
    session_id: UUID | None
    request_id: str
    data: dict[str, Any]


class Seal(msgspec.Struct, frozen=True):
    """A link of the chain: `hash` covers the rows of the batch and, through `previous`, all before it."""

    number: int
    sealed_at: datetime
    entries: int
    previous: bytes
    hash: bytes


class Verdict(msgspec.Struct, frozen=True):
    """What a walk along the chain found; `broken_at` is the number of the first seal that does not fit."""

    seals: int
    entries: int
    broken_at: int | None
    head: bytes


class Affected(msgspec.Struct, frozen=True):
    """A person somebody's actions were about: what was done, and what kinds of data were seen."""

    user_id: UUID
    kinds: tuple[str, ...]
    actions: tuple[str, ...]
    times: int
    first_at: datetime
    last_at: datetime


class Extent(msgspec.Struct, frozen=True):
    """How much the chain holds."""

    seals: int
    entries: int


async def record(
    db: Db,
    action: str,
    *,
    subject: str,
    actor_id: UUID | None = None,
    reason: str = "",
    **data: Any,
) -> None:
    """Write down an action in the transaction that does it; the actor is who is asking, unless named."""
    asked = origin()
    await execute(
        db,
        """
        INSERT INTO platform.audit
            (id, at, actor_id, action, subject, reason, address, session_id, request_id, data)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        new_id(),
        clock.now(),
        actor_id or asked.actor_id,
        action,
        subject,
        reason,
        asked.address,
        asked.session_id,
        asked.request_id,
        data,
    )


async def entries(
    db: Db,
    *,
    action: str | None,
    subject: str | None,
    actor_id: UUID | None,
    since: datetime | None,
    until: datetime | None,
    before: UUID | None,
    limit: int,
) -> list[Entry]:
    """Rows of the log, newest first; `action` is a prefix ("auth."), `before` the last id already seen."""
    return await fetch_all(
        db,
        Entry,
        """
        SELECT id, at, actor_id, action, subject, reason, address, session_id, request_id, data
        FROM platform.audit
        WHERE ($1::text IS NULL OR starts_with(action, $1)) AND ($2::text IS NULL OR subject = $2)
          AND ($3::uuid IS NULL OR actor_id = $3)
          AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
          AND ($6::uuid IS NULL OR id < $6)
        ORDER BY id DESC LIMIT $7
        """,
        action,
        subject,
        actor_id,
        since,
        until,
        before,
        limit,
    )


async def affected(db: Db, *, actor_id: UUID, since: datetime, until: datetime, limit: int) -> list[Affected]:
    """The persons whom the actions of one account were about, the latest first.

    A subject can be a person who does not exist: somebody signed in may fail to sign in as `user:unknown`.
    """
    return await fetch_all(
        db,
        Affected,
        """
        SELECT p.person::uuid AS user_id,
               array_remove(array_agg(DISTINCT k.kind ORDER BY k.kind), NULL) AS kinds,
               array_agg(DISTINCT a.action ORDER BY a.action) AS actions,
               count(DISTINCT a.id) AS times, min(a.at) AS first_at, max(a.at) AS last_at
        FROM platform.audit a
        CROSS JOIN LATERAL (
            SELECT substr(a.subject, 6) AS person WHERE starts_with(a.subject, 'user:')
            UNION
            SELECT jsonb_array_elements_text(a.data -> 'people')
            WHERE jsonb_typeof(a.data -> 'people') = 'array'
        ) p
        LEFT JOIN LATERAL (
            SELECT jsonb_array_elements_text(a.data -> 'kinds') AS kind
            WHERE jsonb_typeof(a.data -> 'kinds') = 'array'
        ) k ON true
        WHERE a.actor_id = $1 AND a.at >= $2 AND a.at < $3
          AND p.person ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        GROUP BY p.person ORDER BY max(a.at) DESC, p.person LIMIT $4
        """,
        actor_id,
        since,
        until,
        limit,
    )


async def count(
    db: Db,
    *,
    action: str | None,
    subject: str | None,
    actor_id: UUID | None,
    since: datetime | None,
    until: datetime | None,
    at_most: int,
) -> int:
    """How many rows `entries` would find, counted no further than `at_most`."""
    found = await fetch_value(
        db,
        int,
        """
        SELECT count(*) FROM (
            SELECT FROM platform.audit
            WHERE ($1::text IS NULL OR starts_with(action, $1)) AND ($2::text IS NULL OR subject = $2)
              AND ($3::uuid IS NULL OR actor_id = $3)
              AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
            LIMIT $6
        ) found
        """,
        action,
        subject,
        actor_id,
        since,
        until,
        at_most,
    )
    return found or 0


async def latest(db: Db, *actions: str) -> Entry | None:
    """The newest row of any of these actions."""
    return await fetch_optional(
        db,
        Entry,
        """
        SELECT id, at, actor_id, action, subject, reason, address, session_id, request_id, data
        FROM platform.audit WHERE action = ANY($1::text[]) ORDER BY id DESC LIMIT 1
        """,
        list(actions),
    )


async def last_seal(db: Db) -> Seal | None:
    """The head of the chain; None while nothing is sealed."""
    return await fetch_optional(
        db,
        Seal,
        "SELECT number, sealed_at, entries, previous, hash FROM platform.audit_seal"
        " ORDER BY number DESC LIMIT 1",
    )


async def extent(db: Db) -> Extent:
    """How long the chain is."""
    found = await fetch_optional(
        db,
        Extent,
        "SELECT count(*) AS seals, coalesce(sum(entries), 0)::bigint AS entries FROM platform.audit_seal",
    )
    return found or Extent(0, 0)


async def seal() -> int:
    """Seal what is not sealed yet; the number of rows. One sealer at a time: another one does nothing."""
    sealed = 0
    while batch := await _seal_batch():
        sealed += batch
    return sealed


async def _seal_batch() -> int:
    async with transaction() as db:
        if not await fetch_value(db, bool, "SELECT pg_try_advisory_xact_lock($1)", SEALER):
            return 0
        rows = await fetch_all(
            db,
            Entry,
            """
            SELECT id, at, actor_id, action, subject, reason, address, session_id, request_id, data
            FROM platform.audit a
            WHERE NOT EXISTS (SELECT FROM platform.audit_sealed s WHERE s.audit_id = a.id)
            ORDER BY id LIMIT $1
            """,
            BATCH,
        )
        if not rows:
            return 0
        last = await last_seal(db)
        number, previous = (last.number + 1, last.hash) if last else (1, b"")
        now = clock.now()
        digest = _hash(previous, number, now, rows)
        await execute(
            db,
            "INSERT INTO platform.audit_seal (number, sealed_at, entries, previous, hash)"
            " VALUES ($1, $2, $3, $4, $5)",
            number,
            now,
            len(rows),
            previous,
            digest,
        )
        await execute_many(
            db,
            "INSERT INTO platform.audit_sealed (audit_id, seal, position) VALUES ($1, $2, $3)",
            [(row.id, number, position) for position, row in enumerate(rows)],
        )
    _tell(rows, number, digest)
    return len(rows)


def _tell(rows: list[Entry], number: int, digest: bytes) -> None:
    """Into the process log, and with it to where logs are collected: the deeds by id, and the new head."""
    for row in rows:
        actor = {"user_id": str(row.actor_id)} if row.actor_id else {}
        log.info(
            "audited",
            action=row.action,
            subject=row.subject,
            event_id=str(row.id),
            request_id=row.request_id,
            **actor,
        )
    log.info("audit_sealed", seal=number, count=len(rows), hash=digest.hex())


def _hash(previous: bytes, number: int, sealed_at: datetime, rows: Iterable[Entry]) -> bytes:
    digest = hashlib.sha256(previous)
    digest.update(msgspec.json.encode((number, sealed_at)))
    digest.update(b"\n")
    for row in rows:
        digest.update(msgspec.json.encode(row, order="sorted"))
        digest.update(b"\n")
    return digest.digest()


async def verify(progress: Callable[[int, int], Awaitable[None]] | None = None) -> Verdict:
    """Walk the whole chain; `progress` is told how many of how many seals have been walked."""
    previous: Seal | None = None
    walked = count = 0
    async with connection() as db:
        last = await last_seal(db)
        total = last.number if last else 0
        for number in range(1, total + 1):
            here = await _seal(db, number)
            rows = await _sealed(db, number)
            if here is None or not _fits(here, rows, previous):
                return Verdict(walked, count, number, previous.hash if previous else b"")
            previous, walked, count = here, walked + 1, count + len(rows)
            if progress is not None and walked % TOLD_EVERY == 0:
                await progress(walked, total)
    return Verdict(walked, count, None, previous.hash if previous else b"")


async def check(progress: Callable[[int, int], Awaitable[None]] | None = None) -> Verdict:
    """Walk the chain and write the verdict into the log itself, so that it is known when it was found."""
    verdict = await verify(progress)
    async with transaction() as db:
        await record(
            db,
            VERIFIED,
            subject="audit:chain",
            seals=verdict.seals,
            entries=verdict.entries,
            broken_at=verdict.broken_at,
            head=verdict.head.hex(),
        )
    return verdict


async def _seal(db: Db, number: int) -> Seal | None:
    return await fetch_optional(
        db,
        Seal,
        "SELECT number, sealed_at, entries, previous, hash FROM platform.audit_seal WHERE number = $1",
        number,
    )


async def _sealed(db: Db, number: int) -> list[Entry]:
    return await fetch_all(
        db,
        Entry,
        """
        SELECT a.id, a.at, a.actor_id, a.action, a.subject, a.reason, a.address, a.session_id,
               a.request_id, a.data
        FROM platform.audit_sealed s JOIN platform.audit a ON a.id = s.audit_id
        WHERE s.seal = $1 ORDER BY s.position
        """,
        number,
    )


def _fits(seal_: Seal, rows: list[Entry], previous: Seal | None) -> bool:
    """Whether the batch hashes to its seal, and holds no row that the seal before it should have had."""
    head = previous.hash if previous else b""
    earliest = previous.sealed_at - LATEST if previous else None
    return (
        seal_.previous == head
        and len(rows) == seal_.entries
        and _hash(head, seal_.number, seal_.sealed_at, rows) == seal_.hash
        and all(earliest is None or row.at >= earliest for row in rows)
    )
