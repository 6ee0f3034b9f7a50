"""Asks the Document System as anybody might who has read the contract: with pika, or in plain SQL.

It shares no code with the product or the stand-in.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import pika
from pika.adapters.blocking_connection import BlockingChannel

QUESTION, ANSWER = "document.verify.v1.request", "document.verify.v1.reply"
KEY, MINE = "document.verify.v1.reply.tester", "tester.replies"
Answer = dict[str, Any]


def a_question(uri: str, sha256: str, **changes: Any) -> dict[str, Any]:
    """The content of a good question."""
    now = datetime.now(UTC)
    return {
        "case_id": str(uuid4()),
        "subject_id": "pseudonym-17",
        "document_type": "diploma",
        "file": {"uri": uri, "sha256": sha256, "size": 18, "media_type": "application/pdf"},
        "requested_at": now.isoformat(),
        "deadline_at": (now + timedelta(hours=48)).isoformat(),
    } | changes


def letter_of(question: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The question as it travels."""
    name = str(uuid4())
    event = {
        "specversion": "1.0",
        "id": name,
        "source": "urn:tester",
        "type": QUESTION,
        "time": datetime.now(UTC).isoformat(),
        "data": question,
    }
    return {
        "message_id": name,
        "correlation_id": question["case_id"],
        "reply_to": KEY,
        "type": QUESTION,
        "content_type": "application/cloudevents+json",
        "body": msgspec.json.encode(event),
    } | changes


class Came(msgspec.Struct, frozen=True):
    """An answer: what stands beside the body, and the body."""

    properties: dict[str, Any]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """The envelope."""
        return msgspec.json.decode(self.body, type=dict[str, Any])

    @property
    def data(self) -> dict[str, Any]:
        """What it says."""
        found: dict[str, Any] = self.event["data"]
        return found


class Asker(ABC):
    """Somebody with a queue of his own for the answers."""

    def __init__(self) -> None:
        self.came: list[Came] = []

    @abstractmethod
    async def begin(self) -> None:
        """Have a queue for answers."""

    @abstractmethod
    async def end(self) -> None:
        """Leave nothing behind."""

    async def ask(self, letter: dict[str, Any]) -> None:
        """Send a question."""
        await self.publish("docs.requests", QUESTION, letter)

    @abstractmethod
    async def publish(self, exchange: str, key: str, letter: dict[str, Any]) -> None:
        """Send a letter."""

    @abstractmethod
    async def bind(self, exchange: str, key: str, queue: str) -> None:
        """Have a queue, and let what the exchange gets with this key come to it."""

    @abstractmethod
    async def look(self, queue: str = MINE) -> list[Came]:
        """Take what has come."""

    async def answers(self, count: int) -> list[Came]:
        """Wait until so many answers have come, since the beginning."""
        async with asyncio.timeout(20):
            while len(self.came) < count:
                self.came += await self.look()
                await asyncio.sleep(0.02)
        return self.came


class ByRabbit(Asker):
    """With pika."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def begin(self) -> None:
        def declare(channel: BlockingChannel) -> None:
            channel.exchange_declare("docs.requests", "topic", durable=True)
            arguments = {"alternate-exchange": "docs.unrouted"}
            channel.exchange_declare("docs.replies", "topic", durable=True, arguments=arguments)

        await self._with_channel(declare)
        await self.bind("docs.replies", KEY, MINE)

    async def bind(self, exchange: str, key: str, queue: str) -> None:
        def declare(channel: BlockingChannel) -> None:
            channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
            channel.queue_bind(queue, exchange, key)

        await self._with_channel(declare)

    async def end(self) -> None:
        await self._with_channel(lambda channel: channel.queue_delete(MINE))

    async def publish(self, exchange: str, key: str, letter: dict[str, Any]) -> None:
        properties = pika.BasicProperties(**{k: v for k, v in letter.items() if k != "body"})

        def send(channel: BlockingChannel) -> None:
            channel.basic_publish(exchange, key, letter["body"], properties, mandatory=True)

        await self._with_channel(send)

    async def look(self, queue: str = MINE) -> list[Came]:
        def take(channel: BlockingChannel) -> list[Came]:
            found: list[Came] = []
            while (got := channel.basic_get(queue, auto_ack=True))[0] is not None:
                found.append(Came(vars(got[1]), got[2]))
            return found

        came: list[Came] = await self._with_channel(take)
        return came

    async def _with_channel(self, work: Callable[[BlockingChannel], Any]) -> Any:
        def run() -> Any:
            connection = pika.BlockingConnection(pika.URLParameters(self._url))
            try:
                channel = connection.channel()
                channel.confirm_delivery()
                return work(channel)
            finally:
                connection.close()

        return await asyncio.to_thread(run)


class BySql(Asker):
    """With the functions of the embedded queue."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def begin(self) -> None:
        await self.bind("docs.replies", KEY, MINE)

    async def bind(self, exchange: str, key: str, queue: str) -> None:
        bound = "INSERT INTO platform.broker_binding VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
        await self._sql(bound, exchange, key, queue)

    async def end(self) -> None:
        await self._sql("DELETE FROM platform.broker_binding WHERE queue = $1", MINE)
        await self._sql("DELETE FROM platform.broker_message WHERE queue = $1", MINE)

    async def publish(self, exchange: str, key: str, letter: dict[str, Any]) -> None:
        told = msgspec.json.encode({k: v for k, v in letter.items() if k != "body"}).decode()
        send = "SELECT platform.broker_send($1, $2, $3, $4, $5) AS routed"
        [row] = await self._sql(send, exchange, key, told, letter["body"], datetime.now(UTC))
        assert row["routed"]

    async def look(self, queue: str = MINE) -> list[Came]:
        now = datetime.now(UTC)
        rows = await self._sql(
            "SELECT seq, properties, body, taken_until"
            " FROM platform.broker_take($1, 100, $2, $3) ORDER BY seq",
            queue,
            now,
            now + timedelta(seconds=30),
        )
        for row in rows:
            await self._sql("SELECT platform.broker_ack($1, $2)", row["seq"], row["taken_until"])
        return [Came(msgspec.json.decode(row["properties"]), row["body"]) for row in rows]

    async def _sql(self, statement: str, *values: Any) -> list[Any]:
        connection = await asyncpg.connect(self._url)
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()
