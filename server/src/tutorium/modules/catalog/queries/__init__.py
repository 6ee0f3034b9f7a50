"""Every statement of the module."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Range

from tutorium.modules.catalog.model import (
    CardRow,
    FavouriteRow,
    Filters,
    NewCard,
    Position,
    ProfileRow,
    Review,
    Stars,
    TutorId,
    lowest_prices,
    searchable,
)
from tutorium.platform.db import Db, execute, execute_many, fetch_all, fetch_optional, fetch_value


async def save_card(db: Db, card: NewCard) -> bool:
    """Write a card and its prices, unless a newer version of the profile is written already."""
    saved = await execute(
        db,
        """INSERT INTO catalog.card AS c (tutor_id, listed, slug, full_name, photo_url, headline, about,
            offers, languages, education, experience_years, cancellation_preset, instant_booking,
            lesson_minutes, timezone, version, search, spelling, paused, badges)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
            setweight(to_tsvector('russian', $17), 'A') || setweight(to_tsvector('russian', $18), 'B')
                || setweight(to_tsvector('russian', $19), 'C'),
            $20, $21, $22)
        ON CONFLICT (tutor_id) DO UPDATE SET listed = excluded.listed, slug = excluded.slug,
            full_name = excluded.full_name, photo_url = excluded.photo_url, headline = excluded.headline,
            about = excluded.about, offers = excluded.offers, languages = excluded.languages,
            education = excluded.education, experience_years = excluded.experience_years,
            cancellation_preset = excluded.cancellation_preset, instant_booking = excluded.instant_booking,
            lesson_minutes = excluded.lesson_minutes, timezone = excluded.timezone,
            version = excluded.version, search = excluded.search, spelling = excluded.spelling,
            paused = excluded.paused, badges = excluded.badges
        WHERE c.version <= excluded.version""",
        card.tutor_id,
        card.listed,
        card.slug,
        card.full_name,
        card.photo_url,
        card.headline,
        card.about,
        card.offers,
        card.languages,
        card.education,
        card.experience_years,
        card.cancellation_preset,
        card.instant_booking,
        card.lesson_minutes,
        card.timezone,
        card.version,
        searchable(card.full_name),
        searchable(f"{card.headline} {card.subjects}"),
        searchable(card.about),
        searchable(card.spelling).lower(),
        card.paused,
        card.badges,
    )
    if not saved:
        return False
    await execute(db, "DELETE FROM catalog.card_offer WHERE tutor_id = $1", card.tutor_id)
    await execute_many(
        db,
        "INSERT INTO catalog.card_offer (tutor_id, topic, price) VALUES ($1, $2, $3)",
        [(card.tutor_id, topic, price) for topic, price in lowest_prices(card.offers).items()],
    )
    return True


async def save_free_times(
    db: Db,
    tutor_id: UUID,
    *,
    as_of: datetime,
    stale_at: datetime,
    next_slot_at: datetime | None,
    runs: Sequence[tuple[datetime, datetime]],
    lessons_count: int,
) -> None:
    """Write a tutor's free times, unless later ones are written already."""
    await execute(
        db,
        """UPDATE catalog.card SET next_slot_at = $2, free = $3, free_as_of = $4, free_stale_at = $5,
            lessons_count = $6
        WHERE tutor_id = $1 AND free_as_of <= $4""",
        tutor_id,
        next_slot_at,
        [Range(first, last, upper_inc=True) for first, last in runs],
        as_of,
        stale_at,
        lessons_count,
    )


async def stale_cards(db: Db, *, now: datetime, limit: int) -> list[TutorId]:
    """Listed tutors whose next slot has come too near to be booked, the longest first."""
    return await fetch_all(
        db,
        TutorId,
        """SELECT tutor_id FROM catalog.card WHERE listed AND free_stale_at <= $1
        ORDER BY free_stale_at LIMIT $2""",
        now,
        limit,
    )


async def by_rank(db: Db, filters: Filters, after: Position | None, limit: int) -> list[CardRow]:
    """The most relevant first."""
    return await fetch_all(
        db,
        CardRow,
        """SELECT * FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) m
        WHERE $11::float8 IS NULL OR (m.rank, m.tutor_id) < ($11, $12::uuid)
        ORDER BY m.rank DESC, m.tutor_id DESC LIMIT $13""",
        *_arguments(filters, after, limit),
    )


async def by_score(db: Db, filters: Filters, after: Position | None, limit: int) -> list[CardRow]:
    """The best rated first."""
    return await fetch_all(
        db,
        CardRow,
        """SELECT * FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) m
        WHERE $11::float8 IS NULL OR (m.score, m.tutor_id) < ($11, $12::uuid)
        ORDER BY m.score DESC, m.tutor_id DESC LIMIT $13""",
        *_arguments(filters, after, limit),
    )


async def by_price(db: Db, filters: Filters, after: Position | None, limit: int) -> list[CardRow]:
    """The cheapest first."""
    return await fetch_all(
        db,
        CardRow,
        """SELECT * FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) m
        WHERE $11::float8 IS NULL OR (m.price, m.tutor_id) > ($11::bigint, $12::uuid)
        ORDER BY m.price, m.tutor_id LIMIT $13""",
        *_arguments(filters, after, limit),
    )


async def by_price_down(db: Db, filters: Filters, after: Position | None, limit: int) -> list[CardRow]:
    """The dearest first."""
    return await fetch_all(
        db,
        CardRow,
        """SELECT * FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) m
        WHERE $11::float8 IS NULL OR (m.price, m.tutor_id) < ($11::bigint, $12::uuid)
        ORDER BY m.price DESC, m.tutor_id DESC LIMIT $13""",
        *_arguments(filters, after, limit),
    )


