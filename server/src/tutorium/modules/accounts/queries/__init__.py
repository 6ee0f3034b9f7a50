"""Every statement of accounts."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tutorium.modules.accounts.model import Child, Photo, PhotoSeen, Profile, TutorProfile
from tutorium.modules.accounts.model.reviews import Field, Review, ReviewReason
from tutorium.modules.accounts.model.tutor_states import TutorState
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.errors import NotFound


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


async def named(db: Db, part: str, *, limit: int) -> list[Profile]:
    """Those whose name holds this part, the newest first."""
    return await fetch_all(
        db,
        Profile,
        """
        SELECT user_id, full_name, birth_date, timezone, locale, photo_id, version
        FROM accounts.profile WHERE strpos(lower(full_name), lower($1)) > 0 ORDER BY user_id DESC LIMIT $2
        """,
        part,
        limit,
    )


async def lock_profile(db: Db, user_id: UUID) -> Profile:
    """A profile that exists, until the end of the transaction nobody else's; locked after the tutor's row."""
    found = await fetch_optional(
        db,
        Profile,
        """
        SELECT user_id, full_name, birth_date, timezone, locale, photo_id, version
        FROM accounts.profile WHERE user_id = $1 FOR UPDATE
        """,
        user_id,
    )
    if found is None:
        raise NotFound
    return found


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


async def lock_tutor_profile(db: Db, tutor_id: UUID) -> TutorProfile | None:
    """What a tutor offers, until the end of the transaction nobody else's; locked before his review."""
    return await fetch_optional(
        db,
        TutorProfile,
        """
        SELECT tutor_id, headline, about, subjects, languages, education, experience_years,
               cancellation_preset, instant_booking, lesson_minutes, meeting_url, state, version
        FROM accounts.tutor_profile WHERE tutor_id = $1 FOR UPDATE
        """,
        tutor_id,
    )


async def set_tutor_state(db: Db, tutor_id: UUID, state: TutorState) -> None:
    await execute(
        db,
        "UPDATE accounts.tutor_profile SET state = $2, version = version + 1 WHERE tutor_id = $1",
        tutor_id,
        state,
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


async def show_photo(db: Db, owner_id: UUID, photo_id: UUID | None) -> None:
    """Show this photo in the owner's profile, or none."""
    await execute(
        db,
        "UPDATE accounts.profile SET photo_id = $2, version = version + 1 WHERE user_id = $1",
        owner_id,
        photo_id,
    )


async def photo_for(db: Db, photo_id: UUID, *, viewer_id: UUID | None, moderator: bool) -> PhotoSeen | None:
    """A photo its owner shows; one that waits for a moderator is for both of them only."""
    return await fetch_optional(
        db,
        PhotoSeen,
        """
        SELECT p.id, p.owner_id, p.content_type, p.key, coalesce(o.photo_id = p.id, false) AS is_shown
        FROM accounts.photo p JOIN accounts.profile o ON o.user_id = p.owner_id
        WHERE p.id = $1 AND (o.photo_id = p.id OR p.owner_id = $2 OR $3)
        """,
        photo_id,
        viewer_id,
        moderator,
    )


async def delete_photo(db: Db, photo_id: UUID) -> str | None:
    """Forget a photo; the key its bytes are under, None when it is forgotten already."""
    return await fetch_value(db, str, "DELETE FROM accounts.photo WHERE id = $1 RETURNING key", photo_id)


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


async def insert_review(db: Db, review: Review) -> None:
    await execute(
        db,
        """
        INSERT INTO accounts.profile_review (id, tutor_id, before, changes, state, submitted_at)
        VALUES ($1, $2, $3, $4, 'waiting', $5)
        """,
        review.id,
        review.tutor_id,
        review.before,
        review.changes,
        review.submitted_at,
    )


async def delete_waiting_review(db: Db, tutor_id: UUID) -> None:
    """The tutor has edited the edit, or taken it back."""
    await execute(
        db, "DELETE FROM accounts.profile_review WHERE tutor_id = $1 AND state = 'waiting'", tutor_id
    )


async def latest_review(db: Db, tutor_id: UUID) -> Review | None:
    """The tutor's edit that waits, or the one that was decided last."""
    return await fetch_optional(
        db,
        Review,
        """
        SELECT id, tutor_id, before, changes, state, reason_code, note, submitted_at, decided_at,
               decided_by, version
        FROM accounts.profile_review WHERE tutor_id = $1 ORDER BY id DESC LIMIT 1
        """,
        tutor_id,
    )


async def review(db: Db, review_id: UUID) -> Review | None:
    return await fetch_optional(
        db,
        Review,
        """
        SELECT id, tutor_id, before, changes, state, reason_code, note, submitted_at, decided_at,
               decided_by, version
        FROM accounts.profile_review WHERE id = $1
        """,
        review_id,
    )


async def count_tutors(db: Db, states: list[str]) -> int:
    """How many tutors' profiles are in one of these states."""
    found = await fetch_value(
        db, int, "SELECT count(*) FROM accounts.tutor_profile WHERE state = ANY ($1)", states
    )
    return found or 0


async def count_waiting_reviews(db: Db) -> int:
    counted = await fetch_value(
        db, int, "SELECT count(*) FROM accounts.profile_review WHERE state = 'waiting'"
    )
    return counted or 0


async def waiting_reviews(db: Db, *, after: UUID | None, limit: int) -> list[Review]:
    """Edits that wait, the longest first."""
    return await fetch_all(
        db,
        Review,
        """
        SELECT id, tutor_id, before, changes, state, reason_code, note, submitted_at, decided_at,
               decided_by, version
        FROM accounts.profile_review
        WHERE state = 'waiting' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
        """,
        after,
        limit,
    )


async def decide_review(
    db: Db,
    review_id: UUID,
    *,
    moderator_id: UUID,
    reason_code: ReviewReason | None,
    note: str,
    now: datetime,
) -> bool:
    """Rejected for the reason, approved without one; False when the review does not wait any more."""
    return bool(
        await execute(
            db,
            """
            UPDATE accounts.profile_review SET
                state = CASE WHEN $3::text IS NULL THEN 'approved' ELSE 'rejected' END,
                reason_code = $3, note = $4, decided_at = $5, decided_by = $2, version = version + 1
            WHERE id = $1 AND state = 'waiting'
            """,
            review_id,
            moderator_id,
            reason_code,
            note,
            now,
        )
    )


async def show_reviewed(db: Db, tutor_id: UUID, changes: Mapping[Field, str]) -> None:
    """Let the public see what was approved; the photo is shown by `show_photo`."""
    await execute(
        db,
        """
        UPDATE accounts.tutor_profile SET headline = coalesce($2, headline), about = coalesce($3, about),
            education = coalesce($4, education), version = version + 1
        WHERE tutor_id = $1
        """,
        tutor_id,
        changes.get("headline"),
        changes.get("about"),
        changes.get("education"),
    )
    await execute(
        db,
        """
        UPDATE accounts.profile SET full_name = coalesce($2, full_name), version = version + 1
        WHERE user_id = $1
        """,
        tutor_id,
        changes.get("full_name"),
    )
