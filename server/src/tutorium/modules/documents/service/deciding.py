"""Moderators decide what the machine could not."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.documents import queries
from tutorium.modules.documents.errors import DocumentDecided, ReasonMissing
from tutorium.modules.documents.model import Actor, Change, Document, DocumentReason, Verdict, Waiting
from tutorium.modules.documents.model.rules import valid_until
from tutorium.modules.documents.service.moves import decide, lock_both
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound, VersionMismatch


async def decide_document(
    document_id: UUID,
    *,
    moderator_id: UUID,
    verdict: Verdict,
    reasons: list[DocumentReason],
    note: str,
    issued_on: date | None,
    ends_on: date | None,
    version: int | None,
) -> Document:
    """Approve a document, ask for another one, or reject it; `note` goes to the tutor.

    DocumentDecided when it does not wait for a moderator (any more), ReasonMissing, VersionMismatch.
    """
    if verdict != "approved" and not reasons:
        raise ReasonMissing
    async with transaction() as db:
        found = await lock_both(db, document_id)
        if found is None or not found[1].current:
            raise NotFound
        application, document = found
        if document.state != "manual_review":
            raise DocumentDecided
        if version is not None and version != document.version:
            raise VersionMismatch(version=document.version)
        until = valid_until(document.kind, issued_on=issued_on, told=ends_on, decided_on=clock.now().date())
        decided = await decide(
            db,
            application,
            document,
            verdict,
            actor=Actor("moderator", moderator_id),
            change=Change(
                reason_codes=[] if verdict == "approved" else reasons,
                note=note,
                issued_on=issued_on,
                valid_until=until if verdict == "approved" else None,
                decided_by=moderator_id,
            ),
        )
        await audit.record(
            db,
            f"documents.document_{verdict}",
            subject=f"user:{document.tutor_id}",
            actor_id=moderator_id,
            reason=", ".join(reasons),
            document_id=document_id,
            document_kind=document.kind,
        )
    return decided


async def waiting(*, after: tuple[datetime, UUID] | None, limit: int) -> list[Waiting]:
    """What waits for a moderator, the nearest deadline first."""
    async with connection() as db:
        return await queries.applications.waiting(db, after=after, limit=limit)


async def count_waiting() -> int:
    """How many applications wait for a moderator."""
    async with connection() as db:
        return await queries.applications.count_waiting(db)
