"""The one way in which documents and applications change their states. Locks: application, then document."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.documents import queries
from tutorium.modules.documents.errors import DocumentDecided
from tutorium.modules.documents.events import DocumentApproved, DocumentReturned, VerificationDecided
from tutorium.modules.documents.model import (
    KEPT_AFTER_DECISION,
    SYSTEM,
    Actor,
    Application,
    ApplicationReason,
    ApplicationState,
    Change,
    Document,
    DocumentState,
)
from tutorium.modules.documents.model.rules import (
    MODERATOR_DAYS,
    TRIES_WITHIN,
    business_days_later,
    reapply_at,
    used_up,
)
from tutorium.modules.documents.model.states import may, may_turn
from tutorium.platform import clock, live, metrics
from tutorium.platform.db import Db
from tutorium.platform.events import publish

NOTHING = Change()
TOPIC = "documents"
"""Under which open screens hear of a change."""
ON_THEIR_WAY: frozenset[DocumentState] = frozenset(("uploaded", "scanning", "queued", "sent", "in_review"))


async def move(
    db: Db, document: Document, to: DocumentState, *, actor: Actor = SYSTEM, change: Change = NOTHING
) -> Document:
    """Move a document by the table, and write it down; DocumentDecided when it is no longer there."""
    if not may(document.state, to, actor.kind) or not await queries.documents.move(db, document, to, change):
        raise DocumentDecided
    await queries.documents.write_history(
        db,
        tutor_id=document.tutor_id,
        document_id=document.id,
        at=clock.now(),
        from_state=document.state,
        to_state=to,
        actor=actor,
        reason_codes=list(change.reason_codes or ()),
        data={},
    )
    await _tell(db, document.tutor_id)
    moved = await queries.documents.document(db, document.id)
    if moved is None:
        raise DocumentDecided
    return moved


async def decide(
    db: Db,
    application: Application,
    document: Document,
    to: DocumentState,
    *,
    actor: Actor,
    change: Change,
) -> Document:
    """A verdict about a document, and what it means for the application, whose row is locked."""
    now = clock.now()
    decided = await move(
        db,
        document,
        to,
        actor=actor,
        change=replace(change, decided_at=now, purge_at=change.purge_at or now + KEPT_AFTER_DECISION),
    )
    metrics.documents_decided.labels(to, actor.kind).inc()
    told = DocumentApproved if to == "approved" else DocumentReturned
    await publish(db, told(document_id=document.id, tutor_id=document.tutor_id))
    if application.state == "in_verification":
        await _after_verdict(db, application, decided)
    return decided


async def _after_verdict(db: Db, application: Application, decided: Document) -> None:
    if decided.state == "needs_reupload":
        since = clock.now() - TRIES_WITHIN
        tries = await queries.documents.tries_since(db, decided.tutor_id, decided.kind, since)
        if used_up(tries):
            await turn(db, application, "rejected", reason="too_many_attempts")
        else:
            await turn(db, application, "changes_requested", reason="documents")
        return
    left = await queries.documents.current_of(db, application.tutor_id)
    if not any(each.state in ON_THEIR_WAY for each in left):
        await queries.applications.turn(db, replace(application, deadline_at=moderators_deadline()))


def moderators_deadline() -> datetime:
    """Until when a moderator should have decided what waits for him from now on."""
    return business_days_later(clock.now(), MODERATOR_DAYS)


async def turn(
    db: Db,
    application: Application,
    to: ApplicationState,
    *,
    actor: Actor = SYSTEM,
    reason: ApplicationReason | None = None,
    note: str = "",
) -> bool:
    """Move an application by the table, and tell; False when there is no such way. Its row is locked."""
    if not may_turn(application.state, to):
        return False
    now = clock.now()
    asked = to == "in_verification"
    await queries.applications.turn(
        db,
        replace(
            application,
            state=to,
            submitted_at=now if asked else application.submitted_at,
            deadline_at=business_days_later(now, MODERATOR_DAYS) if asked else None,
            reason_code=reason,
            note=note,
            decided_at=None if asked else now,
            decided_by=actor.id,
            reapply_at=reapply_at(reason, now=now) if to == "rejected" else None,
        ),
    )
    await queries.documents.write_history(
        db,
        tutor_id=application.tutor_id,
        document_id=None,
        at=now,
        from_state=application.state,
        to_state=to,
        actor=actor,
        reason_codes=[reason] if reason else [],
        data={},
    )
    await _tell(db, application.tutor_id)
    await publish(db, VerificationDecided(tutor_id=application.tutor_id, verdict=to, by=actor.kind, at=now))
    return True


async def _tell(db: Db, tutor_id: UUID) -> None:
    """The screens that show it are the tutor's and those of the moderators."""
    await live.tell(db, to=tutor_id, topic=TOPIC, id=tutor_id)
    for role in ("moderator", "admin"):
        await live.tell(db, to=f"role:{role}", topic=TOPIC, id=tutor_id)


async def lock_both(db: Db, document_id: UUID) -> tuple[Application, Document] | None:
    """A document and its application, in the order in which everybody locks them."""
    seen = await queries.documents.document(db, document_id)
    if seen is None:
        return None
    application = await queries.applications.lock_application(db, seen.tutor_id)
    locked = await queries.documents.lock_document(db, document_id)
    return (application, locked) if locked else None
