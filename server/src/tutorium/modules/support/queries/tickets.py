"""Statements about tickets and their history."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.support.model.categories import Category, Priority
from tutorium.modules.support.model.clocks import Stay
from tutorium.modules.support.model.states import Resolution, State
from tutorium.modules.support.model.ticket import NewTicket, Rating, Step, Ticket
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional
from tutorium.platform.ids import new_id


async def insert_ticket(db: Db, new: NewTicket) -> None:
    """T1: the ticket, without its first message."""
    await execute(
        db,
        """INSERT INTO support.ticket (id, command_id, user_id, category, priority, policy_version, subject,
            state, lesson_id, payment_id, document_id, subscription_id, moved_at, created_at,
            last_message_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'new', $8, $9, $10, $11, $12, $12, $12)""",
        new.id,
        new.command_id,
        new.user_id,
        new.category,
        new.priority,
        new.policy_version,
        new.subject,
        new.lesson_id,
        new.payment_id,
        new.document_id,
        new.subscription_id,
        new.created_at,
    )


async def ticket_by_command(db: Db, command_id: UUID) -> Ticket | None:
    """The ticket that a command made."""
    return await fetch_optional(
        db,
        Ticket,
        """SELECT n.*, t.document_id, t.subscription_id FROM support.ticket_now n
        JOIN support.ticket t ON t.id = n.id WHERE t.command_id = $1""",
        command_id,
    )


async def lock_ticket(db: Db, ticket_id: UUID) -> Ticket | None:
    """A ticket nobody else may change until the end of the transaction."""
    await execute(db, "SELECT id FROM support.ticket WHERE id = $1 FOR UPDATE", ticket_id)
    return await ticket(db, ticket_id)


async def ticket(db: Db, ticket_id: UUID) -> Ticket | None:
    """A ticket for the desk and the system."""
    return await fetch_optional(
        db,
        Ticket,
        """SELECT n.*, t.document_id, t.subscription_id FROM support.ticket_now n
        JOIN support.ticket t ON t.id = n.id WHERE t.id = $1""",
        ticket_id,
    )


async def lock_ticket_for(db: Db, user_id: UUID, ticket_id: UUID) -> Ticket | None:
    """The user's own ticket, locked."""
    await execute(
        db, "SELECT id FROM support.ticket WHERE id = $1 AND user_id = $2 FOR UPDATE", ticket_id, user_id
    )
    return await ticket_for(db, user_id, ticket_id)


async def ticket_for(db: Db, user_id: UUID, ticket_id: UUID) -> Ticket | None:
    """The user's own ticket."""
    return await fetch_optional(
        db,
        Ticket,
        """SELECT n.*, t.document_id, t.subscription_id FROM support.ticket_now n
        JOIN support.ticket t ON t.id = n.id WHERE t.id = $1 AND t.user_id = $2""",
        ticket_id,
        user_id,
    )


async def tickets_of(
    db: Db, user_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Ticket]:
    """The user's tickets, the last talked about first."""
    at, last = after or (None, None)
    return await fetch_all(
        db,
        Ticket,
        """SELECT n.*, t.document_id, t.subscription_id FROM support.ticket_now n
        JOIN support.ticket t ON t.id = n.id
        WHERE t.user_id = $1 AND ($2::timestamptz IS NULL OR (t.last_message_at, t.id) < ($2, $3::uuid))
        ORDER BY t.last_message_at DESC, t.id DESC LIMIT $4""",
        user_id,
        at,
        last,
        limit,
    )


async def move(
    db: Db,
    ticket: Ticket,
    to: State,
    *,
    resolution: Resolution | None,
    hold_until: datetime | None,
    reopened: bool,
    now: datetime,
) -> None:
    """Change the state of a locked ticket."""
    await execute(
        db,
        """UPDATE support.ticket SET state = $2, resolution = $3, hold_until = $4,
            reopen_count = reopen_count + $5, moved_at = $6, version = version + 1
        WHERE id = $1""",
        ticket.id,
        to,
        resolution,
        hold_until,
        int(reopened),
        now,
    )


async def assign(db: Db, ticket_id: UUID, agent_id: UUID | None) -> None:
    """Give a locked ticket to an agent, or to nobody."""
    await execute(
        db,
        "UPDATE support.ticket SET assignee_id = $2, version = version + 1 WHERE id = $1",
        ticket_id,
        agent_id,
    )


async def classify(db: Db, ticket_id: UUID, category: Category, priority: Priority) -> None:
    """Say anew what a locked ticket is about and how urgent it is."""
    await execute(
        db,
        "UPDATE support.ticket SET category = $2, priority = $3, version = version + 1 WHERE id = $1",
        ticket_id,
        category,
        priority,
    )


async def rate(db: Db, ticket_id: UUID, rating: Rating) -> None:
    """Keep what the customer thought of the help."""
    await execute(
        db,
        "UPDATE support.ticket SET rating = $2, rating_comment = $3, version = version + 1 WHERE id = $1",
        ticket_id,
        rating.stars,
        rating.comment,
    )


async def insert_step(db: Db, ticket_id: UUID, step: Step) -> None:
    """A line of history, in the transaction of what it tells of."""
    await execute(
        db,
        """INSERT INTO support.ticket_event
            (id, ticket_id, at, actor_id, actor_role, action, from_state, to_state, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        new_id(),
        ticket_id,
        step.at,
        step.actor_id,
        step.actor_role,
        step.action,
        step.from_state,
        step.to_state,
        step.reason,
    )


async def history(db: Db, ticket_id: UUID) -> list[Step]:
    """Everything that was done with a ticket, the first first."""
    return await fetch_all(
        db,
        Step,
        """SELECT at, actor_id, actor_role, action, from_state, to_state, reason
        FROM support.ticket_event WHERE ticket_id = $1 ORDER BY at, id""",
        ticket_id,
    )


async def stays(db: Db, ticket_id: UUID) -> list[Stay]:
    """The states of a ticket and since when it was in each, from its creation on."""
    return await fetch_all(
        db,
        Stay,
        """SELECT at, to_state AS state FROM support.ticket_event
        WHERE ticket_id = $1 AND to_state IS DISTINCT FROM from_state ORDER BY at, id""",
        ticket_id,
    )
