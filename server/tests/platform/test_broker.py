"""Messages: sent until confirmed, dealt with once, tried again, parked. The same on both brokers.

At the other end stands a client that shares no code with ours.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest

from carriers import (
    ASKED,
    LINK,
    TOLD,
    Carrier,
    Note,
    OnPostgres,
    OnRabbit,
    carried_by,
    told,
    until,
)
from faultproxy import FaultProxy, a_fault_proxy
from missing import left_out
from services import Services
from tutorium.platform import broker, clock, db
from tutorium.platform.broker import amqp, embedded, receiving
from tutorium.platform.broker.model import DELAYS, DELIVERY_LIMIT
from world import World

Handler = Callable[[db.Db, broker.Message, Note], Awaitable[None]]


class Reader:
    """Our handler of answers; `then` decides what happens after the effect is written."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls = 0
        self.then: Callable[[], Awaitable[None]] = self._nothing

    async def __call__(self, connection: db.Db, note: Note) -> None:
        self.calls += 1
        await db.execute(connection, "INSERT INTO public.trial_effect (n) VALUES ($1)", note.n)
        await self.then()

    async def _nothing(self) -> None:
        pass

    async def effects(self) -> list[int]:
        """What has been written and committed."""
        return [row["n"] for row in await self.world.fetch("SELECT n FROM public.trial_effect ORDER BY n")]


@pytest.fixture
async def reader(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reader]:
    """The link of the trial, with a handler for its answers; tries follow each other without long pauses."""
    await world.as_owner(
        "DROP TABLE IF EXISTS public.trial_effect",
        "CREATE TABLE public.trial_effect (n bigint NOT NULL)",
        "GRANT ALL ON public.trial_effect TO tutorium_system",
    )
    read = Reader(world)

    async def note_told(db: db.Db, message: broker.Message, note: Note) -> None:
        assert message.type == TOLD
        await read(db, note)

    note_told.__module__ = "trial"
    broker.produces(LINK, ASKED, Note)
    broker.consumes(LINK, TOLD, Note)(note_told)
    for name in DELAYS:
        monkeypatch.setitem(DELAYS, name, timedelta(milliseconds=10))
    monkeypatch.setattr(embedded, "LOOK_SECONDS", 0.02)
    yield read
    del receiving._consumers[LINK.queue, TOLD]
    del receiving._produced[LINK.name, ASKED]
    await world.as_owner("DROP TABLE public.trial_effect")


@pytest.fixture(params=["embedded", "RabbitMQ"])
async def carrier(
    request: pytest.FixtureRequest, world: World, services: Services, reader: Reader
) -> AsyncIterator[Carrier]:
    """Each broker in turn."""
    if request.param == "embedded":
        chosen: Carrier = OnPostgres(world.database_url)
    else:
        chosen = OnRabbit(_rabbit(services))
    async with carried_by(chosen):
        yield chosen


def _rabbit(services: Services) -> str:
    if services.amqp_url is None:
        left_out("install rabbitmq-server, or name one in AMQP_URL")
    return services.amqp_url


def _question(n: int) -> broker.Message:
    return broker.new_message(ASKED, Note(n), subject="s", correlation_id="c")


async def _gone(carrier: Carrier) -> None:
    """Wait until our queue is empty and nothing of it is in hand."""
    async with asyncio.timeout(20):
        while carrier.transport.in_hand() or await carrier.depth(LINK.queue):  # noqa: ASYNC110 -- it lies elsewhere
            await asyncio.sleep(0.01)


async def _parked(carrier: Carrier, count: int = 1) -> list[broker.Parked]:
    async with asyncio.timeout(20):
        while len(found := await broker.parked()) < count:  # noqa: ASYNC110 -- it lies elsewhere
            await asyncio.sleep(0.02)
    return found


async def test_what_is_sent_reaches_the_other_end_as_agreed(carrier: Carrier) -> None:
    await carrier.bind()
    question = _question(7)
    await broker.send(LINK, question)
    [came] = await carrier.asked()
    assert came.body["specversion"] == "1.0"
    assert (came.body["id"], came.body["type"]) == (str(question.id), ASKED)
    assert (came.body["subject"], came.body["data"]) == ("s", {"n": 7})
    assert came.properties["message_id"] == str(question.id)
    assert came.properties["correlation_id"] == "c"
    assert came.properties["reply_to"] == LINK.reply_key
    assert came.properties["type"] == ASKED
    assert came.properties["app_id"] == "tutor-platform"
    assert came.properties["content_type"] == "application/cloudevents+json; charset=utf-8"


async def test_what_nobody_takes_is_not_sent(carrier: Carrier) -> None:
    question = _question(1)
    with pytest.raises(broker.Unroutable):
        await broker.send(LINK, question)
    await carrier.bind()
    await broker.send(LINK, question)
    [came] = await carrier.asked()
    assert came.properties["message_id"] == str(question.id)


