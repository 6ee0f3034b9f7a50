"""A person's data in the catalogue: the copy, and what goes. Reviews stay; nothing says who wrote them."""

from typing import Any
from uuid import UUID

from tutorium.modules.catalog.queries import personal as queries
from tutorium.platform.db import connection, transaction


async def copy(user_id: UUID) -> dict[str, Any]:
    """Reviews by the person and of him, and his card."""
    async with connection() as db:
        return {
            "reviews": await queries.reviews_copy(db, user_id),
            "card": await queries.card_copy(db, user_id),
            "favourites": await queries.favourites_copy(db, user_id),
        }


async def erase(user_id: UUID) -> dict[str, int]:
    """Empty the card. May be repeated."""
    async with transaction() as db:
        return {
            "favourites": await queries.delete_favourites(db, user_id),
            "offers": await queries.delete_offers(db, user_id),
            "card": await queries.empty_card(db, user_id),
        }
