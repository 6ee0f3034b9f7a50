"""`tutorium worker`: jobs, events and timers of the hosted modules, and the housekeeping of the platform."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog
import uvloop
from litestar import Litestar

from tutorium.platform import audit, broker, clock, db, jobs, metrics, outbound
from tutorium.platform.health import exposition, live, ready
from tutorium.process import internal_server, resources, stop_signal

KEYS_KEPT = timedelta(days=30)
INBOX_KEPT = timedelta(days=60)
PLATFORM = "tutorium"
"""The "module" of jobs that belong to no module."""

log = structlog.get_logger("worker")


def main() -> None:
    """Work until SIGTERM or SIGINT; the jobs being done then are finished first."""
    uvloop.run(_work())


async def _work() -> None:
    async with resources("worker", statement_seconds=60) as config:
        stop = stop_signal()
        app = Litestar([live, ready, exposition], openapi_config=None, logging_config=None)
        health = internal_server(app, config)
        serving = asyncio.create_task(health.serve())
        log.info("working")
        await asyncio.gather(
            jobs.work(config.database_url, config.hosted | {PLATFORM}, stop),
            broker.work(config.hosted, stop),
        )
        health.stop()  # type: ignore[no-untyped-call]
        await asyncio.wait([serving], timeout=5)
        log.info("stopped")


@jobs.every("* * * * *")
async def count_jobs() -> None:
    """How long the queue is, what of it waits for a person, and when periodic jobs ran."""
    async with db.connection() as connection:
        metrics.jobs_waiting.set(await jobs.waiting(connection))
        metrics.jobs_parked.set(await jobs.count_parked(connection))
        metrics.jobs_oldest.set(await jobs.oldest_seconds(connection))
        for ran in await jobs.schedules(connection):
            metrics.schedule_ran.labels(ran.name).set(ran.at)
            metrics.schedule_period.labels(ran.name).set(jobs.period_seconds(ran.cron))


@jobs.every("* * * * *")
async def count_messages() -> None:
    """How long the broker's queues are; none of it is known while it does not answer."""
    with suppress(broker.BrokerSilent):
        await broker.count_messages()


@jobs.every("* * * * *")
async def seal_audit() -> None:
    """Seal what the audit log has got since the last minute."""
    await audit.seal()


@jobs.every("41 3 * * *")
async def verify_audit() -> None:
    """Walk the chain of the audit log every night: a break is an error in the log and in the metrics."""
    verdict = await audit.check()
    metrics.audit_broken.set(verdict.broken_at is not None)
    if verdict.broken_at is not None:
        log.error("audit_broken", count=verdict.broken_at)


@jobs.every("29 3 * * *")
async def forget_old_calls() -> None:
    """How external systems answered is remembered for eight days."""
    await outbound.forget_old()


@jobs.every("17 3 * * *")
async def forget_old_keys() -> None:
    """Idempotency keys are kept for 30 days, inbox rows for 60."""
    async with db.transaction() as connection:
        await db.execute(
            connection, "DELETE FROM platform.idempotency WHERE created_at < $1", clock.now() - KEYS_KEPT
        )
        await db.execute(
            connection, "DELETE FROM platform.inbox WHERE received_at < $1", clock.now() - INBOX_KEPT
        )
