"""People in a storm. They press a button again until they are answered, with the same Idempotency-Key."""

import asyncio
import random
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import msgspec

from papers import scan, upload
from people import EVERY_DAY, TUTOR_PROFILE, Person, portrait
from processes import Product

GOOD_CARD, BAD_CARD = "5555555555554444", "5555555555554600"
FATES = {"pays": 60, "pays and cancels": 20, "card is declined": 10, "does not pay": 10}
SOON, DAYS, SLOTS_A_DAY = 4, 3, 8
"""A lesson is so many days ahead: beyond the time that passes in the calm."""
IMPATIENT = httpx.Timeout(5)
UPLOADS = 3
"""Of one document, at most: the third failure ends the application."""
LATER = (429, 503)
LOOKS = 24
JUDGED = ("approved", "rejected", "manual_review")

Call = Callable[[], Awaitable[httpx.Response]]


class Weather(msgspec.Struct):
    """What happened."""

    lessons: set[str] = msgspec.field(default_factory=set)
    documents: set[str] = msgspec.field(default_factory=set)
    fates: Counter[str] = msgspec.field(default_factory=Counter)
    kills: Counter[str] = msgspec.field(default_factory=Counter)
    unanswered: int = 0
    """Requests that got no answer, or were told to come again: their sender did."""
    surprises: list[str] = msgspec.field(default_factory=list)
    """What should happen to nobody: answers of 500 and the like, or waiting in vain."""


class Somebody(ABC):
    """One person with a browser."""

    def __init__(self, product: Product, person: Person, chance: random.Random, weather: Weather) -> None:
        self.product, self.person, self.chance, self.weather = product, person, chance, weather
        person.http.timeout = IMPATIENT

    async def live(self, *, after_seconds: float, patience_seconds: float) -> None:
        """Come after so many seconds, and do what one has come for."""
        await asyncio.sleep(after_seconds)
        try:
            async with asyncio.timeout(patience_seconds):
                fate = await self.act()
        except TimeoutError:
            fate = "loses patience"
            self.weather.surprises.append(f"{self.person.email} waited in vain")
        self.weather.fates[fate] += 1

    @abstractmethod
    async def act(self) -> str:
        """Do it; how it ended."""

    async def insist(self, call: Call) -> httpx.Response:
        """Ask until there is an answer; an answer of 500 is a surprise."""
        while True:
            try:
                answer = await call()
            except httpx.TransportError:
                answer = None
            running = "gateway.idempotency_key_running"
            if answer is not None and answer.status_code not in LATER and running not in answer.text:
                if answer.status_code < 500:
                    return answer
                self.weather.surprises.append(f"{answer.status_code} {answer.request.url}: {answer.text}")
            self.weather.unanswered += 1
            await asyncio.sleep(self.chance.uniform(0.1, 0.5))

    async def look(self, path: str) -> dict[str, Any]:
        """What the product shows there."""
        while not (answer := await self.insist(partial(self.person.get, path))).is_success:  # noqa: ASYNC110 -- it is elsewhere
            await asyncio.sleep(1)
        found: dict[str, Any] = answer.json()
        return found


