"""Facts about the verification of tutors that become messages; which messages, says the table."""

from tutorium.modules.documents import api as documents
from tutorium.modules.documents.events import (
    DocumentApproved,
    DocumentExpired,
    DocumentExpiring,
    DocumentReturned,
    VerificationDecided,
)
from tutorium.modules.notifications.service.queueing import queue
from tutorium.platform.db import Db, transaction
from tutorium.platform.events import event_name, on


@on(VerificationDecided)
async def verification_decided(db: Db, event: VerificationDecided) -> None:
    """To the tutor. Not what he has just done himself; nor, beside the word about a document that will not
    do, that the application waits for another one.
    """
    for_a_document = event.verdict == "changes_requested" and event.by != "moderator"
    if event.verdict != "in_verification" and not for_a_document:
        to = event.tutor_id
        await queue(db, event_name(type(event)), about=to, to={"tutor": to}, fact=event.at.isoformat())


@on(DocumentApproved)
async def document_approved(event: DocumentApproved) -> None:
    """To the tutor, when it gives a badge of its own; of those that everybody needs the verdict tells."""
    found = await documents.document_card(document_id=event.document_id)
    if found is not None and found.kind not in documents.REQUIRED:
        async with transaction() as db:
            await queue(db, event_name(type(event)), about=event.document_id, to={"tutor": event.tutor_id})


@on(DocumentReturned)
async def document_returned(db: Db, event: DocumentReturned) -> None:
    """To the tutor."""
    await queue(db, event_name(type(event)), about=event.document_id, to={"tutor": event.tutor_id})


@on(DocumentExpiring)
async def document_expiring(db: Db, event: DocumentExpiring) -> None:
    """To the tutor, 60, 30 and 7 days before."""
    about, to = event.document_id, event.tutor_id
    await queue(db, event_name(type(event)), about=about, to={"tutor": to}, fact=event.days)


@on(DocumentExpired)
async def document_expired(db: Db, event: DocumentExpired) -> None:
    """To the tutor."""
    await queue(db, event_name(type(event)), about=event.document_id, to={"tutor": event.tutor_id})
