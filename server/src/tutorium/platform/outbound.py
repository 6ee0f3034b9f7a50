"""How the systems outside answer, as this installation has seen it over all its processes.

Whoever calls a system makes the call in `circuit.call`, or measures it with `metrics.outbound` where there is
no circuit, and nothing more has to be done: every few seconds each process adds what its histogram has gained
to a row per system and minute, and the desk adds the rows up. `register` gives a system the name people know
it by and the module whose jobs talk to it. The outcome `unknown` is a failure of the system; `refused` is an
answer, and counts as one.
"""

import asyncio
import os
from datetime import datetime, timedelta
from typing import Literal

import msgspec
import structlog

from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, execute, execute_many, fetch_all, transaction
from tutorium.platform.errors import Refusal

EVERY_SECONDS = 5
KEPT = timedelta(days=8)
SICK, DEAD = 0.1, 0.5
"""From which share of failures a system counts as troubled, and as down."""

State = Literal["well", "troubled", "down", "quiet", "unknown"]
log = structlog.get_logger("outbound")


class System(msgspec.Struct, frozen=True):
    """An external system; `module` is the one whose jobs wait for it, if any."""

    name: str
    ru: str
    en: str
    module: str | None


class Tally(msgspec.Struct):
    """The calls of one system that are not written down yet; seconds of all of them together."""

    ok: int = 0
    failed: int = 0
    seconds: float = 0.0
    last_failure: str | None = None


class Minutes(msgspec.Struct, frozen=True):
    """The calls to a system within one stretch of time; `milliseconds` of all together."""

    system: str
    since: datetime
    ok: int
    failed: int
    milliseconds: int


class Last(msgspec.Struct, frozen=True):
    """When a system last answered and last failed, and at which operation."""

    system: str
    last_ok_at: datetime | None
    last_failed_at: datetime | None
    last_failure: str | None


_systems: dict[str, System] = {}
_read: dict[tuple[str, str, str], tuple[float, float]] = {}
"""What has been taken from the histogram: calls and seconds by system, operation and outcome."""


def register(name: str, *, ru: str, en: str, module: str | None = None) -> None:
    """Have a system on the desk's list, even before it is called."""
    _systems[name] = System(name, ru, en, module)


def systems(seen: set[str]) -> list[System]:
    """Every system that is known, and those that were called without being registered."""
    named = _systems | {name: System(name, name, name, None) for name in seen - _systems.keys()}
    return [named[name] for name in sorted(named)]


def state_of(*, ok: int, failed: int, last: Last | None) -> State:
    """How a system stands, by its calls of the last quarter of an hour or, without any, by its last one."""
    if ok + failed:
        share = failed / (ok + failed)
        return "down" if share >= DEAD else "troubled" if share >= SICK else "well"
    if last is None or (last.last_ok_at is None and last.last_failed_at is None):
        return "unknown"
    if last.last_failed_at and (last.last_ok_at is None or last.last_ok_at < last.last_failed_at):
        return "troubled"
    return "quiet"


def _gained() -> dict[str, Tally]:
    """What the histogram has gained since it was last read."""
    counts: dict[tuple[str, str, str], list[float]] = {}
    for family in metrics.outbound.collect():
        for sample in family.samples:
            place = {"_count": 0, "_sum": 1}.get(sample.name.removeprefix(family.name))
            if place is not None:
                key = (sample.labels["system"], sample.labels["operation"], sample.labels["outcome"])
                counts.setdefault(key, [0.0, 0.0])[place] = sample.value
    gained: dict[str, Tally] = {}
    for key, (calls, seconds) in counts.items():
        before = _read.get(key, (0.0, 0.0))
        _read[key] = (calls, seconds)
        if calls == before[0]:
            continue
        system, operation, outcome = key
        tally = gained.setdefault(system, Tally())
        tally.seconds += seconds - before[1]
        if outcome == "unknown":
            tally.failed += int(calls - before[0])
            tally.last_failure = operation
        else:
            tally.ok += int(calls - before[0])
    return gained


async def write_down() -> None:
    """Add what this process has counted to the row of its minute."""
    gained, now = _gained(), clock.now()
    if not gained:
        return
    process = f"{os.uname().nodename}:{os.getpid()}"
    async with transaction(system=True) as db:
        await execute_many(
            db,
            """INSERT INTO platform.call_count (system, minute, process, ok, failed, milliseconds,
                last_ok_at, last_failed_at, last_failure)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (system, minute, process) DO UPDATE SET
                ok = call_count.ok + excluded.ok, failed = call_count.failed + excluded.failed,
                milliseconds = call_count.milliseconds + excluded.milliseconds,
                last_ok_at = coalesce(excluded.last_ok_at, call_count.last_ok_at),
                last_failed_at = coalesce(excluded.last_failed_at, call_count.last_failed_at),
                last_failure = coalesce(excluded.last_failure, call_count.last_failure)""",
            [
                (
                    system,
                    now.replace(second=0, microsecond=0),
                    process,
                    each.ok,
                    each.failed,
                    round(each.seconds * 1000),
                    now if each.ok else None,
                    now if each.failed else None,
                    each.last_failure,
                )
                for system, each in gained.items()
            ],
        )


async def keep_writing() -> None:
    """Write down every few seconds, until cancelled; counts that cannot be written are lost, no more."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await write_down()
        except (Refusal, OSError) as error:
            log.warning("calls_not_counted", error=type(error).__name__)


async def between(db: Db, *, since: datetime, step: timedelta) -> list[Minutes]:
    """The calls to every system since a moment, in stretches of `step` counted from it."""
    return await fetch_all(
        db,
        Minutes,
        """SELECT system, date_bin($2::interval, minute, $1::timestamptz) AS since, sum(ok)::bigint AS ok,
            sum(failed)::bigint AS failed, sum(milliseconds)::bigint AS milliseconds
        FROM platform.call_count WHERE minute >= $1 GROUP BY 1, 2 ORDER BY 1, 2""",
        since,
        step,
    )


async def latest(db: Db) -> list[Last]:
    """When each system last answered and last failed, as far as it is remembered."""
    return await fetch_all(
        db,
        Last,
        """SELECT system, max(last_ok_at) AS last_ok_at, max(last_failed_at) AS last_failed_at,
            (array_agg(last_failure ORDER BY last_failed_at DESC NULLS LAST))[1] AS last_failure
        FROM platform.call_count GROUP BY system""",
    )


async def forget_old() -> None:
    """Counts are kept for eight days."""
    async with transaction() as db:
        await execute(db, "DELETE FROM platform.call_count WHERE minute < $1", clock.now() - KEPT)
