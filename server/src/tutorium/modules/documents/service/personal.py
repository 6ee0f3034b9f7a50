"""A tutor's documents as personal data: the copy he takes with him, and their erasure."""

from typing import Any
from uuid import UUID

from tutorium.modules.documents import queries
from tutorium.modules.documents.service import files
from tutorium.platform.db import connection, transaction


async def copy(user_id: UUID) -> dict[str, Any]:
    """Everything documents keeps of the person; the files themselves he has."""
    async with connection() as db:
        return {
            "application": await queries.personal.applications_copy(db, user_id),
            "documents": await queries.personal.documents_copy(db, user_id),
            "history": await queries.personal.events_copy(db, user_id),
        }


async def erase(user_id: UUID) -> dict[str, int]:
    """Delete documents, their history and their files; how many rows went. May be repeated."""
    async with connection() as db:
        found = await queries.documents.documents_of(db, user_id)
    for each in found:
        await files.delete(each.id, pages=each.pages)
    async with transaction() as db:
        return {
            "history": await queries.personal.forget_history(db, user_id),
            "documents": await queries.personal.forget_documents(db, user_id),
            "application": await queries.personal.forget_application(db, user_id),
        }
