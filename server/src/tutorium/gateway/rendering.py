"""React inside the process: V8 in a thread turns an address and answers of the API into HTML.

The bundle is made by the web app's build. It reads nothing and asks nobody: what a page lacks comes back as
questions, and the caller renders again with the answers.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec
from py_mini_racer import (
    JSEvalException,
    JSOOMException,
    JSPromise,
    JSPromiseError,
    JSTimeoutException,
    MiniRacer,
)

from tutorium.platform.identity import Locale

SECONDS = 2.0
MEMORY_BYTES = 256 << 20
REST_SECONDS = 10.0
"""After a bundle that does not start, or a rendering beyond its limits, nothing is rendered for so long."""


class Question(msgspec.Struct, frozen=True):
    """What a page asks the API: the key under which it looks for the answer, and the address of that."""

    key: msgspec.Raw
    paged: bool
    address: str


class Answer(Question, frozen=True):
    """A question with the JSON that was answered."""

    body: msgspec.Raw


class Rendering(msgspec.Struct, frozen=True):
    """The inside of a page: its HTML, the rules that stand for style attributes, its title, what it lacks."""

    html: str
    styles: str
    title: str
    questions: tuple[Question, ...]


class RenderingFailed(Exception):
    """There is no HTML; the message says why in a few words."""


class Renderer:
    """One isolate, one page at a time."""

    def __init__(self, bundle: Path) -> None:
        self.bundle = bundle
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="renderer")
        self._isolate: MiniRacer | None = None
        self._rests_until = 0.0

    async def render(self, address: str, language: Locale, moment: str, answers: list[Answer]) -> Rendering:
        """The page of an address; RenderingFailed when it cannot be had within the limits."""
        arguments = (address, language, moment, answers)
        call = f"render({','.join(msgspec.json.encode(each).decode() for each in arguments)})"
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._render, call)

    def _render(self, call: str) -> Rendering:
        if time.monotonic() < self._rests_until:
            raise RenderingFailed("resting")
        isolate = self._isolate or self._start()
        try:
            promise = isolate.eval(call, timeout_sec=SECONDS)
            assert isinstance(promise, JSPromise)  # noqa: S101 -- `render` is an async function
            return msgspec.json.decode(str(promise.get(timeout=SECONDS)), type=Rendering)
        except (JSTimeoutException, TimeoutError) as error:
            self._rest()
            # What was cut off still reports its end; nothing may be closed before that has been heard.
            with suppress(JSEvalException):
                isolate.eval("0", timeout_sec=SECONDS)
            raise RenderingFailed("too slow") from error
        except JSOOMException as error:
            self._rest()
            self._isolate = None
            raise RenderingFailed("too large") from error
        except (JSEvalException, JSPromiseError) as error:
            raise RenderingFailed(str(error).strip().splitlines()[-1][:200]) from error

    def _start(self) -> MiniRacer:
        try:
            isolate = MiniRacer()
            isolate.set_hard_memory_limit(MEMORY_BYTES)
            isolate.eval(self.bundle.read_text("utf-8"), timeout_sec=SECONDS)
        except (OSError, JSEvalException) as error:
            self._rest()
            raise RenderingFailed("the bundle is missing or broken") from error
        self._isolate = isolate
        return isolate

    def _rest(self) -> None:
        self._rests_until = time.monotonic() + REST_SECONDS
