"""How long documents hold, and how long their files are kept."""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.documents import queries
from tutorium.modules.documents.events import DocumentExpired, DocumentExpiring, FilesDropped
from tutorium.modules.documents.model import BADGES
from tutorium.modules.documents.model.rules import EXPIRY_TOLD
from tutorium.modules.documents.model.states import HOLDS
from tutorium.modules.documents.service import applications, files
from tutorium.modules.documents.service.moves import lock_both, move
from tutorium.platform import audit, clock, metrics
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

AT_ONCE = 500


async def purge_due() -> None:
    """Destroy the keys of files whose time is over; the verdict, the dates and the hash stay."""
    now = clock.now()
    async with connection() as db:
        due = await queries.documents.to_purge(db, now=now, limit=AT_ONCE)
    for each in due:
        async with transaction() as db:
            if await queries.documents.purge(db, each.id, now=now):
                await audit.record(
                    db, "documents.purged", subject=f"user:{each.tutor_id}", document_id=each.id
                )
                await publish(db, FilesDropped(document_id=each.id, pages=each.pages))


async def drop_without_consent(tutor_id: UUID) -> None:
    """The tutor has withdrawn his consent: his files go, but for those that are being checked.

    Verdicts stay, and so does what they have opened to him. Who has agreed again meanwhile keeps his files.
    """
    if await applications.consented(tutor_id):
        return
    async with transaction() as db:
        await queries.documents.drop_unchecked(db, tutor_id, now=clock.now())


async def expire_due() -> None:
    """Tell tutors whose documents end in 60, 30 or 7 days, and end those whose day has passed."""
    today = clock.now().date()
    async with connection() as db:
        ending = await queries.documents.ending(
            db, until=today + timedelta(days=EXPIRY_TOLD[0]), limit=AT_ONCE
        )
    for each in ending:
        if each.valid_until is None:
            continue
        left = (each.valid_until - today).days
        async with transaction() as db:
            found = await lock_both(db, each.id)
            if found is None or found[1].state not in HOLDS:
                continue
            document = found[1]
            if left < 0:
                await move(db, document, "expired")
                await publish(db, DocumentExpired(document_id=document.id, tutor_id=document.tutor_id))
                continue
            if document.state == "approved":
                await move(db, document, "expiring")
            if left in EXPIRY_TOLD and document.current:
                await publish(
                    db, DocumentExpiring(document_id=document.id, tutor_id=document.tutor_id, days=left)
                )


async def give_badge(document_id: UUID) -> None:
    """Accounts is told of a document that holds."""
    async with connection() as db:
        found = await queries.documents.document(db, document_id)
    if found and found.kind in BADGES and found.state in HOLDS and found.decided_at:
        await accounts.document_verified(
            tutor_id=found.tutor_id,
            kind=found.kind,
            verified_on=found.decided_at.date(),
            valid_until=found.valid_until,
        )


async def take_badge(document_id: UUID) -> None:
    """Accounts is told of a document that holds no more, unless a newer one of its kind does."""
    async with connection() as db:
        found = await queries.documents.document(db, document_id)
        others = await queries.documents.documents_of(db, found.tutor_id) if found else []
    if found and not any(each.kind == found.kind and each.state in HOLDS for each in others):
        await accounts.document_lapsed(tutor_id=found.tutor_id, kind=found.kind)


async def measure() -> None:
    """How many documents are in each state, and how old the oldest of them is."""
    now = clock.now()
    async with connection() as db:
        counted = await queries.applications.state_counts(db)
    metrics.documents.clear()
    metrics.documents_oldest.clear()
    for each in counted:
        metrics.documents.labels(each.state).set(each.count)
        metrics.documents_oldest.labels(each.state).set((now - each.oldest).total_seconds())


async def drop_files(document_id: UUID, *, pages: int) -> None:
    """The bytes follow their key."""
    await files.delete(document_id, pages=pages)


async def broken() -> list[str]:
    """Ids of documents whose file is gone, does not open, or is not what was uploaded."""
    async with connection(system=True) as db:
        kept = await queries.documents.kept(db)
    return [str(each.id) for each in kept if not await files.is_whole(each)]
