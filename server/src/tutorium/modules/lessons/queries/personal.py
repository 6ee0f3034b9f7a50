"""What lessons keep of a person, and how it is forgotten."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


class OpenLessons(msgspec.Struct, frozen=True):
    """How many lessons are not over, and what they cost."""

    count: int
    kopecks: int


async def lessons_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """The other people of a lesson only by their numbers."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, state, kind, tutor_id, learner_id, payer_id, subject, level, starts_at, ends_at,
                minutes, unit_price_kopecks, price_kopecks, policy_version, paid_with, cancelled_by,
                reason_code, charge_minutes, charged_kopecks, created_at
            FROM lessons.lesson WHERE learner_id = $1 OR payer_id = $1 OR tutor_id = $1
            ORDER BY starts_at, id) r""",
        user_id,
    )


async def actions_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """What the person himself did with lessons."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT lesson_id, at, from_state, to_state, actor_role, reason_code
            FROM lessons.lesson_event WHERE actor_id = $1 ORDER BY id) r""",
        user_id,
    )


async def diary_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT timezone, listed, terms, weekly, exceptions, rules
            FROM lessons.diary WHERE tutor_id = $1) r""",
        user_id,
    )


async def open_lessons(db: Db, user_id: UUID, *, now: datetime) -> OpenLessons | None:
    """Lessons of the person that are held, ahead, or not confirmed yet."""
    return await fetch_optional(
        db,
        OpenLessons,
        """SELECT count(*) AS count, coalesce(sum(price_kopecks), 0)::bigint AS kopecks FROM lessons.lesson
        WHERE (learner_id = $1 OR payer_id = $1 OR tutor_id = $1)
            AND (state IN ('scheduled', 'awaiting_confirmation')
                OR state = 'held' AND hold_expires_at > $2)""",
        user_id,
        now,
    )


async def empty_diary(db: Db, user_id: UUID) -> int:
    """The row stays for the lessons that were given; what it says of the tutor goes."""
    return await execute(
        db,
        """UPDATE lessons.diary SET listed = false, timezone = 'UTC', weekly = '[]', exceptions = '[]',
            terms = terms || '{"offers": [], "lesson_minutes": [], "meeting_url": null}',
            version = version + 1
        WHERE tutor_id = $1""",
        user_id,
    )