async def by_slot(db: Db, filters: Filters, after: Position | None, limit: int) -> list[CardRow]:
    """Who can teach the soonest first; last those who have no free time."""
    return await fetch_all(
        db,
        CardRow,
        """SELECT * FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) m
        WHERE $11::float8 IS NULL
            OR (coalesce(m.next_slot_at, '9999-12-31T00:00:00Z'::timestamptz), m.tutor_id)
                > (to_timestamp($11), $12::uuid)
        ORDER BY coalesce(m.next_slot_at, '9999-12-31T00:00:00Z'::timestamptz), m.tutor_id LIMIT $13""",
        *_arguments(filters, after, limit),
    )


def _arguments(filters: Filters, after: Position | None, limit: int) -> tuple[object, ...]:
    return (*filters.values, *((after.key, after.tutor_id) if after else (None, None)), limit)


async def prepare_search(db: Db) -> None:
    """Until the connection is given back: plan each search for its own filters, since one plan for all of
    them is up to a hundred times slower; and take words for alike when half of their letters fit.
    """
    await execute(
        db,
        """SELECT set_config('plan_cache_mode', 'force_custom_plan', false),
            set_config('pg_trgm.word_similarity_threshold', '0.5', false)""",
    )


async def count(db: Db, filters: Filters, *, limit: int) -> int:
    """How many cards match, at most `limit`."""
    found = await fetch_value(
        db,
        int,
        """SELECT count(*) FROM (
            SELECT FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) LIMIT $11) counted""",
        *filters.values,
        limit,
    )
    return found or 0


async def estimate(db: Db, filters: Filters) -> int:
    """How many cards match by the planner's statistics."""
    plan = await fetch_value(
        db,
        list[dict[str, Any]],
        """EXPLAIN (FORMAT JSON)
        SELECT FROM catalog.matching($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        *filters.values,
    )
    return int(plan[0]["Plan"]["Plan Rows"]) if plan else 0


async def profile(db: Db, tutor_id: UUID) -> ProfileRow | None:
    """The public profile of a tutor who is listed or pauses."""
    return await fetch_optional(
        db,
        ProfileRow,
        """SELECT c.tutor_id, slug, full_name, photo_url, headline, offers, o.price, score, reviews_count,
            lessons_count, next_slot_at, badges, about, languages, education, experience_years,
            cancellation_preset, instant_booking, lesson_minutes, timezone, paused, version
        FROM catalog.card c
        JOIN catalog.card_offer o ON o.tutor_id = c.tutor_id AND o.topic = ''
        WHERE c.tutor_id = $1 AND (listed OR paused)""",
        tutor_id,
    )


async def insert_review(db: Db, tutor_id: UUID, review: Review) -> bool:
    """Store a review and count it on the card; False when the author has written one before."""
    if not await execute(
        db,
        """INSERT INTO catalog.review (id, tutor_id, author_id, rating, text, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tutor_id, author_id) DO NOTHING""",
        review.id,
        tutor_id,
        review.author_id,
        review.rating,
        review.text,
        review.created_at,
    ):
        return False
    await execute(
        db,
        """UPDATE catalog.card SET rating_sum = rating_sum + $2, reviews_count = reviews_count + 1
        WHERE tutor_id = $1""",
        tutor_id,
        review.rating,
    )
    return True


async def reviews(db: Db, tutor_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Review]:
    """Reviews of a tutor, the latest first."""
    return await fetch_all(
        db,
        Review,
        """SELECT id, author_id, rating, text, created_at FROM catalog.review
        WHERE tutor_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $4""",
        tutor_id,
        *(after or (None, None)),
        limit,
    )


async def stars(db: Db, tutor_id: UUID) -> list[Stars]:
    """How often a tutor was given each rating."""
    return await fetch_all(
        db,
        Stars,
        "SELECT rating, count(*) AS count FROM catalog.review WHERE tutor_id = $1 GROUP BY rating",
        tutor_id,
    )


async def favourites(
    db: Db, user_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[FavouriteRow]:
    """Tutors this user has marked whose pages can be seen, the latest mark first."""
    return await fetch_all(
        db,
        FavouriteRow,
        """SELECT c.tutor_id, slug, full_name, photo_url, headline, offers, o.price, score, reviews_count,
            lessons_count, next_slot_at, badges, paused, f.created_at
        FROM catalog.favourite f
        JOIN catalog.card c ON c.tutor_id = f.tutor_id AND (c.listed OR c.paused)
        JOIN catalog.card_offer o ON o.tutor_id = c.tutor_id AND o.topic = ''
        WHERE f.user_id = $1 AND ($2::timestamptz IS NULL OR (f.created_at, f.tutor_id) < ($2, $3::uuid))
        ORDER BY f.created_at DESC, f.tutor_id DESC LIMIT $4""",
        user_id,
        *(after or (None, None)),
        limit,
    )


async def count_favourites(db: Db, user_id: UUID, *, but: UUID) -> int:
    """How many tutors this user has marked besides this one."""
    found = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM catalog.favourite WHERE user_id = $1 AND tutor_id <> $2",
        user_id,
        but,
    )
    return found or 0


async def insert_favourite(db: Db, user_id: UUID, tutor_id: UUID, *, now: datetime) -> None:
    """Does nothing when the tutor is marked already."""
    await execute(
        db,
        """INSERT INTO catalog.favourite (user_id, tutor_id, created_at)
        VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""",
        user_id,
        tutor_id,
        now,
    )


async def delete_favourite(db: Db, user_id: UUID, tutor_id: UUID) -> None:
    await execute(db, "DELETE FROM catalog.favourite WHERE user_id = $1 AND tutor_id = $2", user_id, tutor_id)
