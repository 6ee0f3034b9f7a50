"""Reading the audit log, which is itself audited, and proving that nobody has altered it."""

import csv
import io
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.errors import ExportTooLarge
from tutorium.modules.backoffice.events import AuditCheckRequested
from tutorium.modules.backoffice.service import people
from tutorium.platform import audit, cache, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

EXPORTED = 50_000
"""Rows of one export: what a request has time for."""
REQUESTED = "backoffice.audit_check_requested"
PROGRESS = "backoffice:audit-check"
GIVEN_UP = timedelta(minutes=30)
"""A walk that has not ended by then is not going on: it may be asked for again."""
AFFECTED = 10_000
HEADINGS = (
    "id",
    "at",
    "actor_id",
    "action",
    "subject",
    "reason",
    "address",
    "session_id",
    "request_id",
    "data",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Filters(msgspec.Struct, frozen=True):
    """Which rows are meant; `action` is the beginning of its name."""

    action: str | None = None
    subject: str | None = None
    actor_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class NamedEntry(msgspec.Struct, frozen=True):
    """A row with the names of the people in it."""

    entry: audit.Entry
    actor_name: str | None
    subject_name: str | None


class AffectedPerson(msgspec.Struct, frozen=True):
    """A person somebody's actions were about, by name if he is still there."""

    person: audit.Affected
    full_name: str | None


class Progress(msgspec.Struct, frozen=True):
    """How many of how many seals have been walked."""

    walked: int
    total: int


class Check(msgspec.Struct, frozen=True):
    """A verdict about the chain; `by` is None for the nightly one."""

    at: datetime
    by: UUID | None
    seals: int
    entries: int
    broken_at: int | None
    head: str


class Chain(msgspec.Struct, frozen=True):
    """The chain of seals: its extent, its head, the last verdict, and the walk that is going on."""

    seals: int
    entries: int
    head: audit.Seal | None
    last_check: Check | None
    checking_since: datetime | None
    progress: Progress | None


async def read(filters: Filters, *, before: UUID | None, limit: int) -> list[NamedEntry]:
    """A page of the log, newest first; that it was read becomes its newest row."""
    async with transaction() as db:
        found = await audit.entries(db, **_asked(filters), before=before, limit=limit)
        await audit.record(db, "backoffice.audit_read", subject="audit:log", filters=_told(filters))
    return await _with_names(found)


async def own(actor_id: UUID, *, before: UUID | None, limit: int) -> list[NamedEntry]:
    """What somebody did himself."""
    async with connection() as db:
        found = await audit.entries(db, **_asked(Filters(actor_id=actor_id)), before=before, limit=limit)
    return await _with_names(found)


async def export(filters: Filters) -> bytes:
    """The rows as CSV (UTF-8, for spreadsheets); ExportTooLarge beyond 50,000."""
    async with transaction() as db:
        if await audit.count(db, **_asked(filters), at_most=EXPORTED + 1) > EXPORTED:
            raise ExportTooLarge(limit=EXPORTED)
        found = await audit.entries(db, **_asked(filters), before=None, limit=EXPORTED)
        await audit.record(
            db, "backoffice.audit_exported", subject="audit:log", rows=len(found), filters=_told(filters)
        )
    return as_csv(found)


async def affected(*, actor_id: UUID, since: datetime, until: datetime) -> list[AffectedPerson]:
    """Whose data an account has seen or changed: the list a leak has to be reported with."""
    async with transaction() as db:
        found = await audit.affected(db, actor_id=actor_id, since=since, until=until, limit=AFFECTED)
        await audit.record(
            db,
            "backoffice.affected_read",
            subject=f"actor:{actor_id}",
            since=since.isoformat(),
            until=until.isoformat(),
            persons=len(found),
        )
    names = await people.named({each.user_id for each in found})
    return [AffectedPerson(each, names.get(each.user_id)) for each in found]


async def chain() -> Chain:
    """How the chain stands."""
    async with connection() as db:
        extent, head = await audit.extent(db), await audit.last_seal(db)
        verified, requested = await audit.latest(db, audit.VERIFIED), await audit.latest(db, REQUESTED)
    since = _going_on(requested, verified)
    return Chain(
        seals=extent.seals,
        entries=extent.entries,
        head=head,
        last_check=_check(verified) if verified else None,
        checking_since=since,
        progress=await _progress() if since else None,
    )


async def request_check() -> Chain:
    """Have the chain walked, unless a walk is going on."""
    async with transaction() as db:
        verified, requested = await audit.latest(db, audit.VERIFIED), await audit.latest(db, REQUESTED)
        if _going_on(requested, verified) is None:
            await audit.record(db, REQUESTED, subject="audit:chain")
            await publish(db, AuditCheckRequested())
    return await chain()


async def walk() -> None:
    """Walk the chain and write down the verdict, telling on the way how far it is."""

    async def tell(walked: int, total: int) -> None:
        await cache.put(PROGRESS, Progress(walked, total), keep=GIVEN_UP)

    await tell(0, 0)
    await audit.check(tell)


def as_csv(entries: list[audit.Entry]) -> bytes:
    """Every cell quoted; what a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for each in entries:
        data = msgspec.json.encode(each.data).decode()
        values = (
            each.id,
            each.at.isoformat(),
            each.actor_id or "",
            each.action,
            each.subject,
            each.reason,
            each.address,
            each.session_id or "",
            each.request_id,
            data,
        )
        writer.writerow([harmless(str(value)) for value in values])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


async def _progress() -> Progress | None:
    """None while the walk has not begun, and when Redis does not know."""
    known = await cache.get(PROGRESS, Progress)
    return known if known and known.total else None


def _going_on(requested: audit.Entry | None, verified: audit.Entry | None) -> datetime | None:
    """Since when a walk has been going on: asked for after the last verdict, and not long ago."""
    if requested is None or requested.at < clock.now() - GIVEN_UP:
        return None
    return None if verified is not None and verified.at >= requested.at else requested.at


def _check(verified: audit.Entry) -> Check:
    data = verified.data
    return Check(
        at=verified.at,
        by=verified.actor_id,
        seals=data["seals"],
        entries=data["entries"],
        broken_at=data["broken_at"],
        head=data["head"],
    )


async def _with_names(found: list[audit.Entry]) -> list[NamedEntry]:
    subjects = {each.id: _user_of(each.subject) for each in found}
    ids = {each.actor_id for each in found if each.actor_id} | {each for each in subjects.values() if each}
    names = await people.named(ids) if ids else {}
    return [
        NamedEntry(
            each,
            names.get(each.actor_id) if each.actor_id else None,
            names.get(subject) if (subject := subjects[each.id]) else None,
        )
        for each in found
    ]


def _user_of(subject: str) -> UUID | None:
    kind, _, name = subject.partition(":")
    try:
        return UUID(name) if kind == "user" else None
    except ValueError:
        return None


class _Asked(TypedDict):
    action: str | None
    subject: str | None
    actor_id: UUID | None
    since: datetime | None
    until: datetime | None


def _asked(filters: Filters) -> _Asked:
    return _Asked(
        action=filters.action,
        subject=filters.subject,
        actor_id=filters.actor_id,
        since=filters.since,
        until=filters.until,
    )


def _told(filters: Filters) -> dict[str, str]:
    """The filters as they are written down, without those that were not used."""
    given = {
        "action": filters.action,
        "subject": filters.subject,
        "actor_id": filters.actor_id,
        "since": filters.since and filters.since.isoformat(),
        "until": filters.until and filters.until.isoformat(),
    }
    return {name: str(value) for name, value in given.items() if value is not None}
