"""Facts about tickets that become messages; which messages, says the table."""

from collections.abc import Iterable
from uuid import UUID

from tutorium.modules.auth import api as auth
from tutorium.modules.notifications.service.queueing import queue
from tutorium.modules.support.events import (
    AnswerAwaited,
    ClockBreached,
    ClockWarned,
    RatingAsked,
    TicketAnswered,
    TicketResolved,
)
from tutorium.platform.db import Db, transaction
from tutorium.platform.events import Event, event_name, on

FOR_THE_LEAD = 90


@on(TicketAnswered)
async def ticket_answered(db: Db, event: TicketAnswered) -> None:
    """To the customer, for every answer."""
    to = event.user_id
    await queue(db, event_name(type(event)), about=event.ticket_id, to={"user": to}, fact=event.message_id)


@on(AnswerAwaited)
async def answer_awaited(db: Db, event: AnswerAwaited) -> None:
    """To the customer, once for every question."""
    await queue(
        db, event_name(type(event)), about=event.ticket_id, to={"user": event.user_id}, fact=event.since
    )


@on(TicketResolved)
async def ticket_resolved(db: Db, event: TicketResolved) -> None:
    """To the customer, every time it is resolved."""
    await queue(
        db,
        event_name(type(event)),
        about=event.ticket_id,
        to={"user": event.user_id},
        fact=event.resolved_at,
    )


@on(RatingAsked)
async def rating_asked(db: Db, event: RatingAsked) -> None:
    """To the customer."""
    await queue(
        db,
        event_name(type(event)),
        about=event.ticket_id,
        to={"user": event.user_id},
        fact=event.resolved_at,
    )


@on(ClockWarned)
async def clock_warned(event: ClockWarned) -> None:
    """First to whoever has the ticket, then to the leads; of a ticket nobody has, to the leads at once."""
    told = {event.assignee_id} if event.assignee_id else await _leads()
    if event.percent >= FOR_THE_LEAD:
        told |= await _leads()
    await _tell(event, event.ticket_id, told, fact=f"{event.clock} {event.percent} {event.due_at}")


@on(ClockBreached)
async def clock_breached(event: ClockBreached) -> None:
    """To whoever has the ticket and to the leads."""
    told = await _leads() | ({event.assignee_id} if event.assignee_id else set())
    await _tell(event, event.ticket_id, told, fact=f"{event.clock} {event.due_at}")


async def _leads() -> set[UUID]:
    """Administrators lead the support."""
    return {each.user_id for each in await auth.staff() if "admin" in each.roles and each.state == "active"}


async def _tell(event: Event, ticket_id: UUID, told: Iterable[UUID], *, fact: str) -> None:
    async with transaction() as db:
        for user_id in sorted(told):
            await queue(db, event_name(type(event)), about=ticket_id, to={"user": user_id}, fact=fact)
