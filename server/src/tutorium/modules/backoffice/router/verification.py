"""Tutors who want to be listed, and their documents: the queue of the moderators, and their decisions."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.service import verification
from tutorium.modules.documents import api as documents
from tutorium.platform.errors import FieldError, Malformed
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Cursor, IfMatch, Input, Limit, get, post, routes_of

MODERATORS: set[Role] = {"moderator", "admin"}
WORDS = r"^[^\x00]*$"
Note = Annotated[str, msgspec.Meta(max_length=1000, pattern=WORDS)]


class VerificationInQueue(msgspec.Struct, frozen=True):
    tutor_id: UUID
    full_name: str
    photo_url: str | None
    state: documents.ApplicationState
    submitted_at: datetime | None
    deadline_at: datetime | None
    documents_waiting: int


class VerificationQueue(msgspec.Struct, frozen=True):
    items: list[VerificationInQueue]
    next_cursor: str | None


class VerifiedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One upload; without `pages` there is nothing to look at. `name_match` is 0 to 1."""

    id: UUID
    kind: documents.Kind
    attempt: int
    current: bool
    state: documents.DocumentState
    media_type: str
    size: int
    pages: int
    uploaded_at: datetime
    deadline_at: datetime | None
    reason_codes: list[documents.DocumentReason]
    note: str
    issued_on: date | None
    valid_until: date | None
    number_last4: str | None
    name_match: float | None
    decided_at: datetime | None
    version: int


class VerificationStep(msgspec.Struct, frozen=True):
    at: datetime
    kind: documents.Kind | None
    from_state: str | None
    to_state: str
    actor: str
    reason_codes: list[str]


class VerificationCase(msgspec.Struct, frozen=True, kw_only=True):
    """A tutor as he wants to be listed, his documents latest first, and all steps oldest first."""

    tutor_id: UUID
    full_name: str
    photo_url: str | None
    headline: str
    about: str
    education: str
    experience_years: int
    state: documents.ApplicationState
    teaches_minors: bool
    submitted_at: datetime | None
    deadline_at: datetime | None
    reason_code: documents.ApplicationReason | None
    note: str
    decided_at: datetime | None
    documents: list[VerifiedDocument]
    steps: list[VerificationStep]
    version: int


class ApproveDocument(Input, frozen=True):
    """The days written in the document, as far as they matter."""

    issued_on: date | None = None
    valid_until: date | None = None


class ReturnDocument(Input, frozen=True):
    """Why, and a hint that goes to the tutor word for word."""

    reason_codes: Annotated[list[documents.DocumentReason], msgspec.Meta(min_length=1, max_length=6)]
    note: Note = ""


class DecideVerification(Input, frozen=True):
    """Why, and a note that goes to the tutor word for word."""

    reason_code: documents.ApplicationReason
    note: Note = ""


@get("/backoffice/verifications", access=MODERATORS)
async def waiting_verifications(limit: Limit = 20, cursor: Cursor = None) -> VerificationQueue:
    """Tutors who wait for a moderator, the nearest deadline first."""
    found = await verification.waiting(after=_position(cursor), limit=limit + 1)
    page = found[:limit]
    last = page[-1].verification if len(found) > limit else None
    return VerificationQueue(
        [
            VerificationInQueue(
                each.verification.tutor_id,
                each.full_name,
                each.photo_url,
                each.verification.state,
                each.verification.submitted_at,
                each.verification.deadline_at,
                each.verification.documents_waiting,
            )
            for each in page
        ],
        f"{last.deadline_at.isoformat()}|{last.tutor_id}" if last and last.deadline_at else None,
    )


@get("/backoffice/verifications/{tutor_id:uuid}", access=MODERATORS)
async def verification_case(tutor_id: UUID) -> VerificationCase:
    """Everything about the verification of one tutor; the files themselves are opened with a reason."""
    return await _case(tutor_id)


@post(
    "/backoffice/documents/{case_id:uuid}/approve",
    access=MODERATORS,
    refusals=[*documents.DOCUMENT_REFUSALS],
)
async def approve_document(
    identity: Identity, case_id: UUID, data: ApproveDocument, if_match: IfMatch = None
) -> VerifiedDocument:
    """The document is good."""
    return await _decide(identity, case_id, if_match, "approved", dates=data)


@post(
    "/backoffice/documents/{case_id:uuid}/reupload",
    access=MODERATORS,
    refusals=[*documents.DOCUMENT_REFUSALS],
)
async def ask_for_another(
    identity: Identity, case_id: UUID, data: ReturnDocument, if_match: IfMatch = None
) -> VerifiedDocument:
    """The tutor is asked for another file, and told why."""
    return await _decide(identity, case_id, if_match, "needs_reupload", why=data)


