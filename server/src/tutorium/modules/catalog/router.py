"""Search, tutors' pages and reviews over HTTP."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar.params import Parameter

from tutorium.modules.accounts import api as accounts
from tutorium.modules.catalog.errors import FavouritesFull, LessonRequired, ReviewExists
from tutorium.modules.catalog.model import (
    CardRow,
    FavouriteRow,
    Filters,
    Offer,
    Position,
    ProfileRow,
    Review,
    Sort,
    shown_rating,
)
from tutorium.modules.catalog.service import favourites, reviews, search
from tutorium.platform.errors import Malformed
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.web import ANYONE, Cursor, Input, Limit, delete, get, post, put, routes_of

P = TypeVar("P")
Code = Annotated[str | None, Parameter(max_length=60)]
Kopecks = Annotated[int | None, Parameter(ge=0, le=100_000_000, description="Kopecks an hour")]
Moment = Annotated[datetime | None, Parameter(description="RFC 3339")]


class Subjects(msgspec.Struct, frozen=True):
    """What is taught here."""

    items: list[accounts.SubjectName]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A tutor in a list. The price is the lowest, or the lowest of the searched subject."""

    tutor_id: UUID
    slug: str
    full_name: str
    photo_url: str | None
    headline: str
    subjects: tuple[Offer, ...]
    price_kopecks_per_hour: int
    rating: float | None
    reviews_count: int
    lessons_count: int
    next_slot_at: datetime | None
    badges: tuple[str, ...]


class Cards(msgspec.Struct, frozen=True):
    """One page of a search; `total` is exact up to 1,000."""

    items: list[Card]
    next_cursor: str | None
    total: int
    total_is_estimate: bool


class TutorPage(Card, frozen=True, kw_only=True):
    """Everything the public may know of a tutor."""

    about: str
    languages: tuple[str, ...]
    education: str
    experience_years: int
    cancellation_preset: str
    instant_booking: bool
    lesson_minutes: tuple[int, ...]
    timezone: str
    paused: bool
    version: int


class Favourite(Card, frozen=True, kw_only=True):
    """A marked tutor; `paused`: he takes no new students now."""

    paused: bool
    since: datetime


class Favourites(msgspec.Struct, frozen=True):
    """Marked tutors, the latest mark first; at most a hundred in all."""

    items: list[Favourite]
    next_cursor: str | None


class ReviewView(msgspec.Struct, frozen=True):
    """A review, signed with the first name and an initial."""

    id: UUID
    author_name: str
    rating: int
    text: str
    created_at: datetime


class Reviews(msgspec.Struct, frozen=True, kw_only=True):
    """Reviews, the latest first; the histogram counts all of them by their stars."""

    items: list[ReviewView]
    next_cursor: str | None
    rating: float | None
    count: int
    histogram: dict[str, int]


class WriteReview(Input, frozen=True):
    """Stars and words."""

    rating: Annotated[int, msgspec.Meta(ge=1, le=5)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=3000)]


@get("/catalog/subjects", access=ANYONE, cached=300)
async def list_subjects(locale: Locale) -> Subjects:
    """Subjects and levels."""
    return Subjects(await accounts.subjects(locale=locale))


