"""The web application's files: packed once at start, the page itself with a nonce of its own each time."""

import gzip
import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get

from tutorium.platform.errors import NotFound
from tutorium.platform.settings import settings

PACKED = frozenset((".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"))
FOR_EVER = "public, max-age=31536000, immutable"


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
async def page(request: Request[Any, Any, Any], path: str = "") -> Response[bytes]:
    """A file of the build, or the page of the application, which finds its own way from the address."""
    build, name = files(settings().web_dist), path.lstrip("/")
    if name.startswith("api/") or ("." in name and name not in build):
        raise NotFound
    file = build.get(name)
    if file is None or name == "index.html":
        return _application(request, build)
    kept = FOR_EVER if name.startswith("assets/") else "public, max-age=3600"
    if file.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers = {"cache-control": kept, "content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(file.packed, media_type=file.media_type, headers=headers)
    return Response(file.content, media_type=file.media_type, headers={"cache-control": kept})


def _application(request: Request[Any, Any, Any], build: dict[str, File]) -> Response[bytes]:
    index = build.get("index.html")
    if index is None:
        raise NotFound
    nonce = request.scope["state"]["nonce"].encode()
    content = index.content.replace(b"__CSP_NONCE__", nonce)
    return Response(content, media_type="text/html; charset=utf-8", headers={"cache-control": "no-store"})
