"""Looking at documents: the tutor at his own, a moderator with a reason, the Document System by its link."""

from uuid import UUID

from tutorium.modules.documents import queries
from tutorium.modules.documents.errors import LookReasonMissing
from tutorium.modules.documents.model import Document
from tutorium.modules.documents.model.links import signed_document
from tutorium.modules.documents.model.states import ASKED
from tutorium.modules.documents.service import files
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity
from tutorium.platform.settings import settings


async def own_document(actor: Identity, document_id: UUID) -> Document:
    """One's own document; NotFound for anybody else's."""
    async with connection() as db:
        found = await queries.documents.document(db, document_id)
    if found is None or found.tutor_id != actor.user_id:
        raise NotFound
    return found


async def own_page(actor: Identity, document_id: UUID, number: int) -> bytes:
    """A page of the viewing copy of one's own document."""
    return await _page(await own_document(actor, document_id), number)


async def page_for_staff(document_id: UUID, number: int, *, reason: str | None) -> bytes:
    """A page of somebody's document; every look is audited with its reason. LookReasonMissing, NotFound."""
    if reason is None:
        raise LookReasonMissing
    async with connection(system=True) as db:
        found = await queries.documents.document(db, document_id)
    if found is None:
        raise NotFound
    content = await _page(found, number)
    async with transaction() as db:
        await audit.record(
            db,
            "documents.page_seen",
            subject=f"user:{found.tutor_id}",
            reason=reason,
            kinds=["documents"],
            document_id=document_id,
            document_kind=found.kind,
            page=number,
        )
    return content


async def _page(document: Document, number: int) -> bytes:
    if not 1 <= number <= document.pages:
        raise NotFound
    content = await files.load(document, str(number))
    if content is None:
        raise NotFound
    return content


async def original_for_check(token: str) -> bytes:
    """The file as it came, for the Document System: while it has the request, and by a link of ours."""
    document_id = signed_document(token, now=clock.now(), secret=settings().secret_key)
    if document_id is None:
        raise NotFound
    async with connection(system=True) as db:
        found = await queries.documents.document(db, document_id)
    if found is None or found.state not in ASKED or not found.current:
        raise NotFound
    content = await files.load(found, files.ORIGINAL)
    if content is None:
        raise NotFound
    async with transaction(system=True) as db:
        await audit.record(
            db, "documents.original_fetched", subject=f"user:{found.tutor_id}", document_id=document_id
        )
    return content
