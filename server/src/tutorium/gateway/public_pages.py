"""Public pages, rendered here: what search engines and newcomers see before any script has run.

The API is asked as the visitor's browser would ask it, without a cookie, so that the page is the same for
everybody and may be kept. Whatever goes wrong, the visitor gets the shell, which renders itself.
"""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path

import httpx
import msgspec
import structlog
from litestar import Litestar

from tutorium.gateway.head import describe, head, inert
from tutorium.gateway.rendering import Answer, Question, Renderer, Rendering, RenderingFailed
from tutorium.platform import cache as kept
from tutorium.platform import clock, metrics
from tutorium.platform.identity import Locale
from tutorium.platform.settings import settings

KEEP = timedelta(seconds=60)
SECONDS = 2.0
ROUNDS = 4
LONGEST_ADDRESS = 1000
PAGES = {
    r"/": "src/routes/index.tsx",
    r"/tutors": "src/routes/tutors.index.tsx",
    r"/tutors/[\w-]+": "src/routes/tutors.$tutorId.tsx",
    r"/legal/\w+": "src/routes/legal.$kind.tsx",
    r"/help": "src/routes/help.index.tsx",
    r"/help/(?!contact$)[a-z0-9-]+": "src/routes/help.$slug.tsx",
}
"""Addresses of the public pages, and the file of the route, for its styles and scripts."""

log = structlog.get_logger("pages")


class Page(msgspec.Struct, frozen=True):
    """A whole document; the nonce is still a placeholder in it."""

    status: int
    html: str


class Content(msgspec.Struct, frozen=True):
    """What the browser needs to take the page over without a difference."""

    language: Locale
    now: str
    answers: list[Answer]


class Asked(msgspec.Struct):
    """What one page asked the API and was told."""

    answers: list[Answer]
    statuses: dict[str, int]

    @property
    def complete(self) -> bool:
        return all(status == 200 for status in self.statuses.values())


_running: dict[str, "asyncio.Task[Page]"] = {}


def source_of(path: str) -> str | None:
    """The route's file when the path is a public page."""
    return next((file for shape, file in PAGES.items() if re.fullmatch(shape, path, re.ASCII)), None)


async def public_page(
    app: Litestar, address: str, language: Locale, shell: str, assets: str, visitor: str
) -> Page:
    """The page of an address (a path with its query), from the cache or made now, once for all who wait."""
    if len(address) > LONGEST_ADDRESS:
        return Page(200, shell)
    build = hashlib.blake2b(shell.encode(), digest_size=8).hexdigest()
    key = f"page:{build}:{language}:{address}"
    page = await kept.get(key, Page)
    if page is not None:
        metrics.pages.labels("kept").inc()
    else:
        task = _running.get(key)
        if task is None:
            task = asyncio.create_task(_made(key, app, address, language, shell, assets, visitor))
            _running[key] = task
            task.add_done_callback(lambda _: _running.pop(key, None))
        page = await asyncio.shield(task)
    return page


async def _made(
    key: str, app: Litestar, address: str, language: Locale, shell: str, assets: str, visitor: str
) -> Page:
    try:
        async with asyncio.timeout(SECONDS):
            page, complete = await _rendered(app, address, language, shell, assets, visitor)
    except Exception as error:  # whatever it is, the visitor has a page all the same
        expected = isinstance(error, (RenderingFailed, TimeoutError))
        reason = str(error) or type(error).__name__
        route = address.partition("?")[0]
        log.warning("page_not_rendered", route=route, reason=reason, exc_info=None if expected else error)
        metrics.pages.labels("shell").inc()
        return Page(200, shell)
    metrics.pages.labels("rendered").inc()
    if complete:
        await kept.put(key, page, keep=KEEP)
    return page


async def _rendered(
    app: Litestar, address: str, language: Locale, shell: str, assets: str, visitor: str
) -> tuple[Page, bool]:
    """The page, and whether it has everything it asked for, so that it may be kept."""
    moment = clock.now().isoformat()
    rendering, asked = await _render(app, address, language, visitor, moment)
    bodies = {answer.address: msgspec.json.decode(answer.body) for answer in asked.answers}
    path = address.partition("?")[0]
    if _is_absent(path, asked.statuses):
        return Page(404, shell), True
    description = describe(address, language, bodies, settings().public_url.rstrip("/"))
    top = head(rendering.title, language, description)
    content = Content(language, moment, asked.answers)
    return Page(200, _document(shell, top, assets, rendering, content)), asked.complete


async def _render(
    app: Litestar, address: str, language: Locale, visitor: str, moment: str
) -> tuple[Rendering, Asked]:
    asked = Asked([], {})
    renderer = renderer_of(settings().web_dist.with_name("dist-server") / "entry-server.js")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(visitor, 0))  # type: ignore[arg-type]
    headers = {"accept-language": language, "accept-encoding": "identity"}
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway", headers=headers) as client:
        for _ in range(ROUNDS):
            rendering = await renderer.render(address, language, moment, asked.answers)
            questions = [each for each in rendering.questions if each.address not in asked.statuses]
            if not questions:
                return rendering, asked
            await asyncio.gather(*(_ask(client, question, asked) for question in questions))
    raise RenderingFailed("the page never stops asking")


async def _ask(client: httpx.AsyncClient, question: Question, asked: Asked) -> None:
    answer = await client.get(question.address)
    asked.statuses[question.address] = answer.status_code
    if answer.status_code == 200:
        body = msgspec.Raw(answer.content)
        asked.answers.append(Answer(question.key, question.paged, question.address, body))


def _is_absent(path: str, statuses: Mapping[str, int]) -> bool:
    """Whether there is no such tutor, no such text, no such article."""
    if path.startswith("/legal/"):
        return statuses.get(f"/api/v1/auth/documents/{path[7:]}") == 404
    if path.startswith("/help/"):
        return statuses.get(f"/api/v1/support/articles/{path[6:]}") == 404
    return statuses.get(f"/api/v1/catalog{path}") == 404


def _document(shell: str, top: str, assets: str, rendering: Rendering, content: Content) -> str:
    """The shell with its three gaps filled: cut, not replaced, so that no text of a person is a gap.

    Scripts come after what is seen: the page can be read without them.
    """
    before, _, rest = shell.partition("<!--head-->")
    _, _, rest = rest.partition("<!--/head-->")
    links, _, rest = rest.partition("</head>")
    for script in ('rel="modulepreload"', 'type="module"'):
        links = links.replace(script, f'{script} fetchpriority="low"')
    body, _, rest = rest.partition("<!--page-->")
    root, _, end = rest.partition("</body>")
    styles = f'<style id="rendered-styles" nonce="__CSP_NONCE__">{rendering.styles}</style>'
    data = f'<script type="application/json" id="rendered">{inert(content)}</script>'
    return f"{before}{top}{links}{assets}{styles}</head>{body}{rendering.html}{root}{data}</body>{end}"


@cache
def renderer_of(bundle: Path) -> Renderer:
    """The renderer of a bundle: one in a process."""
    return Renderer(bundle)
