"""The thread that ships: takes lines from the queue, sends them, keeps what has to be sent again."""

import asyncio
import secrets
import threading
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import structlog

from tutorium.platform import metrics
from tutorium.platform.ids import new_id
from tutorium.platform.shipping.backlog import Backlog
from tutorium.platform.shipping.ecs import Origin, Parcel, parcel
from tutorium.platform.shipping.spool import Spool

if TYPE_CHECKING:
    from tutorium.platform.shipping.sender import Result, Sender

BATCH_LINES = 500
BATCH_BYTES = 1 << 20
LOOK_SECONDS = 0.25
PAUSE_SECONDS = (1.0, 60.0)
"""The first pause and the longest; each is drawn from nothing up to its bound, lest all come at once."""
FLUSH_SECONDS = 5.0
SLICE = 50
"""So many lines are packed before the interpreter is offered to those who answer requests."""

log = structlog.get_logger("shipping")
_chance = secrets.SystemRandom()


class Shipper(threading.Thread):
    """Runs until `finish`; nothing it does is waited for by anybody else."""

    def __init__(
        self, backlog: Backlog, spool: Spool, connect: "Callable[[], Sender]", origin: Origin
    ) -> None:
        super().__init__(name="shipping", daemon=True)
        self._backlog = backlog
        self._spool = spool
        self._connect = connect
        self._origin = origin
        self._stopping = threading.Event()
        self._failures = 0
        self._resume = 0.0
        self._told = False
        self._sender: Sender | None = None

    @property
    def waiting(self) -> int:
        """How many lines are in memory."""
        return len(self._backlog)

    async def finish(self) -> None:
        """Send what is left, for at most FLUSH_SECONDS, then keep it; the calling loop goes on meanwhile."""
        self._stopping.set()
        await asyncio.to_thread(self.join, FLUSH_SECONDS + 2)

    def run(self) -> None:
        """The life of the thread."""
        asyncio.run(self._work())

    async def _work(self) -> None:
        working = asyncio.create_task(self._turns())
        while not self._stopping.is_set():
            await asyncio.wait({working}, timeout=LOOK_SECONDS)
        await asyncio.wait({working}, timeout=FLUSH_SECONDS)
        working.cancel()  # what it was sending it keeps
        await asyncio.wait({working})
        self._spool.write(self._take_all())
        self._spool.close()
        if self._sender is not None:
            await self._sender.close()

    async def _turns(self) -> None:
        while not self._stopping.is_set():
            if not await self._safely(self._turn()):
                await asyncio.sleep(LOOK_SECONDS)
        while not self._paused and (parcels := self._take()):
            await self._ship(parcels)

    @property
    def _paused(self) -> bool:
        return time.monotonic() < self._resume

    async def _safely(self, work: Coroutine[Any, Any, bool]) -> bool:
        """A failure nobody expected costs a line on standard error, not the thread."""
        try:
            return await work
        except Exception as error:  # noqa: BLE001 -- there is nobody above to tell
            log.error("logs_shipping_failed", error=type(error).__name__)
            self._resume = time.monotonic() + PAUSE_SECONDS[1]
            return False

    async def _turn(self) -> bool:
        """One batch, and one file of what waits; whether there is more to do at once."""
        parcels = self._take()
        if parcels and self._paused:
            self._keep(parcels)
        elif parcels:
            await self._ship(parcels)
        full = len(parcels) == BATCH_LINES
        return full if self._paused else await self._replay() or full

    async def _replay(self) -> bool:
        """Send the oldest file that waits; whether there was one, and it went."""
        self._spool.seal()
        oldest = next(iter(self._spool.segments()), None)
        if oldest is None:
            return False
        parcels = self._spool.read(oldest)
        for start in range(0, len(parcels), BATCH_LINES):
            batch = parcels[start : start + BATCH_LINES]
            if self._paused:
                self._keep(batch)
            else:
                await self._ship(batch)
        self._spool.remove(oldest)
        return True

    async def _ship(self, parcels: list[Parcel]) -> None:
        try:
            self._sender = self._sender or self._connect()
            result = await self._sender.send(parcels)
        except BaseException:
            self._spool.write(parcels)  # sent or not, nobody knows: the second time would be a duplicate
            raise
        for lost in result.rejected:
            metrics.log_lines.labels("rejected").inc()
            self._spool.reject(lost.parcel, lost.status, lost.kind)
            log.error("log_line_rejected", status=lost.status, reason=lost.kind)
        self._keep(result.again)
        self._heed(result)

    def _keep(self, parcels: list[Parcel]) -> None:
        if parcels:
            metrics.log_lines.labels("kept").inc(len(parcels))
            self._spool.write(parcels)

    def _heed(self, result: "Result") -> None:
        """Longer pauses the longer it goes on, none after a request that went well."""
        first, longest = PAUSE_SECONDS
        if result.trouble in ("none", "busy"):
            # Busy is not away: some documents were taken, so it does not get worse with each time.
            if self._told:
                log.info("logs_shipped_again")
            self._failures, self._told = 0, False
            pause = _chance.uniform(0, first) if result.trouble == "busy" else 0.0
        else:
            self._failures += 1
            if self._failures > 1 and not self._told:
                log.warning("logs_wait", reason=result.trouble)
                self._told = True
            bound = min(longest, first * 2 ** min(self._failures - 1, 10))
            pause = longest if result.trouble == "refused" else _chance.uniform(0, bound)
        self._resume = time.monotonic() + pause

    def _take(self) -> list[Parcel]:
        lines = self._backlog.take(BATCH_LINES, BATCH_BYTES)
        packed: list[Parcel] = []
        for start in range(0, len(lines), SLICE):
            packed += [parcel(line, self._origin, str(new_id())) for line in lines[start : start + SLICE]]
            time.sleep(0)
        return packed

    def _take_all(self) -> list[Parcel]:
        packed: list[Parcel] = []
        while more := self._take():
            packed += more
        return packed
