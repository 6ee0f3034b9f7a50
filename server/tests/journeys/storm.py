"""People book, pay and are verified while everything that serves them is killed at random.

Web, worker, the stand-ins of other companies and RabbitMQ are killed without a warning. While RabbitMQ dies,
nothing that is sent to it arrives, as when a machine loses its power; while the stand-ins are away, the
Document System's queue may hang from no exchange. The weather also decides how documents are judged, and what
goes wrong on the way of the answers.
"""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import aio_pika
import httpx
import msgspec

from crowd import a_crowd, leave, verified
from faultproxy import FaultProxy, a_fault_proxy
from journeys.audit import answers_are_read, ends_are_reached, something_is_said
from journeys.storm_people import Candidate, Student, Weather
from people import EVERY_DAY, TUTOR_PROFILE, Person, agree
from processes import Product, a_product
from rabbit import Rabbit
from tutorium.sandbox.document_system.wire import QUESTION, QUESTIONS, QUEUE

TUTORS = 6
LOST_SECONDS = 1.5
"""How long before its end nothing reaches the broker any more."""

LIVES_SECONDS = 5.0
"""At most so long after its start a process is killed again."""
QUIET_SECONDS = 8.0
"""So long everything but the web is spared while no answer comes: nobody would ever get as far as asking."""
HUNG_SECONDS = 3.0
"""A process hangs at most so long before it is gone: what came to it meanwhile is lost with it."""

Target = Literal["serve", "worker", "sandbox", "RabbitMQ"]


class Storm(msgspec.Struct, frozen=True):
    """What will happen; `seed` decides who does what, and when whom the kills hit."""

    seed: int
    bookings: int = 40
    candidates: int = 15
    over_seconds: float = 10.0
    """The people come within so many seconds."""
    patience_seconds: float = 300.0
    kills: Mapping[Target, int] = msgspec.field(
        default_factory=lambda: {"serve": 3, "worker": 5, "sandbox": 3, "RabbitMQ": 2}
    )
    """So often each is killed at most: once everybody has left, there is nothing to destroy."""

    @classmethod
    def by_chance(cls, **known: Any) -> "Storm":
        """A storm like no other."""
        return cls(seed=secrets.randbits(32), **known)


class Broker:
    """RabbitMQ, and the line to it."""

    def __init__(self, server: Rabbit, line: FaultProxy) -> None:
        self.server, self.line = server, line
        self.url = f"amqp://guest:guest@127.0.0.1:{line.port}/%2F"

    async def lose_power(self) -> None:
        """What is on its way is lost, then everything that was not on the disk; the server comes back."""
        self.line.turn("void")
        await asyncio.sleep(LOST_SECONDS)
        await asyncio.to_thread(self.server.kill)
        self.line.turn("down")
        await asyncio.to_thread(self.server.start)
        self.line.turn("up")

    async def unbind(self) -> None:
        """Take the Document System's queue from its exchange: nobody would read a request."""
        with suppress(*aio_pika.exceptions.CONNECTION_EXCEPTIONS, TimeoutError):
            connection = await aio_pika.connect(self.server.url, timeout=2)
            async with connection, connection.channel() as channel:
                await (await channel.get_queue(QUEUE)).unbind(QUESTIONS, QUESTION)


@asynccontextmanager
async def a_battered_product(
    database_url: str, redis_url: str, folder: Path, *, name: str, without: str = ""
) -> AsyncIterator[tuple[Product, Broker]]:
    """The product with a RabbitMQ of its own, all of which can be killed; `without` one of its safeguards."""
    server = Rabbit(folder / "rabbitmq")
    try:
        await asyncio.to_thread(server.start)
        async with a_fault_proxy("127.0.0.1", server.port) as line:
            broker = Broker(server, line)

            def arrange(product: Product) -> tuple[str, ...]:
                product.env["AMQP_URL"] = broker.url
                product.env["SANDBOX_BROKER_URL"] = server.url
                if without:
                    product.program = ("-m", "journeys.weakened", without)
                    product.env["PYTHONPATH"] = str(Path(__file__).parents[1])
                return ("sandbox", "worker", "serve")

            async with a_product(database_url, redis_url, folder, name=name, arrange=arrange) as product:
                yield product, broker
    finally:
        await asyncio.to_thread(server.stop)


