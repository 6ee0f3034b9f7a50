"""A system that does not answer is not asked for a while: nobody waits for time limits in vain, and what
is starting again is left in peace.

After FAILURES calls in a row without an answer the circuit of a system is open: calls end at once with
NotAsked. After PAUSE one call tries it again; its answer closes the circuit, its silence begins another
PAUSE. A refusal is an answer. Each process learns by itself; whoever gets NotAsked does what it does when
there is no answer, and repeats later.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal

import msgspec
import structlog

from tutorium.platform import clock, metrics

FAILURES = 5
PAUSE = timedelta(seconds=10)

log = structlog.get_logger("circuit")


class NotAsked(Exception):
    """The circuit is open: nothing was sent."""


class Call(msgspec.Struct):
    """A call under way. Whoever makes it says how it ended; silence is the default."""

    outcome: Literal["ok", "refused", "unknown"] | None = "unknown"


class Circuit(msgspec.Struct):
    """How a system answered this process lately."""

    failures: int = 0
    tried_at: datetime | None = None
    """Of an open circuit: when it opened, or when a call last tried."""

    def lets_through(self, now: datetime) -> bool:
        """Whether a call may be made now. The one that tries begins the next pause for all others."""
        if self.failures < FAILURES:
            return True
        # A clock set back ends the pause: better one call too many than a pause without an end.
        if self.tried_at is not None and timedelta() <= now - self.tried_at < PAUSE:
            return False
        self.tried_at = now
        return True

    def learn(self, now: datetime, *, answered: bool) -> None:
        """Count a call that has ended."""
        self.failures = 0 if answered else self.failures + 1
        self.tried_at = now if self.failures >= FAILURES else None


circuits: dict[str, Circuit] = {}
"""By system; what is not here has not been called."""


@contextmanager
def call(system: str, operation: str) -> Iterator[Call]:
    """Make and measure one call. NotAsked, before anything is sent, while the circuit is open."""
    circuit, started = circuits.setdefault(system, Circuit()), time.perf_counter()
    if not circuit.lets_through(clock.now()):
        metrics.outbound.labels(system, operation, "unknown").observe(0)
        raise NotAsked(system)
    made = Call()
    try:
        yield made
    except asyncio.CancelledError:  # nobody waited for the answer, so it says nothing about the system
        made.outcome = None
        raise
    finally:
        if made.outcome:
            metrics.outbound.labels(system, operation, made.outcome).observe(time.perf_counter() - started)
            _learn(system, circuit, answered=made.outcome != "unknown")


def _learn(system: str, circuit: Circuit, *, answered: bool) -> None:
    was_open = circuit.failures >= FAILURES
    circuit.learn(clock.now(), answered=answered)
    is_open = circuit.failures >= FAILURES
    if is_open and not was_open:
        log.warning("circuit_opened", system=system)
    if was_open and not is_open:
        log.info("circuit_closed", system=system)
