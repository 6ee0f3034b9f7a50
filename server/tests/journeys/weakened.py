"""The product without one of its safeguards, as a storm must find it out.

`python -m journeys.weakened SAFEGUARD COMMAND` is `tutorium COMMAND` without it.
"""

import asyncio
import sys
from collections.abc import Callable
from contextvars import Context
from datetime import datetime
from typing import Any
from uuid import UUID

import aio_pika

from tutorium.cli import main
from tutorium.platform import db, inbox, jobs
from tutorium.platform.broker import amqp

_enqueue, _first_delivery = jobs.enqueue, inbox.first_delivery
_running: set["asyncio.Task[None]"] = set()
LATE_SECONDS = 0.2


async def _unconfirmed(connection: Any) -> Any:
    """A message counts as sent when it has been written to the line."""
    return await connection.channel(publisher_confirms=False, on_return_raises=False)


async def _optional(exchange: Any, key: str, message: aio_pika.Message) -> None:
    """What nobody reads is dropped."""
    await exchange.publish(message, key, mandatory=False)


async def _always_first(connection: db.Db, message_id: UUID, handler: str) -> bool:
    """Whatever comes is dealt with."""
    await _first_delivery(connection, message_id, handler)
    return True


async def _afterwards(
    connection: db.Db, names: list[str], payload: bytes, *, at: datetime | None = None
) -> None:
    """Jobs are stored a moment after the change, in a transaction of their own."""

    async def store() -> None:
        await asyncio.sleep(LATE_SECONDS)
        async with db.transaction(system=True) as own:
            await _enqueue(own, names, payload, at=at)

    _running.add(task := asyncio.create_task(store(), context=Context()))
    task.add_done_callback(_running.discard)


async def _taken_on_delivery(queue: Any, into: "asyncio.Queue[Any]", link: Any) -> None:
    """What has been delivered is forgotten by the broker."""

    async def put(message: Any) -> None:
        into.put_nowait((link, message))

    await queue.consume(put, no_ack=True)


async def _nothing(_: Any) -> None:
    """There is nothing to acknowledge."""


SAFEGUARDS: dict[str, list[tuple[Any, str, Callable[..., Any]]]] = {
    "confirm": [(amqp, "confirmed_channel", _unconfirmed)],
    "mandatory": [(amqp, "publish", _optional)],
    "inbox": [(inbox, "first_delivery", _always_first)],
    "transactional event": [(jobs, "enqueue", _afterwards)],
    "manual ack": [(amqp, "subscribe", _taken_on_delivery), (amqp, "acknowledge", _nothing)],
}

if __name__ == "__main__":
    for where, name, careless in SAFEGUARDS[sys.argv.pop(1)]:
        setattr(where, name, careless)
    main()
