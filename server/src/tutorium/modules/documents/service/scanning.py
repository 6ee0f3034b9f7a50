"""A file is looked through: its pages are drawn, or it is returned with the reason. The worker does it."""

from datetime import timedelta
from uuid import UUID

import structlog

from tutorium.modules.documents import providers, queries
from tutorium.modules.documents.events import DocumentUploaded
from tutorium.modules.documents.model import SYSTEM, Change, Document
from tutorium.modules.documents.model.rules import reasons_of
from tutorium.modules.documents.service import asking, files, keeping
from tutorium.modules.documents.service.moves import decide, lock_both, move
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

LATE, AT_ONCE = timedelta(minutes=5), 50

log = structlog.get_logger("documents")


async def scan(document_id: UUID) -> None:
    """Draw the pages of an upload; safe to repeat after a crash at any point."""
    document = await _begin(document_id)
    content = await files.load(document, files.ORIGINAL) if document else None
    if document is None or content is None:
        return
    rendered = await providers.render(content, document.media_type)
    if rendered.refused:
        await _return(document, rendered.refused)
        return
    for number, page in enumerate(rendered.pages, start=1):
        await files.save(document.id, document.tutor_id, str(number), page, key=document.sealed_key or b"")
    async with transaction() as db:
        found = await lock_both(db, document_id)
        if found is None or found[1].state != "scanning" or not found[1].current:
            return
        application, locked = found
        queued = await move(db, locked, "queued", change=Change(pages=len(rendered.pages)))
        if application.state != "draft":
            await asking.ask(db, queued)
    # The consent may have been withdrawn while the pages were drawn, when the file was not to be touched.
    await keeping.drop_without_consent(document.tutor_id)


async def _begin(document_id: UUID) -> Document | None:
    async with transaction() as db:
        found = await lock_both(db, document_id)
        if found is None or not found[1].current:
            return None
        document = found[1]
        if document.state == "uploaded":
            return await move(db, document, "scanning")
        return document if document.state == "scanning" else None


async def _return(document: Document, code: str) -> None:
    """What cannot be drawn is not kept, and is nobody's try."""
    async with transaction() as db:
        found = await lock_both(db, document.id)
        if found is None or found[1].state != "scanning":
            return
        change = Change(reason_codes=reasons_of([code]), purge_at=clock.now())
        await decide(db, found[0], found[1], "needs_reupload", actor=SYSTEM, change=change)
    log.info("document_returned", reason=code)


async def rescue() -> None:
    """No upload waits for long: those whose job was lost are looked through again."""
    async with connection() as db:
        late = await queries.documents.unfinished(db, before=clock.now() - LATE, limit=AT_ONCE)
    for each in late:
        async with transaction() as db:
            await publish(db, DocumentUploaded(document_id=each.id))
