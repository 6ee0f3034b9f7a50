"""Both brokers behind one face, for tests that run on each, and an independent client at the other end.

The other end shares no code with the product: pika for RabbitMQ, plain SQL for the embedded queue.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

import asyncpg
import msgspec
import pika
from pika.adapters.blocking_connection import BlockingChannel

from tutorium.platform import broker
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.broker.embedded import Embedded
from tutorium.platform.ids import new_id


class Note(msgspec.Struct, frozen=True):
    """What the trial messages say."""

    n: int


LINK = broker.Link(name="trial", queue="platform.trial-replies", reply_key="trial.reply.platform")
ASKED, TOLD = "trial.asked.v1", "trial.told.v1"
THEIRS = "ds.trial"
"""The queue of the other end."""


def told(n: int, *, message_id: str | None = None, **changes: Any) -> dict[str, Any]:
    """A good answer as it travels: properties and body, with changes to either."""
    name = message_id or str(new_id())
    event = {
        "specversion": "1.0",
        "id": name,
        "source": "urn:trial",
        "type": TOLD,
        "time": datetime.now(UTC).isoformat(),
        "data": {"n": n},
    }
    letter = {
        "message_id": name,
        "correlation_id": "c",
        "type": TOLD,
        "content_type": "application/json",
        "body": msgspec.json.encode(event),
    }
    return letter | changes


class Came(NamedTuple):
    """A message at the other end."""

    properties: dict[str, Any]
    body: dict[str, Any]


class Carrier(ABC):
    """A broker with our consumer and the other end on it."""

    def __init__(self, transport: Embedded | Amqp) -> None:
        self.transport = transport
        self._stop = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Let our consumer work, and wait until it does."""
        self.begin()
        await self.transport.consuming.wait()

    def begin(self) -> None:
        """Let our consumer work as soon as it can."""
        self._stop = asyncio.Event()
        self._work = asyncio.create_task(broker.work(frozenset({"trial"}), self._stop))

    async def stop(self) -> None:
        """End it in order."""
        self._stop.set()
        if self._work:
            await self._work

    async def kill(self) -> None:
        """End it in the middle of what it does."""
        if self._work:
            self._work.cancel()
            await asyncio.wait([self._work])
            self._work = None

    @abstractmethod
    async def bind(self) -> None:
        """The other end declares its queue."""

    @abstractmethod
    async def answer(self, letter: dict[str, Any], key: str = LINK.reply_key) -> None:
        """The other end publishes."""

    @abstractmethod
    async def asked(self) -> list[Came]:
        """The other end takes everything that has come."""

    @abstractmethod
    async def forget(self) -> None:
        """Everything of the trial goes."""

    async def depth(self, queue: str) -> int:
        """How many messages wait in one of our queues."""
        found = {depth.queue: depth.messages for depth in await broker.count_messages()}
        return found[queue]


class OnPostgres(Carrier):
    """The embedded queue."""

    def __init__(self, database_url: str) -> None:
        super().__init__(Embedded(database_url))
        self._url = database_url

    async def bind(self) -> None:
        await self._sql(
            "INSERT INTO platform.broker_binding VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            LINK.requests,
            ASKED,
            THEIRS,
        )

    async def answer(self, letter: dict[str, Any], key: str = LINK.reply_key) -> None:
        properties = {name: value for name, value in letter.items() if name != "body"}
        sent = "SELECT platform.broker_send($1, $2, $3, $4, $5)"
        await self._sql(
            sent,
            LINK.replies,
            key,
            msgspec.json.encode(properties).decode(),
            letter["body"],
            datetime.now(UTC),
        )

    async def asked(self) -> list[Came]:
        rows = await self._sql(
            "DELETE FROM platform.broker_message WHERE queue = $1 RETURNING properties, body", THEIRS
        )
        return [Came(msgspec.json.decode(row[0]), msgspec.json.decode(row[1])) for row in rows]

    async def forget(self) -> None:
        await self._sql("DELETE FROM platform.broker_binding WHERE exchange ~ '^trial'")
        await self._sql("DELETE FROM platform.broker_message WHERE queue ~ 'trial'")

    async def _sql(self, statement: str, *values: Any) -> list[Any]:
        connection = await asyncpg.connect(self._url)
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()


class OnRabbit(Carrier):
    """RabbitMQ; `through` is the address our side uses, `url` the other end's."""

    def __init__(self, url: str, through: str | None = None) -> None:
        super().__init__(Amqp(through or url, authority=None, may_declare=True))
        self._url = url

    async def bind(self) -> None:
        await self._tell(_bind)

    async def answer(self, letter: dict[str, Any], key: str = LINK.reply_key) -> None:
        properties = pika.BasicProperties(**{k: v for k, v in letter.items() if k != "body"})
        await self._tell(partial(_publish, key=key, properties=properties, body=letter["body"]))

    async def asked(self) -> list[Came]:
        came: list[Came] = await self._tell(_take_all)
        return came

    async def forget(self) -> None:
        await self._tell(_delete)

    async def _tell(self, work: Callable[[BlockingChannel], Any]) -> Any:
        def run() -> Any:
            with _a_channel(self._url) as channel:
                return work(channel)

        return await asyncio.to_thread(run)


@contextmanager
def _a_channel(url: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(url))
    try:
        channel = connection.channel()
        channel.confirm_delivery()
        yield channel
    finally:
        connection.close()


def _bind(channel: BlockingChannel) -> None:
    channel.exchange_declare(LINK.requests, "topic", durable=True)
    channel.queue_declare(THEIRS, durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind(THEIRS, LINK.requests, ASKED)


def _publish(channel: BlockingChannel, key: str, properties: pika.BasicProperties, body: bytes) -> None:
    channel.basic_publish(LINK.replies, key, body, properties, mandatory=True)


def _take_all(channel: BlockingChannel) -> list[Came]:
    found: list[Came] = []
    while True:
        method, properties, body = channel.basic_get(THEIRS, auto_ack=True)
        if method is None:
            return found
        found.append(Came(vars(properties), msgspec.json.decode(body)))


def _delete(channel: BlockingChannel) -> None:
    waiting = [LINK.waiting(delay) for delay in ("5s", "30s", "5m", "30m")]
    for queue in (THEIRS, LINK.queue, LINK.parking, LINK.unrouted, *waiting):
        channel.queue_delete(queue)
    for exchange in (LINK.requests, LINK.replies, LINK.retry, LINK.back, LINK.dlx, LINK.unrouted):
        channel.exchange_delete(exchange)


@asynccontextmanager
async def carried_by(carrier: Carrier) -> AsyncIterator[Carrier]:
    """Within the block, the product's messages go through this broker."""
    ours = broker.transport()
    broker.carry(carrier.transport)
    try:
        yield carrier
    finally:
        await carrier.kill()
        await carrier.transport.close()
        broker.carry(ours)
        await carrier.forget()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something has happened that another task brings about."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 -- what is waited for has no event of its own
            await asyncio.sleep(0.01)
