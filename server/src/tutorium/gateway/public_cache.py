"""Public answers, the same for everybody: ETag, Cache-Control, gzip, and 304 when nothing has changed."""

import gzip
import hashlib
from typing import Any

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

WORTH_PACKING = 1024


class PublicCache(ASGIMiddleware):
    """Applies to GET routes declared `cached`; every other API answer is marked no-store."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        opt = scope["route_handler"].opt
        if "access" not in opt:
            await next_app(scope, receive, send)
            return
        seconds = opt.get("cached", 0)
        start: Any = None

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if seconds and message["status"] == 200:
                    start = message
                    return
                names = {name for name, _ in message["headers"]}
                if b"cache-control" not in names:
                    message["headers"] = [*message["headers"], (b"cache-control", b"no-store")]
                await send(message)
            elif start is not None:
                await _send_public(scope, start, message, seconds, send)
            else:
                await send(message)

        await next_app(scope, receive, answer)


async def _send_public(scope: Scope, start: Any, message: Any, seconds: int, send: Send) -> None:
    body: bytes = message.get("body", b"")
    given = dict(scope["headers"])
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'.encode()
    headers = [(n, v) for n, v in start["headers"] if n not in (b"content-length", b"cache-control")]
    headers += [
        (b"etag", etag),
        (b"cache-control", f"public, max-age={seconds}".encode()),
        (b"vary", b"accept-encoding, accept-language"),
    ]
    if given.get(b"if-none-match") == etag:
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    if b"gzip" in given.get(b"accept-encoding", b"") and len(body) > WORTH_PACKING:
        body = gzip.compress(body, compresslevel=4)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
