"""The embedded queue: the same promises as RabbitMQ's, kept by PostgreSQL, for a machine without a broker.

A message stays until it is acknowledged; one that is not acknowledged within the lease comes again. It is
read and written with three SQL functions, which the stand-in of an external system calls, too.
"""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import structlog

from tutorium.platform import clock, db
from tutorium.platform.broker import receiving
from tutorium.platform.broker.model import (
    DELAYS,
    DELIVERY_LIMIT,
    BrokerSilent,
    Delivery,
    Depth,
    Link,
    Parked,
    Properties,
    Unroutable,
)
from tutorium.platform.errors import Unavailable
from tutorium.platform.ids import id_of

AT_ONCE = 10
LEASE = timedelta(seconds=60)
"""Longer than a handler may take: `receiving.SECONDS_TO_HANDLE`."""
LOOK_SECONDS = 1.0
"""A notification wakes the consumer at once; this is for those that got lost and for delays."""
BODY_SHOWN = 4000

log = structlog.get_logger("broker")


class Row(msgspec.Struct, frozen=True):
    """A message in a queue."""

    seq: int
    properties: Properties
    body: bytes
    taken_until: datetime | None
    deliveries: int


class ParkedRow(msgspec.Struct, frozen=True):
    """A message in a parking queue."""

    seq: int
    queue: str
    properties: Properties
    body: bytes
    sent_at: datetime


class Waiting(msgspec.Struct, frozen=True):
    """One queue that is not empty."""

    queue: str
    messages: int
    oldest: datetime


