"""Attachments: stored when chosen, bound to a message when it is sent, thrown away when none takes them."""

import asyncio
from datetime import timedelta
from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.events import FilesDropped
from tutorium.modules.support.model.files import ready
from tutorium.modules.support.model.ticket import FILES_A_DAY, Attachment
from tutorium.modules.support.service.desk import AGENTS
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound, TooManyRequests
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.storage import delete_file, load_file, save_file

WAIT_FOR = timedelta(hours=24)
"""A file that no message has taken by then is forgotten."""
_decoders = asyncio.Semaphore(2)


async def upload(*, command_id: UUID, owner: Identity, name: str, content: bytes) -> Attachment:
    """Store a file; AttachmentUnreadable, AttachmentTooManyPixels. A command sent twice stores one.

    TooManyRequests beyond twenty files of a customer within a day.
    """
    async with connection() as db:
        chosen = await queries.thread.uploaded_since(db, owner.user_id, clock.now() - WAIT_FOR)
    if chosen >= FILES_A_DAY and not owner.is_staff:
        raise TooManyRequests(retry_after=int(WAIT_FOR.total_seconds()))
    async with _decoders:
        file = await asyncio.to_thread(ready, name, content)
    attachment_id = new_id()
    new = Attachment(
        id=attachment_id,
        owner_id=owner.user_id,
        ticket_id=None,
        message_id=None,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        key=f"support/{attachment_id}",
        created_at=clock.now(),
    )
    await save_file(new.key, file.content)
    async with transaction() as db:
        known = await queries.thread.attachment_by_command(db, command_id)
        if known is None:
            await queries.thread.insert_attachment(db, new, command_id)
    return known or new


async def attachment(viewer: Identity, attachment_id: UUID) -> Attachment:
    """What is known of a file; NotFound unless it is the viewer's, in his thread, or he is an agent."""
    agent = viewer.level == "two_factors" and bool(viewer.roles & AGENTS)
    async with connection(system=True) as db:  # the statement says who sees a file
        found = await queries.thread.attachment_for(db, attachment_id, viewer_id=viewer.user_id, agent=agent)
    if found is None:
        raise NotFound
    return found


async def content(viewer: Identity, attachment_id: UUID) -> tuple[Attachment, bytes]:
    """A file and its bytes; NotFound as above, or when the bytes are gone."""
    found = await attachment(viewer, attachment_id)
    stored = await load_file(found.key)
    if stored is None:
        raise NotFound
    return found, stored


async def drop_waiting() -> None:
    """Forget the files nobody has sent within a day."""
    async with transaction() as db:
        keys = await queries.thread.drop_waiting(db, before=clock.now() - WAIT_FOR)
        if keys:
            await publish(db, FilesDropped(keys=tuple(keys)))


async def delete_bytes(keys: tuple[str, ...]) -> None:
    """Delete the bytes of these files; nothing happens to those that are gone."""
    for key in keys:
        await delete_file(key)
