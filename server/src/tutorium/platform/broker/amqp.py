"""RabbitMQ, 3.10 or newer, as contracts name it: quorum queues, confirms, mandatory, manual acknowledgement.

Publishing and consuming have connections of their own: a broker short of memory blocks publishers, and must
not block the acknowledgements that would help it. A connection that breaks is made anew by who needs it next;
what was not acknowledged comes again.
"""

import asyncio
import hashlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractQueue,
)
from aio_pika.exceptions import CONNECTION_EXCEPTIONS, DeliveryError, PublishError

from tutorium.platform.broker import receiving, topology
from tutorium.platform.broker.model import (
    DELAYS,
    BrokerSilent,
    Delivery,
    Depth,
    Link,
    Parked,
    Properties,
    Unroutable,
)
from tutorium.platform.ids import id_of

AT_ONCE = 10
SECONDS_TO_CONNECT = 3.0
SECONDS_TO_CONFIRM = 5.0
LONGEST_PAUSE_SECONDS = 10.0
BODY_SHOWN = 4000
BROKEN = (*CONNECTION_EXCEPTIONS, TimeoutError, asyncio.CancelledError)

log = structlog.get_logger("broker")


class Amqp:
    """A connection to RabbitMQ for publishing, and one for consuming while `consume` runs."""

    name = "RabbitMQ"

    def __init__(self, url: str, *, authority: Path | None, may_declare: bool) -> None:
        self._url = url
        self._authority = authority
        self._may_declare = may_declare
        self._publishing: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None
        self._opening = asyncio.Lock()
        self._waiting: asyncio.Queue[tuple[Link, AbstractIncomingMessage]] = asyncio.Queue()
        self._busy = self._consumes = False
        self.consuming = asyncio.Event()

    async def publish(self, link: Link, key: str, properties: Properties, body: bytes) -> None:
        """Returns when a quorum queue has confirmed it."""
        message = _outgoing(properties, body)
        await self._publish(link, link.requests, key, message)

    async def _publish(self, link: Link, exchange: str, key: str, message: aio_pika.Message) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_CONFIRM):
                channel = await self._publishing_channel(link)
                await publish(await channel.get_exchange(exchange, ensure=False), key, message)
        except PublishError as error:
            raise Unroutable(f"{exchange} {key}") from error
        except (DeliveryError, *CONNECTION_EXCEPTIONS, TimeoutError) as error:
            await self._drop()
            raise BrokerSilent(f"{type(error).__name__}: {error}") from error

    async def _publishing_channel(self, link: Link) -> AbstractChannel:
        async with self._opening:
            if self._channel is None or self._channel.is_closed:
                if self._publishing is None or self._publishing.is_closed:
                    self._publishing = await self._connect()
                self._channel = await confirmed_channel(self._publishing)
                if self._may_declare:
                    await topology.prepare(self._channel, link, may_declare=True)
            return self._channel

    async def _connect(self) -> AbstractConnection:
        context = None
        if self._url.startswith("amqps"):
            context = ssl.create_default_context(cafile=self._authority)
        return await aio_pika.connect(self._url, timeout=SECONDS_TO_CONNECT, ssl_context=context)

    async def _drop(self) -> None:
        """After a failure nobody knows what the connection is still good for."""
        connection, self._publishing, self._channel = self._publishing, None, None
        if connection is not None:
            await _close(connection)

    async def consume(self, links: list[Link], stop: asyncio.Event) -> None:
        """Deal with what comes until `stop`; a broker that is away is asked again and again."""
        self._consumes, pause = True, 0.5
        while not stop.is_set():
            began = asyncio.get_running_loop().time()
            try:
                await self._consume(links, stop)
            except (*CONNECTION_EXCEPTIONS, TimeoutError, BrokerSilent, Unroutable) as error:
                log.warning("broker_unavailable", error=f"{type(error).__name__}: {error}")
                if asyncio.get_running_loop().time() - began > LONGEST_PAUSE_SECONDS:
                    pause = 0.5
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _consume(self, links: list[Link], stop: asyncio.Event) -> None:
        connection = await self._connect()
        self._waiting = asyncio.Queue()
        try:
            channel = await connection.channel(publisher_confirms=False)
            await channel.set_qos(prefetch_count=AT_ONCE)
            for link in links:
                await topology.prepare(channel, link, may_declare=self._may_declare)
                await subscribe(await channel.get_queue(link.queue, ensure=False), self._waiting, link)
            log.info("broker_connected")
            self.consuming.set()
            ended: list[asyncio.Future[Any]] = [
                asyncio.ensure_future(_closed(channel)),
                asyncio.ensure_future(stop.wait()),
            ]
            try:
                while await self._next(ended):
                    pass
            finally:
                for each in ended:
                    each.cancel()
            if not stop.is_set():
                raise ConnectionError("the connection to RabbitMQ ended")
        finally:
            self.consuming.clear()
            self._waiting = asyncio.Queue()
            await _close(connection)

    async def _next(self, ended: list["asyncio.Future[Any]"]) -> bool:
        """Deal with one message; False when it is time to end."""
        waiting = asyncio.ensure_future(self._waiting.get())
        await asyncio.wait([waiting, *ended], return_when=asyncio.FIRST_COMPLETED)
        if any(each.done() for each in ended):
            waiting.cancel()
            return False
        self._busy = True
        try:
            await self._deal_with(*waiting.result())
        finally:
            self._busy = False
        return True

    async def _deal_with(self, link: Link, message: AbstractIncomingMessage) -> None:
        told = _properties(message)
        tries = int(told.headers.get("tries", 0))
        outcome = await receiving.receive(link, Delivery(properties=told, body=message.body, tries=tries))
        if outcome.kind == "retry":
            milliseconds = int(DELAYS[outcome.delay].total_seconds() * 1000)
            again = _copy(message, {"tries": tries + 1})
            again.expiration = milliseconds / 1000
            await self._publish(link, link.retry, outcome.delay, again)
        elif outcome.kind == "parked":
            headers: dict[str, str | int] = {
                "reason": outcome.reason,
                "error": outcome.error[:500],
                "tries": tries + 1,
            }
            await self._publish(link, link.dlx, message.routing_key or link.queue, _copy(message, headers))
        await acknowledge(message)

    async def parked(self, link: Link, limit: int) -> list[Parked]:
        """Oldest first; looked at and put back."""
        async with self._looking(link) as queue:
            found: list[Parked] = []
            while len(found) < limit and (message := await queue.get(no_ack=False, fail=False)):
                found.append(_shown(link, message))
            return found

    async def send_again(self, link: Link, parked_id: UUID) -> bool:
        """Back into our queue, with all tries before it; False when it is not parked any more."""
        async with self._looking(link) as queue:
            message = await _find(queue, link, parked_id)
            if message is None:
                return False
            await self._publish(link, link.back, link.queue, _copy(message, {}))
            await acknowledge(message)
            return True

    async def forget(self, link: Link, parked_id: UUID) -> bool:
        """Gone for good; False when it is not parked any more."""
        async with self._looking(link) as queue:
            message = await _find(queue, link, parked_id)
            if message is not None:
                await acknowledge(message)
            return message is not None

    @asynccontextmanager
    async def _looking(self, link: Link) -> AsyncIterator[AbstractQueue]:
        """The parking queue; what is got and not acknowledged within the block goes back."""
        async with self._passing_channel() as channel:
            yield await channel.get_queue(link.parking)

    @asynccontextmanager
    async def _passing_channel(self) -> AsyncIterator[AbstractChannel]:
        try:
            connection = await self._connect()
        except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
            raise BrokerSilent(f"{type(error).__name__}: {error}") from error
        try:
            yield await connection.channel(publisher_confirms=False)
        except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
            raise BrokerSilent(f"{type(error).__name__}: {error}") from error
        finally:
            await _close(connection)

    async def depths(self, links: list[Link]) -> list[Depth]:
        """Our own queues, their parking and what could not be routed, as far as we may see them."""
        found = []
        for link in links:
            for name in (link.queue, link.parking, link.unrouted):
                with suppress(BrokerSilent):
                    async with self._passing_channel() as channel:
                        queue = await channel.declare_queue(name, passive=True)
                        found.append(Depth(name, queue.declaration_result.message_count or 0))
        return found

    async def answers(self) -> bool:
        """Whether it lets us in and, where this process consumes, messages can come."""
        if self._consumes and not self.consuming.is_set():
            return False
        try:
            async with self._opening:
                if self._publishing is None or self._publishing.is_closed:
                    self._publishing = await self._connect()
        except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
            raise BrokerSilent(f"{type(error).__name__}: {error}") from error
        return True

    def in_hand(self) -> int:
        """Messages that have come to this process and are not settled."""
        return self._waiting.qsize() + self._busy

    async def close(self) -> None:
        """Close the connection for publishing."""
        await self._drop()