@get("/catalog/tutors", access=ANYONE, cached=5)
async def search_tutors(
    q: Annotated[str | None, Parameter(max_length=200)] = None,
    subject: Code = None,
    level: Code = None,
    price_min: Kopecks = None,
    price_max: Kopecks = None,
    language: Annotated[str | None, Parameter(pattern="^[a-z]{2}$")] = None,
    rating_min: Annotated[float | None, Parameter(ge=1, le=5)] = None,
    available_from: Moment = None,
    available_to: Moment = None,
    verified: bool = False,
    sort: Sort = "relevance",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Cards:
    """Find tutors."""
    filters = Filters(
        words=(q or "").strip() or None,
        subject=subject,
        level=level,
        price_min=price_min,
        price_max=price_max,
        language=language,
        rating_min=rating_min,
        free_from=_aware(available_from),
        free_to=_aware(available_to),
        verified=verified,
    )
    found = await search.search(
        filters, sort=sort, after=_decoded(cursor, Position) if cursor else None, limit=limit
    )
    return Cards(
        [Card(**_card(row)) for row in found.rows],
        _encoded(found.more) if found.more else None,
        found.total,
        found.total_is_estimate,
    )


@get("/catalog/tutors/{tutor_id:uuid}", access=ANYONE, cached=5)
async def show_tutor(tutor_id: UUID) -> TutorPage:
    """A tutor's public page."""
    tutor = await search.profile(tutor_id=tutor_id)
    return TutorPage(
        **_card(tutor),
        about=tutor.about,
        languages=tutor.languages,
        education=tutor.education,
        experience_years=tutor.experience_years,
        cancellation_preset=tutor.cancellation_preset,
        instant_booking=tutor.instant_booking,
        lesson_minutes=tutor.lesson_minutes,
        timezone=tutor.timezone,
        paused=tutor.paused,
        version=tutor.version,
    )


@get("/catalog/tutors/{tutor_id:uuid}/reviews", access=ANYONE, cached=5)
async def list_reviews(tutor_id: UUID, limit: Limit = 20, cursor: Cursor = None) -> Reviews:
    """What students say of a tutor."""
    after = _decoded(cursor, tuple[datetime, UUID]) if cursor else None
    tutor, stars, page, more = await reviews.reviews(tutor_id=tutor_id, after=after, limit=limit)
    counts = {each.rating: each.count for each in stars}
    last = page[-1][0] if page else None
    return Reviews(
        items=[_review(review, name) for review, name in page],
        next_cursor=_encoded((last.created_at, last.id)) if more and last else None,
        rating=shown_rating(tutor.score, tutor.reviews_count),
        count=tutor.reviews_count,
        histogram={str(rating): counts.get(rating, 0) for rating in range(5, 0, -1)},
    )


@post(
    "/catalog/tutors/{tutor_id:uuid}/reviews",
    access={"student", "guardian"},
    status_code=201,
    refusals=[LessonRequired, ReviewExists],
)
async def write_review(identity: Identity, tutor_id: UUID, data: WriteReview) -> ReviewView:
    """Review a tutor after a completed lesson."""
    review, name = await reviews.write_review(
        author_id=identity.user_id, tutor_id=tutor_id, rating=data.rating, text=data.text.strip()
    )
    return _review(review, name)


@get("/catalog/favourites", access={"student", "guardian"})
async def list_favourites(identity: Identity, limit: Limit = 20, cursor: Cursor = None) -> Favourites:
    """The tutors I have marked."""
    after = _decoded(cursor, tuple[datetime, UUID]) if cursor else None
    page, more = await favourites.favourites(user_id=identity.user_id, after=after, limit=limit)
    return Favourites(
        [Favourite(**_card(row), paused=row.paused, since=row.created_at) for row in page],
        _encoded((page[-1].created_at, page[-1].tutor_id)) if more else None,
    )


@put(
    "/catalog/favourites/{tutor_id:uuid}",
    access={"student", "guardian"},
    status_code=204,
    refusals=[FavouritesFull],
)
async def add_favourite(identity: Identity, tutor_id: UUID) -> None:
    """Mark a tutor."""
    await favourites.add_favourite(user_id=identity.user_id, tutor_id=tutor_id)


@delete("/catalog/favourites/{tutor_id:uuid}", access={"student", "guardian"})
async def remove_favourite(identity: Identity, tutor_id: UUID) -> None:
    """Take the mark off a tutor."""
    await favourites.remove_favourite(user_id=identity.user_id, tutor_id=tutor_id)


def _card(row: CardRow | ProfileRow | FavouriteRow) -> dict[str, Any]:
    return {
        "tutor_id": row.tutor_id,
        "slug": row.slug,
        "full_name": row.full_name,
        "photo_url": row.photo_url,
        "headline": row.headline,
        "subjects": row.offers,
        "price_kopecks_per_hour": row.price,
        "rating": shown_rating(row.score, row.reviews_count),
        "reviews_count": row.reviews_count,
        "lessons_count": row.lessons_count,
        "next_slot_at": row.next_slot_at,
        "badges": row.badges,
    }


def _review(review: Review, name: str) -> ReviewView:
    return ReviewView(review.id, name, review.rating, review.text, review.created_at)


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise Malformed
    return moment


def _encoded(position: object) -> str:
    return urlsafe_b64encode(msgspec.json.encode(position)).decode()


def _decoded(cursor: str, kind: type[P]) -> P:
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor), type=kind)
    except ValueError:
        raise Malformed from None


router = routes_of(globals())
