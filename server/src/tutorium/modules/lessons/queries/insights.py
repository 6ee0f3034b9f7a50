"""What the history of lessons says of a tutor."""

from datetime import datetime, timedelta
from uuid import UUID

from tutorium.modules.lessons.model.insights import Counts, Stretch
from tutorium.platform.db import Db, fetch_all, fetch_optional


async def counts(
    db: Db, tutor_id: UUID, *, since: datetime, until: datetime, last_minute: timedelta
) -> Counts:
    """Of lessons that were to begin in [since, until): held ones, with how many students and how many of
    these came more than once, ever; those the tutor cancelled, and those he cancelled at the last minute.
    """
    found = await fetch_optional(
        db,
        Counts,
        """WITH held AS (
            SELECT learner_id, count(*) FILTER (WHERE starts_at >= $2) AS recent, count(*) AS ever
            FROM lessons.lesson
            WHERE tutor_id = $1 AND starts_at < $3 AND state IN ('awaiting_confirmation', 'completed')
            GROUP BY learner_id
        ), cancelled AS (
            SELECT e.at > l.starts_at - $4::interval AS late
            FROM lessons.lesson l
            JOIN lessons.lesson_event e ON e.lesson_id = l.id AND e.from_state = 'scheduled'
                AND e.to_state = 'cancelled' AND e.actor_role = 'tutor'
            WHERE l.tutor_id = $1 AND l.starts_at >= $2 AND l.starts_at < $3
        )
        SELECT (SELECT coalesce(sum(recent), 0)::bigint FROM held) AS held,
            (SELECT count(*) FROM held WHERE recent > 0) AS students,
            (SELECT count(*) FROM held WHERE recent > 0 AND ever > 1) AS returning,
            (SELECT count(*) FROM cancelled) AS cancelled,
            (SELECT count(*) FROM cancelled WHERE late) AS no_shows""",
        tutor_id,
        since,
        until,
        last_minute,
    )
    return found or Counts(0, 0, 0, 0, 0)


async def stretches(db: Db, edges: list[datetime]) -> list[Stretch]:
    """Lessons that begin between the edges, and how many people learn in them; empty stretches left out."""
    return await fetch_all(
        db,
        Stretch,
        """SELECT width_bucket(starts_at, $1::timestamptz[]) AS place,
            count(*) FILTER (WHERE state = 'scheduled') AS scheduled,
            count(*) FILTER (WHERE state = 'awaiting_confirmation') AS awaiting,
            count(*) FILTER (WHERE state = 'completed') AS completed,
            count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
            count(DISTINCT learner_id)
                FILTER (WHERE state IN ('scheduled', 'awaiting_confirmation', 'completed')) AS learners
        FROM lessons.lesson
        WHERE starts_at >= ($1::timestamptz[])[1]
            AND starts_at < ($1::timestamptz[])[array_length($1::timestamptz[], 1)]
        GROUP BY 1 ORDER BY 1""",
        edges,
    )
