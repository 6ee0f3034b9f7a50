"""What students say of tutors."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.catalog import queries
from tutorium.modules.catalog.errors import LessonRequired, ReviewExists
from tutorium.modules.catalog.model import ProfileRow, Review, Stars, public_name
from tutorium.modules.catalog.service.search import profile
from tutorium.modules.lessons import api as lessons
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.ids import new_id


async def reviews(
    *, tutor_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> tuple[ProfileRow, list[Stars], list[tuple[Review, str]], bool]:
    """A listed tutor, his ratings, his latest reviews with who signed them, and whether there are more."""
    tutor = await profile(tutor_id=tutor_id)
    async with connection() as db:
        stars = await queries.stars(db, tutor_id)
        found = await queries.reviews(db, tutor_id, after=after, limit=limit + 1)
    page = found[:limit]
    people = await accounts.people(user_ids=[each.author_id for each in page]) if page else []
    names = {each.user_id: public_name(each.full_name) for each in people}
    return tutor, stars, [(each, names.get(each.author_id, "")) for each in page], len(found) > limit


async def write_review(*, author_id: UUID, tutor_id: UUID, rating: int, text: str) -> tuple[Review, str]:
    """Say something about a tutor after a completed lesson, once; the review and its signature."""
    await profile(tutor_id=tutor_id)
    if not await lessons.has_completed(user_id=author_id, tutor_id=tutor_id):
        raise LessonRequired
    person = await accounts.person(user_id=author_id)
    review = Review(new_id(), author_id, rating, text, clock.now())
    async with transaction() as db:
        if not await queries.insert_review(db, tutor_id, review):
            raise ReviewExists
    return review, public_name(person.full_name) if person else ""
