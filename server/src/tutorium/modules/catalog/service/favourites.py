"""Tutors a student has marked, to come back to."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.catalog import queries
from tutorium.modules.catalog.errors import FavouritesFull
from tutorium.modules.catalog.model import MAX_FAVOURITES, FavouriteRow
from tutorium.modules.catalog.service.search import profile
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction


async def favourites(
    *, user_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> tuple[list[FavouriteRow], bool]:
    """The tutors this user has marked, the latest first, without those who left; whether there are more."""
    async with connection() as db:
        found = await queries.favourites(db, user_id, after=after, limit=limit + 1)
    return found[:limit], len(found) > limit


async def add_favourite(*, user_id: UUID, tutor_id: UUID) -> None:
    """Mark a tutor whose page can be seen; FavouritesFull beyond a hundred. Marking twice is marking."""
    await profile(tutor_id=tutor_id)
    async with transaction() as db:
        if await queries.count_favourites(db, user_id, but=tutor_id) >= MAX_FAVOURITES:
            raise FavouritesFull(limit=MAX_FAVOURITES)
        await queries.insert_favourite(db, user_id, tutor_id, now=clock.now())


async def remove_favourite(*, user_id: UUID, tutor_id: UUID) -> None:
    """Take the mark off, whether or not it is there."""
    async with transaction() as db:
        await queries.delete_favourite(db, user_id, tutor_id)
