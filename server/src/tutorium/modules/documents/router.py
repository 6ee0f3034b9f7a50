"""A tutor's verification: his documents, his answers, and how it all stands."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from tutorium.modules.documents import errors
from tutorium.modules.documents.model import (
    KINDS,
    PDF_BYTES,
    REQUIRED,
    ActorKind,
    Application,
    ApplicationReason,
    ApplicationState,
    Document,
    DocumentReason,
    DocumentState,
    Kind,
    MediaType,
    TaxStatus,
)
from tutorium.modules.documents.service import applications, looking, uploading
from tutorium.platform.errors import StepUpRequired
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import (
    ANYONE,
    Input,
    get,
    post,
    put,
    refuse_unless_fresh,
    routes_of,
)

MODERATORS: frozenset[Role] = frozenset(("moderator", "admin"))
ROOM = 64 << 10
"""What a form takes around its file."""
SHUT = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Content-Disposition": "attachment",
}

Page = Annotated[int, QueryParameter(name="page", ge=1, le=20, description="Which page, from 1")]
Why = Annotated[
    str | None,
    QueryParameter(
        name="reason",
        min_length=10,
        max_length=500,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        description="Why staff look at it; kept in the audit log",
    ),
]


class UploadDocument(Input, frozen=True):
    """A form: which document it is, and the file."""

    kind: Kind
    file: UploadFile


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """One upload; `current` is the latest of its kind. Without `pages` there is nothing to look at."""

    id: UUID
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
    decided_at: datetime | None
    version: int


class Documents(msgspec.Struct, frozen=True):
    items: list[DocumentView]
    next_cursor: str | None


class StepView(msgspec.Struct, frozen=True):
    """A step of one document or, without a `kind`, of the whole application."""

    at: datetime
    kind: Kind | None
    from_state: str | None
    to_state: str
    actor: ActorKind
    reason_codes: list[str]


class ApplicationView(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of the wizard and how the application stands. Rejected without `reapply_at` is for good;
    documents are taken while their check is `consented` to.
    """

    state: ApplicationState
    teaches_minors: bool
    tax_status: TaxStatus | None
    consented: bool
    required: list[Kind]
    kinds: list[Kind]
    submitted_at: datetime | None
    deadline_at: datetime | None
    reason_code: ApplicationReason | None
    note: str
    decided_at: datetime | None
    reapply_at: datetime | None
    steps: list[StepView]
    version: int


class SaveAnswers(Input, frozen=True):
    teaches_minors: bool
    tax_status: TaxStatus | None = None


@post(
    "/documents",
    access={"tutor"},
    keyed="/documents/{id}",
    status_code=201,
    body_bytes=PDF_BYTES + ROOM,
    refusals=[
        errors.DocumentsConsentRequired,
        errors.FileNotADocument,
        errors.FileTooLarge,
        errors.TooManyUploads,
        errors.TooManyTries,
        errors.UnderReview,
        errors.ApplicationDecided,
    ],
)
async def upload_document(
    identity: Identity,
    data: Annotated[UploadDocument, Body(media_type=RequestEncodingType.MULTI_PART)],
    command_id: UUID,
) -> DocumentView:
    """Upload a JPEG, PNG or WebP of up to 10 MB, or a PDF of up to 15 MB, as the latest of its kind."""
    content = await data.file.read()
    await data.file.close()
    return _document(
        await uploading.upload(
            identity,
            command_id=command_id,
            kind=data.kind,
            content=content,
            declared=data.file.content_type,
        )
    )


@get("/documents", access={"tutor"})
async def my_documents(identity: Identity) -> Documents:
    """All documents of the tutor, the latest first: there are few, so there is one page."""
    return Documents([_document(each) for each in await applications.documents(identity.user_id)], None)


@get("/documents/application", access={"tutor"})
async def my_application(identity: Identity) -> ApplicationView:
    """The answers of the wizard, how the application stands, and all its steps."""
    return await _application(await applications.application(identity.user_id))


@put("/documents/application", access={"tutor"})
async def save_answers(identity: Identity, data: SaveAnswers) -> ApplicationView:
    """Keep the answers of the wizard, complete or not."""
    return await _application(
        await applications.save_answers(
            identity.user_id, teaches_minors=data.teaches_minors, tax_status=data.tax_status
        )
    )


@get("/documents/{document_id:uuid}", access={"tutor"})
async def my_document(identity: Identity, document_id: UUID) -> DocumentView:
    """One document of the tutor."""
    return _document(await looking.own_document(identity, document_id))


@get(
    "/documents/{document_id:uuid}/content",
    access={"tutor", *MODERATORS},
    media_type="image/webp",
    refusals=[errors.LookReasonMissing, StepUpRequired],
)
async def document_page(
    identity: Identity, document_id: UUID, page: Page = 1, reason: Why = None
) -> Response[bytes]:
    """A page of the viewing copy; staff say why, and have proved a moment ago who they are."""
    if identity.roles & MODERATORS:
        refuse_unless_fresh(identity)
        content = await looking.page_for_staff(document_id, page, reason=reason)
    else:
        content = await looking.own_page(identity, document_id, page)
    return Response(content, media_type="image/webp", headers=SHUT)


@get("/documents/originals/{token:str}", access=ANYONE, media_type="application/octet-stream")
async def document_original(token: str) -> Response[bytes]:
    """The file as it came, for the Document System, by the signed link in its request."""
    content = await looking.original_for_check(token)
    return Response(content, media_type="application/octet-stream", headers=SHUT)


def _document(found: Document) -> DocumentView:
    known = {name: getattr(found, name) for name in DocumentView.__struct_fields__}
    return DocumentView(**(known | {"pages": found.pages if found.sealed_key else 0}))


async def _application(found: Application) -> ApplicationView:
    steps = [
        StepView(each.at, each.kind, each.from_state, each.to_state, each.actor_kind, each.reason_codes)
        for each in await applications.history(found.tutor_id)
    ]
    own = ("state", "teaches_minors", "tax_status", "submitted_at", "deadline_at", "reason_code")
    told = {name: getattr(found, name) for name in (*own, "note", "decided_at", "reapply_at", "version")}
    consented = await applications.consented(found.tutor_id)
    return ApplicationView(
        **told, consented=consented, required=list(REQUIRED), kinds=list(KINDS), steps=steps
    )


router = routes_of(globals())
