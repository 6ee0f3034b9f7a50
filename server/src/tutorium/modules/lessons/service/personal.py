"""A person's data in lessons: the copy, what is still open, and what goes."""

from typing import Any
from uuid import UUID

from tutorium.modules.lessons.queries import personal as queries
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.personal import OpenMatter


async def copy(user_id: UUID) -> dict[str, Any]:
    """Lessons as learner, payer or tutor, what the person did with them, and his hours."""
    async with connection() as db:
        return {
            "lessons": await queries.lessons_copy(db, user_id),
            "actions": await queries.actions_copy(db, user_id),
            "diary": await queries.diary_copy(db, user_id),
        }


async def open_matters(user_id: UUID) -> list[OpenMatter]:
    """Lessons that are not over."""
    async with connection() as db:
        found = await queries.open_lessons(db, user_id, now=clock.now())
    return [OpenMatter("lessons", found.count, found.kopecks)] if found and found.count else []


async def erase(user_id: UUID) -> dict[str, int]:
    """Empty the diary; lessons stay, naming nobody. May be repeated."""
    async with transaction() as db:
        return {"diary": await queries.empty_diary(db, user_id)}
