"""What the desk asks of support.

Who may ask is checked by whoever calls; what is done is written into the history and the audit log here. A
lead is an administrator.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.support import errors
from tutorium.modules.support.model.articles import Article as Article
from tutorium.modules.support.model.categories import Category as Category
from tutorium.modules.support.model.categories import Priority as Priority
from tutorium.modules.support.model.clocks import Clock, Kind
from tutorium.modules.support.model.clocks import spent as spent_of
from tutorium.modules.support.model.states import AgentResolution as AgentResolution
from tutorium.modules.support.model.states import Resolution as Resolution
from tutorium.modules.support.model.states import State as State
from tutorium.modules.support.model.states import moves_of
from tutorium.modules.support.model.ticket import Attachment as Attachment
from tutorium.modules.support.model.ticket import AuthorRole as AuthorRole
from tutorium.modules.support.model.ticket import Files as Files
from tutorium.modules.support.model.ticket import Macro as Macro
from tutorium.modules.support.model.ticket import Message as Message
from tutorium.modules.support.model.ticket import Step as Step
from tutorium.modules.support.model.ticket import Text as Text
from tutorium.modules.support.model.ticket import Ticket as Ticket
from tutorium.modules.support.queries.desk import Counts as Counts
from tutorium.modules.support.queries.desk import Filters as Filters
from tutorium.modules.support.queries.desk import Queue as Queue
from tutorium.modules.support.queries.insights import Stretch as Stretch
from tutorium.modules.support.queries.insights import TicketsStanding as TicketsStanding
from tutorium.modules.support.service import articles, desk, macros, personal, reading
from tutorium.modules.support.service.desk import After as After
from tutorium.modules.support.service.moves import By
from tutorium.platform import clock
from tutorium.platform.errors import Refusal
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed

ANSWER_REFUSALS: Sequence[type[Refusal]] = (
    errors.AttachmentUnknown,
    errors.IllegalTransition,
    errors.ResolutionMissing,
)
NOTE_REFUSALS: Sequence[type[Refusal]] = (errors.AttachmentUnknown,)
MOVE_REFUSALS: Sequence[type[Refusal]] = (
    errors.IllegalTransition,
    errors.ResolutionMissing,
    errors.LeadRequired,
    errors.HoldTooLong,
)
TAKE_REFUSALS: Sequence[type[Refusal]] = (errors.TicketTaken,)
ASSIGN_REFUSALS: Sequence[type[Refusal]] = (errors.AgentUnknown,)
MACRO_REFUSALS: Sequence[type[Refusal]] = (errors.MacroExists,)


class Agent(msgspec.Struct, frozen=True):
    """Who works at the desk."""

    user_id: UUID
    lead: bool

    @property
    def by(self) -> By:
        """The agent as the history names him."""
        return By("lead" if self.lead else "agent", self.user_id)


class ClockCard(msgspec.Struct, frozen=True):
    """A promised time: how much of it is used now, when it ends if it runs on, and whether it was kept.

    `due_at` is null while the clock stands; `done_at` is set once what was promised has happened.
    """

    ticket_id: UUID
    kind: Kind
    target_minutes: int
    spent_minutes: int
    percent: int
    due_at: datetime | None
    done_at: datetime | None
    breached: bool


class Dossier(msgspec.Struct, frozen=True):
    """A ticket with notes, clocks and history; `moves`: where this agent may move it."""

    ticket: Ticket
    messages: list[Message]
    attachments: list[Attachment]
    clocks: list[ClockCard]
    history: list[Step]
    moves: list[State]


class QueuePage(msgspec.Struct, frozen=True):
    """Tickets by their nearest deadline, their running clocks, and how long the agent's queues are."""

    tickets: list[Ticket]
    clocks: list[ClockCard]
    counts: Counts


@exposed
async def queue(*, filters: Filters, after_due: datetime | None, after: UUID | None, limit: int) -> QueuePage:
    """Tickets an agent looks for, from the one after `after` on, which is due at `after_due`."""
    found = await reading.desk_page(filters, after=(after_due, after) if after else None, limit=limit)
    return QueuePage(found.tickets, [_clock(each) for each in found.clocks], found.counts)


@exposed
async def ticket_number(*, ticket_id: UUID) -> int | None:
    """The number people know a ticket by; None when there is none."""
    return await reading.ticket_number(ticket_id)


@exposed
async def unassigned_count() -> int:
    """How many tickets nobody has taken."""
    return await reading.unassigned_count()


@exposed
async def tickets_standing() -> TicketsStanding:
    """How it stands with the tickets that are not over."""
    return await reading.standing()