async def confirmed_channel(connection: AbstractConnection) -> AbstractChannel:
    """A channel on which every message is confirmed, and one that nobody takes is an error."""
    return await connection.channel(publisher_confirms=True, on_return_raises=True)


async def publish(exchange: AbstractExchange, key: str, message: aio_pika.Message) -> None:
    """Mandatory: an exchange that can lead it nowhere gives it back."""
    await exchange.publish(message, key, mandatory=True)


async def subscribe(
    queue: AbstractQueue, into: "asyncio.Queue[tuple[Link, AbstractIncomingMessage]]", link: Link
) -> None:
    """Let messages come; each stays the broker's until it is acknowledged."""

    async def put(message: AbstractIncomingMessage) -> None:
        into.put_nowait((link, message))

    await queue.consume(put, no_ack=False)


async def acknowledge(message: AbstractIncomingMessage) -> None:
    """The broker may forget it."""
    await message.ack()


async def _closed(channel: AbstractChannel) -> None:
    with suppress(*BROKEN):
        await channel.closed()


async def _close(connection: AbstractConnection) -> None:
    with suppress(*CONNECTION_EXCEPTIONS, TimeoutError):
        await asyncio.wait_for(connection.close(), SECONDS_TO_CONNECT)


async def _find(queue: AbstractQueue, link: Link, parked_id: UUID) -> AbstractIncomingMessage | None:
    while message := await queue.get(no_ack=False, fail=False):
        if _shown(link, message).id == parked_id:
            return message
    return None


