"""Articles of the help centre: what ships with the product, and what staff make of it."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args
from uuid import UUID

import msgspec

HOME = Path(__file__).parent.parent / "articles"
Topic = Literal["start", "booking", "lessons", "money", "family", "account", "tutors"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
Slug = Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", min_length=3, max_length=60)]
RESERVED = frozenset({"contact"})
"""Addresses below /help that are no articles."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What an article says. The body: paragraphs, "## headings", "- lists", **bold**, [links](/address)."""

    topic: Topic
    position: int
    title: str
    summary: str
    body: str
    published: bool


class Article(msgspec.Struct, frozen=True):
    """A row of support.article."""

    slug: str
    topic: Topic
    position: int
    title: str
    summary: str
    body: str
    published: bool
    version: int
    updated_at: datetime


class Edition(msgspec.Struct, frozen=True):
    """What an article said from a moment on; nobody wrote those that shipped with the product."""

    version: int
    title: str
    body: str
    published: bool
    author_id: UUID | None
    created_at: datetime


@cache
def shipped() -> dict[str, Content]:
    """The articles that come with the product, by address: `topic-NN-slug.md`, title, summary, body."""
    found = {}
    for path in sorted(HOME.glob("*.md")):
        topic, position, slug = path.stem.split("-", 2)
        title, summary, body = path.read_text(encoding="utf-8").strip().split("\n\n", 2)
        found[slug] = Content(
            topic=msgspec.convert(topic, Topic),
            position=int(position),
            title=title.removeprefix("# "),
            summary=summary,
            body=body,
            published=True,
        )
    return found


def searchable(text: str) -> str:
    """The text with what people spell in two ways spelt in one."""
    return text.replace("ё", "е").replace("Ё", "Е")
