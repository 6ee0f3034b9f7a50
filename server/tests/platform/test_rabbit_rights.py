"""The definitions that operators import, on a server of our own: they are enough to work, and no more."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pika
import pika.exceptions
import pytest

from carriers import Note
from missing import left_out
from rabbit import Rabbit, program
from services import Services
from tutorium.platform import broker
from tutorium.platform.broker import topology
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.broker.model import written
from world import World

DEFINITIONS = Path(__file__).parents[3] / "deploy/rabbitmq/definitions.json"
LINK = broker.Link(name="docs", queue="platform.doc-replies", reply_key="document.verify.v1.reply.platform")
REQUEST = "document.verify.v1.request"


@pytest.fixture(scope="module")
async def rabbit(tmp_path_factory: pytest.TempPathFactory, services: Services) -> AsyncIterator[Rabbit]:
    """A server that knows the definitions and nothing else."""
    if program("rabbitmq-server") is None:
        left_out("install rabbitmq-server")
    server = Rabbit(tmp_path_factory.mktemp("rabbit"))
    await asyncio.to_thread(server.start)
    try:
        await asyncio.to_thread(server.control, "import_definitions", str(DEFINITIONS))
        for user in ("platform", "docsys"):
            await asyncio.to_thread(server.control, "change_password", user, "secret")
        yield server
    finally:
        await asyncio.to_thread(server.stop)


def _address(rabbit: Rabbit, user: str) -> str:
    return f"amqp://{user}:secret@127.0.0.1:{rabbit.port}/docs"


def _as_document_system(rabbit: Rabbit) -> pika.BlockingConnection:
    return pika.BlockingConnection(pika.URLParameters(_address(rabbit, "docsys")))


async def test_each_side_can_do_its_work(rabbit: Rabbit, world: World) -> None:
    ours = Amqp(_address(rabbit, "platform"), authority=None, may_declare=False)
    stop = asyncio.Event()
    working = asyncio.create_task(ours.consume([LINK], stop))
    try:
        await asyncio.wait_for(ours.consuming.wait(), 20)
        await asyncio.to_thread(_listen, rabbit)
        message = broker.new_message(REQUEST, Note(1), subject="s", correlation_id="c")
        properties, body = written(LINK, message)
        await ours.publish(LINK, REQUEST, properties, body)
        await asyncio.to_thread(_take_and_answer, rabbit, b"nonsense")
        async with asyncio.timeout(20):
            while not (parked := await ours.parked(LINK, 10)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert parked[0].reason == "malformed"
        assert await ours.send_again(LINK, parked[0].id)
        async with asyncio.timeout(20):
            while not (parked := await ours.parked(LINK, 10)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert await ours.forget(LINK, parked[0].id)
        depths = {depth.queue: depth.messages for depth in await ours.depths([LINK])}
        assert depths == {LINK.queue: 0, LINK.parking: 0, LINK.unrouted: 0}
    finally:
        stop.set()
        await working
        await ours.close()


def _listen(rabbit: Rabbit) -> None:
    connection = _as_document_system(rabbit)
    channel = connection.channel()
    channel.queue_declare("ds.document-verify", durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind("ds.document-verify", LINK.requests, REQUEST)
    connection.close()


def _take_and_answer(rabbit: Rabbit, body: bytes) -> None:
    connection = _as_document_system(rabbit)
    channel = connection.channel()
    channel.confirm_delivery()
    method, _, _ = channel.basic_get("ds.document-verify", auto_ack=True)
    assert method is not None
    channel.basic_publish(LINK.replies, LINK.reply_key, body, mandatory=True)
    connection.close()


@pytest.mark.parametrize("exchange", [LINK.requests, LINK.retry, LINK.back, LINK.dlx, LINK.unrouted])
def test_the_document_system_cannot_publish_for_us(rabbit: Rabbit, exchange: str) -> None:
    connection = _as_document_system(rabbit)
    channel = connection.channel()
    channel.confirm_delivery()
    with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
        channel.basic_publish(exchange, LINK.queue, b"x")
    connection.close()


def test_the_document_system_cannot_read_our_queue(rabbit: Rabbit) -> None:
    connection = _as_document_system(rabbit)
    with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
        connection.channel().basic_get(LINK.queue)
    connection.close()


async def test_the_product_declares_no_exchange_in_production(rabbit: Rabbit) -> None:
    stranger = broker.Link(name="other", queue="platform.other", reply_key="k")
    ours = Amqp(_address(rabbit, "platform"), authority=None, may_declare=False)
    channel = await ours._connect()
    try:
        with pytest.raises(Exception, match="NOT_FOUND"):
            await topology.prepare(await channel.channel(), stranger, may_declare=False)
    finally:
        await channel.close()
