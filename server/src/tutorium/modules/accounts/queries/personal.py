"""What accounts knows of a person, how it is forgotten, and the acts that prove it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.accounts.model import Photo
from tutorium.modules.accounts.model.erasure import Cause, Erasure
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def profile_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT user_id, full_name, birth_date, timezone, locale, photo_id
            FROM accounts.profile WHERE user_id = $1) r""",
        user_id,
    )


async def tutor_profile_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT headline, about, subjects, languages, education, experience_years, cancellation_preset,
                instant_booking, lesson_minutes, meeting_url, state
            FROM accounts.tutor_profile WHERE tutor_id = $1) r""",
        user_id,
    )


async def photos_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, content_type, created_at
            FROM accounts.photo WHERE owner_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def children_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, full_name, birth_date, created_at
            FROM accounts.child WHERE guardian_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def guardianships_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """The address an invitation went to only for whoever wrote it."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, guardian_id, learner_id, invited_by, state, created_at, started_at, ended_at, ended_by,
                invited_email
            FROM accounts.guardianship WHERE guardian_id = $1 OR learner_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def reviews_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT before, changes, state, reason_code, note, submitted_at, decided_at
            FROM accounts.profile_review WHERE tutor_id = $1 ORDER BY submitted_at) r""",
        user_id,
    )


async def photos(db: Db, owner_id: UUID) -> list[Photo]:
    """Every photo the person has ever shown."""
    return await fetch_all(
        db,
        Photo,
        "SELECT id, owner_id, content_type, key FROM accounts.photo WHERE owner_id = $1 ORDER BY created_at",
        owner_id,
    )


async def all_photos(db: Db) -> list[Photo]:
    """Every photo there is, for the check of their bytes."""
    return await fetch_all(db, Photo, "SELECT id, owner_id, content_type, key FROM accounts.photo")


async def delete_photos(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.photo WHERE owner_id = $1", user_id)


async def delete_children(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.child WHERE guardian_id = $1", user_id)


async def delete_guardianships(db: Db, user_id: UUID) -> int:
    return await execute(
        db, "DELETE FROM accounts.guardianship WHERE guardian_id = $1 OR learner_id = $1", user_id
    )


async def delete_reviews(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.profile_review WHERE tutor_id = $1", user_id)


async def delete_tutor_profile(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.tutor_profile WHERE tutor_id = $1", user_id)


async def delete_profile(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.profile WHERE user_id = $1", user_id)


async def close_tutor(db: Db, user_id: UUID) -> bool:
    """V12: nobody finds or books him any more. False when it was so before."""
    return bool(
        await execute(
            db,
            """UPDATE accounts.tutor_profile SET state = 'closed', version = version + 1
            WHERE tutor_id = $1 AND state <> 'closed'""",
            user_id,
        )
    )


async def insert_erasure(
    db: Db, *, erasure_id: UUID, user_id: UUID, cause: Cause, now: datetime, told_at: datetime | None
) -> None:
    """Does nothing when this user has asked before."""
    await execute(
        db,
        """
        INSERT INTO accounts.erasure (id, user_id, cause, requested_at, told_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (user_id) DO NOTHING
        """,
        erasure_id,
        user_id,
        cause,
        now,
        told_at,
    )


async def erasure(db: Db, user_id: UUID) -> Erasure | None:
    return await fetch_optional(
        db,
        Erasure,
        """
        SELECT id, user_id, cause, requested_at, told_at, done_at, erased
        FROM accounts.erasure WHERE user_id = $1
        """,
        user_id,
    )


async def note_told(db: Db, user_id: UUID, *, now: datetime) -> bool:
    """The letter has gone; False when that was known, or nobody asked."""
    return bool(
        await execute(
            db,
            "UPDATE accounts.erasure SET told_at = $2 WHERE user_id = $1 AND told_at IS NULL",
            user_id,
            now,
        )
    )


async def due_erasures(db: Db, *, asked_before: datetime, limit: int) -> list[Erasure]:
    """Asked for and not done, though the letter has gone or has had its time."""
    return await fetch_all(
        db,
        Erasure,
        """
        SELECT id, user_id, cause, requested_at, told_at, done_at, erased
        FROM accounts.erasure
        WHERE done_at IS NULL AND (told_at IS NOT NULL OR requested_at <= $1)
        ORDER BY requested_at LIMIT $2
        """,
        asked_before,
        limit,
    )


async def finish_erasure(db: Db, user_id: UUID, *, erased: dict[str, Any], now: datetime) -> bool:
    """Close the act; False when it was closed before."""
    return bool(
        await execute(
            db,
            "UPDATE accounts.erasure SET done_at = $2, erased = $3 WHERE user_id = $1 AND done_at IS NULL",
            user_id,
            now,
            erased,
        )
    )


async def delete_old_acts(db: Db, *, done_before: datetime) -> int:
    return await execute(db, "DELETE FROM accounts.erasure WHERE done_at < $1", done_before)
