"""A command sent twice is done once.

The first request under a key claims it; while it runs, a second gets 409; after it, the answer is rebuilt
from the resource it made, so no body is stored. A key whose request was refused or broke is free again. A
claim left by a crash ends with its lease, and the command's own unique id keeps the effect single.
"""

import hashlib
from datetime import timedelta
from email.message import Message as Head
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from tutorium.platform import clock, db
from tutorium.platform.errors import KeyMissing, KeyReused, KeyRunning
from tutorium.platform.ids import id_of

LEASE = timedelta(seconds=20)
"""Longer than a request may take (15 s): after it, whoever made the claim is dead."""


class Claimed(msgspec.Struct, frozen=True):
    """What is known of a key."""

    request_hash: bytes
    status: int | None
    resource: str | None


class Idempotency(ASGIMiddleware):
    """Applies to routes declared `keyed`, for signed-in callers."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        handler, identity = scope["route_handler"], scope["state"].get("identity")
        template = handler.opt.get("keyed")
        if not template or identity is None:
            await next_app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        key = headers.get(b"idempotency-key", b"").decode("latin-1")
        if not 0 < len(key) <= 255:
            raise KeyMissing
        route = f"{scope['method']} {scope['path']}"  # type: ignore[typeddict-item]
        body = await _read(receive)
        known = await _claim(identity.user_id, route, key, _digest(headers, body))
        if known == "claimed":
            scope["state"]["command_id"] = id_of(identity.user_id, route, key)
            await _run(scope, body, send, next_app, (identity.user_id, route, key), template)
        else:
            await _replay(scope, send, known)


async def _run(
    scope: Scope, body: bytes, send: Send, next_app: ASGIApp, owner: tuple[UUID, str, str], template: str
) -> None:
    messages: list[Any] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    done = False
    try:
        await next_app(scope, _holding(body), keep)
        status = messages[0]["status"]
        if status < 300:
            answer = msgspec.json.decode(b"".join(m.get("body", b"") for m in messages[1:]))
            await _finish(*owner, status, f"/api/v1{template.format(**answer)}")
            done = True
    finally:
        if not done:
            await _release(*owner)
    for message in messages:
        await send(message)


async def _replay(scope: Scope, send: Send, known: Claimed) -> None:
    path = known.resource or ""

    async def with_first_status(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200 and known.status:
            message["status"] = known.status
        await send(message)

    again: Any = {**scope, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    again["headers"] = [
        (n, v)
        for n, v in scope["headers"]
        if n not in (b"content-length", b"content-type", b"transfer-encoding")
    ]
    await scope["litestar_app"](again, _holding(b""), with_first_status)


def _digest(headers: dict[bytes, bytes], body: bytes) -> bytes:
    """What tells a repeat from another request: the body, but for the boundary of a form, which a browser
    makes up anew whenever it sends the form.
    """
    head = Head()
    head["content-type"] = headers.get(b"content-type", b"").decode("latin-1")
    boundary = head.get_boundary("").encode("latin-1", "replace")
    return hashlib.sha256(body.replace(boundary, b"") if boundary else body).digest()


def _holding(body: bytes) -> Receive:
    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _read(receive: Receive) -> bytes:
    parts = []
    while True:
        message: Any = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _claim(actor_id: UUID, route: str, key: str, request_hash: bytes) -> Claimed | Literal["claimed"]:
    now = clock.now()
    async with db.transaction() as connection:
        mine = await db.execute(
            connection,
            """
            INSERT INTO platform.idempotency (actor_id, route, key, request_hash, lease_until, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (actor_id, route, key) DO UPDATE SET lease_until = excluded.lease_until
            WHERE idempotency.status IS NULL AND idempotency.lease_until < $6
              AND idempotency.request_hash = excluded.request_hash
            """,
            actor_id,
            route,
            key,
            request_hash,
            now + LEASE,
            now,
        )
        if mine:
            return "claimed"
        known = await db.fetch_optional(
            connection,
            Claimed,
            "SELECT request_hash, status, resource FROM platform.idempotency"
            " WHERE actor_id = $1 AND route = $2 AND key = $3",
            actor_id,
            route,
            key,
        )
    if known is None:
        raise KeyRunning(retry_after=1)
    if known.request_hash != request_hash:
        raise KeyReused
    if known.status is None:
        raise KeyRunning(retry_after=1)
    return known


async def _finish(actor_id: UUID, route: str, key: str, status: int, resource: str) -> None:
    async with db.transaction() as connection:
        await db.execute(
            connection,
            "UPDATE platform.idempotency SET status = $4, resource = $5"
            " WHERE actor_id = $1 AND route = $2 AND key = $3",
            actor_id,
            route,
            key,
            status,
            resource,
        )


async def _release(actor_id: UUID, route: str, key: str) -> None:
    async with db.transaction() as connection:
        await db.execute(
            connection,
            "DELETE FROM platform.idempotency"
            " WHERE actor_id = $1 AND route = $2 AND key = $3 AND status IS NULL",
            actor_id,
            route,
            key,
        )
