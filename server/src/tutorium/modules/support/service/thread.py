"""Writing into a thread."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.errors import AttachmentUnknown
from tutorium.modules.support.model.ticket import MESSAGES_AN_HOUR, Ticket
from tutorium.modules.support.service.moves import By, show
from tutorium.platform import clock
from tutorium.platform.db import Db
from tutorium.platform.errors import TooManyRequests
from tutorium.platform.ids import new_id

HOUR = timedelta(hours=1)


async def refuse_flood(db: Db, user_id: UUID) -> None:
    """TooManyRequests beyond thirty messages of a customer within an hour."""
    written = await queries.thread.written_since(db, user_id, clock.now() - HOUR)
    if written >= MESSAGES_AN_HOUR:
        raise TooManyRequests(retry_after=int(HOUR.total_seconds()))


async def write(
    db: Db,
    ticket: Ticket,
    *,
    command_id: UUID,
    by: By,
    text: str,
    files: Sequence[UUID],
    internal: bool = False,
) -> UUID:
    """A message in a locked ticket, with the author's files; AttachmentUnknown when one of them is gone."""
    message_id = new_id()
    await queries.thread.insert_message(
        db,
        message_id=message_id,
        command_id=command_id,
        ticket_id=ticket.id,
        internal=internal,
        author_id=by.id,
        author_role="agent" if by.role == "lead" else by.role,
        text=text.strip(),
        now=clock.now(),
    )
    wanted = set(files)
    bound = await queries.thread.attach(
        db, owner_id=by.id, ids=sorted(wanted), ticket_id=ticket.id, message_id=message_id
    )
    if bound != len(wanted):
        raise AttachmentUnknown
    await show(db, ticket, customer_too=not internal)
    return message_id
