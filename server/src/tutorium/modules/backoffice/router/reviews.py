"""Edits of tutors' profiles: the queue of the moderators, and their decisions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.backoffice.router.common import before
from tutorium.modules.backoffice.service import reviews
from tutorium.platform.errors import VersionMismatch
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Cursor, IfMatch, Input, Limit, check_version, get, post, routes_of

MODERATORS: set[Role] = {"moderator", "admin"}


class ProfileReview(msgspec.Struct, frozen=True):
    """`before` and `after` hold the texts that change; the photos are there when `photo_changes`."""

    id: UUID
    tutor_id: UUID
    full_name: str
    state: Literal["waiting", "approved", "rejected"]
    submitted_at: datetime
    before: dict[str, str]
    after: dict[str, str]
    photo_changes: bool
    photo_before_url: str | None
    photo_after_url: str | None
    reason_code: accounts.ReviewReason | None
    note: str
    version: int


class ProfileReviews(msgspec.Struct, frozen=True):
    items: list[ProfileReview]
    next_cursor: str | None


class RejectReview(Input, frozen=True):
    """`note` goes to the tutor, word for word."""

    reason_code: accounts.ReviewReason
    note: Annotated[str, msgspec.Meta(max_length=1000)] = ""


@get("/backoffice/profile-reviews", access=MODERATORS)
async def waiting_reviews(limit: Limit = 20, cursor: Cursor = None) -> ProfileReviews:
    """Edits of profiles that wait for a decision, the longest first."""
    found = await reviews.waiting(after=before(cursor), limit=limit + 1)
    page = found[:limit]
    return ProfileReviews(
        [_review(each) for each in page], str(page[-1].review_id) if len(found) > limit else None
    )


@get("/backoffice/profile-reviews/{review_id:uuid}", access=MODERATORS)
async def profile_review(review_id: UUID) -> ProfileReview:
    """One edit, as it is public and as the tutor wants it."""
    return _review(await reviews.review(review_id))


@post(
    "/backoffice/profile-reviews/{review_id:uuid}/approve",
    access=MODERATORS,
    refusals=[*accounts.DECISION_REFUSALS, VersionMismatch],
)
async def approve_review(identity: Identity, review_id: UUID, if_match: IfMatch = None) -> ProfileReview:
    """Let an edit through: everybody sees it, the tutor is told."""
    return await _decide(identity, review_id, if_match, approved=True)


@post(
    "/backoffice/profile-reviews/{review_id:uuid}/reject",
    access=MODERATORS,
    refusals=[*accounts.DECISION_REFUSALS, VersionMismatch],
)
async def reject_review(
    identity: Identity, review_id: UUID, data: RejectReview, if_match: IfMatch = None
) -> ProfileReview:
    """Decline an edit for a reason, which the tutor is told."""
    return await _decide(
        identity, review_id, if_match, approved=False, reason_code=data.reason_code, note=data.note.strip()
    )


async def _decide(
    identity: Identity,
    review_id: UUID,
    if_match: str | None,
    *,
    approved: bool,
    reason_code: str | None = None,
    note: str = "",
) -> ProfileReview:
    if if_match is not None:
        check_version(if_match, (await reviews.review(review_id)).version)
    decided = await accounts.decide_review(
        review_id=review_id,
        moderator_id=identity.user_id,
        approved=approved,
        reason_code=reason_code,
        note=note,
    )
    return _review(decided)


def _review(card: accounts.ReviewCard) -> ProfileReview:
    return ProfileReview(
        id=card.review_id,
        tutor_id=card.tutor_id,
        full_name=card.full_name,
        state=card.state,
        submitted_at=card.submitted_at,
        before=card.before,
        after=card.after,
        photo_changes=card.photo_changes,
        photo_before_url=card.photo_before_url,
        photo_after_url=card.photo_after_url,
        reason_code=card.reason_code,
        note=card.note,
        version=card.version,
    )


router = routes_of(globals())
