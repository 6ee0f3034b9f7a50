"""What time alone does to tickets: every timer looks again whether its moment has come."""

from tutorium.modules.support import queries
from tutorium.modules.support.events import (
    AnswerAwaited,
    ClockBreached,
    ClockDue,
    ClockWarned,
    RatingAsked,
    StateDue,
)
from tutorium.modules.support.model.clocks import BREACH, percent_reached
from tutorium.modules.support.model.states import TIMER_EARLY, State
from tutorium.modules.support.model.ticket import Ticket
from tutorium.modules.support.service import measures
from tutorium.modules.support.service.moves import SYSTEM, move, tell
from tutorium.platform import clock
from tutorium.platform.db import Db
from tutorium.platform.events import publish

STATE_OF: dict[str, State] = {
    "remind": "pending_customer",
    "give_up": "pending_customer",
    "ask_rating": "resolved",
    "close": "resolved",
    "end_hold": "on_hold",
}


async def look_at_clock(db: Db, event: ClockDue) -> None:
    """Tell of the percentage a clock has reached, once; the last one is a breach."""
    ticket = await queries.tickets.lock_ticket(db, event.ticket_id)
    clocks = {each.kind: each for each in await queries.clocks.clocks(db, event.ticket_id)}
    found = next((each for kind, each in clocks.items() if kind == event.clock), None)
    if ticket is None or found is None or found.due_at is None:
        return
    percent = percent_reached(found, clock.now() + TIMER_EARLY)
    if percent is None or percent <= found.told:
        return
    await queries.clocks.tell_percent(db, event.ticket_id, event.clock, percent)
    if percent == BREACH:
        measures.breaches.labels(event.clock, ticket.priority).inc()
        await tell(db, ticket, f"breached_{event.clock}", by=SYSTEM)
        await publish(
            db,
            ClockBreached(
                ticket_id=ticket.id,
                clock=event.clock,
                due_at=found.due_at,
                assignee_id=ticket.assignee_id,
            ),
        )
        return
    await publish(
        db,
        ClockWarned(
            ticket_id=ticket.id,
            clock=event.clock,
            percent=percent,
            due_at=found.due_at,
            assignee_id=ticket.assignee_id,
        ),
    )


async def look_at_state(db: Db, event: StateDue) -> None:
    """Do what is due if the ticket has not moved since."""
    ticket = await queries.tickets.lock_ticket(db, event.ticket_id)
    if ticket is None or ticket.state != STATE_OF[event.what] or ticket.moved_at != event.since:
        return
    if event.what == "remind":
        await publish(db, AnswerAwaited(ticket_id=ticket.id, user_id=ticket.user_id, since=ticket.moved_at))
        await tell(db, ticket, "reminded", by=SYSTEM)
    elif event.what == "give_up":
        await _give_up(db, ticket)
    elif event.what == "ask_rating":
        await _ask_rating(db, ticket)
    elif event.what == "close":
        await move(db, ticket, "closed", by=SYSTEM, action="closed")
    else:
        await move(db, ticket, "open", by=SYSTEM, action="hold_ended")


async def _give_up(db: Db, ticket: Ticket) -> None:
    """Silence settles a question; a demand with a legal term it does not, so a person decides."""
    if any(each.is_legal for each in await queries.clocks.clocks(db, ticket.id)):
        await move(db, ticket, "open", by=SYSTEM, action="unanswered")
    else:
        await move(db, ticket, "resolved", by=SYSTEM, action="resolved", resolution="no_reply")


async def _ask_rating(db: Db, ticket: Ticket) -> None:
    """Nobody is asked who has said it, or who never answered us."""
    if ticket.rating is None and ticket.resolution != "no_reply":
        await publish(
            db, RatingAsked(ticket_id=ticket.id, user_id=ticket.user_id, resolved_at=ticket.moved_at)
        )
