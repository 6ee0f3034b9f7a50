"""What happens to documents and applications, and the timers of a request."""

from datetime import datetime
from uuid import UUID

from tutorium.platform.events import Event


class DocumentUploaded(Event, frozen=True):
    """A file has come: it is to be looked through, and its viewing copy drawn."""

    document_id: UUID


class RequestDue(Event, frozen=True):
    """The Document System is to be asked; `number` counts the requests about this document."""

    document_id: UUID
    number: int


class ProgressDue(Event, frozen=True):
    """The Document System has had 15 minutes to say that it has begun."""

    document_id: UUID


class VerdictDue(Event, frozen=True):
    """The Document System has had its 48 hours."""

    document_id: UUID


class DocumentApproved(Event, frozen=True):
    """The document is good: it counts for the listing and may give a badge."""

    document_id: UUID
    tutor_id: UUID


class DocumentReturned(Event, frozen=True):
    """The document will not do: the tutor is asked for another one, or it was rejected for good."""

    document_id: UUID
    tutor_id: UUID


class DocumentExpiring(Event, frozen=True):
    """The document ends in so many days; its tutor is told."""

    document_id: UUID
    tutor_id: UUID
    days: int


class DocumentExpired(Event, frozen=True):
    """The document holds no more."""

    document_id: UUID
    tutor_id: UUID


class VerificationDecided(Event, frozen=True):
    """The application stands elsewhere: in_verification, changes_requested, approved or rejected.

    `by`: tutor, system or moderator. The system asks for changes when a document lacks or will not do.
    """

    tutor_id: UUID
    verdict: str
    by: str
    at: datetime


class FilesDropped(Event, frozen=True):
    """The key of these files is destroyed; their bytes are to be deleted."""

    document_id: UUID
    pages: int
