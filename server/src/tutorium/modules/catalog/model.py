"""Cards of tutors: what is searched, what is shown, and the pure rules between the two."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

SHOWN_FROM_REVIEWS = 3
COUNTED_EXACTLY = 1000
MAX_FAVOURITES = 100
Sort = Literal["relevance", "price", "-price", "rating", "soonest"]

_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)


class Offer(msgspec.Struct, frozen=True):
    """A subject at a level, and the price of 60 minutes in kopecks."""

    subject: str
    level: str
    price_kopecks_per_hour: int


class CardRow(msgspec.Struct, frozen=True):
    """A line of a search; `rank` is what relevance sorts by."""

    tutor_id: UUID
    slug: str
    full_name: str
    photo_url: str | None
    headline: str
    offers: tuple[Offer, ...]
    price: int
    score: float
    reviews_count: int
    lessons_count: int
    next_slot_at: datetime | None
    badges: tuple[str, ...]
    rank: float


class ProfileRow(msgspec.Struct, frozen=True):
    """Everything the public may know of a tutor who is listed or pauses."""

    tutor_id: UUID
    slug: str
    full_name: str
    photo_url: str | None
    headline: str
    offers: tuple[Offer, ...]
    price: int
    score: float
    reviews_count: int
    lessons_count: int
    next_slot_at: datetime | None
    badges: tuple[str, ...]
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


class FavouriteRow(msgspec.Struct, frozen=True):
    """A tutor somebody has marked; a paused one takes no new students."""

    tutor_id: UUID
    slug: str
    full_name: str
    photo_url: str | None
    headline: str
    offers: tuple[Offer, ...]
    price: int
    score: float
    reviews_count: int
    lessons_count: int
    next_slot_at: datetime | None
    badges: tuple[str, ...]
    paused: bool
    created_at: datetime


class NewCard(msgspec.Struct, frozen=True, kw_only=True):
    """A tutor's card as others told it. `subjects` and `spelling` are words to be found by."""

    tutor_id: UUID
    listed: bool
    paused: bool
    slug: str
    full_name: str
    photo_url: str | None
    headline: str
    about: str
    offers: tuple[Offer, ...]
    languages: tuple[str, ...]
    education: str
    experience_years: int
    cancellation_preset: str
    instant_booking: bool
    lesson_minutes: tuple[int, ...]
    timezone: str
    badges: tuple[str, ...]
    version: int
    subjects: str
    spelling: str


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a search asks for. Prices are kopecks an hour, of the topic if one is given."""

    words: str | None = None
    spelling: str | None = None
    subject: str | None = None
    level: str | None = None
    price_min: int | None = None
    price_max: int | None = None
    language: str | None = None
    rating_min: float | None = None
    free_from: datetime | None = None
    free_to: datetime | None = None
    verified: bool = False

    @property
    def values(self) -> tuple[object, ...]:
        """The arguments of catalog.matching."""
        return (
            self.words,
            self.spelling,
            topic(self.subject, self.level),
            self.price_min,
            self.price_max,
            self.language,
            self.rating_min,
            self.free_from,
            self.free_to,
            self.verified,
        )


class Review(msgspec.Struct, frozen=True):
    """What one student says of one tutor."""

    id: UUID
    author_id: UUID
    rating: int
    text: str
    created_at: datetime


class TutorId(msgspec.Struct, frozen=True):
    """A tutor who is only named."""

    tutor_id: UUID


class Stars(msgspec.Struct, frozen=True):
    """How many reviews gave this rating."""

    rating: int
    count: int


Reading = Literal["all", "any", "spelling"]
"""How the words of a search are taken: all of them, any of them, or as misspelt names."""


class Position(msgspec.Struct, frozen=True):
    """Where the next page begins: after this key, and among equals after this tutor."""

    key: float
    tutor_id: UUID
    reading: Reading = "all"


def topic(subject: str | None, level: str | None) -> str:
    """The key under which card_offer keeps a price: anything, a subject, or a level of it."""
    if subject is None:
        return ""
    return subject if level is None else f"{subject}:{level}"


def lowest_prices(offers: Sequence[Offer]) -> dict[str, int]:
    """For every topic these offers serve, the lowest price."""
    prices: dict[str, int] = {}
    for offer in offers:
        for key in ("", offer.subject, f"{offer.subject}:{offer.level}"):
            price = offer.price_kopecks_per_hour
            prices[key] = min(price, prices.get(key, price))
    return prices


def shown_rating(score: float, reviews_count: int) -> float | None:
    """The Bayesian mean to two places; nothing before the third review."""
    return round(score, 2) if reviews_count >= SHOWN_FROM_REVIEWS else None


def searchable(text: str) -> str:
    """The text with what people spell in two ways spelt in one."""
    return text.replace("ё", "е").replace("Ё", "Е")


def readings(filters: Filters) -> dict[Reading, Filters]:
    """The ways to take the words of a search, from the strictest on."""
    if not filters.words:
        return {"all": filters}
    words = searchable(filters.words)
    return {
        "all": replace(filters, words=words),
        "any": replace(filters, words=" or ".join(words.split())),
        "spelling": replace(filters, words=None, spelling=words.lower()),
    }


def slug_of(full_name: str, tutor_id: UUID) -> str:
    """The name in Latin letters, made unique: "anna-petrova-3f9a1c2b"."""
    latin = "".join(_LETTERS.get(letter, letter) for letter in full_name.lower())
    words = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    return f"{words}-{tutor_id.hex[-8:]}".strip("-")


def public_name(full_name: str) -> str:
    """How a review is signed: "Мария К." for "Мария Кузнецова"."""
    first, *rest = full_name.split()
    return f"{first} {rest[-1][0]}." if rest else first
