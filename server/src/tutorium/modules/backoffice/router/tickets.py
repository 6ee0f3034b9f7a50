"""Tickets at the desk: queues, the ticket, and what agents do with it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.backoffice.router.common import WORDS, Reason
from tutorium.modules.backoffice.router.ticket_shapes import DeskTicket, TicketRow, row_shape, ticket_shape
from tutorium.modules.backoffice.service import tickets
from tutorium.modules.support import api as support
from tutorium.platform.errors import FieldError, Malformed, VersionMismatch
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Cursor, IfMatch, Input, Limit, get, post, routes_of

AGENTS: set[Role] = {"support", "admin"}
Search = Annotated[
    str | None,
    QueryParameter(name="q", max_length=200, pattern=WORDS, description="A number, a name, or words"),
]


class TicketQueue(msgspec.Struct, frozen=True):
    """A page of a queue; the counts are of tickets that are not over."""

    items: list[TicketRow]
    next_cursor: str | None
    counts: support.Counts


class AnswerTicket(Input, frozen=True):
    """`after`: what becomes of the ticket; to resolve it takes a resolution."""

    text: support.Text
    attachments: support.Files = ()
    after: support.After = "stay"
    resolution: support.AgentResolution | None = None


class WriteNote(Input, frozen=True):
    text: support.Text
    attachments: support.Files = ()


class AssignTicket(Input, frozen=True):
    """Without anybody the ticket is everybody's again."""

    assignee_id: UUID | None


class MoveTicket(Input, frozen=True):
    """`until` when it is to wait for a date, `resolution` when it is resolved."""

    state: support.State
    reason: Annotated[str, msgspec.Meta(max_length=500, pattern=r"^[^\x00]*$")] = ""
    resolution: support.AgentResolution | None = None
    until: datetime | None = None


class ClassifyTicket(Input, frozen=True):
    category: support.Category
    priority: support.Priority
    reason: Reason


class AgentView(msgspec.Struct, frozen=True):
    user_id: UUID
    full_name: str


class Agents(msgspec.Struct, frozen=True):
    items: list[AgentView]


