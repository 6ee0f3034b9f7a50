"""What the catalogue keeps of a person, and how it is forgotten."""

from typing import Any
from uuid import UUID

from tutorium.platform.db import Db, execute, fetch_value


async def reviews_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """What the person wrote, and what was written of him, without who wrote it."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, tutor_id, CASE WHEN author_id = $1 THEN author_id END AS author_id, rating, text,
                created_at
            FROM catalog.review WHERE author_id = $1 OR tutor_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def card_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT listed, slug, full_name, photo_url, headline, about, offers, languages, education,
                experience_years, timezone, badges, reviews_count, lessons_count,
                (SELECT jsonb_object_agg(topic, price) FROM catalog.card_offer o
                    WHERE o.tutor_id = c.tutor_id) AS prices
            FROM catalog.card c WHERE tutor_id = $1) r""",
        user_id,
    )


async def favourites_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """The tutors the person likes; who likes him is theirs."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT tutor_id, created_at FROM catalog.favourite WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def delete_favourites(db: Db, user_id: UUID) -> int:
    """Those of the person, and those that lead to him."""
    return await execute(db, "DELETE FROM catalog.favourite WHERE user_id = $1 OR tutor_id = $1", user_id)


async def empty_card(db: Db, user_id: UUID) -> int:
    """The row stays for the reviews; what it says of the tutor goes."""
    return await execute(
        db,
        """UPDATE catalog.card SET listed = false, slug = 'erased', full_name = '', photo_url = NULL,
            headline = '', about = '', offers = '[]', languages = '{}', education = '', experience_years = 0,
            timezone = 'UTC', search = '', spelling = '', free = '{}', next_slot_at = NULL
        WHERE tutor_id = $1""",
        user_id,
    )


async def delete_offers(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM catalog.card_offer WHERE tutor_id = $1", user_id)
