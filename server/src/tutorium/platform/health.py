"""Whether this process lives, whether it can do its work, and what it counts. For machines; never cached."""

import asyncio
from functools import cache
from typing import Literal

import msgspec
from litestar import Response, get

from tutorium.platform import broker, db, metrics, migrations
from tutorium.platform import cache as redis_cache
from tutorium.platform.errors import Refusal

BUDGET_SECONDS = 1.0


class Health(msgspec.Struct, frozen=True):
    """`ready` with `degraded` parts works, slower."""

    status: Literal["live", "ready", "not_ready"]
    degraded: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@get("/health/live", include_in_schema=False)
async def live() -> Health:
    """The event loop turns."""
    return Health("live")


@get("/health/ready", include_in_schema=False)
async def ready() -> Response[Health]:
    """The database answers and has this version's schema; a lost Redis or RabbitMQ only degrades."""
    missing = [name for name, check in (("database", _database),) if not await _in_time(check())]
    degraded = [
        name for name, check in (("redis", _redis), ("broker", _broker)) if not await _in_time(check())
    ]
    health = Health("not_ready" if missing else "ready", tuple(degraded), tuple(missing))
    headers = {"cache-control": "no-store"} | ({"retry-after": "2"} if missing else {})
    return Response(health, status_code=503 if missing else 200, headers=headers)


async def _in_time(check: "asyncio._CoroutineLike[bool]") -> bool:
    try:
        return await asyncio.wait_for(check, BUDGET_SECONDS)
    except (TimeoutError, OSError, Refusal, broker.BrokerSilent):
        return False


class Revision(msgspec.Struct, frozen=True):
    """A revision the database is at."""

    version_num: str


@cache
def _expected() -> frozenset[str]:
    return migrations.heads()


async def _database() -> bool:
    async with db.connection() as connection:
        rows = await db.fetch_all(connection, Revision, "SELECT version_num FROM public.migration")
    return frozenset(row.version_num for row in rows) == _expected()


async def _redis() -> bool:
    return bool(await redis_cache.redis().ping())


async def _broker() -> bool:
    return await broker.transport().answers()


@get("/metrics", include_in_schema=False)
async def exposition() -> Response[bytes]:
    """What Prometheus scrapes, on the internal port only."""
    db.measure_pools()
    body, media_type = metrics.exposition()
    return Response(body, media_type=media_type)
