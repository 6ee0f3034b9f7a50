"""The Document System's end of RabbitMQ: its own queue for questions, the exchange for its answers.

The exchanges are not its own: it waits until somebody has declared them.
"""

import asyncio
from contextlib import suppress
from typing import Any, NoReturn

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from tutorium.sandbox.document_system.desk import Desk
from tutorium.sandbox.document_system.wire import ANSWERS, QUESTION, QUESTIONS, QUEUE, Letter, Nonsense

ARGUMENTS: dict[str, Any] = {"x-queue-type": "quorum", "x-delivery-limit": 20}
AT_ONCE = 10
SECONDS_TO_CONNECT = 3.0
SECONDS_TO_CONFIRM = 5.0
SECONDS_TO_REST = 0.5


class RabbitMq:
    """One connection for questions, one for answers."""

    def __init__(self, url: str, desk: Desk) -> None:
        self._url = url
        self._desk = desk
        self._answering: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None

    async def listen(self) -> NoReturn:
        """Take questions for ever; connect again when the connection breaks."""
        while True:
            with suppress(*CONNECTION_EXCEPTIONS, TimeoutError):
                await self._listen()
            self._desk.connected = False
            await asyncio.sleep(SECONDS_TO_REST)

    async def _listen(self) -> None:
        connection = await aio_pika.connect(self._url, timeout=SECONDS_TO_CONNECT)
        try:
            channel = await connection.channel(publisher_confirms=False)
            await channel.set_qos(prefetch_count=AT_ONCE)
            await channel.get_exchange(QUESTIONS)
            queue = await channel.declare_queue(QUEUE, durable=True, arguments=ARGUMENTS)
            await queue.bind(QUESTIONS, QUESTION)
            await queue.consume(self._take, no_ack=False)
            self._desk.connected = True
            await channel.closed()
        finally:
            await connection.close()

    async def _take(self, message: AbstractIncomingMessage) -> None:
        letter = Letter(
            message_id=message.message_id or "",
            correlation_id=str(message.correlation_id or ""),
            reply_to=message.reply_to or "",
            type=message.type or "",
            content_type=message.content_type or "",
            body=message.body,
        )
        try:
            self._desk.take(letter)
        except Nonsense:
            await message.reject(requeue=False)
            return
        await message.ack()

    async def post(self, letter: Letter) -> None:
        """Returns when a queue has it."""
        try:
            async with asyncio.timeout(SECONDS_TO_CONFIRM):
                if self._answering is None or self._channel is None or self._channel.is_closed:
                    self._answering = await aio_pika.connect(self._url, timeout=SECONDS_TO_CONNECT)
                    self._channel = await self._answering.channel(on_return_raises=True)
                exchange = await self._channel.get_exchange(ANSWERS, ensure=False)
                message = aio_pika.Message(
                    letter.body,
                    message_id=letter.message_id,
                    correlation_id=letter.correlation_id,
                    type=letter.type,
                    content_type=letter.content_type,
                    app_id="document-system",
                    delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
                )
                await exchange.publish(message, letter.reply_to, mandatory=True)
        except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
            await self.close()
            raise TimeoutError(str(error)) from error

    async def close(self) -> None:
        """Close the connection for answers."""
        connection, self._answering, self._channel = self._answering, None, None
        if connection is not None:
            with suppress(*CONNECTION_EXCEPTIONS, TimeoutError):
                await connection.close()
