"""The outermost layer: every request passes here first, whatever it is for, and every answer last.

Request id, limits of size and time, load shedding, security headers, one log line and one metric.
"""

import asyncio
import re
import secrets
import sys
import time
from contextlib import suppress
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
SECONDS_TO_THROW_AWAY = 5.0
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
        metrics.know_routes({"unrouted", *_routes(app)})
        self.form_targets = form_targets
        self.running = 0
        self.lasting = 0
        """How many of the running are answers that go on: they are not what a queue is made of."""
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
        status, begun_after = 0, 0.0
        body = _Body(scope, receive, headers)
        deadline = asyncio.timeout(SECONDS)

        async def answer(message: Any) -> None:
            nonlocal status, begun_after
            if message["type"] == "http.response.start":
                status = message["status"]
                await body.before(status)
                if status == 200 and _lasts(scope):
                    begun_after = time.perf_counter() - started
                    deadline.reschedule(None)
                    self.lasting += 1
                message = {**message, "headers": self._headers(message["headers"], request_id, nonce)}
            await send(message)

        origin = Origin(request_id, _address(scope), headers.get("user-agent", "")[:300])
        structlog.contextvars.bind_contextvars(request_id=request_id)
        self.running += 1
        self.idle.clear()
        metrics.requests_running.set(self.running - self.lasting)
        try:
            if self.running - self.lasting > RUNNING:
                raise Unavailable(retry_after=1)
            with came_from(origin), acting_as("nobody"):
                async with deadline:
                    await self.app(scope, body.take, answer)
        except (Refusal, TimeoutError) as error:
            if status:
                raise
            refused = error if isinstance(error, Refusal) else Unavailable()
            scope["state"]["refused"] = refused.code
            await _refuse(refused, answer, locale_of(headers.get("accept-language", "")), request_id)
        finally:
            self.running -= 1
            self.lasting -= begun_after > 0
            if not self.running:
                self.idle.set()
            metrics.requests_running.set(self.running - self.lasting)
            self._record(scope, status, time.perf_counter() - started, begun_after)
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
    def _record(scope: Any, status: int, seconds: float, begun_after: float) -> None:
        """The log says how long it took; the metric of an answer that went on, when it began."""
        handler = scope.get("route_handler")
        route = _route_of(handler) if handler is not None else "unrouted"
        metrics.requests.labels(route, scope["method"], str(status)).observe(begun_after or seconds)
        if status >= 500:
            metrics.failures.labels(route).inc()
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


def _routes(app: Litestar) -> set[str]:
    return {_route_of(handler) for route in app.routes for handler in getattr(route, "route_handlers", ())}


def _route_of(handler: Any) -> str:
    """The route without values, as metrics and logs name it."""
    return next(iter(sorted(handler.paths)), "")


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


def _lasts(scope: Any) -> bool:
    handler = scope.get("route_handler")
    return handler is not None and bool(handler.opt.get("lasting"))


def _bodiless(send: Any) -> Any:
    """The first piece of the body ends an answer that has none."""
    ended = False

    async def answer(message: Any) -> None:
        nonlocal ended
        if message["type"] == "http.response.body":
            if ended:
                return
            ended, message = True, {**message, "body": b"", "more_body": False}
        await send(message)

    return answer


class _Body:
    """What follows the headers. No more of it is read than twice what its route takes; which route it is, is
    known when reading begins.
    """

    def __init__(self, scope: Any, receive: Any, headers: dict[str, str]) -> None:
        length = headers.get("content-length", "0")
        self._scope, self._receive = scope, receive
        self._length = int(length) if length.isdigit() else sys.maxsize
        self._taken = 0
        self._ended = not self._length and "transfer-encoding" not in headers

    async def take(self) -> Any:
        """The next piece; BodyTooLarge once there is more than the route takes."""
        message = await self._next()
        if self._exceeds(1):
            raise BodyTooLarge
        return message

    async def before(self, status: int) -> None:
        """Throw away the rest before a refusal: a browser that is still sending reads no answer, and would
        see its connection reset.
        """
        if status < 400:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_THROW_AWAY):
                while not self._ended and not self._exceeds(2):
                    await self._next()

    async def _next(self) -> Any:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self._ended = not message.get("more_body")
        return message

    def _exceeds(self, times: int) -> bool:
        return max(self._taken, self._length) > times * _limit_of(self._scope)


def _limit_of(scope: Any) -> int:
    handler = scope.get("route_handler")
    return handler.opt.get("body_bytes", BODY_BYTES) if handler is not None else BODY_BYTES


async def _refuse(refused: Refusal, send: Any, locale: str, request_id: str) -> None:
    status, headers, body = render(refused, locale=locale, request_id=request_id)
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
