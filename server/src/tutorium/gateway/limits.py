"""How often one may ask: per user, or per address for those not signed in, and per route where it matters.

Counters live in Redis; while it is away each process counts for itself. Programs on this machine itself
(loopback) are not limited by address: behind a proxy on the same host everybody would share one.
"""

import ipaddress
import time
from functools import cached_property

import structlog
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from redis.exceptions import RedisError

from tutorium.platform.errors import TooManyRequests
from tutorium.platform.settings import settings

PER_USER = RateLimitItemPerMinute(600)
PER_ADDRESS = RateLimitItemPerMinute(300)
BY_ROUTE: dict[str, RateLimitItem] = {
    "register": RateLimitItemPerHour(10),
    "login": RateLimitItemPerMinute(30),
    "passkeySignInOptions": RateLimitItemPerMinute(30),
    "passkeySignIn": RateLimitItemPerMinute(30),
    "forgotPassword": RateLimitItemPerHour(10),
    "startExternalSignIn": RateLimitItemPerMinute(30),
    "finishExternalSignIn": RateLimitItemPerMinute(30),
    "registerExternally": RateLimitItemPerHour(10),
    "searchTutors": RateLimitItemPerMinute(60),
}
"""Limits of single operations, counted per address on top of the general ones."""

log = structlog.get_logger("gateway")


class RateLimits(ASGIMiddleware):
    """429 with Retry-After beyond a limit; `RateLimit-*` headers on every counted answer."""

    @cached_property
    def shared(self) -> SlidingWindowCounterRateLimiter:
        """Counts for all processes together, in Redis."""
        address = f"async+{settings().redis_url}"
        return SlidingWindowCounterRateLimiter(
            RedisStorage(address, implementation="redispy", socket_timeout=0.25)
        )

    @cached_property
    def own(self) -> SlidingWindowCounterRateLimiter:
        """Counts for this process alone."""
        return SlidingWindowCounterRateLimiter(MemoryStorage())

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        tightest: tuple[int, int, int] | None = None
        for limit, who in _limits(scope):
            allowed, remaining, reset = await self._hit(limit, who)
            if not allowed:
                raise TooManyRequests(retry_after=max(1, reset))
            if tightest is None or remaining < tightest[1]:
                tightest = (limit.amount, remaining, reset)

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start" and tightest:
                names = (b"ratelimit-limit", b"ratelimit-remaining", b"ratelimit-reset")
                told = [(name, str(value).encode()) for name, value in zip(names, tightest, strict=True)]
                message["headers"] = [*message["headers"], *told]
            await send(message)

        await next_app(scope, receive, tell)

    async def _hit(self, limit: RateLimitItem, who: str) -> tuple[bool, int, int]:
        for counter in (self.shared, self.own):
            try:
                allowed = await counter.hit(limit, who)
                stats = await counter.get_window_stats(limit, who)
                return allowed, stats.remaining, round(stats.reset_time - time.time())
            except (RedisError, StorageError, OSError, TimeoutError) as error:
                log.warning("limits_fall_back", error=type(error).__name__)
        return True, 0, 0


def _limits(scope: Scope) -> list[tuple[RateLimitItem, str]]:
    identity = scope["state"].get("identity")
    address = scope["client"][0] if scope["client"] else ""
    by_address = not _is_loopback(address)
    found: list[tuple[RateLimitItem, str]] = []
    if identity is not None:
        found.append((PER_USER, f"user:{identity.user_id}"))
    elif by_address:
        found.append((PER_ADDRESS, f"address:{address}"))
    operation = getattr(scope["route_handler"], "operation_id", None)
    if by_address and isinstance(operation, str) and operation in BY_ROUTE:
        found.append((BY_ROUTE[operation], f"{operation}:{address}"))
    return found


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True
