"""The web application's files: packed once at start, the page itself with a nonce of its own each time."""

import gzip
import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get

from tutorium.gateway.identity import COOKIE
from tutorium.gateway.public_pages import public_page, source_of
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Locale
from tutorium.platform.settings import settings

PACKED = frozenset((".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"))
FOR_EVER = "public, max-age=31536000, immutable"


class Chunk(msgspec.Struct, frozen=True):
    """A script of the build, in Vite's manifest."""

    file: str
    css: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


class File(msgspec.Struct, frozen=True):
    """A file of the build: its bytes, packed bytes when that helps, and its media type."""

    content: bytes
    packed: bytes | None
    media_type: str


@cache
def files(home: Path) -> dict[str, File]:
    """Every file of the build by its path under it."""
    found = {}
    for path in home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            packed = gzip.compress(content, 9) if path.suffix in PACKED else None
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            found[path.relative_to(home).as_posix()] = File(content, packed, media_type)
    return found


@get(["/", "/{path:path}"], include_in_schema=False)
async def page(request: Request[Any, Any, Any], locale: Locale, path: str = "") -> Response[bytes]:
    """A file of the build, or the page of the application, which finds its own way from the address."""
    build, name = files(settings().web_dist), path.lstrip("/")
    if name.startswith("api/") or ("." in name and name not in build):
        raise NotFound
    file = build.get(name)
    if file is None or name == "index.html":
        return await _application(request, build, locale)
    kept = FOR_EVER if name.startswith("assets/") else "public, max-age=3600"
    if file.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers = {"cache-control": kept, "content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(file.packed, media_type=file.media_type, headers=headers)
    return Response(file.content, media_type=file.media_type, headers={"cache-control": kept})


async def _application(
    request: Request[Any, Any, Any], build: dict[str, File], language: Locale
) -> Response[bytes]:
    index = build.get("index.html")
    if index is None:
        raise NotFound
    shell = index.content.decode().replace('lang="ru"', f'lang="{language}"', 1)
    status, html = 200, shell
    source = source_of(request.scope["path"])
    if source and "manifest.json" in build:
        query = request.scope["query_string"].decode("latin-1")
        address = request.scope["path"] + (f"?{query}" if query else "")
        visitor = request.client.host if request.client else ""
        assets = _assets(build, f"{source}?tsr-split=component", f"src/i18n/{language}.po")
        made = await public_page(request.app, address, language, shell, assets, visitor)
        status, html = made.status, made.html
    html = html.replace("__VISITOR__", "no" if COOKIE in request.cookies else "yes")
    content = html.replace("__CSP_NONCE__", request.scope["state"]["nonce"]).encode()
    headers = {"cache-control": "no-store", "content-language": language, "vary": "accept-language"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, 4)
        headers |= {"content-encoding": "gzip", "vary": "accept-encoding, accept-language"}
    return Response(content, status_code=status, media_type="text/html", headers=headers)


def _assets(build: dict[str, File], *sources: str) -> str:
    """Links to the styles and scripts of these sources which the shell does not load anyway."""
    manifest = msgspec.json.decode(build["manifest.json"].content, type=dict[str, Chunk])
    present = frozenset(_chunks(manifest, "index.html"))
    wanted = [name for source in sources for name in _chunks(manifest, source) if name not in present]
    chunks = [manifest[name] for name in dict.fromkeys(wanted)]
    styles = dict.fromkeys(path for chunk in chunks for path in chunk.css)
    links = [f'<link rel="stylesheet" crossorigin href="/{path}">' for path in styles]
    links += [
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="/{chunk.file}">' for chunk in chunks
    ]
    return "".join(links)


def _chunks(manifest: dict[str, Chunk], name: str) -> list[str]:
    """A chunk after all that it imports; none when the build has no such source."""
    if name not in manifest:
        return []
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = None
            waiting += manifest[each].imports
    return list(reversed(found))
