"""The audit log: reading, exporting, asking who was affected, proving the chain."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import QueryParameter

from tutorium.modules.backoffice.errors import ExportTooLarge
from tutorium.modules.backoffice.router.common import before, moment
from tutorium.modules.backoffice.service import audit_log
from tutorium.modules.backoffice.service.audit_log import Filters, NamedEntry
from tutorium.platform import clock
from tutorium.platform.identity import STAFF, Identity
from tutorium.platform.web import Cursor, Limit, get, post, routes_of

Action = Annotated[
    str | None,
    QueryParameter(max_length=80, pattern=r"^[a-z_.]+$", description="Beginning of the action's name"),
]
Subject = Annotated[str | None, QueryParameter(max_length=100, pattern=r"^[\w:.@-]+$", description="kind:id")]
Moment = Annotated[datetime | None, QueryParameter(description="RFC 3339")]

AFFECTED_BY_DEFAULT = timedelta(days=30)


class AuditEntry(msgspec.Struct, frozen=True):
    id: UUID
    at: datetime
    actor_id: UUID | None
    actor_name: str | None
    action: str
    subject: str
    subject_name: str | None
    reason: str
    address: str
    session_id: UUID | None
    request_id: str
    data: dict[str, Any]


class AuditEntries(msgspec.Struct, frozen=True):
    items: list[AuditEntry]
    next_cursor: str | None


class AuditProgress(msgspec.Struct, frozen=True):
    walked: int
    total: int


class AuditCheck(msgspec.Struct, frozen=True):
    """`broken_at` is the number of the first seal that does not fit; `by` is absent for the nightly walk."""

    at: datetime
    by: UUID | None
    seals: int
    entries: int
    broken_at: int | None
    head: str


class AuditSeal(msgspec.Struct, frozen=True):
    number: int
    sealed_at: datetime
    entries: int
    hash: str


class AuditChain(msgspec.Struct, frozen=True):
    seals: int
    entries: int
    head: AuditSeal | None
    last_check: AuditCheck | None
    checking_since: datetime | None
    progress: AuditProgress | None


class AffectedPerson(msgspec.Struct, frozen=True):
    user_id: UUID
    full_name: str | None
    kinds: list[str]
    actions: list[str]
    times: int
    first_at: datetime
    last_at: datetime


class AffectedPeople(msgspec.Struct, frozen=True):
    """`complete` unless there are more than fit into one answer."""

    items: list[AffectedPerson]
    since: datetime
    until: datetime
    complete: bool


@get("/backoffice/audit", access={"admin"})
async def read_audit(
    action: Action = None,
    subject: Subject = None,
    actor_id: UUID | None = None,
    since: Moment = None,
    until: Moment = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> AuditEntries:
    """The audit log, newest first; reading it is audited."""
    filters = _filters(action, subject, actor_id, since, until)
    return _page(await audit_log.read(filters, before=before(cursor), limit=limit + 1), limit)


@get("/backoffice/audit/mine", access=STAFF)
async def own_audit(identity: Identity, limit: Limit = 50, cursor: Cursor = None) -> AuditEntries:
    """What I did, newest first."""
    return _page(await audit_log.own(identity.user_id, before=before(cursor), limit=limit + 1), limit)


@get(
    "/backoffice/audit/export",
    access={"admin"},
    fresh=True,
    refusals=[ExportTooLarge],
    media_type="text/csv",
)
async def export_audit(
    action: Action = None,
    subject: Subject = None,
    actor_id: UUID | None = None,
    since: Moment = None,
    until: Moment = None,
) -> Response[bytes]:
    """The rows that match, as CSV."""
    made = await audit_log.export(_filters(action, subject, actor_id, since, until))
    name = f"audit-{clock.now():%Y-%m-%d}.csv"
    return Response(
        made,
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@get("/backoffice/audit/affected", access={"admin"})
async def affected_people(actor_id: UUID, since: Moment = None, until: Moment = None) -> AffectedPeople:
    """Whose data an account has seen or changed; of the last thirty days unless told otherwise."""
    end = moment("until", until) or clock.now() + timedelta(seconds=1)
    start = moment("since", since) or end - AFFECTED_BY_DEFAULT
    found = await audit_log.affected(actor_id=actor_id, since=start, until=end)
    return AffectedPeople(
        items=[
            AffectedPerson(
                each.person.user_id,
                each.full_name,
                list(each.person.kinds),
                list(each.person.actions),
                each.person.times,
                each.person.first_at,
                each.person.last_at,
            )
            for each in found
        ],
        since=start,
        until=end,
        complete=len(found) < audit_log.AFFECTED,
    )


@get("/backoffice/audit/chain", access={"admin"})
async def audit_chain() -> AuditChain:
    """The chain of seals: its head, the last verdict, and the walk that is going on."""
    return _chain(await audit_log.chain())


@post("/backoffice/audit/verify", access={"admin"}, status_code=202)
async def verify_audit() -> AuditChain:
    """Have the whole chain walked; the verdict appears in the answer of `GET /backoffice/audit/chain`."""
    return _chain(await audit_log.request_check())


def _filters(
    action: str | None,
    subject: str | None,
    actor_id: UUID | None,
    since: datetime | None,
    until: datetime | None,
) -> Filters:
    return Filters(action, subject, actor_id, moment("since", since), moment("until", until))


def _page(found: list[NamedEntry], limit: int) -> AuditEntries:
    page = found[:limit]
    return AuditEntries(
        items=[_entry(each) for each in page],
        next_cursor=str(page[-1].entry.id) if len(found) > limit else None,
    )


def _entry(named: NamedEntry) -> AuditEntry:
    each = named.entry
    return AuditEntry(
        id=each.id,
        at=each.at,
        actor_id=each.actor_id,
        actor_name=named.actor_name,
        action=each.action,
        subject=each.subject,
        subject_name=named.subject_name,
        reason=each.reason,
        address=each.address,
        session_id=each.session_id,
        request_id=each.request_id,
        data=each.data,
    )


def _chain(found: audit_log.Chain) -> AuditChain:
    head, check, progress = found.head, found.last_check, found.progress
    return AuditChain(
        seals=found.seals,
        entries=found.entries,
        head=AuditSeal(head.number, head.sealed_at, head.entries, head.hash.hex()) if head else None,
        last_check=_check(check) if check else None,
        checking_since=found.checking_since,
        progress=AuditProgress(progress.walked, progress.total) if progress else None,
    )


def _check(check: audit_log.Check) -> AuditCheck:
    return AuditCheck(check.at, check.by, check.seals, check.entries, check.broken_at, check.head)


router = routes_of(globals())
