"""How the systems outside answer, as all our processes have seen it."""

from datetime import datetime, timedelta

import msgspec

from tutorium.platform import clock, jobs, outbound
from tutorium.platform.db import connection

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


class Calls(msgspec.Struct, frozen=True):
    """Calls within one stretch of time; how long they took on average, None when there were none."""

    since: datetime
    ok: int
    failed: int
    average_ms: int | None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """A system: how it stands, and how it answered by quarters of an hour through the last day."""

    system: outbound.System
    state: outbound.State
    last: outbound.Last | None
    quarter: Calls
    day: Calls
    series: list[Calls]
    waiting: int | None
    parked: int | None


async def health() -> list[Health]:
    """Every system that is known."""
    await outbound.write_down()
    now = clock.now()
    since = now - DAY
    async with connection() as db:
        by_quarter = await outbound.between(db, since=since, step=QUARTER)
        recent = await outbound.between(db, since=now - QUARTER, step=DAY)
        last = {each.system: each for each in await outbound.latest(db)}
        backlogs = {each.module: each for each in await jobs.backlogs(db)}
    found = []
    for system in outbound.systems(set(last)):
        quarters = {each.since: each for each in by_quarter if each.system == system.name}
        quarter = _calls(now - QUARTER, [each for each in recent if each.system == system.name])
        backlog = backlogs.get(system.module) if system.module else None
        found.append(
            Health(
                system=system,
                state=outbound.state_of(ok=quarter.ok, failed=quarter.failed, last=last.get(system.name)),
                last=last.get(system.name),
                quarter=quarter,
                day=_calls(since, list(quarters.values())),
                series=[
                    _calls(at, [quarters[at]] if at in quarters else [])
                    for at in (since + QUARTER * n for n in range(DAY // QUARTER))
                ],
                waiting=(backlog.waiting if backlog else 0) if system.module else None,
                parked=(backlog.parked if backlog else 0) if system.module else None,
            )
        )
    return found


def _calls(since: datetime, parts: list[outbound.Minutes]) -> Calls:
    ok, failed = sum(each.ok for each in parts), sum(each.failed for each in parts)
    took = sum(each.milliseconds for each in parts)
    return Calls(since, ok, failed, round(took / (ok + failed)) if ok + failed else None)
