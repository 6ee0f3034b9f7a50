"""Statements about the help centre."""

from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from tutorium.modules.support.errors import ArticleExists
from tutorium.modules.support.model.articles import Article, Content, Edition, searchable
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional


class Slug(msgspec.Struct, frozen=True):
    """An article that is only named."""

    slug: str


async def slugs(db: Db) -> list[Slug]:
    """The addresses of all articles, published or not."""
    return await fetch_all(db, Slug, "SELECT slug FROM support.article")


async def articles(db: Db, *, drafts: bool) -> list[Article]:
    """Articles in the order of the help centre."""
    return await fetch_all(
        db,
        Article,
        """SELECT slug, topic, position, title, summary, body, published, version, updated_at
        FROM support.article WHERE published OR $1 ORDER BY topic, position, slug""",
        drafts,
    )


async def search(db: Db, words: str, *, limit: int) -> list[Article]:
    """Published articles that hold these words in any of their forms, the best first."""
    return await fetch_all(
        db,
        Article,
        """SELECT slug, topic, position, title, summary, body, published, version, updated_at
        FROM support.article, websearch_to_tsquery('russian', $1) AS asked
        WHERE published AND search @@ asked ORDER BY ts_rank(search, asked) DESC, slug LIMIT $2""",
        words,
        limit,
    )


async def article(db: Db, slug: str) -> Article | None:
    """An article, published or not."""
    return await fetch_optional(
        db,
        Article,
        """SELECT slug, topic, position, title, summary, body, published, version, updated_at
        FROM support.article WHERE slug = $1""",
        slug,
    )


async def editions(db: Db, slug: str) -> list[Edition]:
    """Everything an article has said, the latest first."""
    return await fetch_all(
        db,
        Edition,
        """SELECT version, title, body, published, author_id, created_at
        FROM support.article_edition WHERE slug = $1 ORDER BY version DESC""",
        slug,
    )


async def insert_article(
    db: Db, slug: str, content: Content, *, author_id: UUID | None, now: datetime
) -> None:
    """A new article and its first edition; ArticleExists when the address is taken."""
    try:
        await execute(
            db,
            """INSERT INTO support.article
                (slug, topic, position, title, summary, body, published, version, updated_at, search)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, setweight(to_tsvector('russian', $9), 'A')
                || setweight(to_tsvector('russian', $10), 'B') || to_tsvector('russian', $11))""",
            slug,
            content.topic,
            content.position,
            content.title,
            content.summary,
            content.body,
            content.published,
            now,
            searchable(content.title),
            searchable(content.summary),
            searchable(content.body),
        )
    except asyncpg.UniqueViolationError as error:
        raise ArticleExists from error
    await keep_edition(db, slug, author_id=author_id, now=now)


async def update_article(db: Db, slug: str, content: Content, *, version: int, now: datetime) -> bool:
    """Write an article anew; False unless it is at `version`."""
    done = await execute(
        db,
        """UPDATE support.article SET topic = $2, position = $3, title = $4, summary = $5, body = $6,
            published = $7, updated_at = $8, version = version + 1,
            search = setweight(to_tsvector('russian', $9), 'A')
                || setweight(to_tsvector('russian', $10), 'B') || to_tsvector('russian', $11)
        WHERE slug = $1 AND version = $12""",
        slug,
        content.topic,
        content.position,
        content.title,
        content.summary,
        content.body,
        content.published,
        now,
        searchable(content.title),
        searchable(content.summary),
        searchable(content.body),
        version,
    )
    return done == 1


async def keep_edition(db: Db, slug: str, *, author_id: UUID | None, now: datetime) -> None:
    """Copy the article as it is now to its editions."""
    await execute(
        db,
        """INSERT INTO support.article_edition
            (slug, version, topic, position, title, summary, body, published, author_id, created_at)
        SELECT slug, version, topic, position, title, summary, body, published, $2, $3
        FROM support.article WHERE slug = $1""",
        slug,
        author_id,
        now,
    )
