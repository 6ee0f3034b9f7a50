"""What customers do with their tickets."""

from collections.abc import Sequence
from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.errors import RatedAlready, RatingEarly, TicketClosed
from tutorium.modules.support.events import CustomerReplied
from tutorium.modules.support.model.states import OVER, REOPEN_WITHIN
from tutorium.modules.support.model.ticket import Rating, Ticket
from tutorium.modules.support.service.moves import By, expect_answer, move, tell
from tutorium.modules.support.service.thread import refuse_flood, write
from tutorium.platform import clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish


async def write_message(
    *, command_id: UUID, user_id: UUID, ticket_id: UUID, text: str, files: Sequence[UUID]
) -> None:
    """Add to the thread: an awaited answer (T6), or a reason to open a resolved ticket again (T9)."""
    async with transaction() as db:
        ticket = await _locked(db, user_id, ticket_id)
        if await queries.thread.message_exists(db, command_id):
            return
        _refuse_closed(ticket)
        await refuse_flood(db, user_id)
        by = By("customer", user_id)
        message_id = await write(
            db,
            ticket,
            command_id=command_id,
            by=by,
            text=text,
            files=files,
        )
        if ticket.state == "pending_customer":
            ticket = await move(db, ticket, "open", by=by, action="replied")
        elif ticket.state == "resolved":
            ticket = await move(db, ticket, "open", by=by, action="reopened")
        await expect_answer(db, ticket)
        await publish(db, CustomerReplied(ticket_id=ticket_id, message_id=message_id))


async def close_ticket(*, user_id: UUID, ticket_id: UUID) -> None:
    """The customer has settled it himself (T8)."""
    async with transaction() as db:
        ticket = await _locked(db, user_id, ticket_id)
        by = By("customer", user_id)
        await move(db, ticket, "resolved", by=by, action="resolved", resolution="by_customer")


async def reopen_ticket(*, user_id: UUID, ticket_id: UUID) -> None:
    """Open a resolved ticket again within 72 hours (T9); an answer is owed from now on."""
    async with transaction() as db:
        ticket = await _locked(db, user_id, ticket_id)
        _refuse_closed(ticket)
        ticket = await move(db, ticket, "open", by=By("customer", user_id), action="reopened")
        await expect_answer(db, ticket)


async def rate_ticket(*, user_id: UUID, ticket_id: UUID, stars: int, comment: str) -> None:
    """Say once how the help was; RatingEarly before it is resolved, RatedAlready the second time."""
    async with transaction() as db:
        ticket = await _locked(db, user_id, ticket_id)
        if ticket.rating is not None:
            raise RatedAlready
        if ticket.state not in OVER:
            raise RatingEarly
        await queries.tickets.rate(db, ticket_id, Rating(stars, comment.strip()))
        await tell(db, ticket, "rated", by=By("customer", user_id))


def _refuse_closed(ticket: Ticket) -> None:
    """Closed, or so long resolved that its timer is only late."""
    late = ticket.state == "resolved" and clock.now() > ticket.moved_at + REOPEN_WITHIN
    if ticket.state == "closed" or late:
        raise TicketClosed


async def _locked(db: Db, user_id: UUID, ticket_id: UUID) -> Ticket:
    found = await queries.tickets.lock_ticket_for(db, user_id, ticket_id)
    if found is None:
        raise NotFound
    return found
