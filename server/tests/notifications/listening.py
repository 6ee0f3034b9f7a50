"""A browser that listens for live updates."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec

from people import Person
from tutorium.platform import live
from tutorium.platform.db import transaction

PATH = "/notifications/stream"


class Listener:
    """One open stream and what came through it."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.aiter_lines()

    async def next(self) -> dict[str, Any] | None:
        """The next thing told, with "topic" and "id"; None when the stream has ended."""
        async with asyncio.timeout(10):
            async for line in self._lines:
                if line.startswith("data: "):
                    told: dict[str, Any] = msgspec.json.decode(line.removeprefix("data: "))
                    return told
        return None

    async def hear_of(self, topic: str) -> dict[str, Any]:
        """The next thing told under this topic."""
        while (told := await self.next()) is not None:
            if told["topic"] == topic:
                return told
        raise AssertionError(f"the stream ended before anything was told of {topic}")


@asynccontextmanager
async def listening(person: Person) -> AsyncIterator[Listener]:
    """A stream that hears from now on."""
    async with person.http.stream("GET", PATH) as answer:
        assert answer.status_code == 200, await answer.aread()
        listener = Listener(answer)
        assert await listener.next() == {}  # `open`
        yield listener


async def tell(to: Any, topic: str, **more: Any) -> None:
    """Tell somebody something, as a change does."""
    async with transaction(system=True) as db:
        await live.tell(db, to=to, topic=topic, **more)