@post(
    "/backoffice/documents/{case_id:uuid}/reject",
    access=MODERATORS,
    refusals=[*documents.DOCUMENT_REFUSALS],
)
async def reject_document(
    identity: Identity, case_id: UUID, data: ReturnDocument, if_match: IfMatch = None
) -> VerifiedDocument:
    """The document is rejected for good, and the tutor told why."""
    return await _decide(identity, case_id, if_match, "rejected", why=data)


@post(
    "/backoffice/verifications/{tutor_id:uuid}/approve",
    access=MODERATORS,
    refusals=[*documents.APPLICATION_REFUSALS],
)
async def approve_tutor(identity: Identity, tutor_id: UUID, if_match: IfMatch = None) -> VerificationCase:
    """All required documents are good and the profile may be seen: the tutor is listed."""
    await _decide_tutor(identity, tutor_id, if_match, "approved")
    return await _case(tutor_id)


@post(
    "/backoffice/verifications/{tutor_id:uuid}/request-changes",
    access=MODERATORS,
    refusals=[*documents.APPLICATION_REFUSALS],
)
async def ask_tutor_for_changes(
    identity: Identity, tutor_id: UUID, data: DecideVerification, if_match: IfMatch = None
) -> VerificationCase:
    """The tutor is told what to change, and submits again."""
    await _decide_tutor(identity, tutor_id, if_match, "changes_requested", data)
    return await _case(tutor_id)


@post(
    "/backoffice/verifications/{tutor_id:uuid}/reject",
    access=MODERATORS,
    refusals=[*documents.APPLICATION_REFUSALS],
)
async def reject_tutor(
    identity: Identity, tutor_id: UUID, data: DecideVerification, if_match: IfMatch = None
) -> VerificationCase:
    """The tutor is rejected: for 90 days or, where documents were forged or the law forbids, for good."""
    await _decide_tutor(identity, tutor_id, if_match, "rejected", data)
    return await _case(tutor_id)


async def _decide(
    identity: Identity,
    case_id: UUID,
    if_match: str | None,
    verdict: documents.Verdict,
    *,
    dates: ApproveDocument | None = None,
    why: ReturnDocument | None = None,
) -> VerifiedDocument:
    decided = await documents.decide_document(
        document_id=case_id,
        moderator_id=identity.user_id,
        verdict=verdict,
        reason_codes=why.reason_codes if why else [],
        note=why.note.strip() if why else "",
        issued_on=dates.issued_on if dates else None,
        ends_on=dates.valid_until if dates else None,
        version=_version(if_match),
    )
    return _document(decided)


async def _decide_tutor(
    identity: Identity,
    tutor_id: UUID,
    if_match: str | None,
    verdict: documents.ApplicationVerdict,
    why: DecideVerification | None = None,
) -> None:
    await documents.decide_application(
        tutor_id=tutor_id,
        moderator_id=identity.user_id,
        verdict=verdict,
        reason_code=why.reason_code if why else None,
        note=why.note.strip() if why else "",
        version=_version(if_match),
    )


def _version(if_match: str | None) -> int | None:
    """The version the moderator has seen; one that is no number fits none."""
    if if_match is None:
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The last deadline and tutor already seen."""
    try:
        if cursor is None:
            return None
        moment, _, tutor_id = cursor.partition("|")
        deadline = datetime.fromisoformat(moment)
        if deadline.tzinfo is None:
            raise ValueError("without a zone")
        return deadline, UUID(tutor_id)
    except ValueError:
        error = FieldError("cursor", "unreadable", "not a cursor of this list")
        raise Malformed(errors=(error,)) from None


def _document(card: documents.DocumentCard) -> VerifiedDocument:
    known = {name: getattr(card, name) for name in VerifiedDocument.__struct_fields__ if hasattr(card, name)}
    return VerifiedDocument(**known, id=card.document_id)


async def _case(tutor_id: UUID) -> VerificationCase:
    found = await verification.opened(tutor_id)
    case, terms = found.verification, found.terms
    return VerificationCase(
        tutor_id=tutor_id,
        full_name=terms.full_name,
        photo_url=terms.photo_url,
        headline=terms.headline,
        about=terms.about,
        education=terms.education,
        experience_years=terms.experience_years,
        state=case.state,
        teaches_minors=case.teaches_minors,
        submitted_at=case.submitted_at,
        deadline_at=case.deadline_at,
        reason_code=case.reason_code,
        note=case.note,
        decided_at=case.decided_at,
        documents=[_document(each) for each in case.documents],
        steps=[
            VerificationStep(
                each.at, each.kind, each.from_state, each.to_state, each.actor_kind, each.reason_codes
            )
            for each in case.steps
        ],
        version=case.version,
    )


router = routes_of(globals())
