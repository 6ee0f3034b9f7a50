"""Statements of the desk: queues, search, macros."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
import msgspec

from tutorium.modules.support.errors import MacroExists
from tutorium.modules.support.model.categories import Category, Priority
from tutorium.modules.support.model.states import State
from tutorium.modules.support.model.ticket import Macro, Ticket
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value

Queue = Literal["mine", "unassigned", "all"]


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent looks for; without a state, all that are not over. `named`: people whom `words` name."""

    agent_id: UUID
    queue: Queue
    state: State | None
    priority: Priority | None
    category: Category | None
    words: str | None
    number: int | None
    named: tuple[UUID, ...]


class Counts(msgspec.Struct, frozen=True):
    """How many tickets that are not over stand in each queue."""

    mine: int
    unassigned: int
    all: int


async def tickets(
    db: Db, filters: Filters, *, after: tuple[datetime | None, UUID] | None, limit: int
) -> list[Ticket]:
    """Tickets by their nearest deadline; those without one last."""
    at, last = after or (None, None)
    return await fetch_all(
        db,
        Ticket,
        """SELECT n.*, t.document_id, t.subscription_id FROM support.ticket_now n
        JOIN support.ticket t ON t.id = n.id
        WHERE CASE WHEN $1::text IS NULL THEN t.state NOT IN ('resolved', 'closed') ELSE t.state = $1 END
            AND CASE $2 WHEN 'mine' THEN t.assignee_id = $3 WHEN 'unassigned' THEN t.assignee_id IS NULL
                ELSE true END
            AND ($4::text IS NULL OR t.priority = $4) AND ($5::text IS NULL OR t.category = $5)
            AND ($6::text IS NULL OR t.number = $7 OR t.user_id = ANY ($8)
                OR t.search @@ websearch_to_tsquery('russian', $6)
                OR EXISTS (SELECT FROM support.message m WHERE m.ticket_id = t.id
                    AND m.search @@ websearch_to_tsquery('russian', $6)))
            AND ($10::uuid IS NULL OR (coalesce(n.due_at, 'infinity'), n.id)
                > (coalesce($9::timestamptz, 'infinity'), $10))
        ORDER BY coalesce(n.due_at, 'infinity'), n.id LIMIT $11""",
        filters.state,
        filters.queue,
        filters.agent_id,
        filters.priority,
        filters.category,
        filters.words,
        filters.number,
        list(filters.named),
        at,
        last,
        limit,
    )


async def counts(db: Db, agent_id: UUID) -> Counts:
    """How long the queues are for this agent."""
    found = await fetch_optional(
        db,
        Counts,
        """SELECT count(*) FILTER (WHERE assignee_id = $1) AS mine,
            count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned, count(*) AS all
        FROM support.ticket WHERE state NOT IN ('resolved', 'closed')""",
        agent_id,
    )
    return found or Counts(0, 0, 0)


async def unassigned_count(db: Db) -> int:
    """How many tickets that are not over nobody has taken."""
    counted = await fetch_value(
        db,
        int,
        """SELECT count(*) FROM support.ticket
        WHERE assignee_id IS NULL AND state NOT IN ('resolved', 'closed')""",
    )
    return counted or 0


async def macros(db: Db) -> list[Macro]:
    """Every ready answer, by name."""
    return await fetch_all(
        db, Macro, "SELECT id, name, text, updated_at, version FROM support.macro ORDER BY name, id"
    )


async def insert_macro(db: Db, macro: Macro) -> None:
    """A new ready answer; MacroExists when the name is taken."""
    try:
        await execute(
            db,
            "INSERT INTO support.macro (id, name, text, updated_at) VALUES ($1, $2, $3, $4)",
            macro.id,
            macro.name,
            macro.text,
            macro.updated_at,
        )
    except asyncpg.UniqueViolationError as error:
        raise MacroExists from error


async def update_macro(db: Db, macro: Macro) -> bool:
    """Write a ready answer anew; False when it is gone. MacroExists when the name is taken."""
    try:
        done = await execute(
            db,
            """UPDATE support.macro SET name = $2, text = $3, updated_at = $4, version = version + 1
            WHERE id = $1""",
            macro.id,
            macro.name,
            macro.text,
            macro.updated_at,
        )
    except asyncpg.UniqueViolationError as error:
        raise MacroExists from error
    return done == 1


async def delete_macro(db: Db, macro_id: UUID) -> bool:
    """Throw a ready answer away; False when it is gone."""
    return await execute(db, "DELETE FROM support.macro WHERE id = $1", macro_id) == 1