class Embedded:
    """The queue in the product's own database."""

    name = "embedded"

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._in_hand = 0
        self.consuming = asyncio.Event()

    async def declare(self, link: Link) -> None:
        """Bind our queue; say what becomes of answers with an unknown routing key."""
        async with db.transaction(system=True) as connection:
            await db.execute_many(
                connection,
                "INSERT INTO platform.broker_binding (exchange, routing_key, queue) VALUES ($1, $2, $3)"
                " ON CONFLICT DO NOTHING",
                [(link.replies, link.reply_key, link.queue), (link.replies, "", link.unrouted)],
            )

    async def publish(self, link: Link, key: str, properties: Properties, body: bytes) -> None:
        """Returns when the message is stored."""
        try:
            async with db.transaction(system=True) as connection:
                routed = await db.fetch_value(
                    connection,
                    int,
                    "SELECT platform.broker_send($1, $2, $3, $4, $5)",
                    link.requests,
                    key,
                    msgspec.to_builtins(properties),
                    body,
                    clock.now(),
                )
        except Unavailable as error:
            raise BrokerSilent("the database does not answer") from error
        if not routed:
            raise Unroutable(f"{link.requests} {key}")

    async def consume(self, links: list[Link], stop: asyncio.Event) -> None:
        """Deal with what comes until `stop`; what is in hand then is finished, the rest given back."""
        wake = asyncio.Event()
        log.warning("broker_embedded")
        for link in links:
            await self.declare(link)
        listening = await asyncpg.connect(self._database_url, timeout=3)
        try:
            await listening.add_listener("tutorium_broker", lambda *_: wake.set())
            self.consuming.set()
            while not stop.is_set():
                wake.clear()
                try:
                    found = [await self._round(link, stop) for link in links]
                except Unavailable:
                    found = []
                if not any(found):
                    await _first_of(stop, wake, seconds=LOOK_SECONDS)
        finally:
            self.consuming.clear()
            await listening.close()

    async def _round(self, link: Link, stop: asyncio.Event) -> int:
        rows = await self._take(link.queue)
        for number, row in enumerate(rows):
            if stop.is_set():
                await self._give_back(rows[number:])
                break
            self._in_hand = len(rows) - number
            try:
                await self._deal_with(link, row)
            finally:
                self._in_hand = 0
        return len(rows)

    async def _take(self, queue: str) -> list[Row]:
        now = clock.now()
        async with db.transaction(system=True) as connection:
            return await db.fetch_all(
                connection,
                Row,
                "SELECT seq, properties, body, taken_until, deliveries"
                " FROM platform.broker_take($1, $2, $3, $4) ORDER BY seq",
                queue,
                AT_ONCE,
                now,
                now + LEASE,
            )

    async def _give_back(self, rows: list[Row]) -> None:
        async with db.transaction(system=True) as connection:
            await db.execute_many(
                connection,
                "UPDATE platform.broker_message SET taken_until = NULL, deliveries = deliveries - 1"
                " WHERE seq = $1 AND taken_until = $2",
                [(row.seq, row.taken_until) for row in rows],
            )

    async def _deal_with(self, link: Link, row: Row) -> None:
        tries = int(row.properties.headers.get("tries", 0))
        if row.deliveries > DELIVERY_LIMIT + 1:
            await self._park(link, row, "delivery_limit", "", tries)
            return
        outcome = await receiving.receive(
            link, Delivery(properties=row.properties, body=row.body, tries=tries)
        )
        if outcome.kind == "retry":
            await self._later(row, tries + 1, DELAYS[outcome.delay])
        elif outcome.kind == "parked":
            await self._park(link, row, outcome.reason, outcome.error, tries + 1)
        else:
            await acknowledge(row)

    async def _later(self, row: Row, tries: int, delay: timedelta) -> None:
        await self._change(row, {"tries": tries}, clock.now() + delay)

    async def _park(self, link: Link, row: Row, reason: str, error: str, tries: int) -> None:
        headers: dict[str, str | int] = {"reason": reason, "error": error, "tries": tries}
        await self._change(row, headers, None, move_to=link.parking)

    async def _change(
        self, row: Row, headers: dict[str, str | int], due_at: datetime | None, move_to: str | None = None
    ) -> None:
        told = msgspec.structs.replace(row.properties, headers=dict(row.properties.headers) | headers)
        async with db.transaction(system=True) as connection:
            await db.execute(
                connection,
                "UPDATE platform.broker_message SET properties = $3, due_at = $4, taken_until = NULL,"
                " deliveries = 0, queue = coalesce($5, queue) WHERE seq = $1 AND taken_until = $2",
                row.seq,
                row.taken_until,
                msgspec.to_builtins(told),
                due_at,
                move_to,
            )

    async def parked(self, link: Link, limit: int) -> list[Parked]:
        """Oldest first."""
        async with db.connection(system=True) as connection:
            rows = await db.fetch_all(
                connection,
                ParkedRow,
                "SELECT seq, queue, properties, body, sent_at FROM platform.broker_message"
                " WHERE queue = $1 ORDER BY seq LIMIT $2",
                link.parking,
                limit,
            )
        return [_shown(row) for row in rows]

    async def send_again(self, link: Link, parked_id: UUID) -> bool:
        """Back into our queue, with all tries before it; False when it is not parked any more."""
        row = await self._find(link, parked_id)
        if row is None:
            return False
        told: Any = msgspec.to_builtins(msgspec.structs.replace(row.properties, headers={"schema": 1}))
        async with db.transaction(system=True) as connection:
            return bool(
                await db.execute(
                    connection,
                    "UPDATE platform.broker_message SET queue = $2, properties = $3"
                    " WHERE seq = $1 AND queue = $4",
                    row.seq,
                    link.queue,
                    told,
                    link.parking,
                )
            )

    async def forget(self, link: Link, parked_id: UUID) -> bool:
        """Gone for good; False when it is not parked any more."""
        row = await self._find(link, parked_id)
        if row is None:
            return False
        async with db.transaction(system=True) as connection:
            return bool(
                await db.execute(connection, "DELETE FROM platform.broker_message WHERE seq = $1", row.seq)
            )

    async def _find(self, link: Link, parked_id: UUID) -> ParkedRow | None:
        async with db.connection(system=True) as connection:
            rows = await db.fetch_all(
                connection,
                ParkedRow,
                "SELECT seq, queue, properties, body, sent_at FROM platform.broker_message WHERE queue = $1",
                link.parking,
            )
        return next((row for row in rows if _parked_id(row) == parked_id), None)

    async def depths(self, links: list[Link]) -> list[Depth]:
        """Our own queues, their parking and what could not be routed."""
        names = [name for link in links for name in (link.queue, link.parking, link.unrouted)]
        async with db.connection(system=True) as connection:
            rows = await db.fetch_all(
                connection,
                Waiting,
                "SELECT queue, count(*) AS messages, min(sent_at) AS oldest FROM platform.broker_message"
                " WHERE queue = ANY($1) GROUP BY queue",
                names,
            )
        waiting = {row.queue: Depth(row.queue, row.messages, row.oldest) for row in rows}
        return [waiting.get(name, Depth(name, 0)) for name in names]

    async def answers(self) -> bool:
        """It is the database, which is asked for anyway."""
        return True

    def in_hand(self) -> int:
        """Messages that this process has taken and not settled."""
        return self._in_hand

    async def close(self) -> None:
        """It has nothing of its own."""


async def acknowledge(row: Row) -> None:
    """The message is done with."""
    async with db.transaction(system=True) as connection:
        await db.fetch_value(connection, bool, "SELECT platform.broker_ack($1, $2)", row.seq, row.taken_until)


def _parked_id(row: ParkedRow) -> UUID:
    return id_of("parked", row.seq)


def _shown(row: ParkedRow) -> Parked:
    told = row.properties
    return Parked(
        id=_parked_id(row),
        queue=row.queue,
        message_id=told.message_id,
        type=told.type,
        correlation_id=told.correlation_id,
        sent_at=told.timestamp or row.sent_at,
        reason=str(told.headers.get("reason", "")),
        error=str(told.headers.get("error", "")),
        tries=int(told.headers.get("tries", 0)),
        body=row.body[:BODY_SHOWN].decode(errors="replace"),
    )


async def _first_of(*events: asyncio.Event, seconds: float) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
            with suppress(asyncio.CancelledError):
                await wait
