"""The queue: work that must happen after a change, stored with the change.

PgQueuer keeps the jobs in PostgreSQL. A job is enqueued on the transaction's own connection, so it exists
exactly when the change does; a job that fails is tried again with growing pauses, and parked after the
last try, where an operator sees it and can send it again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import asyncpg
import msgspec
import structlog
from croniter import croniter
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.domain.models import Job, Schedule
from pgqueuer.domain.settings import DBSettings
from pgqueuer.domain.types import Channel, JobId

from tutorium.platform import clock, db, logging, metrics

TABLES = DBSettings(db_schema="platform", channel=Channel("tutorium_jobs"))
MAX_ATTEMPTS = 10
HEARTBEAT = timedelta(seconds=10)
"""A job whose worker has been silent this long is given to another worker."""

log = structlog.get_logger("jobs")
Handler = Callable[[bytes], Awaitable[None]]
_handlers: dict[str, Handler] = {}
_schedules: dict[str, tuple[str, Callable[[], Awaitable[None]]]] = {}


def register(name: str, handler: Handler) -> None:
    """Bind the job `name` ("module.function") to the code that does it."""
    if _handlers.setdefault(name, handler) is not handler:
        raise TypeError(f"two handlers are named {name}")


def every(cron: str) -> Callable[[Callable[[], Awaitable[None]]], Callable[[], Awaitable[None]]]:
    """Run the decorated function at the times of a cron expression (UTC), once over all workers."""

    def decorate(function: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        _schedules[job_name(function)] = (cron, function)
        return function

    return decorate


def job_name(function: Callable[..., Any]) -> str:
    """The name under which a module's function stands in the queue: "lessons.expire_hold"."""
    return f"{module_of(function)}.{function.__name__}"


def module_of(function: Callable[..., Any]) -> str:
    """The module of the product ("lessons") in which a function is defined."""
    return function.__module__.removeprefix("tutorium.modules.").split(".")[0]


def _queries(connection: Any) -> Queries:
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(settings=TABLES),
        qbq=QueryQueueBuilder(settings=TABLES),
        qbs=QuerySchedulerBuilder(settings=TABLES),
    )


async def enqueue(connection: db.Db, names: list[str], payload: bytes, *, at: datetime | None = None) -> None:
    """Store one job per name with the same payload; none is done before `at`."""
    if names:
        wait = max(timedelta(), at - clock.now()) if at else None
        n = len(names)
        await _queries(connection).enqueue(names, [payload] * n, [0] * n, [wait] * n)


def _queue(connection: "asyncpg.Connection[asyncpg.Record]", modules: frozenset[str]) -> PgQueuer:
    driver = AsyncpgDriver(connection)
    queue = PgQueuer(connection=driver, channel=TABLES.channel, queries=_queries(connection))
    retrying = partial(
        DatabaseRetryEntrypointExecutor, max_attempts=MAX_ATTEMPTS, initial_delay=timedelta(seconds=0.5)
    )
    for name, handler in _handlers.items():
        if name.split(".")[0] in modules:
            queue.entrypoint(name, on_failure="hold", executor_factory=retrying)(_observed(name, handler))
    metrics.know_jobs(name for name in (*_handlers, *_schedules) if name.split(".")[0] in modules)
    for name, (cron, function) in _schedules.items():
        if name.split(".")[0] in modules:
            queue.schedule(name, cron)(_scheduled(name, function))
    return queue


def _observed(name: str, handler: Handler) -> Callable[[Job], Awaitable[None]]:
    async def run(job: Job) -> None:
        with logging.context(job=name, job_id=str(job.id)), metrics.job(name):
            await handler(job.payload or b"")

    return run


def _scheduled(name: str, function: Callable[[], Awaitable[None]]) -> Callable[[Schedule], Awaitable[None]]:
    async def run(_: Schedule) -> None:
        with logging.context(job=name), metrics.job(name):
            await function()

    return run


async def work(url: str, modules: frozenset[str], stop: asyncio.Event, *, schedules: bool = True) -> None:
    """Do the jobs of these modules until `stop`; what is being done then is finished first."""
    connection = await asyncpg.connect(url, timeout=3, server_settings={"role": db.SYSTEM})
    try:
        queue = _queue(connection, modules)
        await _forget_other_schedules(connection, modules, queue)
        queue.qm.shutdown = queue.sm.shutdown = stop
        working = [queue.qm.run(timedelta(seconds=1), batch_size=10, heartbeat_timeout=HEARTBEAT)]
        await asyncio.gather(*working, *([queue.sm.run()] if schedules else []))
    finally:
        await connection.close()


