"""Files of threads over HTTP."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import QueryParameter

from tutorium.modules.support import errors
from tutorium.modules.support.model.files import UPLOAD_BYTES
from tutorium.modules.support.model.ticket import Attachment
from tutorium.modules.support.service import files
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import get, post, routes_of

WRITERS: set[Role] = {"student", "guardian", "tutor", "support", "admin"}
FileName = Annotated[str, QueryParameter(name="name", min_length=1, max_length=255, pattern=r"^[^\x00]*$")]


class UploadedFile(msgspec.Struct, frozen=True):
    """A file that may be named in a message within a day. A picture has been drawn anew as WebP."""

    id: UUID
    name: str
    media_type: str
    size: int


@post(
    "/support/attachments",
    access=WRITERS,
    keyed="/support/attachments/{id}",
    status_code=201,
    body_bytes=UPLOAD_BYTES,
    refusals=[errors.AttachmentUnreadable, errors.AttachmentTooManyPixels],
)
async def upload_attachment(
    identity: Identity, command_id: UUID, body: bytes, name: FileName
) -> UploadedFile:
    """Store a file for a message: the body is a JPEG, PNG, WebP or PDF file of up to 10 MB."""
    stored = await files.upload(command_id=command_id, owner=identity, name=name, content=body)
    return _file(stored)


@get("/support/attachments/{attachment_id:uuid}", access=WRITERS)
async def show_attachment(identity: Identity, attachment_id: UUID) -> UploadedFile:
    """What a file is."""
    return _file(await files.attachment(identity, attachment_id))


@get(
    "/support/attachments/{attachment_id:uuid}/content",
    access=WRITERS,
    media_type="application/octet-stream",
)
async def attachment_content(identity: Identity, attachment_id: UUID) -> Response[bytes]:
    """The bytes of a file: a download, never a page of ours."""
    found, content = await files.content(identity, attachment_id)
    return Response(
        content,
        media_type=found.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def _file(stored: Attachment) -> UploadedFile:
    return UploadedFile(stored.id, stored.name, stored.media_type, stored.size)


router = routes_of(globals())