async def rage(product: Product, broker: Broker, storm: Storm) -> Weather:
    """Let everybody come while all processes are killed again and again; at the end all run."""
    chance = random.Random(storm.seed)  # noqa: S311 -- chance that can be repeated, no secret
    weather = Weather()
    tutors = await _tutors(product)
    students = await a_crowd(product.database_url, product.url, storm.bookings)
    candidates = await a_crowd(product.database_url, product.url, storm.candidates, role="tutor")
    dice = [random.Random(chance.random()) for _ in range(storm.bookings + storm.candidates + 5)]  # noqa: S311
    people: list[Student | Candidate] = [Student(product, s, dice.pop(), weather, tutors) for s in students]
    people += [Candidate(product, tutor, dice.pop(), weather) for tutor in candidates]
    stop = asyncio.Event()
    judging = asyncio.create_task(_judge(product, dice.pop(), stop))
    killers = [
        asyncio.create_task(_kill(product, broker, target, kills, dice.pop(), weather, stop))
        for target, kills in storm.kills.items()
    ]
    try:
        living = [
            person.live(
                after_seconds=chance.uniform(0, storm.over_seconds), patience_seconds=storm.patience_seconds
            )
            for person in people
        ]
        await asyncio.gather(*living)
    finally:
        stop.set()
        await asyncio.gather(judging, *killers)
        await leave([*students, *tutors, *candidates])
    await product.ready("serve", "worker", "sandbox")
    return weather


async def calm(product: Product, broker: Broker, *spans: timedelta, in_the_end: bool) -> None:
    """Heal the stand-ins, wait for what is still under way, then for each of these spans let it pass.

    `in_the_end`: every time limit has passed with them, and what is done every minute is waited for, too.
    """
    await product.sandbox.delete("/document-system/_control/faults")
    await product.sandbox.delete("/document-system/_control/rules")
    for span in (None, *spans):
        if span is not None:
            await product.travel(span)
        await product.quiet()
        await answers_are_read(product, broker.server.url)
        await product.quiet()
    if in_the_end:
        await ends_are_reached(product)


async def _tutors(product: Product) -> list[Person]:
    tutors = await a_crowd(product.database_url, product.url, TUTORS, role="tutor")
    for tutor in tutors:
        (await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE)).raise_for_status()
        await verified(product.database_url, tutor)
        await agree(tutor, "public_profile")
        hours = {"weekly": EVERY_DAY, "exceptions": []}
        (await tutor.put("/lessons/availability", hours)).raise_for_status()
    await product.quiet()
    return tutors


async def _kill(
    product: Product,
    broker: Broker,
    target: Target,
    kills: int,
    chance: random.Random,
    weather: Weather,
    stop: asyncio.Event,
) -> None:
    while weather.kills[target] < kills:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), chance.uniform(0, LIVES_SECONDS))
        if stop.is_set():
            return
        if target != "serve":
            await something_is_said(product, within_seconds=QUIET_SECONDS)
        if target == "RabbitMQ":
            await broker.lose_power()
        else:
            if target == "sandbox":
                await broker.unbind()
            product.hang(target)
            await asyncio.sleep(chance.uniform(0, HUNG_SECONDS))
            product.kill(target)
            product.start(target)
            await product.ready(target)
        weather.kills[target] += 1


async def _judge(product: Product, chance: random.Random, stop: asyncio.Event) -> None:
    """Every moment other verdicts and other faults, for a stand-in that forgets its faults when it dies."""
    decisions = {"approve": 5, "needs_reupload": 2, "reject": 1, "silent": 1}
    faults = {
        "duplicate": 0.5,
        "out_of_order": 0.3,
        "failed": 0.1,
        "late": 0.05,
        "unknown_case": 0.05,
        "malformed": 0.05,
        "wrong_type": 0.05,
    }
    while not stop.is_set():
        [decision] = chance.choices(list(decisions), list(decisions.values()))
        rule = {"decision": decision, "delay_seconds": chance.uniform(0, 2)}
        orders = [("rules", rule), *(("faults", {"kind": k, "rate": rate}) for k, rate in faults.items())]
        with suppress(httpx.TransportError):
            for path, order in orders:
                await product.sandbox.post(f"/document-system/_control/{path}", json=order)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), chance.uniform(0.2, 1))