class Student(Somebody):
    """Books a lesson; pays, cancels or does neither."""

    def __init__(
        self, product: Product, person: Person, chance: random.Random, weather: Weather, tutors: list[Person]
    ) -> None:
        super().__init__(product, person, chance, weather)
        self.tutors = tutors

    async def act(self) -> str:
        [fate] = self.chance.choices(list(FATES), list(FATES.values()))
        lesson = await self._book()
        if fate != "does not pay":
            await self._pay(lesson, BAD_CARD if fate == "card is declined" else GOOD_CARD)
        if fate == "pays and cancels":
            await self._cancel(lesson)
        return fate

    async def _book(self) -> dict[str, Any]:
        while True:
            wish, key = self._wish(), str(uuid4())
            answer = await self.insist(partial(self.person.post, "/lessons", wish, key=key))
            if answer.status_code == 201:
                again = await self.insist(partial(self.person.post, "/lessons", wish, key=key))
                lesson: dict[str, Any] = answer.json()
                if again.json().get("id") != lesson["id"]:
                    self.weather.surprises.append(f"a key booked twice: {again.text}")
                self.weather.lessons.add(lesson["id"])
                return lesson
            if answer.json()["code"] not in ("lessons.slot_taken", "lessons.slot_unavailable"):
                self.weather.surprises.append(answer.text)

    def _wish(self) -> dict[str, Any]:
        day = datetime.now(UTC) + timedelta(days=SOON + self.chance.randrange(DAYS))
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
            await asyncio.sleep(0.5)
            lesson = await self.look(f"/lessons/{lesson['id']}")
            if lesson["state"] != "held":
                return
        provider_id = urlsplit(payment["confirmation_url"]).path.rpartition("/")[2]
        path = f"/payment-system/_control/payments/{provider_id}/pay"
        await self.insist(partial(self.product.sandbox.post, path, json={"card": card}))

    async def _cancel(self, lesson: dict[str, Any]) -> None:
        while lesson["state"] == "held":
            await asyncio.sleep(0.5)
            lesson = await self.look(f"/lessons/{lesson['id']}")
        path = f"/lessons/{lesson['id']}/cancel"
        answer = await self.insist(partial(self.person.post, path, {"reason_code": "plans_changed"}))
        # The first try may have worked without an answer.
        if not answer.is_success and answer.json()["code"] != "lessons.illegal_transition":
            self.weather.surprises.append(answer.text)


class Candidate(Somebody):
    """Applies as a tutor with two documents, and sends another file when one is asked for."""

    async def act(self) -> str:
        await self._prepare()
        for kind in ("identity", "selfie"):
            await self._upload(kind)
        await self._submit()
        return await self._outcome()

    async def _prepare(self) -> None:
        """What V2 asks for; his phone number is confirmed."""
        answers = {"teaches_minors": False, "tax_status": "self_employed"}
        photo = {"content-type": "image/jpeg", "x-requested-with": "tests"}
        person = self.person
        for step in (
            partial(person.put, "/accounts/me/tutor-profile", TUTOR_PROFILE),
            partial(person.put, "/lessons/availability", {"weekly": EVERY_DAY, "exceptions": []}),
            partial(person.put, "/documents/application", answers),
            partial(person.send, "PUT", "/accounts/me/photo", content=portrait(), headers=photo),
        ):
            await self.insist(step)
        for kind in ("tutor_documents", "public_profile"):
            text = await self.look(f"/auth/documents/{kind}")
            consent = {"kind": kind, "text_version": text["current_version"]}
            await self.insist(partial(person.post, "/auth/consents", consent))

    async def _upload(self, kind: str) -> None:
        file, key = scan(colour=f"#{self.chance.randrange(1 << 24):06x}", size=(60, 40)), str(uuid4())
        answer = await self.insist(partial(upload, self.person, kind, file, key=key))
        if answer.status_code == 201:
            self.weather.documents.add(answer.json()["id"])
        else:
            self.weather.surprises.append(answer.text)

    async def _submit(self) -> None:
        answer = await self.insist(partial(self.person.post, "/accounts/me/tutor-profile/submit"))
        # A verdict may have come meanwhile.
        if not answer.is_success and answer.json()["code"] != "accounts.reapply_later":
            self.weather.surprises.append(answer.text)

    async def _outcome(self) -> str:
        """How it ended, as far as a person waits for it: what is silent is not waited for."""
        uploads = Counter({"identity": 1, "selfie": 1})
        for _ in range(LOOKS):
            items = [each for each in (await self.look("/documents"))["items"] if each["current"]]
            asked = [each["kind"] for each in items if each["state"] == "needs_reupload"]
            if any(uploads[kind] >= UPLOADS for kind in asked):
                return "gives up"
            if all(each["state"] in JUDGED for each in items):
                return "is judged"
            for kind in asked:
                uploads[kind] += 1
                await self._upload(kind)
            if (await self.look("/accounts/me/tutor-profile"))["state"] == "changes_requested":
                await self._submit()
            await asyncio.sleep(0.5)
        return "waits"
