"""Statements about diaries, and how full they are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tutorium.modules.lessons.model.diary import Diary, Load, Terms
from tutorium.modules.lessons.model.hours import DayException, Rules, Taken, WeeklyHours
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional


async def diary(db: Db, tutor_id: UUID) -> Diary | None:
    """A tutor's diary."""
    return await fetch_optional(
        db,
        Diary,
        """SELECT tutor_id, listed, paused, timezone, terms, weekly, exceptions, rules, version
        FROM lessons.diary WHERE tutor_id = $1""",
        tutor_id,
    )


async def lock_diary(db: Db, tutor_id: UUID) -> Diary | None:
    """A tutor's diary, until the end of the transaction nobody else's. Always locked before the learner."""
    return await fetch_optional(
        db,
        Diary,
        """SELECT tutor_id, listed, paused, timezone, terms, weekly, exceptions, rules, version
        FROM lessons.diary WHERE tutor_id = $1 FOR UPDATE""",
        tutor_id,
    )


async def save_terms(
    db: Db, *, tutor_id: UUID, listed: bool, paused: bool, timezone: str, terms: Terms, rules: Rules
) -> bool:
    """Keep a tutor's terms; a new diary starts with `rules` and no hours. Whether anything changed."""
    return bool(
        await execute(
            db,
            """INSERT INTO lessons.diary AS d (tutor_id, listed, paused, timezone, terms, rules)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tutor_id) DO UPDATE SET
                listed = excluded.listed, paused = excluded.paused, timezone = excluded.timezone,
                terms = excluded.terms
            WHERE (d.listed, d.paused, d.timezone, d.terms)
                IS DISTINCT FROM (excluded.listed, excluded.paused, excluded.timezone, excluded.terms)""",
            tutor_id,
            listed,
            paused,
            timezone,
            terms,
            rules,
        )
    )


async def save_hours(
    db: Db,
    *,
    tutor_id: UUID,
    weekly: Sequence[WeeklyHours],
    exceptions: Sequence[DayException],
    rules: Rules,
) -> None:
    """Replace the working hours of a diary."""
    await execute(
        db,
        """UPDATE lessons.diary SET weekly = $2, exceptions = $3, rules = $4, version = version + 1
        WHERE tutor_id = $1""",
        tutor_id,
        weekly,
        exceptions,
        rules,
    )


async def taken(db: Db, tutor_id: UUID, *, since: datetime, until: datetime, now: datetime) -> list[Taken]:
    """The lessons that start in [since, until) and count in the diary at `now`; a stale hold does not."""
    return await fetch_all(
        db,
        Taken,
        """SELECT starts_at, lower(busy_range) AS busy_from, upper(busy_range) AS busy_until,
            state IN ('held', 'scheduled') AS open
        FROM lessons.lesson
        WHERE tutor_id = $1 AND starts_at >= $2 AND starts_at < $3
            AND (state IN ('scheduled', 'awaiting_confirmation', 'completed')
                OR state = 'held' AND hold_expires_at > $4)
        ORDER BY busy_from""",
        tutor_id,
        since,
        until,
        now,
    )


async def load(
    db: Db, *, tutor_id: UUID, learner_id: UUID, day_from: datetime, day_until: datetime, now: datetime
) -> Load:
    """What the learner has ahead with the tutor, and how many minutes of it in [day_from, day_until)."""
    found = await fetch_optional(
        db,
        Load,
        """SELECT count(*) AS open_lessons,
            coalesce(sum(minutes) FILTER (WHERE starts_at >= $3 AND starts_at < $4), 0)::bigint
                AS minutes_that_day
        FROM lessons.lesson
        WHERE tutor_id = $1 AND learner_id = $2 AND starts_at > $5 AND state IN ('held', 'scheduled')""",
        tutor_id,
        learner_id,
        day_from,
        day_until,
        now,
    )
    return found or Load(0, 0)
