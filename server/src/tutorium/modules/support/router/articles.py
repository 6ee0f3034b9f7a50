"""The help centre over HTTP."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.params import Parameter, QueryParameter

from tutorium.modules.support import errors
from tutorium.modules.support.model.articles import Article, Content, Edition, Slug, Topic
from tutorium.modules.support.service import articles
from tutorium.platform.errors import NotFound, VersionMismatch
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import ANYONE, IfMatch, Input, get, post, put, routes_of

EDITORS: set[Role] = {"support", "admin"}
NO_NUL = r"^[^\x00]*\S[^\x00]*$"
Path = Annotated[str, Parameter(max_length=60)]
Words = Annotated[str | None, QueryParameter(name="q", max_length=200, pattern=r"^[^\x00]*$")]


class ArticleInList(msgspec.Struct, frozen=True):
    slug: str
    topic: Topic
    title: str
    summary: str


class Articles(msgspec.Struct, frozen=True):
    """Articles by topic or, with words, the best answers first."""

    items: list[ArticleInList]


class ArticleView(msgspec.Struct, frozen=True):
    """`body`: paragraphs, "## headings", "- lists", **bold**, [links](/address)."""

    slug: str
    topic: Topic
    position: int
    title: str
    summary: str
    body: str
    published: bool
    version: int
    updated_at: datetime


class Editions(msgspec.Struct, frozen=True):
    items: list[Edition]


class ArticleContent(Input, frozen=True):
    topic: Topic
    position: Annotated[int, msgspec.Meta(ge=0, le=999)]
    title: Annotated[str, msgspec.Meta(min_length=3, max_length=120, pattern=NO_NUL)]
    summary: Annotated[str, msgspec.Meta(min_length=3, max_length=300, pattern=NO_NUL)]
    body: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000, pattern=NO_NUL)]
    published: bool


class WriteArticle(ArticleContent, frozen=True):
    slug: Slug


@get("/support/articles", access=ANYONE, cached=30)
async def list_articles(q: Words = None) -> Articles:
    """The help centre, or what in it answers these words."""
    found = await articles.articles(words=(q or "").strip() or None)
    return Articles([ArticleInList(each.slug, each.topic, each.title, each.summary) for each in found])


@get("/support/articles/{slug:str}", access=ANYONE, cached=30)
async def show_article(slug: Path) -> ArticleView:
    """One article."""
    return _article(await articles.article(slug=slug))


@get("/support/articles/{slug:str}/editions", access=EDITORS)
async def list_editions(slug: Path) -> Editions:
    """What an article has said before, the latest first."""
    return Editions(await articles.editions(slug=slug))


@post("/support/articles", access=EDITORS, status_code=201, refusals=[errors.ArticleExists])
async def write_article(identity: Identity, data: WriteArticle) -> ArticleView:
    """A new article."""
    written = await articles.write_article(author_id=identity.user_id, slug=data.slug, content=_content(data))
    return _article(written)


@put("/support/articles/{slug:str}", access=EDITORS, refusals=[NotFound, VersionMismatch])
async def change_article(
    identity: Identity, slug: Path, data: ArticleContent, if_match: IfMatch = None
) -> ArticleView:
    """A new edition of an article; what it said before is kept."""
    changed = await articles.change_article(
        author_id=identity.user_id, slug=slug, content=_content(data), version=_version(if_match)
    )
    return _article(changed)


def _version(if_match: str | None) -> int | None:
    number = (if_match or "").strip().removeprefix("W/").strip('"')
    return int(number) if number.isdecimal() and len(number) < 10 else None if if_match is None else 0


def _content(data: ArticleContent) -> Content:
    return Content(
        topic=data.topic,
        position=data.position,
        title=data.title.strip(),
        summary=data.summary.strip(),
        body=data.body.strip(),
        published=data.published,
    )


def _article(article: Article) -> ArticleView:
    return ArticleView(**msgspec.structs.asdict(article))


router = routes_of(globals())