def _outgoing(told: Properties, body: bytes) -> aio_pika.Message:
    return aio_pika.Message(
        body,
        message_id=told.message_id,
        correlation_id=told.correlation_id,
        reply_to=told.reply_to,
        type=told.type,
        content_type=told.content_type,
        app_id=told.app_id,
        timestamp=told.timestamp,
        headers=dict(told.headers),
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
    )


def _copy(message: AbstractIncomingMessage, headers: dict[str, str | int]) -> aio_pika.Message:
    """The same message, on its way to another queue of ours."""
    return aio_pika.Message(
        message.body,
        message_id=message.message_id,
        correlation_id=message.correlation_id,
        reply_to=message.reply_to,
        type=message.type,
        content_type=message.content_type,
        app_id=message.app_id,
        timestamp=message.timestamp,
        headers=dict(headers),
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
    )


def _properties(message: AbstractIncomingMessage) -> Properties:
    return Properties(
        message_id=message.message_id or "",
        correlation_id=str(message.correlation_id or ""),
        reply_to=message.reply_to or "",
        type=message.type or "",
        content_type=message.content_type or "",
        app_id=message.app_id or "",
        timestamp=message.timestamp,
        headers={name: value for name, value in message.headers.items() if isinstance(value, str | int)},
    )


def _shown(link: Link, message: AbstractIncomingMessage) -> Parked:
    told = _properties(message)
    return Parked(
        id=id_of("parked", link.parking, told.message_id, hashlib.sha256(message.body).hexdigest()),
        queue=link.parking,
        message_id=told.message_id,
        type=told.type,
        correlation_id=told.correlation_id,
        sent_at=told.timestamp,
        reason=str(told.headers.get("reason") or told.headers.get("x-first-death-reason") or ""),
        error=str(told.headers.get("error", "")),
        tries=int(told.headers.get("tries", 0)),
        body=message.body[:BODY_SHOWN].decode(errors="replace"),
    )
