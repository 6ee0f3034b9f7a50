"""What the two sides see of tickets."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.support import queries
from tutorium.modules.support.model.calendars import CALENDARS, add
from tutorium.modules.support.model.categories import CATEGORIES, Category, priority_of
from tutorium.modules.support.model.clocks import POLICY_VERSION, Clock, Target, next_due, targets
from tutorium.modules.support.model.ticket import Attachment, Message, Step, Ticket
from tutorium.modules.support.queries.desk import Counts, Filters
from tutorium.modules.support.queries.insights import Stretch, TicketsStanding
from tutorium.platform import clock
from tutorium.platform.db import connection
from tutorium.platform.errors import NotFound


class Thread(msgspec.Struct, frozen=True):
    """A ticket with everything said in it. `names`: who answered; `due_at`: when an answer is due."""

    ticket: Ticket
    messages: list[Message]
    attachments: list[Attachment]
    names: dict[UUID, str]
    due_at: datetime | None


class DeskTicket(msgspec.Struct, frozen=True):
    """A ticket as the desk sees it: with notes, clocks and history."""

    ticket: Ticket
    messages: list[Message]
    attachments: list[Attachment]
    clocks: list[Clock]
    history: list[Step]


class DeskPage(msgspec.Struct, frozen=True):
    """A page of a queue, the running clocks of its tickets, and how long the queues are."""

    tickets: list[Ticket]
    clocks: list[Clock]
    counts: Counts


async def thread(*, user_id: UUID, ticket_id: UUID) -> Thread:
    """A ticket of the user's; NotFound."""
    async with connection() as db:
        ticket = await queries.tickets.ticket_for(db, user_id, ticket_id)
        if ticket is None:
            raise NotFound
        messages = await queries.thread.messages(db, ticket_id, notes=False)
        attachments = await queries.thread.attachments(db, ticket_id, notes=False)
        due_at = next_due(await queries.clocks.clocks(db, ticket_id))
    authors = {each.author_id for each in messages if each.author_role == "agent" and each.author_id}
    people = await accounts.people(user_ids=sorted(authors)) if authors else []
    names = {each.user_id: each.full_name.split()[0] for each in people if each.full_name}
    return Thread(ticket, messages, attachments, names, due_at)


async def tickets(
    *, user_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> tuple[list[Ticket], bool]:
    """The user's tickets, the last talked about first; whether there are more."""
    async with connection() as db:
        found = await queries.tickets.tickets_of(db, user_id, after=after, limit=limit + 1)
    return found[:limit], len(found) > limit


def promises() -> dict[Category, datetime]:
    """By when whoever writes now has an answer, by what he writes about."""
    now = clock.now()
    return {
        each: _after(targets(POLICY_VERSION, priority_of(each, lesson=None, now=now), each).first_answer, now)
        for each in CATEGORIES
    }


def _after(target: Target, now: datetime) -> datetime:
    return add(CALENDARS[target.calendar], now, target.time)


async def desk_ticket(ticket_id: UUID) -> DeskTicket:
    """Everything about a ticket, for an agent; NotFound."""
    async with connection() as db:
        ticket = await queries.tickets.ticket(db, ticket_id)
        if ticket is None:
            raise NotFound
        return DeskTicket(
            ticket,
            await queries.thread.messages(db, ticket_id, notes=True),
            await queries.thread.attachments(db, ticket_id, notes=True),
            await queries.clocks.clocks(db, ticket_id),
            await queries.tickets.history(db, ticket_id),
        )


async def desk_page(filters: Filters, *, after: tuple[datetime | None, UUID] | None, limit: int) -> DeskPage:
    """A page of a queue."""
    async with connection() as db:
        found = await queries.desk.tickets(db, filters, after=after, limit=limit)
        clocks = await queries.clocks.running(db, [each.id for each in found])
        return DeskPage(found, clocks, await queries.desk.counts(db, filters.agent_id))


async def ticket_number(ticket_id: UUID) -> int | None:
    """The number of a ticket, or None."""
    async with connection() as db:
        found = await queries.tickets.ticket(db, ticket_id)
    return found.number if found else None


async def standing() -> TicketsStanding:
    """How it stands with the tickets that are not over."""
    async with connection() as db:
        return await queries.insights.standing(db, clock.now())


async def stretches(edges: list[datetime]) -> list[Stretch]:
    """Tickets opened and answered first between each edge and the next."""
    async with connection() as db:
        return await queries.insights.stretches(db, edges)


async def unassigned_count() -> int:
    """How many tickets nobody has taken."""
    async with connection() as db:
        return await queries.desk.unassigned_count(db)
