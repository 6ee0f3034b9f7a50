"""The help centre: read and searched by everybody, written by staff, never lost."""

from uuid import UUID

from tutorium.modules.support import queries
from tutorium.modules.support.errors import ArticleExists
from tutorium.modules.support.model.articles import RESERVED, Article, Content, Edition, searchable, shipped
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound, VersionMismatch

FOUND_AT_MOST = 20


async def install_articles() -> None:
    """Put in the articles this version ships at addresses that are free; what staff edited stays."""
    async with connection() as db:
        known = {each.slug for each in await queries.articles.slugs(db)}
    missing = {slug: content for slug, content in shipped().items() if slug not in known}
    if missing:
        async with transaction() as db:
            for slug, content in missing.items():
                await queries.articles.insert_article(db, slug, content, author_id=None, now=clock.now())


async def articles(*, words: str | None, drafts: bool = False) -> list[Article]:
    """All articles in their order or, with words, those that hold them: all of them, or else any of them."""
    async with connection() as db:
        if not words:
            return await queries.articles.articles(db, drafts=drafts)
        asked = searchable(words)
        for reading in (asked, " or ".join(asked.split())):
            found = await queries.articles.search(db, reading, limit=FOUND_AT_MOST)
            if found:
                break
        return found


async def article(*, slug: str, drafts: bool = False) -> Article:
    """One article; NotFound when there is none, or it is a draft and drafts are not asked for."""
    async with connection() as db:
        found = await queries.articles.article(db, slug)
    if found is None or not (found.published or drafts):
        raise NotFound
    return found


async def editions(*, slug: str) -> list[Edition]:
    """Everything the article has said, the latest first; NotFound."""
    async with connection(system=True) as db:  # editions are the desk's
        found = await queries.articles.editions(db, slug)
    if not found:
        raise NotFound
    return found


async def write_article(*, author_id: UUID, slug: str, content: Content) -> Article:
    """A new article; ArticleExists when its address is taken."""
    if slug in RESERVED:
        raise ArticleExists
    async with transaction(system=True) as db:
        await queries.articles.insert_article(db, slug, content, author_id=author_id, now=clock.now())
        await audit.record(
            db, "support.article_written", subject=f"article:{slug}", published=content.published
        )
    return await article(slug=slug, drafts=True)


async def change_article(*, author_id: UUID, slug: str, content: Content, version: int | None) -> Article:
    """A new edition; VersionMismatch when somebody has written another meanwhile."""
    known = await article(slug=slug, drafts=True)
    now = clock.now()
    async with transaction(system=True) as db:
        expected = known.version if version is None else version
        if not await queries.articles.update_article(db, slug, content, version=expected, now=now):
            raise VersionMismatch(version=known.version)
        await queries.articles.keep_edition(db, slug, author_id=author_id, now=now)
        await audit.record(
            db, "support.article_changed", subject=f"article:{slug}", published=content.published
        )
    return await article(slug=slug, drafts=True)
