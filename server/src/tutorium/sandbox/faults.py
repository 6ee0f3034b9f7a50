"""Switches for things that go wrong between two companies.

A fault changes what travels over the wire, never what the sandbox holds to be true. Switches are kept in
memory only: a restart heals everything.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

import msgspec
from litestar.types import ASGIApp, Message, Receive, Scope, Send

_chance = random.SystemRandom()


class FaultSwitch(msgspec.Struct, forbid_unknown_fields=True):
    """Switch on one kind of fault for a share of the calls (0 to 1), for a time or until cleared."""

    kind: str
    rate: float = 1.0
    seconds: float | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller gets instead of the real answer; `worked`: the work is done all the same."""

    worked: bool
    status: int = 200
    body: Callable[[], bytes] = bytes
    content_type: bytes = b"application/json"
    after_seconds: float = 0.0
    cut_off: bool = False


class Faults:
    """The faults that are switched on at the moment."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self.kinds = kinds
        self._on: dict[str, tuple[float, float]] = {}
        self._healed = asyncio.Event()

    def switch(self, kind: str, rate: float, seconds: float | None) -> None:
        """Let this kind happen from now on."""
        until = float("inf") if seconds is None else time.monotonic() + seconds
        self._on[kind] = (rate, until)

    def clear(self) -> None:
        """Everything works again, and callers who are kept waiting are answered at once."""
        self._on.clear()
        self._healed.set()
        self._healed = asyncio.Event()

    async def keep_waiting(self, seconds: float) -> None:
        """Do nothing for so long, or until everything works again."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._healed.wait(), seconds)

    def strikes(self, kind: str) -> bool:
        """Whether this kind happens now."""
        rate, until = self._on.get(kind, (0.0, 0.0))
        return time.monotonic() < until and _chance.random() < rate


def between(low: float, high: float) -> float:
    """A random number of seconds."""
    return _chance.uniform(low, high)


def faulty_wire(faults: Faults, answers: Mapping[str, Answer]) -> Callable[[ASGIApp], ASGIApp]:
    """ASGI middleware that spoils answers by the table of this external system."""

    def around(app: ASGIApp) -> ASGIApp:
        async def call(scope: Scope, receive: Receive, send: Send) -> None:
            struck = next((answer for kind, answer in answers.items() if faults.strikes(kind)), None)
            if struck is None:
                await app(scope, receive, send)
                return
            if struck.worked:
                await app(scope, receive, _swallow)
            await faults.keep_waiting(struck.after_seconds)
            await _send(struck, send)

        return call

    return around


async def _swallow(message: Message) -> None:
    """The caller never sees this part of the true answer."""


async def _send(answer: Answer, send: Send) -> None:
    body = answer.body()
    # Promising more bytes than are sent makes the server break the connection in the middle of the answer.
    length = len(body) + (100 if answer.cut_off else 0)
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (b"content-type", answer.content_type),
                (b"content-length", str(length).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": answer.cut_off})
    if answer.cut_off:
        raise ConnectionResetError("A fault switch cut this answer off.")
