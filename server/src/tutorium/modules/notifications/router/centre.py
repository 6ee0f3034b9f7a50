"""What is behind the bell."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from tutorium.modules.notifications.model import Notice
from tutorium.modules.notifications.model.table import ROWS
from tutorium.modules.notifications.service import centre
from tutorium.platform.errors import Malformed
from tutorium.platform.identity import Identity
from tutorium.platform.web import ROLES, Cursor, Input, Limit, get, post, routes_of


class NoticeView(msgspec.Struct, frozen=True):
    """A notice; `path` is the page it is about, `kind` what it is called in the preferences."""

    id: UUID
    kind: str
    title: str
    text: str
    path: str
    created_at: datetime
    read_at: datetime | None


class Notices(msgspec.Struct, frozen=True):
    """Notices, the newest first, and how many are unread in all."""

    items: list[NoticeView]
    next_cursor: str | None
    unread: int


class ReadNotices(Input, frozen=True):
    """Which notices were read: these, and all that had come until a moment."""

    ids: Annotated[list[UUID], msgspec.Meta(max_length=100)] = msgspec.field(default_factory=list)
    until: datetime | None = None


class Unread(msgspec.Struct, frozen=True):
    """How many notices are left."""

    unread: int


@get("/notifications", access=ROLES)
async def list_notices(
    identity: Identity, unread: bool = False, limit: Limit = 20, cursor: Cursor = None
) -> Notices:
    """My notices, the newest first; with `unread` only those I have not read."""
    page = await centre.notices(
        identity.user_id, unread_only=unread, after=_position(cursor) if cursor else None, limit=limit
    )
    return Notices([_view(each) for each in page.notices], _cursor(page.more), page.unread)


@post("/notifications/read", access=ROLES)
async def read_notices(identity: Identity, data: ReadNotices) -> Unread:
    """Note that I have read them; what is not mine is passed over."""
    if data.until is not None and data.until.tzinfo is None:
        raise Malformed
    return Unread(await centre.read(identity.user_id, notice_ids=data.ids, until=data.until))


def _view(notice: Notice) -> NoticeView:
    row = ROWS.get(notice.operation)
    return NoticeView(
        notice.id,
        row.kind if row else "",
        notice.title,
        notice.text,
        notice.path,
        notice.created_at,
        notice.read_at,
    )


def _cursor(position: tuple[datetime, UUID] | None) -> str | None:
    return urlsafe_b64encode(msgspec.json.encode(position)).decode() if position else None


def _position(cursor: str) -> tuple[datetime, UUID]:
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor), type=tuple[datetime, UUID])
    except ValueError:
        raise Malformed from None


router = routes_of(globals())
