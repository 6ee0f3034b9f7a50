"""The outermost layer: every request passes here first, whatever it is for, and every answer last.

Request id, limits of size and time, load shedding, security headers, one log line and one metric.
"""

import asyncio
import re
import secrets
import time
from typing import Any

import structlog
from litestar import Litestar

from tutorium.gateway.problems import render
from tutorium.platform import metrics
from tutorium.platform.errors import BodyTooLarge, Refusal, Unavailable
from tutorium.platform.ids import new_id
from tutorium.platform.request import Origin, acting_as, came_from
from tutorium.platform.web import BODY_BYTES, locale_of

SECONDS = 15.0
RUNNING = 500
"""More requests than this at once are turned away with 503: a short queue answers, a long one only grows."""

log = structlog.get_logger("access")
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
}


class Door:
    """Wraps the application; `drain` waits for what is running when the process stops."""

    def __init__(self, app: Litestar, *, form_targets: str) -> None:
        self.app = app
        self.form_targets = form_targets
        self.running = 0
        self.idle = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] == "HEAD":  # answered as GET is, without the body
            scope["method"], send = "GET", _bodiless(send)
        started = time.perf_counter()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request_id = _request_id(headers)
        nonce = secrets.token_urlsafe(16)
        scope["state"] = {**scope.get("state", {}), "request_id": request_id, "nonce": nonce}
        status = 0

        async def answer(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": self._headers(message["headers"], request_id, nonce)}
            await send(message)

        origin = Origin(request_id, _address(scope), headers.get("user-agent", "")[:300])
        structlog.contextvars.bind_contextvars(request_id=request_id)
        self.running += 1
        self.idle.clear()
        metrics.requests_running.set(self.running)
        try:
            if self.running > RUNNING:
                raise Unavailable(retry_after=1)
            with came_from(origin), acting_as("nobody"):
                async with asyncio.timeout(SECONDS):
                    await self.app(scope, _limited(scope, receive, headers), answer)
        except (Refusal, TimeoutError) as error:
            if status:
                raise
            refused = error if isinstance(error, Refusal) else Unavailable()
            scope["state"]["refused"] = refused.code
            await _refuse(refused, answer, locale_of(headers.get("accept-language", "")), request_id)
        finally:
            self.running -= 1
            if not self.running:
                self.idle.set()
            metrics.requests_running.set(self.running)
            self._record(scope, status, time.perf_counter() - started)
            structlog.contextvars.unbind_contextvars("request_id")

    def _headers(
        self, given: list[tuple[bytes, bytes]], request_id: str, nonce: str
    ) -> list[tuple[bytes, bytes]]:
        own = {
            "x-request-id": request_id,
            "content-security-policy": (
                f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}';"
                " img-src 'self' blob: data:; font-src 'self'; connect-src 'self';"
                " manifest-src 'self'; worker-src 'self';"
                f" form-action 'self' {self.form_targets};"
                " base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
            ),
            **_COMMON,
        }
        present = {name.lower() for name, _ in given}
        extra = ((name.encode(), value.encode()) for name, value in own.items())
        return [*given, *((name, value) for name, value in extra if name not in present)]

    @staticmethod
    def _record(scope: Any, status: int, seconds: float) -> None:
        handler = scope.get("route_handler")
        route = next(iter(sorted(handler.paths)), "") if handler is not None else "unrouted"
        metrics.requests.labels(route, scope["method"], str(status)).observe(seconds)
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **_who_and_why(scope["state"]),
        )

    async def drain(self, seconds: float) -> None:
        """Wait until nothing is running any more, at most this long."""
        try:
            async with asyncio.timeout(seconds):
                if self.running:
                    await self.idle.wait()
        except TimeoutError:
            log.warning("requests_cut_off", count=self.running)


def _who_and_why(state: dict[str, Any]) -> dict[str, str]:
    """Whose request it was, when he had signed in, and which refusal it met, if any."""
    identity = state.get("identity")
    known = {"user_id": str(identity.user_id)} if identity is not None else {}
    return known | ({"code": state["refused"]} if "refused" in state else {})


def _request_id(headers: dict[str, str]) -> str:
    """The caller's own number for the request when it is a sensible one, else a new one."""
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else str(new_id())


def _address(scope: Any) -> str:
    return scope["client"][0] if scope.get("client") else ""


def _bodiless(send: Any) -> Any:
    async def answer(message: Any) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return answer


def _limited(scope: Any, receive: Any, headers: dict[str, str]) -> Any:
    """Reads no more of the body than its route takes; which route it is, is known when reading begins."""
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise BodyTooLarge
    taken = 0

    async def take() -> Any:
        nonlocal taken
        limit = _limit_of(scope)
        message = await receive()
        taken += len(message.get("body", b""))
        while taken > limit or int(length) > limit:
            # A browser that is still sending reads no answer: what is a little too much is thrown away first.
            if taken > 2 * limit or int(length) > 2 * limit or not message.get("more_body"):
                raise BodyTooLarge
            message = await receive()
            taken += len(message.get("body", b""))
        return message

    return take


def _limit_of(scope: Any) -> int:
    handler = scope.get("route_handler")
    return handler.opt.get("body_bytes", BODY_BYTES) if handler is not None else BODY_BYTES


async def _refuse(refused: Refusal, send: Any, locale: str, request_id: str) -> None:
    status, headers, body = render(refused, locale=locale, request_id=request_id)
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
