"""A hundred people book, pay and cancel while the processes that serve them are killed at random.

People do what people do: they press the button again until they are answered. A button pressed again sends
the same Idempotency-Key.
"""

import asyncio
import random
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import msgspec

from crowd import a_crowd, leave
from people import EVERY_DAY, TUTOR_PROFILE, Person, agree
from processes import Product

GOOD_CARD, BAD_CARD = "5555555555554444", "5555555555554600"
FATES = {"pays": 60, "pays and cancels": 20, "card is declined": 10, "does not pay": 10}
TUTORS, DAYS, SLOTS_A_DAY = 6, 3, 8
PATIENCE_SECONDS = 180.0
IMPATIENT = httpx.Timeout(5)

Call = Callable[[], Awaitable[httpx.Response]]


class Storm(msgspec.Struct, frozen=True):
    """What will happen; `seed` decides who does what, and when whom the kills hit."""

    seed: int
    bookings: int = 100
    over_seconds: float = 10.0
    """The people come within so many seconds."""
    kills: int = 5
    """So often each of the two processes is killed, at most."""

    @classmethod
    def by_chance(cls, **known: Any) -> "Storm":
        """A storm like no other."""
        return cls(seed=secrets.randbits(32), **known)


class Weather(msgspec.Struct):
    """What happened."""

    lessons: set[str] = msgspec.field(default_factory=set)
    fates: Counter[str] = msgspec.field(default_factory=Counter)
    kills: Counter[str] = msgspec.field(default_factory=Counter)
    unanswered: int = 0
    """Requests that got no answer or a 503: their sender tried again."""
    surprises: list[str] = msgspec.field(default_factory=list)
    """Answers that nobody should ever get."""


def _dice(seed: float) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- chance that can be repeated, no secret


async def rage(product: Product, storm: Storm) -> Weather:
    """Let everybody book while both processes are killed again and again; at the end both run."""
    chance = _dice(storm.seed)
    weather = Weather()
    tutors = await _tutors(product)
    students = await a_crowd(product.database_url, product.url, storm.bookings)
    people = [_Client(product, s, tutors, _dice(chance.random()), weather) for s in students]
    stop = asyncio.Event()
    killers = [
        asyncio.create_task(_kill(product, name, storm.kills, _dice(chance.random()), stop, weather))
        for name in ("serve", "worker")
    ]
    try:
        await asyncio.gather(*(client.live(chance.uniform(0, storm.over_seconds)) for client in people))
    finally:
        stop.set()
        await asyncio.gather(*killers)
        await leave([*students, *tutors])
    await product.ready("serve", "worker")
    return weather


async def calm(product: Product, *, later: timedelta = timedelta(hours=2)) -> None:
    """Wait for what is still under way; then let the time pass after which nothing may wait any more."""
    await product.quiet()
    await product.travel(later)
    await product.quiet()


async def _tutors(product: Product) -> list[Person]:
    tutors = await a_crowd(product.database_url, product.url, TUTORS, role="tutor")
    for tutor in tutors:
        await agree(tutor, "public_profile")
        for answer in (
            await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE),
            await tutor.post("/accounts/me/tutor-profile/submit"),
            await tutor.put("/lessons/availability", {"weekly": EVERY_DAY, "exceptions": []}),
        ):
            answer.raise_for_status()
    await product.quiet()
    return tutors


async def _kill(
    product: Product, name: str, kills: int, chance: random.Random, stop: asyncio.Event, weather: Weather
) -> None:
    while not stop.is_set() and weather.kills[name] < kills:
        try:
            await asyncio.wait_for(stop.wait(), chance.uniform(0, 4))
        except TimeoutError:
            product.kill(name)
            weather.kills[name] += 1
            product.start(name)
            await product.ready(name)


class _Client:
    """One student with his browser."""

    def __init__(
        self, product: Product, student: Person, tutors: list[Person], chance: random.Random, weather: Weather
    ) -> None:
        self.product = product
        self.student = student
        self.tutors = tutors
        self.chance = chance
        self.weather = weather
        student.http.timeout = IMPATIENT

    async def live(self, after_seconds: float) -> None:
        await asyncio.sleep(after_seconds)
        fate = self.chance.choices(list(FATES), list(FATES.values()))[0]
        async with asyncio.timeout(PATIENCE_SECONDS):
            lesson = await self._book()
            if fate != "does not pay":
                await self._pay(lesson, BAD_CARD if fate == "card is declined" else GOOD_CARD)
            if fate == "pays and cancels":
                await self._cancel(lesson)
        self.weather.fates[fate] += 1

    async def _book(self) -> dict[str, Any]:
        while True:
            wish, key = self._wish(), str(uuid4())
            answer = await self._insist(partial(self.student.post, "/lessons", wish, key=key))
            if answer.status_code == 201:
                again = await self._insist(partial(self.student.post, "/lessons", wish, key=key))
                lesson: dict[str, Any] = answer.json()
                if again.json().get("id") != lesson["id"]:
                    self.weather.surprises.append(f"a key booked twice: {again.text}")
                self.weather.lessons.add(lesson["id"])
                return lesson
            if answer.json()["code"] not in ("lessons.slot_taken", "lessons.slot_unavailable"):
                self.weather.surprises.append(answer.text)

    def _wish(self) -> dict[str, Any]:
        day = datetime.now(UTC) + timedelta(days=2 + self.chance.randrange(DAYS))
        start = day.replace(hour=6, minute=0, second=0, microsecond=0)  # 9 in Moscow
        start += timedelta(minutes=90 * self.chance.randrange(SLOTS_A_DAY))
        return {
            "tutor_id": self.chance.choice(self.tutors).id,
            "subject": "math",
            "starts_at": start.isoformat(),
            "minutes": 60,
            "kind": "single",
        }

    async def _pay(self, lesson: dict[str, Any], card: str) -> None:
        while not (payment := lesson["payment"]) or not payment["confirmation_url"]:
            await asyncio.sleep(0.2)
            lesson = await self._look(lesson)
        provider_id = urlsplit(payment["confirmation_url"]).path.rpartition("/")[2]
        path = f"/payment-system/_control/payments/{provider_id}/pay"
        (await self.product.sandbox.post(path, json={"card": card})).raise_for_status()

    async def _cancel(self, lesson: dict[str, Any]) -> None:
        while lesson["state"] == "held":
            await asyncio.sleep(0.5)
            lesson = await self._look(lesson)
        path = f"/lessons/{lesson['id']}/cancel"
        answer = await self._insist(partial(self.student.post, path, {"reason_code": "plans_changed"}))
        # The first try may have worked without an answer.
        if not answer.is_success and answer.json()["code"] != "lessons.illegal_transition":
            self.weather.surprises.append(answer.text)

    async def _look(self, lesson: dict[str, Any]) -> dict[str, Any]:
        answer = await self._insist(partial(self.student.get, f"/lessons/{lesson['id']}"))
        found: dict[str, Any] = answer.json()
        return found

    async def _insist(self, call: Call) -> httpx.Response:
        """Ask until there is an answer; an answer of 500 is a surprise."""
        while True:
            try:
                answer = await call()
            except httpx.TransportError:
                answer = None
            running = "gateway.idempotency_key_running"
            if answer is not None and answer.status_code != 503 and running not in answer.text:
                if answer.status_code >= 500:
                    self.weather.surprises.append(answer.text)
                return answer
            self.weather.unanswered += 1
            await asyncio.sleep(self.chance.uniform(0.1, 0.5))
