"""A person's data in support: the copy, and what goes. What a ticket was about and how long it took stays."""

from typing import Any
from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.events import FilesDropped
from tutorium.modules.support.model.states import OVER
from tutorium.modules.support.service.moves import By, move
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

ALL = 1000


async def copy(user_id: UUID) -> dict[str, Any]:
    """Tickets, threads, files and actions of the person."""
    async with connection() as db:
        return {
            "tickets": await queries.personal.tickets_copy(db, user_id),
            "messages": await queries.personal.messages_copy(db, user_id),
            "attachments": await queries.personal.attachments_copy(db, user_id),
            "actions": await queries.personal.actions_copy(db, user_id),
            "article_editions": await queries.personal.editions_copy(db, user_id),
        }


async def erase(user_id: UUID) -> dict[str, int]:
    """Settle what is open and take the words and the files away. May be repeated."""
    async with transaction() as db:
        for each in await queries.tickets.tickets_of(db, user_id, after=None, limit=ALL):
            ticket = await queries.tickets.lock_ticket(db, each.id)
            if ticket is not None and ticket.state not in OVER:
                by = By("customer", user_id)
                await move(db, ticket, "resolved", by=by, action="resolved", resolution="by_customer")
        keys = await queries.personal.drop_files(db, user_id)
        if keys:
            await publish(db, FilesDropped(keys=tuple(keys)))
        return {
            "attachments": len(keys),
            "messages": await queries.personal.empty_messages(db, user_id),
            "steps": await queries.personal.empty_steps(db, user_id),
            "tickets": await queries.personal.empty_tickets(db, user_id),
        }
