"""Statements about the clocks of tickets."""

from uuid import UUID

import msgspec

from tutorium.modules.support.model.categories import Priority
from tutorium.modules.support.model.clocks import Clock
from tutorium.modules.support.model.states import State
from tutorium.platform.db import Db, execute, fetch_all


class Count(msgspec.Struct, frozen=True):
    """How many tickets of a priority are in a state."""

    state: State
    priority: Priority
    count: int


async def clocks(db: Db, ticket_id: UUID) -> list[Clock]:
    """The clocks of a ticket."""
    return await fetch_all(
        db,
        Clock,
        """SELECT ticket_id, kind, calendar, target, began_at, spent, since, due_at, told, done_at
        FROM support.clock WHERE ticket_id = $1 ORDER BY kind""",
        ticket_id,
    )


async def save_clock(db: Db, clock: Clock) -> None:
    """Write a clock of a locked ticket as it is now."""
    await execute(
        db,
        """INSERT INTO support.clock
            (ticket_id, kind, calendar, target, began_at, spent, since, due_at, told, done_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (ticket_id, kind) DO UPDATE SET calendar = excluded.calendar, target = excluded.target,
            began_at = excluded.began_at, spent = excluded.spent, since = excluded.since,
            due_at = excluded.due_at, told = excluded.told, done_at = excluded.done_at""",
        clock.ticket_id,
        clock.kind,
        clock.calendar,
        clock.target,
        clock.began_at,
        clock.spent,
        clock.since,
        clock.due_at,
        clock.told,
        clock.done_at,
    )


async def counts(db: Db) -> list[Count]:
    """Tickets that are not closed, by state and priority."""
    return await fetch_all(
        db,
        Count,
        """SELECT state, priority, count(*) FROM support.ticket
        WHERE state <> 'closed' GROUP BY state, priority""",
    )


async def running(db: Db, ticket_ids: list[UUID]) -> list[Clock]:
    """The running clocks of these tickets, the nearest deadline first."""
    return await fetch_all(
        db,
        Clock,
        """SELECT ticket_id, kind, calendar, target, began_at, spent, since, due_at, told, done_at
        FROM support.clock WHERE ticket_id = ANY ($1) AND since IS NOT NULL ORDER BY due_at, kind""",
        ticket_ids,
    )


async def tell_percent(db: Db, ticket_id: UUID, kind: str, percent: int) -> None:
    """Remember the last percentage that was told."""
    await execute(
        db, "UPDATE support.clock SET told = $3 WHERE ticket_id = $1 AND kind = $2", ticket_id, kind, percent
    )
