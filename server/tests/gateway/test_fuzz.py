"""Thousands of requests nobody would write by hand: no 5xx, and every answer is as the document says.

FUZZ_REQUESTS asks for more than the 2,000 of each role, FUZZ_SEED for other choices than the usual ones: a
night takes new ones, a submission is judged by the same as the last.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import Callable
from typing import get_args

import httpx
import pytest

from accounts.pictures import picture
from crowd import a_crowd
from gateway.fuzz import Call, Fuzzer
from lessons.booking import a_scheduled_lesson, noon
from people import TUTOR_PROFILE, Person, a_student, a_tutor
from routes import routes
from tutorium.gateway.app import api
from tutorium.platform.identity import Role
from world import World

VISITOR = "visitor"
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "2000"))
CONNECTIONS = 8
EACH = 450
"""Requests of one person: fewer than the limits allow in a minute."""


class People:
    """Those who ask, all of one role: whoever has asked enough or lost his session makes way for another."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role
        self.ready: list[Person] = []
        self.used: Counter[str] = Counter()
        self.lock = asyncio.Lock()

    async def next(self) -> Person:
        """Who asks now."""
        if self.role == VISITOR:
            return self.world.visitor()
        async with self.lock:
            if not self.ready:
                self.ready = await a_crowd(self.world.database_url, self.world.url, 20, role=self.role)
                await self._fresh()
            return self.ready.pop()

    async def _fresh(self) -> None:
        ids = [person.id for person in self.ready]
        await self.world.fetch("UPDATE auth.session SET proved_at = now() WHERE user_id = ANY($1)", ids)


async def _something_to_find(world: World) -> None:
    tutor = await a_tutor(world)
    await a_scheduled_lesson(world, await a_student(world), tutor, noon())
    await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE | {"headline": "Ждёт проверки"})


@pytest.mark.parametrize("role", [VISITOR, *get_args(Role)])
async def test_no_request_breaks_it_and_every_answer_is_documented(
    world: World, role: str, record_property: Callable[[str, object], None]
) -> None:
    await _something_to_find(world)
    seed = int(os.environ.get("FUZZ_SEED", "2026"))
    allowed = {route.operation for route in routes() if route.lets_in(role)}
    files = (picture("PNG", (64, 64)), b"\x89PNG\r\n\x1a\n")
    fuzzer = Fuzzer(api().openapi_schema.to_schema(), seed, allowed, files)
    people = People(world, role)
    wrong: dict[tuple[str, str], str] = {}
    statuses: Counter[int] = Counter()
    left = REQUESTS
    started = time.perf_counter()

    async def connection() -> None:
        nonlocal left
        person, asked = await people.next(), 0
        while left > 0:
            left -= 1
            asked += 1
            call = fuzzer.call()
            answer = await _send(person.http, call)
            statuses[answer.status_code] += 1
            if found := fuzzer.judge(call, answer):
                wrong.setdefault((call.operation, found[:60]), f"{call} -> {found}")
            if asked >= EACH or (role != VISITOR and _ended(answer)):
                await person.http.aclose()
                person, asked = await people.next(), 0
        await person.http.aclose()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    seconds = time.perf_counter() - started
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    record_property(
        "told", f"fuzz {role:<10} {REQUESTS} requests, {REQUESTS / seconds:.0f}/s, seed {seed}; {told}"
    )
    assert not wrong, f"FUZZ_SEED={seed}\n" + "\n".join(wrong.values())


async def _send(client: httpx.AsyncClient, call: Call) -> httpx.Response:
    return await client.request(
        call.method,
        call.address.removeprefix("/api/v1"),
        params=call.query,
        headers=call.headers,
        content=call.body,
    )


def _ended(answer: httpx.Response) -> bool:
    return answer.status_code == 401 and answer.json()["code"] == "auth.session_required"