@get("/backoffice/tickets", access=AGENTS)
async def find_tickets(
    identity: Identity,
    queue: support.Queue = "all",
    standing: Annotated[support.State | None, QueryParameter(name="state")] = None,
    priority: support.Priority | None = None,
    category: support.Category | None = None,
    q: Search = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> TicketQueue:
    """Tickets by their nearest deadline; without a state, those that are not over."""
    found = await tickets.find(
        identity,
        queue=queue,
        state=standing,
        priority=priority,
        category=category,
        text=q and q.strip(),
        after=_position(cursor),
        limit=limit + 1,
    )
    page = found.page.tickets[:limit]
    last = page[-1] if len(found.page.tickets) > limit else None
    next_cursor = f"{last.due_at.isoformat() if last.due_at else ''}_{last.id}" if last else None
    return TicketQueue([row_shape(each, found) for each in page], next_cursor, found.page.counts)


@get("/backoffice/tickets/{ticket_id:uuid}", access=AGENTS)
async def desk_ticket(identity: Identity, ticket_id: UUID) -> DeskTicket:
    """One ticket with everything about it."""
    return await _ticket(identity, ticket_id)


@post(
    "/backoffice/tickets/{ticket_id:uuid}/answer",
    access=AGENTS,
    keyed="/backoffice/tickets/{id}",
    refusals=support.ANSWER_REFUSALS,
)
async def answer_ticket(
    identity: Identity, ticket_id: UUID, command_id: UUID, data: AnswerTicket
) -> DeskTicket:
    """Answer the customer."""
    await support.answer_ticket(
        command_id=command_id,
        agent=tickets.agent_of(identity),
        ticket_id=ticket_id,
        text=data.text,
        files=data.attachments,
        after=data.after,
        resolution=data.resolution,
    )
    return await _ticket(identity, ticket_id)


@post(
    "/backoffice/tickets/{ticket_id:uuid}/notes",
    access=AGENTS,
    keyed="/backoffice/tickets/{id}",
    refusals=support.NOTE_REFUSALS,
)
async def write_note(identity: Identity, ticket_id: UUID, command_id: UUID, data: WriteNote) -> DeskTicket:
    """A note for colleagues."""
    await support.write_note(
        command_id=command_id,
        agent=tickets.agent_of(identity),
        ticket_id=ticket_id,
        text=data.text,
        files=data.attachments,
    )
    return await _ticket(identity, ticket_id)


@post("/backoffice/tickets/{ticket_id:uuid}/take", access=AGENTS, refusals=support.TAKE_REFUSALS)
async def take_ticket(identity: Identity, ticket_id: UUID) -> DeskTicket:
    """Take a ticket of nobody."""
    await support.take_ticket(agent=tickets.agent_of(identity), ticket_id=ticket_id)
    return await _ticket(identity, ticket_id)


@post(
    "/backoffice/tickets/{ticket_id:uuid}/assign",
    access=AGENTS,
    refusals=[*support.ASSIGN_REFUSALS, VersionMismatch],
)
async def assign_ticket(
    identity: Identity, ticket_id: UUID, data: AssignTicket, if_match: IfMatch = None
) -> DeskTicket:
    """Give a ticket to somebody, or to nobody."""
    await support.assign_ticket(
        agent=tickets.agent_of(identity),
        ticket_id=ticket_id,
        assignee_id=data.assignee_id,
        version=_version(if_match),
    )
    return await _ticket(identity, ticket_id)


@post(
    "/backoffice/tickets/{ticket_id:uuid}/move",
    access=AGENTS,
    refusals=[*support.MOVE_REFUSALS, VersionMismatch],
)
async def move_ticket(
    identity: Identity, ticket_id: UUID, data: MoveTicket, if_match: IfMatch = None
) -> DeskTicket:
    """Change the state without a word to the customer."""
    await support.move_ticket(
        agent=tickets.agent_of(identity),
        ticket_id=ticket_id,
        to=data.state,
        reason=data.reason.strip(),
        resolution=data.resolution,
        until=data.until,
        version=_version(if_match),
    )
    return await _ticket(identity, ticket_id)


@post("/backoffice/tickets/{ticket_id:uuid}/classify", access=AGENTS, refusals=[VersionMismatch])
async def classify_ticket(
    identity: Identity, ticket_id: UUID, data: ClassifyTicket, if_match: IfMatch = None
) -> DeskTicket:
    """Say anew what a ticket is about and how urgent it is."""
    await support.classify_ticket(
        agent=tickets.agent_of(identity),
        ticket_id=ticket_id,
        category=data.category,
        priority=data.priority,
        reason=data.reason.strip(),
        version=_version(if_match),
    )
    return await _ticket(identity, ticket_id)


@get("/backoffice/agents", access=AGENTS)
async def list_agents() -> Agents:
    """Who may be given tickets."""
    found = await tickets.agents()
    return Agents([AgentView(user_id, name) for user_id, name in found.items()])


async def _ticket(identity: Identity, ticket_id: UUID) -> DeskTicket:
    return ticket_shape(await tickets.opened(identity, ticket_id))


def _version(if_match: str | None) -> int | None:
    """The version the agent has seen; one that is no number was never any ticket's."""
    if if_match is None:
        return None
    number = if_match.strip().removeprefix("W/").strip('"')
    return int(number) if number.isdecimal() else 0


def _position(cursor: str | None) -> tuple[datetime | None, UUID] | None:
    if cursor is None:
        return None
    due, _, last = cursor.rpartition("_")
    try:
        moment = datetime.fromisoformat(due) if due else None
        if moment is not None and moment.tzinfo is None:
            raise ValueError
        return moment, UUID(last)
    except ValueError:
        raise Malformed(errors=(FieldError("cursor", "unreadable", "not a cursor of this list"),)) from None


router = routes_of(globals())
