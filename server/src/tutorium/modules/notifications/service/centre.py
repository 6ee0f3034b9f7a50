"""The centre on the site: what is behind the bell."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tutorium.modules.notifications import queries
from tutorium.modules.notifications.model import TOPIC, Notice
from tutorium.platform import clock, live
from tutorium.platform.db import connection, transaction

NOTICES_KEPT = timedelta(days=365)


class Page(msgspec.Struct, frozen=True):
    """Some notices, where the next ones begin, and how many are unread in all."""

    notices: list[Notice]
    more: tuple[datetime, UUID] | None
    unread: int


async def notices(
    user_id: UUID, *, unread_only: bool, after: tuple[datetime, UUID] | None, limit: int
) -> Page:
    """The user's notices, the newest first."""
    async with connection() as db:
        found = await queries.notices.notices(
            db, user_id, unread_only=unread_only, after=after, limit=limit + 1
        )
        unread = await queries.notices.count_unread(db, user_id)
    page = found[:limit]
    more = (page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(page, more, unread)


async def read(user_id: UUID, *, notice_ids: Sequence[UUID], until: datetime | None) -> int:
    """Note that these, and all that had come until then, were read; how many are left unread.

    His other tabs are told. What is not his, or not there, is passed over.
    """
    now = clock.now()
    async with transaction() as db:
        noted = await queries.notices.note_read(db, user_id, notice_ids, now=now)
        if until is not None:
            noted += await queries.notices.note_all_read(db, user_id, until=until, now=now)
        if noted:
            await live.tell(db, to=user_id, topic=TOPIC)
        return await queries.notices.count_unread(db, user_id)


async def forget_old_notices() -> None:
    """After a year nobody looks for them."""
    async with transaction() as db:
        await queries.notices.delete_old_notices(db, before=clock.now() - NOTICES_KEPT)
