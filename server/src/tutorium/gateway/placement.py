"""The routing table: a route's module lives in this process, or its request goes to the one that hosts it.

The identity travels in a header signed with the internal secret, so that the other process neither sees
the session's cookie nor believes strangers. Wherever a module lives, it has a time of its own to answer in:
one that hangs is given up before the whole request is, and the refusal names it.
"""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx
import msgspec
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from tutorium.gateway.identity import COOKIE
from tutorium.platform import clock, live
from tutorium.platform.errors import Unavailable
from tutorium.platform.identity import Identity
from tutorium.platform.remote import client
from tutorium.platform.request import Origin, origin
from tutorium.platform.settings import settings

HEADER = "x-tutorium-caller"
VALID_SECONDS = 60
SECONDS = {"catalog": 5.0, "notifications": 5.0, "auth": 12.0, "lessons": 12.0, "payments": 12.0}
"""How long a module may take to answer: less for what only reads our tables, more for what asks providers
or the Payment System; all less than the 15 s of the whole request.
"""
OTHERS_SECONDS = 10.0
SILENT_SECONDS = 60.0
"""An answer that lasts and says nothing for so long comes from nobody: what lives says so more often."""
PASSED = frozenset(
    ("content-type", "accept", "accept-language", "if-match", "if-none-match", "idempotency-key")
)
RETURNED = frozenset(
    (
        "content-type",
        "content-disposition",
        "content-security-policy",
        "cache-control",
        "x-accel-buffering",
        "clear-site-data",
        "etag",
        "set-cookie",
        "retry-after",
        "content-language",
        "location",
    )
)


class Caller(msgspec.Struct, frozen=True):
    """What the gateway found out about a request and the module needs to know."""

    identity: Identity | None
    command_id: UUID | None
    origin: Origin
    at: float


class Placement(ASGIMiddleware):
    """Innermost of the gateway's layers: hands the request over, or lets the handler have it."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        opt = scope["route_handler"].opt
        address = settings().remote.get(opt.get("module", ""))
        async with in_time(opt):
            if address is None:
                await next_app(scope, receive, send)
            else:
                await _pass_on(address, opt, scope, receive, send)


@asynccontextmanager
async def in_time(opt: dict[str, Any]) -> AsyncIterator[None]:
    """The block is the answer of the route with these options: Unavailable, with its module's name, when it
    takes too long. One that lasts has to begin in the time of the whole request.
    """
    module = opt.get("module", "")
    limited = module and not opt.get("lasting")
    deadline = asyncio.timeout(SECONDS.get(module, OTHERS_SECONDS) if limited else None)
    try:
        async with deadline:
            yield
    except TimeoutError as error:
        if deadline.expired():
            raise Unavailable(module=module) from error
        raise


async def _pass_on(address: str, opt: dict[str, Any], scope: Any, receive: Receive, send: Send) -> None:
    query = scope["query_string"].decode("latin-1")
    headers = {n.decode("latin-1"): v.decode("latin-1") for n, v in scope["headers"] if n.decode() in PASSED}
    state = scope["state"]
    caller = Caller(
        identity=state.get("identity"),
        command_id=state.get("command_id"),
        origin=origin(),
        at=clock.now().timestamp(),
    )
    body: list[bytes] = []
    more = True
    while more:
        message: Any = await receive()
        body.append(message.get("body", b""))
        more = message.get("more_body", False)
    lasting = opt["lasting"]
    request = client(lasting=lasting).build_request(
        scope["method"],
        f"{address}{_quoted(scope['path'])}{'?' if query else ''}{query}",
        content=b"".join(body),
        headers=headers | _cookies_without_session(scope) | {HEADER: sign(caller)},
        timeout=None,  # the block around this has one; what lasts is given up when it is silent
    )
    try:
        answer = await client(lasting=lasting).send(request, stream=True)
        async with aclosing(answer):
            if answer.status_code < 400 and lasting:
                await _relay(answer, receive, send)
                return
            content = await answer.aread()
    except httpx.HTTPError as error:
        raise Unavailable(module=opt["module"]) from error
    if answer.status_code >= 400:
        state["refused"] = _code_of(content)
    await send(_start(answer))
    await send({"type": "http.response.body", "body": content, "more_body": False})


def _quoted(path: str) -> str:
    """A decoded path for a URL. Segments of dots are escaped too, or the client would resolve them and ask
    another route than the one whose access was checked.
    """
    return "/".join(
        each.replace(".", "%2E") if each in (".", "..") else quote(each) for each in path.split("/")
    )


def _start(answer: httpx.Response) -> Any:
    returned = [(n.encode(), v.encode()) for n, v in answer.headers.multi_items() if n in RETURNED]
    return {"type": "http.response.start", "status": answer.status_code, "headers": returned}


async def _relay(answer: httpx.Response, receive: Receive, send: Send) -> None:
    """Hand on what comes, piece by piece, until one side goes, all is said, or this process stops."""
    await send(_start(answer))
    relaying = [
        asyncio.create_task(each) for each in (_hand_on(answer, send), _gone(receive), live.stopped())
    ]
    try:
        await asyncio.wait(relaying, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in relaying:
            each.cancel()
        await asyncio.wait(relaying)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _hand_on(answer: httpx.Response, send: Send) -> None:
    pieces = answer.aiter_raw()
    with suppress(StopAsyncIteration, httpx.HTTPError, TimeoutError):
        while True:
            async with asyncio.timeout(SILENT_SECONDS):
                piece = await anext(pieces)
            await send({"type": "http.response.body", "body": piece, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Refused(msgspec.Struct):
    code: str


def _code_of(problem: bytes) -> str:
    """Which refusal the other process answered with, for our log."""
    try:
        return msgspec.json.decode(problem, type=_Refused).code
    except msgspec.MsgspecError:
        return "unreadable"


def _cookies_without_session(scope: Any) -> dict[str, str]:
    """Cookies of single purposes go along; the session's stays with the gateway."""
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    pairs = [pair.strip() for line in lines for pair in line.split(";")]
    kept = [pair for pair in pairs if pair and not pair.startswith(f"{COOKIE}=")]
    return {"cookie": "; ".join(kept)} if kept else {}


def sign(caller: Caller) -> str:
    """The caller as a header value: base64 of JSON, a dot, HMAC-SHA256."""
    body = base64.urlsafe_b64encode(msgspec.json.encode(caller)).decode()
    return f"{body}.{_mac(body)}"


def verify(header: str) -> Caller | None:
    """The caller a header value names; None when it is forged, broken or older than a minute."""
    body, _, mac = header.partition(".")
    if not hmac.compare_digest(mac.encode(), _mac(body).encode()):
        return None
    caller = msgspec.json.decode(base64.urlsafe_b64decode(body), type=Caller)
    return caller if abs(clock.now().timestamp() - caller.at) < VALID_SECONDS else None


def _mac(body: str) -> str:
    return hmac.new(settings().internal_secret.encode(), body.encode(), hashlib.sha256).hexdigest()