async def test_nothing_is_sent_inside_a_transaction_or_undeclared(carrier: Carrier) -> None:
    async with db.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await broker.send(LINK, _question(1))
    with pytest.raises(RuntimeError, match="declared"):
        await broker.send(LINK, broker.new_message(TOLD, Note(1), subject="s", correlation_id="c"))


async def test_an_answer_is_dealt_with_once_however_often_it_comes(carrier: Carrier, reader: Reader) -> None:
    await carrier.start()
    answer = told(1)
    for _ in range(3):
        await carrier.answer(answer)
    await carrier.answer(told(2))
    await until(lambda: reader.calls == 2)
    await _gone(carrier)
    assert await reader.effects() == [1, 2]
    assert await broker.parked() == []


GOOD = told(5)
BAD = {
    "half a message": told(1, body=GOOD["body"][:40]),
    "no JSON": told(1, body=b"\xff\x00"),
    "another version": told(1, body=GOOD["body"].replace(b'"1.0"', b'"9.0"')),
    "another type": GOOD | {"type": "trial.weather.v1"},
    "a type nobody knows": told(1, type="x.y", body=GOOD["body"].replace(TOLD.encode(), b"x.y"))
    | {"message_id": GOOD["message_id"]},
    "another id": told(1, body=GOOD["body"]),
    "no id": told(1, message_id="7"),
    "wrong data": told("text"),  # type: ignore[arg-type]
    "another format": told(1, content_type="text/xml"),
    "two mebibytes": GOOD | {"body": GOOD["body"][:-1] + b',"x":"' + b"x" * (2 << 20) + b'"}'},
}


@pytest.mark.parametrize("letter", BAD.values(), ids=BAD.keys())
async def test_nonsense_is_parked_at_once(
    carrier: Carrier, reader: Reader, letter: dict[str, object]
) -> None:
    await carrier.start()
    await carrier.answer(letter)
    await carrier.answer(told(9))
    await until(lambda: reader.calls == 1)
    [parked] = await _parked(carrier)
    assert (parked.reason, parked.tries, parked.queue) == ("malformed", 1, LINK.parking)
    assert parked.message_id == letter["message_id"]
    await _gone(carrier)
    assert await reader.effects() == [9]
    assert await broker.forget(parked.id)
    assert await broker.parked() == []
    assert not await broker.forget(parked.id)


async def test_what_fails_is_tried_again_later(carrier: Carrier, reader: Reader) -> None:
    async def fail_twice() -> None:
        if reader.calls < 3:
            raise OSError("not now")

    reader.then = fail_twice
    await carrier.start()
    await carrier.answer(told(1))
    await until(lambda: reader.calls == 3)
    await _gone(carrier)
    assert await reader.effects() == [1]
    assert await broker.parked() == []


async def test_after_five_tries_it_waits_for_a_person(carrier: Carrier, reader: Reader) -> None:
    async def fail() -> None:
        raise OSError("never")

    nothing, reader.then = reader.then, fail
    await carrier.start()
    letter = told(1)
    await carrier.answer(letter)
    [parked] = await _parked(carrier)
    assert reader.calls == 1 + len(DELAYS) == 5
    assert (parked.reason, parked.tries) == ("tried_out", 5)
    assert (parked.message_id, parked.type) == (letter["message_id"], TOLD)
    assert "never" in parked.error
    assert await reader.effects() == []
    reader.then = nothing
    assert await broker.send_again(parked.id)
    await until(lambda: reader.calls == 6)
    await _gone(carrier)
    assert await reader.effects() == [1]
    assert await broker.parked() == []


async def test_a_consumer_that_dies_before_the_commit_has_done_nothing(
    carrier: Carrier, reader: Reader
) -> None:
    reader.then = asyncio.Event().wait  # type: ignore[assignment]
    await carrier.start()
    await carrier.answer(told(1))
    await until(lambda: reader.calls == 1)
    await carrier.kill()
    assert await reader.effects() == []
    reader.then = reader._nothing
    clock.travel(embedded.LEASE + timedelta(seconds=1))
    await carrier.start()
    await until(lambda: reader.calls == 2)
    await _gone(carrier)
    assert await reader.effects() == [1]


