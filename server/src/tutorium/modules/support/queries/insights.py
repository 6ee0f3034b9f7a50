"""Statements that count tickets of all customers."""

from datetime import datetime

import msgspec

from tutorium.platform.db import Db, fetch_all, fetch_optional


class TicketsStanding(msgspec.Struct, frozen=True):
    """Tickets that are not over: all, those of nobody, and those with a promised time that has run out."""

    waiting: int
    unassigned: int
    overdue: int


class Stretch(msgspec.Struct, frozen=True):
    """Tickets within one stretch of time; `place` is its number, from 1.

    Those that were opened, and those that got their first answer by a person: in the promised time, or late.
    """

    place: int
    opened: int
    answered_in_time: int
    answered_late: int


async def standing(db: Db, now: datetime) -> TicketsStanding:
    """How it stands with the tickets that are not over."""
    found = await fetch_optional(
        db,
        TicketsStanding,
        """SELECT count(*) AS waiting, count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned,
            count(*) FILTER (WHERE EXISTS (
                SELECT FROM support.clock c WHERE c.ticket_id = t.id AND c.due_at <= $1
            )) AS overdue
        FROM support.ticket t WHERE state NOT IN ('resolved', 'closed')""",
        now,
    )
    return found or TicketsStanding(0, 0, 0)


async def stretches(db: Db, edges: list[datetime]) -> list[Stretch]:
    """What happened between the edges; stretches without anything are left out."""
    return await fetch_all(
        db,
        Stretch,
        """SELECT width_bucket(at, $1::timestamptz[]) AS place,
            count(*) FILTER (WHERE late IS NULL) AS opened,
            count(*) FILTER (WHERE NOT late) AS answered_in_time,
            count(*) FILTER (WHERE late) AS answered_late
        FROM (
            SELECT created_at AS at, NULL::boolean AS late FROM support.ticket
            UNION ALL
            SELECT done_at, spent >= target FROM support.clock
            WHERE kind = 'first_answer' AND done_at IS NOT NULL
        ) AS happened
        WHERE at >= ($1::timestamptz[])[1]
            AND at < ($1::timestamptz[])[array_length($1::timestamptz[], 1)]
        GROUP BY 1 ORDER BY 1""",
        edges,
    )
