"""Nouns of documents: kinds, uploads, the application of a tutor."""

from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

import msgspec

Kind = Literal["identity", "selfie", "police_certificate", "diploma", "qualification"]
KINDS: tuple[Kind, ...] = get_args(Kind)
REQUIRED: tuple[Kind, ...] = ("identity", "selfie")
"""Without these nobody is listed (D5.2). The certificate is needed to teach those under 18, no more."""
BADGES: frozenset[Kind] = frozenset(("identity", "police_certificate", "diploma", "qualification"))
"""Kinds that students are told of once they are approved; the selfie only stands behind the identity."""

MediaType = Literal["image/jpeg", "image/png", "image/webp", "application/pdf"]
DocumentState = Literal[
    "uploaded",
    "scanning",
    "queued",
    "sent",
    "in_review",
    "approved",
    "needs_reupload",
    "rejected",
    "manual_review",
    "expiring",
    "expired",
]
DocumentReason = Literal[
    "unreadable",
    "cropped",
    "wrong_document",
    "name_mismatch",
    "out_of_date",
    "forged",
    "file_broken",
    "file_locked",
    "file_active",
    "file_too_detailed",
    "file_too_long",
    "other",
]
DOCUMENT_REASONS: tuple[DocumentReason, ...] = get_args(DocumentReason)
ApplicationState = Literal["draft", "in_verification", "changes_requested", "approved", "rejected"]
ApplicationReason = Literal[
    "documents",
    "profile",
    "forged_documents",
    "barred",
    "under_age",
    "too_many_attempts",
    "other",
]
APPLICATION_REASONS: tuple[ApplicationReason, ...] = get_args(ApplicationReason)
TaxStatus = Literal["self_employed", "entrepreneur", "not_yet"]
Verdict = Literal["approved", "needs_reupload", "rejected"]
ApplicationVerdict = Literal["approved", "changes_requested", "rejected"]
ActorKind = Literal["tutor", "system", "document_system", "moderator"]

IMAGE_BYTES, PDF_BYTES = 10 << 20, 15 << 20
UPLOADS_A_DAY = 20
KEPT_AFTER_DECISION = timedelta(days=30)
"""How long the file and its viewing copy stay after a decision (D5.3)."""
CERTIFICATE_MONTHS = 24
"""How long a certificate of no criminal record holds from its issue (D5.2)."""


class Document(msgspec.Struct, frozen=True):
    """One upload: the `attempt`-th of its kind. `current` is the tutor's latest of the kind.

    The file lies sealed under `sealed_key`, as do the `pages` pictures of its viewing copy; with the key
    gone (`purged_at`) they are gone, and what stays is the verdict. `sequence` is that of the last reply
    applied, `decided_by` the moderator, None for the Document System.
    """

    id: UUID
    tutor_id: UUID
    kind: Kind
    attempt: int
    current: bool
    state: DocumentState
    media_type: MediaType
    size: int
    sha256: str
    sealed_key: bytes | None
    pages: int
    uploaded_at: datetime
    sent_at: datetime | None
    deadline_at: datetime | None
    requests: int
    sequence: int
    reason_codes: list[DocumentReason]
    note: str
    issued_on: date | None
    valid_until: date | None
    number_last4: str | None
    name_match: float | None
    decided_at: datetime | None
    decided_by: UUID | None
    purge_at: datetime | None
    purged_at: datetime | None
    version: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a move of a document sets besides the state; None leaves a value as it is."""

    pages: int | None = None
    sent_at: datetime | None = None
    deadline_at: datetime | None = None
    requests: int | None = None
    sequence: int | None = None
    reason_codes: list[DocumentReason] | None = None
    note: str | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    number_last4: str | None = None
    name_match: float | None = None
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    purge_at: datetime | None = None


class Actor(msgspec.Struct, frozen=True):
    """Who moves a document or an application."""

    kind: ActorKind
    id: UUID | None = None


SYSTEM = Actor("system")
DOCUMENT_SYSTEM = Actor("document_system")


class Step(msgspec.Struct, frozen=True):
    """One line of the history of a tutor's documents; without a `document_id` of his application."""

    at: datetime
    document_id: UUID | None
    kind: Kind | None
    from_state: str | None
    to_state: str
    actor_kind: ActorKind
    reason_codes: list[str]


class Application(msgspec.Struct, frozen=True):
    """A tutor's wish to be verified: his answers in the wizard, and how it stands."""

    tutor_id: UUID
    state: ApplicationState = "draft"
    teaches_minors: bool = False
    tax_status: TaxStatus | None = None
    submitted_at: datetime | None = None
    deadline_at: datetime | None = None
    reason_code: ApplicationReason | None = None
    note: str = ""
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    reapply_at: datetime | None = None
    version: int = 0


class Waiting(msgspec.Struct, frozen=True):
    """An application in the queue of the moderators: how many documents of it wait for a person."""

    tutor_id: UUID
    state: ApplicationState
    submitted_at: datetime | None
    deadline_at: datetime | None
    documents_waiting: int


class StateCount(msgspec.Struct, frozen=True):
    """How many documents are in a state, and since when the oldest of them."""

    state: str
    count: int
    oldest: datetime
