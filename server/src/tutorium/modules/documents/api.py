"""What others may ask of documents: the moderators' queue, single documents, a person's data."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.documents.errors import (
    ApplicationDecided,
    DocumentDecided,
    DocumentsMissing,
    ReasonMissing,
)
from tutorium.modules.documents.model import (
    REQUIRED as REQUIRED,
)
from tutorium.modules.documents.model import (
    ApplicationReason as ApplicationReason,
)
from tutorium.modules.documents.model import (
    ApplicationState as ApplicationState,
)
from tutorium.modules.documents.model import (
    ApplicationVerdict as ApplicationVerdict,
)
from tutorium.modules.documents.model import (
    Document,
    MediaType,
    Step,
    TaxStatus,
)
from tutorium.modules.documents.model import (
    DocumentReason as DocumentReason,
)
from tutorium.modules.documents.model import (
    DocumentState as DocumentState,
)
from tutorium.modules.documents.model import (
    Kind as Kind,
)
from tutorium.modules.documents.model import (
    Verdict as Verdict,
)
from tutorium.modules.documents.service import applications, deciding, keeping, personal
from tutorium.platform.candidacy import Condition
from tutorium.platform.errors import Refusal, VersionMismatch
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed

DOCUMENT_REFUSALS: Sequence[type[Refusal]] = (DocumentDecided, ReasonMissing, VersionMismatch)
"""What `decide_document` may decline with."""
APPLICATION_REFUSALS: Sequence[type[Refusal]] = (
    ApplicationDecided,
    DocumentsMissing,
    ReasonMissing,
    VersionMismatch,
)
"""What `decide_application` may decline with."""


class VerificationInQueue(msgspec.Struct, frozen=True):
    """A tutor whose application, or some of whose documents, wait for a moderator until `deadline_at`."""

    tutor_id: UUID
    state: ApplicationState
    submitted_at: datetime | None
    deadline_at: datetime | None
    documents_waiting: int


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A document for those who are asked about it."""

    document_id: UUID
    tutor_id: UUID
    kind: Kind
    state: DocumentState


class DocumentCard(msgspec.Struct, frozen=True, kw_only=True):
    """One upload; `current` is the latest of its kind. Without `pages` there is nothing to look at."""

    document_id: UUID
    tutor_id: UUID
    kind: Kind
    attempt: int
    current: bool
    state: DocumentState
    media_type: MediaType
    size: int
    pages: int
    uploaded_at: datetime
    deadline_at: datetime | None
    reason_codes: list[DocumentReason]
    note: str
    issued_on: date | None
    valid_until: date | None
    number_last4: str | None
    name_match: float | None
    decided_at: datetime | None
    decided_by: UUID | None
    version: int


class VerificationFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about the verification of one tutor; documents latest first, steps oldest first."""

    tutor_id: UUID
    state: ApplicationState
    teaches_minors: bool
    tax_status: TaxStatus | None
    submitted_at: datetime | None
    deadline_at: datetime | None
    reason_code: ApplicationReason | None
    note: str
    decided_at: datetime | None
    reapply_at: datetime | None
    documents: list[DocumentCard]
    steps: list[Step]
    version: int


@exposed
async def verifications_count() -> int:
    """How many tutors wait for a moderator."""
    return await deciding.count_waiting()


@exposed
async def verifications_waiting(
    *, after_deadline: datetime | None, after_tutor: UUID | None, limit: int
) -> list[VerificationInQueue]:
    """Tutors who wait for a moderator, the nearest deadline first; after the one seen last."""
    after = (after_deadline, after_tutor) if after_deadline and after_tutor else None
    return [
        VerificationInQueue(
            each.tutor_id, each.state, each.submitted_at, each.deadline_at, each.documents_waiting
        )
        for each in await deciding.waiting(after=after, limit=limit)
    ]


@exposed
async def verification(*, tutor_id: UUID) -> VerificationFile | None:
    """The verification of this tutor; None when he has not begun it."""
    found = await applications.application(tutor_id)
    if not found.version:
        return None
    return VerificationFile(
        tutor_id=tutor_id,
        state=found.state,
        teaches_minors=found.teaches_minors,
        tax_status=found.tax_status,
        submitted_at=found.submitted_at,
        deadline_at=found.deadline_at,
        reason_code=found.reason_code,
        note=found.note,
        decided_at=found.decided_at,
        reapply_at=found.reapply_at,
        documents=[_card(each) for each in await applications.documents(tutor_id)],
        steps=await applications.history(tutor_id),
        version=found.version,
    )


@exposed
async def document_facts(*, document_id: UUID) -> DocumentFacts | None:
    """Whose document it is and how it stands; None when it is forgotten."""
    found = await applications.document(document_id)
    if found is None:
        return None
    return DocumentFacts(document_id=found.id, tutor_id=found.tutor_id, kind=found.kind, state=found.state)


@exposed
async def document_card(*, document_id: UUID) -> DocumentCard | None:
    """One upload; None when it is forgotten."""
    found = await applications.document(document_id)
    return _card(found) if found else None


@exposed
async def decide_document(
    *,
    document_id: UUID,
    moderator_id: UUID,
    verdict: Verdict,
    reason_codes: list[DocumentReason],
    note: str,
    issued_on: date | None,
    ends_on: date | None,
    version: int | None,
) -> DocumentCard:
    """Decide on a document that waits for a moderator; the refusals are DOCUMENT_REFUSALS, NotFound."""
    return _card(
        await deciding.decide_document(
            document_id,
            moderator_id=moderator_id,
            verdict=verdict,
            reasons=reason_codes,
            note=note,
            issued_on=issued_on,
            ends_on=ends_on,
            version=version,
        )
    )


@exposed
async def decide_application(
    *,
    tutor_id: UUID,
    moderator_id: UUID,
    verdict: ApplicationVerdict,
    reason_code: ApplicationReason | None,
    note: str,
    version: int | None,
) -> ApplicationState:
    """Decide on a tutor; the refusals are APPLICATION_REFUSALS. Approved, he is listed a moment later."""
    decided = await applications.decide(
        tutor_id,
        moderator_id=moderator_id,
        verdict=verdict,
        reason=reason_code,
        note=note,
        version=version,
    )
    return decided.state


@exposed
async def candidate_lacks(*, tutor_id: UUID) -> list[Condition]:
    """What of the application is missing before the tutor may ask to be verified."""
    return await applications.candidate_lacks(tutor_id)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """Nothing in documents keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)


@exposed
async def broken_files() -> list[str]:
    """Ids of documents whose file is gone, does not open, or is not what was uploaded."""
    return await keeping.broken()


def _card(found: Document) -> DocumentCard:
    known = {name: getattr(found, name) for name in DocumentCard.__struct_fields__ if hasattr(found, name)}
    shown = found.pages if found.sealed_key else 0
    return DocumentCard(**(known | {"document_id": found.id, "pages": shown}))
