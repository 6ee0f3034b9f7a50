"""Statements about lessons, their history and those who learn."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from tutorium.modules.lessons.errors import LearnerBusy, SlotTaken
from tutorium.modules.lessons.model.lesson import Actor, Change, Lesson, NewLesson, State, Step
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def lock_learner(db: Db, learner_id: UUID) -> None:
    """Make the bookings of one learner wait for each other."""
    await execute(
        db,
        "INSERT INTO lessons.learner (learner_id) VALUES ($1) ON CONFLICT DO NOTHING",
        learner_id,
    )
    await execute(db, "SELECT learner_id FROM lessons.learner WHERE learner_id = $1 FOR UPDATE", learner_id)


async def slot_is_taken(db: Db, *, lesson_id: UUID) -> bool:
    """Whether another open lesson of the tutor or of the learner stands where this lesson would."""
    found = await fetch_value(
        db,
        bool,
        """SELECT EXISTS (SELECT FROM lessons.lesson mine JOIN lessons.lesson other ON other.id <> mine.id
            AND (other.tutor_id = mine.tutor_id AND other.busy_range && mine.busy_range
                OR other.learner_id = mine.learner_id
                AND tstzrange(other.starts_at, other.ends_at) && tstzrange(mine.starts_at, mine.ends_at))
        WHERE mine.id = $1 AND other.state IN ('held', 'scheduled'))""",
        lesson_id,
    )
    return bool(found)


async def lock_stale_holds(db: Db, *, tutor_id: UUID, learner_id: UUID, now: datetime) -> list[Lesson]:
    """Holds of the tutor or the learner that are past their limit, locked in the order of their ids."""
    await execute(
        db,
        """SELECT id FROM lessons.lesson
        WHERE state = 'held' AND hold_expires_at <= $3 AND (tutor_id = $1 OR learner_id = $2)
        ORDER BY id FOR UPDATE""",
        tutor_id,
        learner_id,
        now,
    )
    return await fetch_all(
        db,
        Lesson,
        """SELECT * FROM lessons.lesson_now
        WHERE state = 'held' AND hold_expires_at <= $3 AND (tutor_id = $1 OR learner_id = $2)
        ORDER BY id""",
        tutor_id,
        learner_id,
        now,
    )


async def insert_held_lesson(db: Db, new: NewLesson, actor: Actor) -> None:
    """L1: the lesson and the first line of its history. SlotTaken or LearnerBusy when a wall holds."""
    try:
        await execute(
            db,
            """WITH lesson AS (
                INSERT INTO lessons.lesson (id, command_id, state, kind, tutor_id, learner_id, payer_id,
                    subject, level, starts_at, ends_at, minutes, busy_range, unit_price_kopecks,
                    price_kopecks, policy_snapshot, policy_version, hold_expires_at, created_at)
                VALUES ($1, $2, 'held', $21, $3, $4, $5, $6, $7, $8, $9, $10, tstzrange($11, $12), $13,
                    $14, $15, $16, $17, $18)
                RETURNING id)
            INSERT INTO lessons.lesson_event (lesson_id, at, to_state, actor_id, actor_role)
            SELECT id, $18, 'held', $19, $20 FROM lesson""",
            new.id,
            new.command_id,
            new.tutor_id,
            new.learner_id,
            new.payer_id,
            new.subject,
            new.level,
            new.starts_at,
            new.ends_at,
            new.minutes,
            new.busy_from,
            new.busy_until,
            new.unit_price_kopecks,
            new.price_kopecks,
            new.policy,
            new.policy_version,
            new.hold_expires_at,
            new.created_at,
            actor.id,
            actor.role,
            new.kind,
        )
    except asyncpg.ExclusionViolationError as error:
        raise (LearnerBusy if error.constraint_name == "lesson_learner_overlap" else SlotTaken) from error


async def move(
    db: Db, lesson: Lesson, to: State, *, actor: Actor, change: Change, reason_code: str | None, at: datetime
) -> bool:
    """Change the state, with its line of history; False when the lesson is no longer as `lesson` says."""
    return bool(
        await execute(
            db,
            """WITH moved AS (
                UPDATE lessons.lesson SET state = $4, version = version + 1,
                    hold_expires_at = coalesce($5, hold_expires_at),
                    confirm_by = coalesce($6, confirm_by),
                    paid_with = coalesce($7, paid_with),
                    cancelled_by = coalesce($8, cancelled_by),
                    reason_code = coalesce($9, reason_code),
                    charge_minutes = coalesce($10, charge_minutes),
                    charged_kopecks = coalesce($11, charged_kopecks)
                WHERE id = $1 AND state = $2 AND version = $3
                RETURNING id)
            INSERT INTO lessons.lesson_event
                (lesson_id, at, from_state, to_state, actor_id, actor_role, reason_code, data)
            SELECT id, $12, $2, $4, $13, $14, $15, $16 FROM moved""",
            lesson.id,
            lesson.state,
            lesson.version,
            to,
            change.hold_expires_at,
            change.confirm_by,
            change.paid_with,
            change.cancelled_by,
            change.reason_code,
            change.charge_minutes,
            change.charged_kopecks,
            at,
            actor.id,
            actor.role,
            reason_code,
            change,
        )
    )


async def settle_price(db: Db, lesson_id: UUID, charged_kopecks: int) -> None:
    """What a completed lesson cost in the end, by the price of the minutes it was paid with."""
    await execute(
        db,
        "UPDATE lessons.lesson SET charged_kopecks = $2 WHERE id = $1",
        lesson_id,
        charged_kopecks,
    )


async def lock_lesson(db: Db, lesson_id: UUID) -> Lesson | None:
    """A lesson nobody else may move until the end of the transaction. Locked after diary and learner."""
    await execute(db, "SELECT id FROM lessons.lesson WHERE id = $1 FOR UPDATE", lesson_id)
    return await lesson(db, lesson_id)


async def lesson(db: Db, lesson_id: UUID) -> Lesson | None:
    """A lesson for the system itself; people get theirs by `lesson_for`."""
    return await fetch_optional(db, Lesson, "SELECT * FROM lessons.lesson_now WHERE id = $1", lesson_id)


async def lesson_for(db: Db, user_id: UUID, lesson_id: UUID) -> Lesson | None:
    """A lesson of which the user is the learner, the payer or the tutor."""
    return await fetch_optional(
        db,
        Lesson,
        """SELECT * FROM lessons.lesson_now
        WHERE id = $1 AND (learner_id = $2 OR payer_id = $2 OR tutor_id = $2)""",
        lesson_id,
        user_id,
    )


async def seen_lesson(db: Db, user_id: UUID, wards: list[UUID], lesson_id: UUID) -> Lesson | None:
    """A lesson the user may look at: his own, or of one of the young people he is a guardian of."""
    return await fetch_optional(
        db,
        Lesson,
        """SELECT * FROM lessons.lesson_now
        WHERE id = $1 AND (learner_id = $2 OR payer_id = $2 OR tutor_id = $2 OR learner_id = ANY ($3))""",
        lesson_id,
        user_id,
        wards,
    )


async def lesson_by_command(db: Db, command_id: UUID) -> Lesson | None:
    """The lesson that a booking command made."""
    return await fetch_optional(
        db,
        Lesson,
        """SELECT n.* FROM lessons.lesson_now n
        JOIN lessons.lesson l ON l.id = n.id WHERE l.command_id = $1""",
        command_id,
    )


async def lessons_of(
    db: Db,
    user_id: UUID,
    *,
    wards: list[UUID],
    states: Sequence[str] | None,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Lesson]:
    """A person's lessons, the earliest first."""
    return await fetch_all(
        db,
        Lesson,
        """SELECT * FROM lessons.lesson_now
        WHERE (learner_id = $1 OR payer_id = $1 OR tutor_id = $1 OR learner_id = ANY ($8::uuid[]))
            AND ($2::text[] IS NULL OR state = ANY ($2))
            AND ($3::timestamptz IS NULL OR starts_at >= $3)
            AND ($4::timestamptz IS NULL OR starts_at < $4)
            AND ($5::timestamptz IS NULL OR (starts_at, id) > ($5, $6::uuid))
        ORDER BY starts_at, id LIMIT $7""",
        user_id,
        states,
        since,
        until,
        *(after or (None, None)),
        limit,
        wards,
    )


