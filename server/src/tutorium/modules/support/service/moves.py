"""The one way in which a ticket changes its state, and what every change brings with it.

The caller has locked the ticket. Clocks stop and run on, timers are set, history and, for what staff do, the
audit log are written in the transaction of the change.
"""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from tutorium.modules.support import queries
from tutorium.modules.support.errors import IllegalTransition
from tutorium.modules.support.events import ClockDue, Due, StateDue, TicketResolved
from tutorium.modules.support.model.clocks import PERCENTS, Clock, done, in_state, moment, started, targets
from tutorium.modules.support.model.states import (
    ASK_RATING_AFTER,
    GIVE_UP_AFTER,
    REMIND_AFTER,
    REOPEN_WITHIN,
    Actor,
    Resolution,
    State,
    rule_of,
)
from tutorium.modules.support.model.ticket import Step, Ticket
from tutorium.platform import audit, clock, live
from tutorium.platform.db import Db
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish


class By(msgspec.Struct, frozen=True):
    """Who changes a ticket; nobody by name when the product itself does."""

    role: Actor
    id: UUID | None = None


SYSTEM = By("system")
_TIMERS: dict[State, tuple[tuple[Due, timedelta], ...]] = {
    "pending_customer": (("remind", REMIND_AFTER), ("give_up", GIVE_UP_AFTER)),
    "resolved": (("ask_rating", ASK_RATING_AFTER), ("close", REOPEN_WITHIN)),
}


async def move(
    db: Db,
    ticket: Ticket,
    to: State,
    *,
    by: By,
    action: str,
    reason: str = "",
    resolution: Resolution | None = None,
    hold_until: datetime | None = None,
) -> Ticket:
    """Move a locked ticket by the table; IllegalTransition when the table has no such way."""
    if rule_of(ticket.state, to, by.role) is None:
        raise IllegalTransition(state=ticket.state)
    now = clock.now()
    kept = ticket.resolution if to == "closed" else resolution
    reopened = ticket.state == "resolved" and to == "open"
    await queries.tickets.move(
        db, ticket, to, resolution=kept, hold_until=hold_until, reopened=reopened, now=now
    )
    await tell(db, ticket, action, by=by, to=to, reason=reason)
    for each in await queries.clocks.clocks(db, ticket.id):
        await save_clock(db, each, in_state(each, to, now))
    for what, after in _TIMERS.get(to, ()):
        await publish(db, StateDue(ticket_id=ticket.id, since=now, what=what), at=now + after)
    if hold_until is not None:
        await publish(db, StateDue(ticket_id=ticket.id, since=now, what="end_hold"), at=hold_until)
    await show(db, ticket, customer_too=True)
    if to == "resolved" and by.role != "customer":
        await publish(db, TicketResolved(ticket_id=ticket.id, user_id=ticket.user_id, resolved_at=now))
    return await again(db, ticket)


async def tell(
    db: Db, ticket: Ticket, action: str, *, by: By, to: State | None = None, reason: str = ""
) -> None:
    """A line of history; what staff do stands in the audit log, too."""
    step = Step(
        at=clock.now(),
        actor_id=by.id,
        actor_role=by.role,
        action=action,
        from_state=ticket.state,
        to_state=to or ticket.state,
        reason=reason,
    )
    await queries.tickets.insert_step(db, ticket.id, step)
    await show(db, ticket, customer_too=False)
    if by.role in ("agent", "lead"):
        await audit.record(
            db,
            f"support.ticket_{action}",
            subject=f"user:{ticket.user_id}",
            actor_id=by.id,
            reason=reason,
            ticket_id=str(ticket.id),
            state=step.to_state,
        )


async def show(db: Db, ticket: Ticket, *, customer_too: bool) -> None:
    """Whoever looks at the ticket looks again: the desk, and the customer when it is his to see."""
    for desk in ("role:support", "role:admin"):
        await live.tell(db, to=desk, topic="tickets", id=ticket.id)
    if customer_too:
        await live.tell(db, to=ticket.user_id, topic="tickets", id=ticket.id)


async def save_clock(db: Db, before: Clock | None, after: Clock) -> None:
    """Write a clock if it has changed, with the timers of the percentages that are still to be told."""
    if after == before:
        return
    await queries.clocks.save_clock(db, after)
    for percent in PERCENTS:
        at = moment(after, percent)
        if at is not None and percent > after.told:
            await publish(db, ClockDue(ticket_id=after.ticket_id, clock=after.kind), at=at)


async def expect_answer(db: Db, ticket: Ticket) -> None:
    """The customer has written: unless an answer is owed already, its clock begins."""
    clocks = {each.kind: each for each in await queries.clocks.clocks(db, ticket.id)}
    following = clocks.get("next_answer")
    if clocks["first_answer"].runs or (following and following.runs):
        return
    promised = targets(ticket.policy_version, ticket.priority, ticket.category).next_answer
    await save_clock(db, following, started(ticket.id, "next_answer", promised, clock.now()))


async def answered(db: Db, ticket: Ticket) -> bool:
    """A person has answered in public: nothing is owed now. Whether it was the first answer."""
    now = clock.now()
    clocks = {each.kind: each for each in await queries.clocks.clocks(db, ticket.id)}
    first = clocks["first_answer"]
    for each in (first, clocks.get("next_answer")):
        if each is not None:
            await save_clock(db, each, done(each, now))
    return first.done_at is None


async def again(db: Db, ticket: Ticket) -> Ticket:
    """The ticket as it is now."""
    found = await queries.tickets.ticket(db, ticket.id)
    if found is None:
        raise NotFound
    return found