@exposed
async def tickets_between(*, edges: list[datetime]) -> list[Stretch]:
    """Tickets opened and answered first between each edge and the next; empty stretches are left out."""
    return await reading.stretches(edges)


@exposed
async def dossier(*, agent: Agent, ticket_id: UUID) -> Dossier:
    """Everything about a ticket; NotFound."""
    found = await reading.desk_ticket(ticket_id)
    return Dossier(
        found.ticket,
        found.messages,
        found.attachments,
        [_clock(each) for each in found.clocks],
        found.history,
        moves_of(found.ticket.state, agent.by.role),
    )


@exposed
async def answer_ticket(
    *,
    command_id: UUID,
    agent: Agent,
    ticket_id: UUID,
    text: str,
    files: Files,
    after: After,
    resolution: AgentResolution | None,
) -> None:
    """Answer in public, then stay, wait for the customer or resolve; ANSWER_REFUSALS. Safe to repeat."""
    await desk.answer_ticket(
        command_id=command_id,
        ticket_id=ticket_id,
        by=agent.by,
        text=text,
        files=files,
        after=after,
        resolution=resolution,
    )


@exposed
async def write_note(*, command_id: UUID, agent: Agent, ticket_id: UUID, text: str, files: Files) -> None:
    """A note for colleagues; AttachmentUnknown. Safe to repeat."""
    await desk.write_note(command_id=command_id, ticket_id=ticket_id, by=agent.by, text=text, files=files)


@exposed
async def take_ticket(*, agent: Agent, ticket_id: UUID) -> None:
    """Take a ticket of nobody; TicketTaken."""
    await desk.take_ticket(ticket_id=ticket_id, by=agent.by)


@exposed
async def assign_ticket(
    *, agent: Agent, ticket_id: UUID, assignee_id: UUID | None, version: int | None
) -> None:
    """Give a ticket to somebody, or to nobody; AgentUnknown, VersionMismatch."""
    await desk.assign_ticket(ticket_id=ticket_id, by=agent.by, agent_id=assignee_id, version=version)


@exposed
async def agents() -> list[UUID]:
    """Who may be given tickets."""
    return [each.user_id for each in await desk.agents()]


@exposed
async def move_ticket(
    *,
    agent: Agent,
    ticket_id: UUID,
    to: State,
    reason: str,
    resolution: AgentResolution | None,
    until: datetime | None,
    version: int | None,
) -> None:
    """Change the state; MOVE_REFUSALS, VersionMismatch."""
    await desk.move_ticket(
        ticket_id=ticket_id,
        by=agent.by,
        to=to,
        reason=reason,
        resolution=resolution,
        until=until,
        version=version,
    )


@exposed
async def classify_ticket(
    *,
    agent: Agent,
    ticket_id: UUID,
    category: Category,
    priority: Priority,
    reason: str,
    version: int | None,
) -> None:
    """Say anew what a ticket is about and how urgent it is; VersionMismatch."""
    await desk.classify_ticket(
        ticket_id=ticket_id,
        by=agent.by,
        category=category,
        priority=priority,
        reason=reason,
        version=version,
    )


@exposed
async def list_macros() -> list[Macro]:
    """Ready answers, by name."""
    return await macros.macros()


@exposed
async def add_macro(*, agent_id: UUID, name: str, text: str) -> Macro:
    """A new ready answer; MacroExists."""
    return await macros.add_macro(agent_id=agent_id, name=name, text=text)


@exposed
async def change_macro(*, agent_id: UUID, macro_id: UUID, name: str, text: str) -> None:
    """Write a ready answer anew; NotFound, MacroExists."""
    await macros.change_macro(agent_id=agent_id, macro_id=macro_id, name=name, text=text)


@exposed
async def remove_macro(*, agent_id: UUID, macro_id: UUID) -> None:
    """Throw a ready answer away; NotFound."""
    await macros.remove_macro(agent_id=agent_id, macro_id=macro_id)


@exposed
async def list_articles() -> list[Article]:
    """The help centre with its drafts."""
    return await articles.articles(words=None, drafts=True)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """No ticket keeps anybody from leaving: what is open is settled by leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)


def _clock(each: Clock) -> ClockCard:
    used = spent_of(each, clock.now())
    percent = int(100 * used / each.target)
    return ClockCard(
        ticket_id=each.ticket_id,
        kind=each.kind,
        target_minutes=int(each.target.total_seconds() // 60),
        spent_minutes=int(used.total_seconds() // 60),
        percent=min(percent, 999),
        due_at=each.due_at,
        done_at=each.done_at,
        breached=used >= each.target,
    )