async def test_a_consumer_that_dies_before_it_acknowledges_gets_a_duplicate(
    carrier: Carrier, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = asyncio.Event()

    async def die(*_: object) -> None:
        dying.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(amqp, "acknowledge", die)
        patch.setattr(embedded, "acknowledge", die)
        await carrier.start()
        await carrier.answer(told(1))
        await dying.wait()
        await carrier.kill()
    assert await reader.effects() == [1]
    clock.travel(embedded.LEASE + timedelta(seconds=1))
    await carrier.start()
    await carrier.answer(told(2))
    await until(lambda: reader.calls == 2)
    await _gone(carrier)
    assert await reader.effects() == [1, 2]
    assert await broker.parked() == []


async def test_a_message_that_kills_its_consumer_again_and_again_is_parked(
    carrier: Carrier, reader: Reader
) -> None:
    reader.then = asyncio.Event().wait  # type: ignore[assignment]
    await carrier.start()
    await carrier.answer(told(1))
    for deliveries in range(1, DELIVERY_LIMIT + 2):
        await until(lambda expected=deliveries: reader.calls == expected)  # type: ignore[misc]
        await carrier.kill()
        clock.travel(embedded.LEASE + timedelta(seconds=1))
        await carrier.start()
    [parked] = await _parked(carrier)
    assert parked.reason == "delivery_limit"
    assert reader.calls == DELIVERY_LIMIT + 1
    assert await reader.effects() == []


async def test_a_consumer_asked_to_stop_finishes_what_it_has_in_hand(
    carrier: Carrier, reader: Reader
) -> None:
    going_on = asyncio.Event()
    reader.then = going_on.wait  # type: ignore[assignment]
    await carrier.start()
    for n in (1, 2, 3):
        await carrier.answer(told(n))
    await until(lambda: reader.calls == 1)
    stopping = asyncio.create_task(carrier.stop())
    await asyncio.sleep(0)
    going_on.set()
    await stopping
    assert await reader.effects() == [1]
    await carrier.start()
    await until(lambda: reader.calls == 3)
    await _gone(carrier)
    assert await reader.effects() == [1, 2, 3]


async def test_answers_with_an_unknown_key_are_kept_apart(carrier: Carrier) -> None:
    await carrier.start()
    await carrier.answer(told(1), key="trial.reply.somebody")
    async with asyncio.timeout(20):
        while await carrier.depth(LINK.unrouted) != 1:  # noqa: ASYNC110 -- it lies elsewhere
            await asyncio.sleep(0.02)


async def test_messages_of_one_queue_are_dealt_with_in_their_order(carrier: Carrier, reader: Reader) -> None:
    seen: list[int] = []
    await carrier.start()

    async def look() -> None:
        seen.append(len(seen))

    reader.then = look
    for n in range(30):
        await carrier.answer(told(n))
    await until(lambda: reader.calls == 30)
    await _gone(carrier)
    assert await reader.effects() == list(range(30))


@pytest.fixture
async def bad_line(services: Services, reader: Reader) -> AsyncIterator[tuple[OnRabbit, FaultProxy]]:
    """RabbitMQ behind a line that can break."""
    url = _rabbit(services)
    parts = urlsplit(url)
    async with a_fault_proxy(parts.hostname or "", parts.port or 5672) as proxy:
        user, _, _ = parts.netloc.rpartition("@")
        through = urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{proxy.port}"))
        async with carried_by(OnRabbit(url, through)) as carrier:
            assert isinstance(carrier, OnRabbit)
            yield carrier, proxy


async def test_a_confirmation_that_gets_lost_means_sending_again(
    bad_line: tuple[OnRabbit, FaultProxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier, proxy = bad_line
    await carrier.bind()
    await broker.send(LINK, _question(1))
    monkeypatch.setattr(amqp, "SECONDS_TO_CONFIRM", 0.5)
    proxy.turn("deaf")
    question = _question(2)
    with pytest.raises(broker.BrokerSilent):
        await broker.send(LINK, question)
    proxy.turn("down")
    with pytest.raises(broker.BrokerSilent):
        await broker.send(LINK, question)
    proxy.turn("up")
    await broker.send(LINK, question)
    ids = [came.properties["message_id"] for came in await carrier.asked()]
    assert ids[1:] == [str(question.id)] * 2  # the first try had arrived


async def test_a_line_that_breaks_before_the_acknowledgement_brings_a_duplicate(
    bad_line: tuple[OnRabbit, FaultProxy], reader: Reader
) -> None:
    carrier, proxy = bad_line

    async def break_once() -> None:
        if reader.calls == 1:
            proxy.turn("down")
            proxy.turn("up")

    reader.then = break_once
    await carrier.start()
    await carrier.answer(told(1))
    await until(lambda: reader.calls == 1)
    await carrier.answer(told(2))
    await until(lambda: reader.calls == 2)
    await _gone(carrier)
    assert await reader.effects() == [1, 2]
    assert await broker.parked() == []


async def test_a_consumer_waits_for_a_broker_that_is_away(
    bad_line: tuple[OnRabbit, FaultProxy], reader: Reader
) -> None:
    carrier, proxy = bad_line
    proxy.turn("down")
    carrier.begin()
    with pytest.raises(broker.BrokerSilent):
        await broker.send(LINK, _question(1))
    with pytest.raises(broker.BrokerSilent):
        await broker.parked()
    proxy.turn("up")
    await carrier.transport.consuming.wait()
    await carrier.answer(told(1))
    await until(lambda: reader.calls == 1)
