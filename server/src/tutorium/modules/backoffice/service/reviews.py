"""Edits of tutors' profiles before moderators; accounts decides and audits the decision, here the look is."""

from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.platform import audit
from tutorium.platform.db import transaction
from tutorium.platform.errors import NotFound

SEEN = ("name", "profile_texts", "photo")


async def waiting(*, after: UUID | None, limit: int) -> list[accounts.ReviewCard]:
    """Edits that wait, the longest first."""
    found = await accounts.reviews_waiting(cursor=after, limit=limit)
    await _seen("backoffice.reviews_listed", "reviews", people=[str(each.tutor_id) for each in found])
    return found


async def review(review_id: UUID) -> accounts.ReviewCard:
    """One edit; NotFound when there is none, or its tutor has edited anew since."""
    found = await accounts.review(review_id=review_id)
    if found is None:
        raise NotFound
    await _seen("backoffice.review_opened", f"user:{found.tutor_id}", review_id=str(review_id))
    return found


async def _seen(action: str, subject: str, **data: object) -> None:
    async with transaction() as db:
        await audit.record(db, action, subject=subject, actor_id=None, reason="", kinds=SEEN, **data)