async def lessons_of_backwards(
    db: Db,
    user_id: UUID,
    *,
    wards: list[UUID],
    states: Sequence[str] | None,
    since: datetime | None,
    until: datetime | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Lesson]:
    """A person's lessons, the latest first."""
    return await fetch_all(
        db,
        Lesson,
        """SELECT * FROM lessons.lesson_now
        WHERE (learner_id = $1 OR payer_id = $1 OR tutor_id = $1 OR learner_id = ANY ($8::uuid[]))
            AND ($2::text[] IS NULL OR state = ANY ($2))
            AND ($3::timestamptz IS NULL OR starts_at >= $3)
            AND ($4::timestamptz IS NULL OR starts_at < $4)
            AND ($5::timestamptz IS NULL OR (starts_at, id) < ($5, $6::uuid))
        ORDER BY starts_at DESC, id DESC LIMIT $7""",
        user_id,
        states,
        since,
        until,
        *(after or (None, None)),
        limit,
        wards,
    )


async def history(db: Db, lesson_id: UUID) -> list[Step]:
    """A lesson's moves, the first one first."""
    return await fetch_all(
        db,
        Step,
        """SELECT at, from_state, to_state, actor_role, reason_code
        FROM lessons.lesson_event WHERE lesson_id = $1 ORDER BY id""",
        lesson_id,
    )


async def completed_minutes(db: Db, *, payer_id: UUID, tutor_id: UUID) -> int:
    """Minutes of the completed lessons of this payer with this tutor."""
    found = await fetch_value(
        db,
        int,
        """SELECT coalesce(sum(minutes), 0)::bigint FROM lessons.lesson
        WHERE payer_id = $1 AND tutor_id = $2 AND state = 'completed'""",
        payer_id,
        tutor_id,
    )
    return found or 0


async def completed_lessons(db: Db, tutor_id: UUID) -> int:
    """How many lessons the tutor has completed."""
    found = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM lessons.lesson WHERE tutor_id = $1 AND state = 'completed'",
        tutor_id,
    )
    return found or 0


async def has_completed(db: Db, *, user_id: UUID, tutor_id: UUID) -> bool:
    """Whether the user, as learner or payer, has completed a lesson with the tutor."""
    found = await fetch_value(
        db,
        bool,
        """SELECT EXISTS (SELECT FROM lessons.lesson
        WHERE tutor_id = $2 AND (learner_id = $1 OR payer_id = $1) AND state = 'completed')""",
        user_id,
        tutor_id,
    )
    return bool(found)


async def is_student(db: Db, *, user_id: UUID, tutor_id: UUID) -> bool:
    """Whether the user, as learner or payer, has or had a lesson of the tutor, or money for one."""
    found = await fetch_value(
        db,
        bool,
        """SELECT EXISTS (SELECT FROM lessons.lesson
        WHERE tutor_id = $2 AND (learner_id = $1 OR payer_id = $1)
            AND (state IN ('scheduled', 'awaiting_confirmation', 'completed') OR paid_with <> 'none'))""",
        user_id,
        tutor_id,
    )
    return bool(found)
