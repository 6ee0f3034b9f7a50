"""What is asked of the Document System and what it answers (contract 03, 2.3). The file never travels."""

import hashlib
import hmac
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.documents.model import Kind, MediaType

REQUEST, REPLY = "document.verify.v1.request", "document.verify.v1.reply"
ReplyStatus = Literal["accepted", "verified", "rejected", "needs_more", "failed"]


class FileReference(msgspec.Struct, frozen=True):
    """Where the file is fetched, and what it must be."""

    uri: str
    sha256: str
    size: int
    media_type: MediaType


class VerificationRequest(msgspec.Struct, frozen=True):
    """A document to check; a reminder repeats it under the same `case_id`. `subject_id` is a pseudonym."""

    case_id: UUID
    subject_id: str
    document_type: Kind
    file: FileReference
    requested_at: datetime
    deadline_at: datetime


class Extracted(msgspec.Struct, frozen=True):
    """What was read in the document, as far as the Document System tells it. Dates are ISO 8601."""

    issued_at: str | None = None
    expires_at: str | None = None
    number_last4: str | None = None
    name_match: float | None = None


class VerificationReply(msgspec.Struct, frozen=True):
    """An answer; `sequence` grows with every answer about a case, which may come in another order."""

    case_id: UUID
    status: ReplyStatus
    sequence: int
    reason_codes: tuple[str, ...] = ()
    decided_at: datetime | None = None
    valid_until: str | None = None
    extracted: Extracted = Extracted()


def day_of(text: str | None) -> date | None:
    """The day of an ISO 8601 date or moment; ValueError for anything else."""
    return date.fromisoformat(text[:10]) if text else None


def pseudonym(tutor_id: UUID, *, secret: str) -> str:
    """The same for all documents of a tutor, and nobody's who does not know the secret."""
    said = b"documents/subject/" + tutor_id.bytes
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:32]
