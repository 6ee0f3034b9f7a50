"""Edits of listed tutors: what the public sees changes only after a moderator has seen it.

The tutor's row is locked before his review, by those who edit and by those who decide.
"""

from collections.abc import Mapping
from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.errors import ReviewDecided, ReviewReasonMissing
from tutorium.modules.accounts.events import (
    PersonChanged,
    ProfileChanged,
    ProfileEditApproved,
    ProfileEditRejected,
)
from tutorium.modules.accounts.model import Profile, TutorProfile
from tutorium.modules.accounts.model.reviews import (
    Field,
    Review,
    ReviewReason,
    reviewed_fields,
    still_different,
)
from tutorium.modules.accounts.model.tutor_states import REVIEWED
from tutorium.modules.accounts.service import photos
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id


async def reviewed_tutor(db: Db, user_id: UUID) -> TutorProfile | None:
    """The user's profile as a tutor, locked, if its edits have to be reviewed."""
    offer = await queries.lock_tutor_profile(db, user_id)
    return offer if offer and offer.state in REVIEWED else None


async def propose(db: Db, profile: Profile, offer: TutorProfile, wanted: Mapping[Field, str]) -> None:
    """Put these values before a moderator, together with those that wait already.

    What is wanted as it is public anyway waits no longer; an edit that comes to nothing is taken back.
    """
    public = reviewed_fields(profile, offer)
    waiting = await _waiting(db, offer.tutor_id)
    changes = still_different(public, {**(waiting.changes if waiting else {}), **wanted})
    if waiting and changes == waiting.changes:
        return
    await queries.delete_waiting_review(db, offer.tutor_id)
    if waiting and waiting.photo_id and changes.get("photo_id") != str(waiting.photo_id):
        await photos.drop_photo(db, waiting.photo_id)
    if changes:
        review = Review(
            id=new_id(),
            tutor_id=offer.tutor_id,
            before={field: public[field] for field in changes},
            changes=changes,
            state="waiting",
            reason_code=None,
            note="",
            submitted_at=clock.now(),
            decided_at=None,
            decided_by=None,
            version=1,
        )
        await queries.insert_review(db, review)


async def _waiting(db: Db, tutor_id: UUID) -> Review | None:
    latest = await queries.latest_review(db, tutor_id)
    return latest if latest and latest.state == "waiting" else None


async def wanted(user_id: UUID) -> Mapping[Field, str]:
    """What the user wants the public to see and a moderator has not seen yet."""
    async with connection() as db:
        waiting = await _waiting(db, user_id)
    return waiting.changes if waiting else {}


async def latest_review(tutor_id: UUID) -> Review | None:
    """The tutor's edit that waits, or the one that was decided last."""
    async with connection() as db:
        return await queries.latest_review(db, tutor_id)


async def review(review_id: UUID) -> Review | None:
    """The review, or None when there is none, or its tutor has edited anew since."""
    async with connection() as db:
        return await queries.review(db, review_id)


async def count_tutors(states: list[str]) -> int:
    """How many tutors' profiles are in one of these states."""
    async with connection() as db:
        return await queries.count_tutors(db, states)


async def count_waiting() -> int:
    """How many edits wait for a moderator."""
    async with connection() as db:
        return await queries.count_waiting_reviews(db)


async def waiting_reviews(*, after: UUID | None, limit: int) -> list[Review]:
    """Edits that wait for a moderator, the longest first."""
    async with connection() as db:
        return await queries.waiting_reviews(db, after=after, limit=limit)


async def decide_review(
    review_id: UUID, *, moderator_id: UUID, approved: bool, reason_code: ReviewReason | None, note: str
) -> Review:
    """Let an edit through, or decline it for a reason; ReviewDecided when somebody was faster."""
    if not approved and reason_code is None:
        raise ReviewReasonMissing
    reason = None if approved else reason_code
    async with transaction() as db:
        found = await queries.review(db, review_id)
        if found is None:
            raise NotFound
        await queries.lock_tutor_profile(db, found.tutor_id)
        if not await queries.decide_review(
            db, review_id, moderator_id=moderator_id, reason_code=reason, note=note, now=clock.now()
        ):
            await _refuse_decided(db, review_id)
        await audit.record(
            db,
            "accounts.profile_edit_approved" if approved else "accounts.profile_edit_rejected",
            subject=f"user:{found.tutor_id}",
            actor_id=moderator_id,
            reason=reason or "",
            review_id=review_id,
            fields=sorted(found.changes),
        )
        if approved:
            await _show(db, found)
            await publish(db, ProfileEditApproved(review_id=review_id, tutor_id=found.tutor_id))
        else:
            if found.photo_id:
                await photos.drop_photo(db, found.photo_id)
            await publish(db, ProfileEditRejected(review_id=review_id, tutor_id=found.tutor_id))
        decided = await queries.review(db, review_id)
    if decided is None:
        raise NotFound
    return decided


async def _refuse_decided(db: Db, review_id: UUID) -> None:
    """Why the review does not wait: it was decided, or its tutor took it back a moment ago."""
    if await queries.review(db, review_id) is None:
        raise NotFound
    raise ReviewDecided


async def _show(db: Db, review: Review) -> None:
    await queries.show_reviewed(db, review.tutor_id, review.changes)
    if "photo_id" in review.changes:
        await photos.replace_photo(db, await queries.lock_profile(db, review.tutor_id), review.photo_id)
    await publish(db, ProfileChanged(tutor_id=review.tutor_id))
    if "full_name" in review.changes:
        await publish(db, PersonChanged(user_id=review.tutor_id))
