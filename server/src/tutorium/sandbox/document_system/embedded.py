"""The same end where there is no RabbitMQ: the three SQL functions of the platform's embedded queue.

They are that queue's documented interface (decision 0025), as AMQP is RabbitMQ's.
"""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import asyncpg
import msgspec

from tutorium.sandbox.document_system.desk import Desk
from tutorium.sandbox.document_system.wire import ANSWERS, QUESTION, QUESTIONS, QUEUE, Letter, Nonsense

AT_ONCE = 10
LEASE = timedelta(seconds=30)
LOOK_SECONDS = 1.0
BROKEN = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class EmbeddedQueue:
    """One connection for questions, one for answers."""

    def __init__(self, url: str, desk: Desk) -> None:
        self._url = url
        self._desk = desk
        self._answering: Any = None

    async def listen(self) -> NoReturn:
        """Take questions for ever; connect again when that breaks or the tables are not there yet."""
        while True:
            with suppress(*BROKEN):
                await self._listen()
            self._desk.connected = False
            await asyncio.sleep(LOOK_SECONDS)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(self._url, timeout=3)
        wake = asyncio.Event()
        try:
            await connection.execute(
                "INSERT INTO platform.broker_binding (exchange, routing_key, queue) VALUES ($1, $2, $3)"
                " ON CONFLICT DO NOTHING",
                QUESTIONS,
                QUESTION,
                QUEUE,
            )
            await connection.add_listener("tutorium_broker", lambda *_: wake.set())
            self._desk.connected = True
            while not connection.is_closed():
                wake.clear()
                if not await self._round(connection):
                    with suppress(TimeoutError):
                        await asyncio.wait_for(wake.wait(), LOOK_SECONDS)
        finally:
            await connection.close()

    async def _round(self, connection: Any) -> int:
        now = datetime.now(UTC)
        rows = await connection.fetch(
            "SELECT seq, properties, body, taken_until"
            " FROM platform.broker_take($1, $2, $3, $4) ORDER BY seq",
            QUEUE,
            AT_ONCE,
            now,
            now + LEASE,
        )
        for row in rows:
            told = msgspec.json.decode(row["properties"], type=dict[str, Any])
            letter = Letter(
                message_id=told.get("message_id", ""),
                correlation_id=told.get("correlation_id", ""),
                reply_to=told.get("reply_to", ""),
                type=told.get("type", ""),
                content_type=told.get("content_type", ""),
                body=row["body"],
            )
            with suppress(Nonsense):
                self._desk.take(letter)
            await connection.execute("SELECT platform.broker_ack($1, $2)", row["seq"], row["taken_until"])
        return len(rows)

    async def post(self, letter: Letter) -> None:
        """Returns when it is stored."""
        try:
            if self._answering is None or self._answering.is_closed():
                self._answering = await asyncpg.connect(self._url, timeout=3)
            await self._answering.execute(
                "SELECT platform.broker_send($1, $2, $3, $4, $5)",
                ANSWERS,
                letter.reply_to,
                msgspec.json.encode(letter.properties).decode(),
                letter.body,
                datetime.now(UTC),
            )
        except BROKEN as error:
            raise TimeoutError(str(error)) from error

    async def close(self) -> None:
        """Close the connection for answers."""
        if self._answering is not None:
            with suppress(*BROKEN):
                await self._answering.close()
