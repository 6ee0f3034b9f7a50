"""Redis makes things faster and is allowed to vanish: a cache that does not answer is an empty cache."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TypeVar

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tutorium.platform import metrics, outbound

T = TypeVar("T")
SECONDS_TO_ANSWER = 0.25

outbound.register("redis", ru="Redis: кэш", en="Redis: cache")
log = structlog.get_logger("cache")
_redis: "Redis | None" = None


def open_cache(url: str) -> None:
    """Point the cache at a Redis or Valkey server; nothing is sent until it is used."""
    global _redis
    _redis = Redis.from_url(
        url, socket_timeout=SECONDS_TO_ANSWER, socket_connect_timeout=SECONDS_TO_ANSWER, max_connections=50
    )


async def close_cache() -> None:
    """Close the connections."""
    global _redis
    if _redis is not None:
        redis, _redis = _redis, None
        with suppress(RedisError, OSError):
            await redis.aclose()


def redis() -> Redis:
    """The client itself, for those who handle its failures themselves."""
    if _redis is None:
        raise RuntimeError("the cache is not open")
    return _redis


async def get(key: str, kind: type[T]) -> T | None:
    """What was stored under the key, or None: absent, expired, unreadable or unreachable."""
    try:
        with _measured("get"):
            stored = await redis().get(key)
        return None if stored is None else msgspec.json.decode(stored, type=kind)
    except (TimeoutError, RedisError, OSError, msgspec.MsgspecError) as error:
        _report(error)
        return None


async def put(key: str, value: object, *, keep: timedelta) -> None:
    """Store a value for `keep`; a failure is reported in the log and forgotten."""
    try:
        with _measured("put"):
            await redis().set(key, msgspec.json.encode(value), px=int(keep.total_seconds() * 1000))
    except (TimeoutError, RedisError, OSError) as error:
        _report(error)


@contextmanager
def _measured(operation: str) -> Iterator[None]:
    started, outcome = time.perf_counter(), "unknown"
    try:
        yield
        outcome = "ok"
    finally:
        metrics.outbound.labels("redis", operation, outcome).observe(time.perf_counter() - started)


def _report(error: Exception) -> None:
    metrics.cache_failures.inc()
    log.warning("cache_unavailable", error=type(error).__name__)
