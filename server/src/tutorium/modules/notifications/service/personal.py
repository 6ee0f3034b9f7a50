"""What is kept of a person here: copied and erased."""

from typing import Any
from uuid import UUID

from tutorium.modules.notifications import queries
from tutorium.modules.notifications.service import customers
from tutorium.platform.db import connection, transaction


async def copy(user_id: UUID) -> dict[str, Any]:
    """Which messages the person was sent, and what he chose about them."""
    async with connection() as db:
        return {
            "messages": await queries.messages.messages_copy(db, user_id),
            "notices": await queries.notices.notices_copy(db, user_id),
            "muted": await queries.choices.muted_copy(db, user_id),
            "choices": await queries.choices.choices_copy(db, user_id),
            "customer": await queries.customers.customer_copy(db, user_id),
        }


async def erase(user_id: UUID) -> dict[str, int]:
    """Forget the messages to the person. May be repeated."""
    async with transaction() as db:
        return {
            "messages": await queries.messages.delete_messages(db, user_id),
            "notices": await queries.notices.delete_notices(db, user_id),
            "muted": await queries.choices.delete_muted(db, user_id),
            "choices": await queries.choices.delete_choices(db, user_id),
            "customers": await customers.note_erasure(db, user_id),
        }