async def _forget_other_schedules(connection: db.Db, modules: frozenset[str], queue: PgQueuer) -> None:
    """Forget periodic jobs of these modules that are gone from the code or have other times there.

    The others keep their moment: what became due while nobody worked is done at once.
    """
    await db.execute(
        connection,
        """DELETE FROM platform.pgqueuer_schedules WHERE split_part(entrypoint, '.', 1) = ANY($1::text[])
            AND (entrypoint, expression) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))""",
        list(modules),
        [key.entrypoint for key in queue.sm.registry],
        [key.expression for key in queue.sm.registry],
    )


async def waiting(connection: db.Db) -> int:
    """How many jobs are due or being done."""
    return (
        await db.fetch_value(
            connection,
            int,
            "SELECT count(*) FROM platform.pgqueuer"
            " WHERE status = 'picked' OR status = 'queued' AND execute_after <= now()",
        )
        or 0
    )


async def oldest_seconds(connection: db.Db) -> float:
    """For how long the oldest job that nobody has begun has been due; 0 when there is none."""
    seconds = await db.fetch_value(
        connection,
        float,
        "SELECT extract(epoch FROM now() - min(execute_after))::float8 FROM platform.pgqueuer"
        " WHERE status = 'queued' AND execute_after <= now()",
    )
    return seconds or 0.0


class Ran(msgspec.Struct, frozen=True):
    """When a periodic job ended the last time, or was first heard of; seconds since 1970."""

    name: str
    cron: str
    at: float


async def schedules(connection: db.Db) -> list[Ran]:
    """All periodic jobs that a worker knows."""
    return await db.fetch_all(
        connection,
        Ran,
        "SELECT entrypoint AS name, expression AS cron,"
        " extract(epoch FROM coalesce(last_run, created))::float8 AS at FROM platform.pgqueuer_schedules",
    )


def period_seconds(cron: str) -> float:
    """How far two runs of a cron expression are apart at the moment."""
    runs = croniter(cron, clock.now())
    first, second = runs.get_next(float), runs.get_next(float)
    return float(second - first)


async def run_schedule(name: str) -> None:
    """Run one scheduled function at once, whatever its cron expression says."""
    with metrics.job(name):
        await _schedules[name][1]()


class Parked(msgspec.Struct, frozen=True):
    """A job that failed its last try; `error` is the kind of its last exception, `trace` all it said."""

    id: int
    name: str
    made_at: datetime
    parked_at: datetime
    tries: int
    payload: bytes | None
    error: str | None
    trace: str | None


async def parked(connection: db.Db, *, job_id: int | None = None, limit: int = 100) -> list[Parked]:
    """The jobs that failed their last try, newest first; of one job only, when it is named."""
    return await db.fetch_all(
        connection,
        Parked,
        """
        SELECT j.id, j.entrypoint AS name, j.created AS made_at, j.updated AS parked_at,
               j.attempts + 1 AS tries, j.payload,
               l.traceback ->> 'exception_type' AS error, l.traceback ->> 'traceback' AS trace
        FROM platform.pgqueuer j
        LEFT JOIN LATERAL (
            SELECT traceback FROM platform.pgqueuer_log
            WHERE job_id = j.id AND traceback IS NOT NULL ORDER BY created DESC, id DESC LIMIT 1
        ) l ON true
        WHERE j.status = 'failed' AND ($1::bigint IS NULL OR j.id = $1)
        ORDER BY j.id DESC LIMIT $2
        """,
        job_id,
        limit,
    )


async def count_parked(connection: db.Db) -> int:
    """How many jobs failed their last try."""
    counted = await db.fetch_value(
        connection, int, "SELECT count(*) FROM platform.pgqueuer WHERE status = 'failed'"
    )
    return counted or 0


async def send_again(connection: db.Db, job_ids: Sequence[int]) -> None:
    """Give parked jobs a fresh set of tries."""
    await _queries(connection).requeue_jobs([JobId(each) for each in job_ids])


class Backlog(msgspec.Struct, frozen=True):
    """What a module has to do, and what of it waits for a person."""

    module: str
    waiting: int
    parked: int


async def backlogs(connection: db.Db) -> list[Backlog]:
    """How many jobs of each module are due or being done, and how many are parked."""
    return await db.fetch_all(
        connection,
        Backlog,
        """SELECT split_part(entrypoint, '.', 1) AS module,
            count(*) FILTER (WHERE status = 'picked' OR status = 'queued' AND execute_after <= now())
                AS waiting,
            count(*) FILTER (WHERE status = 'failed') AS parked
        FROM platform.pgqueuer GROUP BY 1""",
    )


async def drop(connection: db.Db, job_id: int) -> bool:
    """Give a parked job up for good; False when it is not parked."""
    return (
        await db.execute(
            connection, "DELETE FROM platform.pgqueuer WHERE id = $1 AND status = 'failed'", job_id
        )
        == 1
    )
