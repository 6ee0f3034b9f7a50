"""A file comes in: told by its bytes what it is, encrypted at once, looked through by the worker."""

import hashlib
from datetime import timedelta
from uuid import UUID

from tutorium.modules.documents import queries
from tutorium.modules.documents.errors import (
    ApplicationDecided,
    DocumentsConsentRequired,
    TooManyTries,
    TooManyUploads,
    UnderReview,
)
from tutorium.modules.documents.events import DocumentUploaded
from tutorium.modules.documents.model import UPLOADS_A_DAY, Actor, Application, Document, Kind, MediaType
from tutorium.modules.documents.model.checks import checked_type
from tutorium.modules.documents.model.rules import TRIES, TRIES_WITHIN, used_up
from tutorium.modules.documents.model.states import DECIDED, FINAL, REPLACEABLE
from tutorium.modules.documents.service import applications, files
from tutorium.platform import audit, clock, envelopes
from tutorium.platform.db import Db, transaction
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity


async def upload(actor: Identity, *, command_id: UUID, kind: Kind, content: bytes, declared: str) -> Document:
    """Keep a file as the tutor's latest document of this kind.

    DocumentsConsentRequired, FileNotADocument, FileTooLarge, TooManyUploads, TooManyTries, UnderReview,
    ApplicationDecided. The same command, or the same file while it is being checked, is one document.
    """
    if not await applications.consented(actor.user_id):
        raise DocumentsConsentRequired
    media_type = checked_type(content, declared=declared)
    key = envelopes.new_key(label=files.label(command_id, actor.user_id))
    await files.save(command_id, actor.user_id, files.ORIGINAL, content, key=key)
    stored = False
    try:
        async with transaction() as db:
            application = await queries.applications.lock_application(db, actor.user_id)
            document = await _place(db, application, command_id, kind, content, media_type, key)
        stored = document.sealed_key == key
    finally:
        if not stored:
            await _clear(command_id)
    return document


async def _clear(document_id: UUID) -> None:
    """Nobody will ask for these bytes; those of a document that exists are another matter."""
    async with transaction() as db:
        exists = await queries.documents.document(db, document_id)
    if exists is None:
        await files.delete(document_id, pages=0)


async def _place(
    db: Db,
    application: Application,
    document_id: UUID,
    kind: Kind,
    content: bytes,
    media_type: MediaType,
    key: bytes,
) -> Document:
    now, tutor_id = clock.now(), application.tutor_id
    if already := await queries.documents.document(db, document_id):
        return already
    if application.state == "rejected" and (application.reapply_at is None or application.reapply_at > now):
        raise ApplicationDecided
    before = [each for each in await queries.documents.documents_of(db, tutor_id) if each.kind == kind]
    current = next((each for each in before if each.current), None)
    sha256 = hashlib.sha256(content).hexdigest()
    if current and current.sha256 == sha256 and current.state not in FINAL:
        return current
    if current and current.state not in REPLACEABLE:
        raise UnderReview
    if await queries.documents.uploads_since(db, tutor_id, now - timedelta(days=1)) >= UPLOADS_A_DAY:
        raise TooManyUploads(uploads=UPLOADS_A_DAY)
    if used_up(await queries.documents.tries_since(db, tutor_id, kind, now - TRIES_WITHIN)):
        raise TooManyTries(tries=TRIES)
    if current:
        await queries.documents.replace(db, current.id, purge_at=None if current.state in DECIDED else now)
    new = Document(
        id=document_id,
        tutor_id=tutor_id,
        kind=kind,
        attempt=max((each.attempt for each in before), default=0) + 1,
        current=True,
        state="uploaded",
        media_type=media_type,
        size=len(content),
        sha256=sha256,
        sealed_key=key,
        pages=0,
        uploaded_at=now,
        sent_at=None,
        deadline_at=None,
        requests=0,
        sequence=0,
        reason_codes=[],
        note="",
        issued_on=None,
        valid_until=None,
        number_last4=None,
        name_match=None,
        decided_at=None,
        decided_by=None,
        purge_at=None,
        purged_at=None,
        version=1,
    )
    await queries.documents.insert_document(db, new)
    await queries.documents.write_history(
        db,
        tutor_id=tutor_id,
        document_id=document_id,
        at=now,
        from_state=None,
        to_state="uploaded",
        actor=Actor("tutor", tutor_id),
        reason_codes=[],
        data={},
    )
    await audit.record(
        db, "documents.uploaded", subject=f"user:{tutor_id}", document_id=document_id, document_kind=kind
    )
    await publish(db, DocumentUploaded(document_id=document_id))
    return new
