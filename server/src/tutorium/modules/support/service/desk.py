"""What agents do with tickets. A lead is an administrator."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from tutorium.modules.auth import api as auth
from tutorium.modules.support import queries
from tutorium.modules.support.errors import (
    AgentUnknown,
    HoldTooLong,
    LeadRequired,
    ResolutionMissing,
    TicketTaken,
)
from tutorium.modules.support.events import TicketAnswered
from tutorium.modules.support.model.categories import Category, Priority
from tutorium.modules.support.model.clocks import legal_clock, recounted, targets
from tutorium.modules.support.model.states import LONGEST_HOLD, AgentResolution, State
from tutorium.modules.support.model.ticket import Ticket
from tutorium.modules.support.service import measures
from tutorium.modules.support.service.moves import By, again, answered, move, save_clock, tell
from tutorium.modules.support.service.thread import write
from tutorium.platform import clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.errors import NotFound, VersionMismatch
from tutorium.platform.events import publish
from tutorium.platform.identity import Role

AGENTS: frozenset[Role] = frozenset(("support", "admin"))
After = Literal["stay", "ask", "resolve"]


async def answer_ticket(
    *,
    command_id: UUID,
    ticket_id: UUID,
    by: By,
    text: str,
    files: Sequence[UUID],
    after: After,
    resolution: AgentResolution | None,
) -> None:
    """Answer in public; a ticket of nobody is taken with it (T2). `ask` waits for the customer (T3)."""
    if after == "resolve" and resolution is None:
        raise ResolutionMissing
    async with transaction() as db:
        ticket = await _locked(db, ticket_id)
        if await queries.thread.message_exists(db, command_id):
            return
        if ticket.state == "new":
            ticket = await _taken(db, ticket, by)
        message_id = await write(
            db,
            ticket,
            command_id=command_id,
            by=by,
            text=text,
            files=files,
        )
        await tell(db, ticket, "answered", by=by)
        if await answered(db, ticket):
            measures.answered_first(ticket, clock.now())
        if after == "ask" and ticket.state != "pending_customer":
            await move(db, ticket, "pending_customer", by=by, action="asked")
        if after == "resolve":
            await move(db, ticket, "resolved", by=by, action="resolved", resolution=resolution)
        else:
            await publish(
                db, TicketAnswered(ticket_id=ticket_id, user_id=ticket.user_id, message_id=message_id)
            )


async def write_note(*, command_id: UUID, ticket_id: UUID, by: By, text: str, files: Sequence[UUID]) -> None:
    """A note no customer will ever see."""
    async with transaction() as db:
        ticket = await _locked(db, ticket_id)
        if not await queries.thread.message_exists(db, command_id):
            await write(
                db,
                ticket,
                command_id=command_id,
                by=by,
                text=text,
                files=files,
                internal=True,
            )


async def take_ticket(*, ticket_id: UUID, by: By) -> None:
    """Take a ticket of nobody; TicketTaken when a colleague was faster."""
    async with transaction() as db:
        ticket = await _locked(db, ticket_id)
        if ticket.assignee_id not in (None, by.id):
            raise TicketTaken
        await _taken(db, ticket, by)


async def _taken(db: Db, ticket: Ticket, by: By) -> Ticket:
    if ticket.assignee_id is None:
        await queries.tickets.assign(db, ticket.id, by.id)
        await tell(db, ticket, "taken", by=by)
    if ticket.state == "new":
        return await move(db, ticket, "open", by=by, action="opened")
    return await again(db, ticket)


async def assign_ticket(*, ticket_id: UUID, by: By, agent_id: UUID | None, version: int | None) -> None:
    """Give a ticket to an agent, or to nobody; AgentUnknown, VersionMismatch."""
    if agent_id is not None and agent_id not in {each.user_id for each in await agents()}:
        raise AgentUnknown
    async with transaction() as db:
        ticket = await _locked(db, ticket_id, version)
        await queries.tickets.assign(db, ticket_id, agent_id)
        await tell(db, ticket, "assigned" if agent_id else "unassigned", by=by)
        if ticket.state == "new" and agent_id:
            await move(db, ticket, "open", by=by, action="opened")


async def agents() -> list[auth.AccountInList]:
    """Who may be given tickets."""
    found = await auth.staff()
    return [each for each in found if AGENTS & set(each.roles) and each.state == "active"]


async def move_ticket(
    *,
    ticket_id: UUID,
    by: By,
    to: State,
    reason: str,
    resolution: AgentResolution | None,
    until: datetime | None,
    version: int | None,
) -> None:
    """Change the state without a word to the customer; a lead may let it wait for a date (T5)."""
    if to == "resolved" and resolution is None:
        raise ResolutionMissing
    if to == "on_hold":
        _check_hold(by, until)
    async with transaction() as db:
        ticket = await _locked(db, ticket_id, version)
        await move(
            db,
            ticket,
            to,
            by=by,
            action="resolved" if to == "resolved" else "moved",
            reason=reason,
            resolution=resolution if to == "resolved" else None,
            hold_until=until if to == "on_hold" else None,
        )


def _check_hold(by: By, until: datetime | None) -> None:
    if by.role != "lead":
        raise LeadRequired
    now = clock.now()
    if until is None or until.tzinfo is None or not now < until <= now + LONGEST_HOLD:
        raise HoldTooLong(days=LONGEST_HOLD.days)


async def classify_ticket(
    *,
    ticket_id: UUID,
    by: By,
    category: Category,
    priority: Priority,
    reason: str,
    version: int | None,
) -> None:
    """Say anew what a ticket is about and how urgent it is; what its clocks have used is counted anew.

    A category with a legal term starts its clock from the ticket's creation; one begun never goes away.
    """
    async with transaction() as db:
        ticket = await _locked(db, ticket_id, version)
        await queries.tickets.classify(db, ticket_id, category, priority)
        changed = f"{ticket.category} {ticket.priority} → {category} {priority}: {reason}"
        await tell(db, ticket, "classified", by=by, reason=changed)
        stays = await queries.tickets.stays(db, ticket_id)
        promised = targets(ticket.policy_version, priority, category).by_kind
        clocks = await queries.clocks.clocks(db, ticket_id)
        for each in clocks:
            target = promised.get(each.kind)
            if target is not None and each.done_at is None:
                await save_clock(db, each, recounted(each, target, stays, clock.now()))
        legal = legal_clock(ticket_id, category, ticket.created_at)
        if legal is not None and legal.kind not in {each.kind for each in clocks}:
            await save_clock(db, None, legal)


async def _locked(db: Db, ticket_id: UUID, version: int | None = None) -> Ticket:
    found = await queries.tickets.lock_ticket(db, ticket_id)
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise VersionMismatch(version=found.version)
    return found
