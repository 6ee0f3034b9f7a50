"""Who deals with what comes: handlers by queue and type, and what happens to one delivery."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

import msgspec
import structlog

from tutorium.platform import clock, db, inbox, jobs, logging, metrics
from tutorium.platform.broker.model import Delivery, Link, Malformed, Message, pause, read

SECONDS_TO_HANDLE = 30.0
"""A handler that takes longer has failed; a delivery is ours for longer than this."""

F = TypeVar("F", bound=Callable[..., Awaitable[None]])
log = structlog.get_logger("broker")


class Consumer(msgspec.Struct, frozen=True):
    """One handler: the messages of one type that come over one link."""

    name: str
    link: Link
    handles: str
    data: type[msgspec.Struct]
    function: Callable[[db.Db, Message, Any], Awaitable[None]]


_consumers: dict[tuple[str, str], Consumer] = {}
_produced: dict[tuple[str, str], type[msgspec.Struct]] = {}


def produces(
    link: Link,
    type: str,  # noqa: A002 -- the word of CloudEvents
    data: type[msgspec.Struct],
) -> None:
    """Declare that messages of this type, with this content, are sent over the link."""
    if _produced.setdefault((link.name, type), data) is not data:
        raise TypeError(f"two contents for {type} over {link.name}")


def produced() -> dict[tuple[str, str], type[msgspec.Struct]]:
    """(name of the link, type of message) -> its content, for everything we send."""
    return dict(_produced)


def consumes(
    link: Link,
    type: str,  # noqa: A002 -- the word of CloudEvents
    data: type[msgspec.Struct],
) -> Callable[[F], F]:
    """Let the decorated `(db, message, data)` deal with every message of this type that comes over the link.

    It runs in one transaction with its inbox row: applied once, however often delivered, and acknowledged
    after the commit. It must stay in its own module. `Malformed` parks the message at once; any other
    exception is taken for a passing one: the message comes again after 5 s, 30 s, 5 min and 30 min, then it
    is parked. Order is not promised: a newer message may overtake one that waits for its next try.
    """

    def decorate(function: F) -> F:
        if list(inspect.signature(function).parameters)[:1] != ["db"]:
            raise TypeError(f"{function.__qualname__} has to take db, message and data")
        consumer = Consumer(jobs.job_name(function), link, type, data, function)
        if _consumers.setdefault((link.queue, type), consumer) is not consumer:
            raise TypeError(f"two handlers for {type} in {link.queue}")
        return function

    return decorate


def links(modules: frozenset[str] | None = None) -> list[Link]:
    """The links whose messages these modules deal with; of all modules without the argument."""
    found = [c.link for c in _consumers.values() if modules is None or c.name.split(".")[0] in modules]
    return list({link.queue: link for link in found}.values())


def consumers() -> list[Consumer]:
    """Every handler."""
    return list(_consumers.values())


class Outcome(msgspec.Struct, frozen=True):
    """What has to happen to a delivery now that it has been dealt with."""

    kind: Literal["done", "duplicate", "retry", "parked"]
    delay: str = ""
    reason: str = ""
    error: str = ""


async def receive(link: Link, delivery: Delivery) -> Outcome:
    """Deal with one delivery and say what becomes of it; never raises but for cancellation."""
    message_id = delivery.properties.message_id[:64]
    with logging.context(job=link.queue, event_id=message_id):
        outcome = await _receive(link, delivery)
        metrics.broker_consumed.labels(link.queue, outcome.kind).inc()
        if outcome.kind == "retry":
            log.warning("message_failed", attempt=delivery.tries + 1, error=outcome.error)
        elif outcome.kind == "parked":
            log.error(
                "message_parked", reason=outcome.reason, error=outcome.error, attempt=delivery.tries + 1
            )
    return outcome


async def _receive(link: Link, delivery: Delivery) -> Outcome:
    try:
        message = read(delivery)
        consumer = _consumers.get((link.queue, message.type))
        if consumer is None:
            raise Malformed(f"nobody knows the type {message.type[:200]!r}")
        data: msgspec.Struct = msgspec.json.decode(message.data, type=consumer.data)
        metrics.broker_lag.labels(link.queue).observe(max((clock.now() - message.time).total_seconds(), 0.0))
        async with asyncio.timeout(SECONDS_TO_HANDLE):
            return await _apply(consumer, message, data)
    except (Malformed, msgspec.MsgspecError) as error:
        return Outcome("parked", reason="malformed", error=str(error))
    except Exception as error:  # noqa: BLE001 -- whatever went wrong may go well next time
        told = f"{type(error).__name__}: {error}"[:1000]
        delay = pause(delivery.tries + 1)
        return (
            Outcome("retry", delay=delay, error=told) if delay else Outcome("parked", "", "tried_out", told)
        )


async def _apply(consumer: Consumer, message: Message, data: msgspec.Struct) -> Outcome:
    async with db.transaction(system=True) as connection:
        if not await inbox.first_delivery(connection, message.id, consumer.name):
            return Outcome("duplicate")
        await consumer.function(connection, message, data)
    return Outcome("done")
