"""The bytes of documents, sealed under the document's own key: the file, and the pages drawn of it."""

import hashlib
from uuid import UUID

from tutorium.modules.documents.model import Document
from tutorium.platform import envelopes
from tutorium.platform.sealing import SealBroken
from tutorium.platform.storage import delete_file, load_file, save_file

ORIGINAL = "original"


def label(document_id: UUID, tutor_id: UUID) -> bytes:
    """What the key and every part are bound to."""
    return document_id.bytes + tutor_id.bytes


async def save(document_id: UUID, tutor_id: UUID, part: str, content: bytes, *, key: bytes) -> None:
    """Store a part, encrypted."""
    locked = envelopes.lock(content, key=key, label=label(document_id, tutor_id), part=part)
    await save_file(_name(document_id, part), locked)


async def load(document: Document, part: str) -> bytes | None:
    """A part as it was; None when it or its key is destroyed."""
    locked = await load_file(_name(document.id, part)) if document.sealed_key else None
    if locked is None or document.sealed_key is None:
        return None
    bound_to = label(document.id, document.tutor_id)
    return envelopes.unlock(locked, key=document.sealed_key, label=bound_to, part=part)


async def is_whole(document: Document) -> bool:
    """Whether the file opens and is what was uploaded."""
    try:
        content = await load(document, ORIGINAL)
    except SealBroken:
        return False
    return content is not None and hashlib.sha256(content).hexdigest() == document.sha256


async def delete(document_id: UUID, *, pages: int) -> None:
    """Delete the bytes of all parts; without the key they are noise, but why keep noise."""
    for part in (ORIGINAL, *(str(number) for number in range(1, pages + 1))):
        await delete_file(_name(document_id, part))


def _name(document_id: UUID, part: str) -> str:
    return f"documents/{document_id}/{part}"
