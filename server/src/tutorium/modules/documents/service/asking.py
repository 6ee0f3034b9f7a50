"""Asking the Document System: a request with a link to the file, a reminder, and a moderator in the end."""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.documents import providers, queries
from tutorium.modules.documents.events import ProgressDue, RequestDue, VerdictDue
from tutorium.modules.documents.model import Change, Document
from tutorium.modules.documents.model.links import sign
from tutorium.modules.documents.model.rules import PROGRESS, VERDICT
from tutorium.modules.documents.model.states import ASKED
from tutorium.modules.documents.model.wire import FileReference, VerificationRequest, pseudonym
from tutorium.modules.documents.service.moves import lock_both, moderators_deadline, move
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import id_of
from tutorium.platform.settings import settings

AGAIN = timedelta(minutes=1)
"""While the broker is away, or nobody takes the requests from it, they are tried so often."""


async def ask(db: Db, document: Document) -> None:
    """Send a document that is ready: the request is stored with the move, and leaves after it."""
    now = clock.now()
    change = Change(sent_at=now, deadline_at=now + VERDICT, requests=1)
    sent = await move(db, document, "sent", change=change)
    await publish(db, RequestDue(document_id=sent.id, number=1))
    await publish(db, ProgressDue(document_id=sent.id), at=now + PROGRESS)
    await publish(db, VerdictDue(document_id=sent.id), at=now + VERDICT)


async def send_request(document_id: UUID, number: int) -> None:
    """Hand a request to the broker; a repeat is the same message. Nothing once no answer is awaited."""
    async with connection() as db:
        document = await queries.documents.document(db, document_id)
    if document is None or document.state not in ASKED or not document.current:
        return
    if document.sent_at is None or document.deadline_at is None:
        return
    secret = settings().secret_key
    token = sign(document.id, until=document.deadline_at, secret=secret)
    request = VerificationRequest(
        case_id=document.id,
        subject_id=pseudonym(document.tutor_id, secret=secret),
        document_type=document.kind,
        file=FileReference(
            uri=f"{settings().public_url}/api/v1/documents/originals/{token}",
            sha256=document.sha256,
            size=document.size,
            media_type=document.media_type,
        ),
        requested_at=document.sent_at,
        deadline_at=document.deadline_at,
    )
    message_id = id_of("documents.request", document.id, number)
    if not await providers.ask(request, message_id=message_id):
        async with transaction() as db:
            again = RequestDue(document_id=document_id, number=number)
            await publish(db, again, at=clock.now() + AGAIN)


async def remind(document_id: UUID) -> None:
    """No sign of progress: the request is sent once more, as a new message about the same case."""
    async with transaction() as db:
        found = await lock_both(db, document_id)
        if found is None or found[1].state != "sent" or found[1].requests > 1 or not found[1].current:
            return
        number = found[1].requests + 1
        await queries.documents.asked_again(db, document_id, requests=number)
        await publish(db, RequestDue(document_id=document_id, number=number))


async def give_up(document_id: UUID) -> None:
    """No verdict in time: a moderator decides."""
    async with transaction() as db:
        found = await lock_both(db, document_id)
        if found is None or found[1].state not in ASKED or not found[1].current:
            return
        await move(db, found[1], "manual_review", change=Change(deadline_at=moderators_deadline()))
