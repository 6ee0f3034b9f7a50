"""Every statement of accounts."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.accounts.model import Child, Photo, Profile, TutorProfile
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def profiles(db: Db, user_ids: list[UUID]) -> list[Profile]:
    return await fetch_all(
        db,
        Profile,
        """
        SELECT user_id, full_name, birth_date, timezone, locale, photo_id, version
        FROM accounts.profile WHERE user_id = ANY($1::uuid[])
        """,
        user_ids,
    )


async def insert_profile(
    db: Db, user_id: UUID, *, full_name: str, birth_date: date, timezone: str, locale: str
) -> None:
    """Does nothing when the user has a profile already."""
    await execute(
        db,
        """
        INSERT INTO accounts.profile (user_id, full_name, birth_date, timezone, locale)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """,
        user_id,
        full_name,
        birth_date,
        timezone,
        locale,
    )


async def update_profile(
    db: Db,
    user_id: UUID,
    *,
    full_name: str | None,
    timezone: str | None,
    locale: str | None,
    version: int,
) -> Profile | None:
    """The profile with the values given; None when it is no longer at this version."""
    return await fetch_optional(
        db,
        Profile,
        """
        UPDATE accounts.profile SET
            full_name = coalesce($3, full_name),
            timezone = coalesce($4, timezone),
            locale = coalesce($5, locale),
            version = version + 1
        WHERE user_id = $1 AND version = $2
        RETURNING user_id, full_name, birth_date, timezone, locale, photo_id, version
        """,
        user_id,
        version,
        full_name,
        timezone,
        locale,
    )


async def tutor_profiles(db: Db, tutor_ids: list[UUID]) -> list[TutorProfile]:
    return await fetch_all(
        db,
        TutorProfile,
        """
        SELECT tutor_id, headline, about, subjects, languages, education, experience_years,
               cancellation_preset, instant_booking, lesson_minutes, meeting_url, state, version
        FROM accounts.tutor_profile WHERE tutor_id = ANY($1::uuid[])
        """,
        tutor_ids,
    )


async def save_tutor_profile(db: Db, profile: TutorProfile) -> TutorProfile | None:
    """The profile at its next version; None when what is stored is no longer at this one (0: nothing)."""
    return await fetch_optional(
        db,
        TutorProfile,
        """
        INSERT INTO accounts.tutor_profile AS t
            (tutor_id, headline, about, subjects, languages, education, experience_years,
             cancellation_preset, instant_booking, lesson_minutes, meeting_url, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (tutor_id) DO UPDATE SET
            headline = excluded.headline, about = excluded.about, subjects = excluded.subjects,
            languages = excluded.languages, education = excluded.education,
            experience_years = excluded.experience_years,
            cancellation_preset = excluded.cancellation_preset,
            instant_booking = excluded.instant_booking, lesson_minutes = excluded.lesson_minutes,
            meeting_url = excluded.meeting_url, state = excluded.state, version = t.version + 1
        WHERE t.version = $13
        RETURNING tutor_id, headline, about, subjects, languages, education, experience_years,
                  cancellation_preset, instant_booking, lesson_minutes, meeting_url, state, version
        """,
        profile.tutor_id,
        profile.headline,
        profile.about,
        profile.subjects,
        profile.languages,
        profile.education,
        profile.experience_years,
        profile.cancellation_preset,
        profile.instant_booking,
        profile.lesson_minutes,
        profile.meeting_url,
        profile.state,
        profile.version,
    )


async def has_tutor_profile(db: Db, user_id: UUID) -> bool:
    return (
        await fetch_value(
            db, bool, "SELECT true AS found FROM accounts.tutor_profile WHERE tutor_id = $1", user_id
        )
        or False
    )


async def insert_photo(db: Db, photo: Photo, *, now: datetime) -> None:
    await execute(
        db,
        """
        INSERT INTO accounts.photo (id, owner_id, content_type, key, created_at)
        VALUES ($1, $2, $3, $4, $5)
        """,
        photo.id,
        photo.owner_id,
        photo.content_type,
        photo.key,
        now,
    )


async def show_photo(db: Db, photo: Photo) -> None:
    await execute(
        db,
        "UPDATE accounts.profile SET photo_id = $2, version = version + 1 WHERE user_id = $1",
        photo.owner_id,
        photo.id,
    )


async def photo(db: Db, photo_id: UUID) -> Photo | None:
    return await fetch_optional(
        db, Photo, "SELECT id, owner_id, content_type, key FROM accounts.photo WHERE id = $1", photo_id
    )


async def insert_child(
    db: Db, *, child_id: UUID, guardian_id: UUID, full_name: str, birth_date: date, now: datetime
) -> None:
    """Does nothing when the guardian has a child of this name and birth date already."""
    await execute(
        db,
        """
        INSERT INTO accounts.child (id, guardian_id, full_name, birth_date, created_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (guardian_id, full_name, birth_date) DO NOTHING
        """,
        child_id,
        guardian_id,
        full_name,
        birth_date,
        now,
    )


async def children(db: Db, guardian_id: UUID) -> list[Child]:
    return await fetch_all(
        db,
        Child,
        """
        SELECT id, guardian_id, full_name, birth_date FROM accounts.child
        WHERE guardian_id = $1 ORDER BY created_at, id
        """,
        guardian_id,
    )


async def child(db: Db, guardian_id: UUID, child_id: UUID) -> Child | None:
    return await fetch_optional(
        db,
        Child,
        """
        SELECT id, guardian_id, full_name, birth_date FROM accounts.child
        WHERE guardian_id = $1 AND id = $2
        """,
        guardian_id,
        child_id,
    )
