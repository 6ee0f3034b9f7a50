"""Keeps processes running: one that ends on its own is started again, a little later each time."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from tutorium.local.processes import end, spawn

LOOK_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
"""A process that ran this long is forgiven its earlier ends."""


class Part(Protocol):
    """Something that runs as a process."""

    name: str
    process: subprocess.Popen[bytes] | None

    @property
    def log(self) -> Path:
        """Where it says what happened to it."""

    def start(self) -> None:
        """Start it, for the first time or again."""

    def stop(self) -> None:
        """Stop it in order."""


class Child:
    """A `tutorium` command as a supervised process."""

    def __init__(self, name: str, *, folder: Path, env: Mapping[str, str]) -> None:
        self.name = name
        self.folder = folder
        self.env = env
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Its structured log."""
        return self.folder / f"{self.name}.log"

    def start(self) -> None:
        """Start the command."""
        command = [sys.executable, "-m", "tutorium", self.name]
        self.process = spawn(command, log=self.log, cwd=self.folder, env=self.env)

    def stop(self) -> None:
        """Let it finish what it does; a server can lose a signal while it forks, so ask twice."""
        if self.process:
            end(self.process, (signal.SIGTERM, 12), (signal.SIGINT, 4))


class Supervisor:
    """Watches parts and starts again what ended."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._ends: dict[str, int] = {}
        self._due: dict[str, float] = {}
        self._started: dict[str, float] = {}

    def add(self, part: Part) -> None:
        """Watch a part that has been started."""
        self._parts.append(part)
        self._started[part.name] = time.monotonic()

    def ended(self) -> Part | None:
        """A part that does not run at this moment."""
        return next((part for part in self._parts if part.process and part.process.poll() is not None), None)

    def watch(self) -> None:
        """Keep everything running until an exception, such as the one a signal raises, ends the watch."""
        while True:
            for part in self._parts:
                if part.process and part.process.poll() is not None:
                    self._revive(part, part.process.returncode)
            time.sleep(LOOK_SECONDS)

    def _revive(self, part: Part, code: int) -> None:
        now = time.monotonic()
        if part.name not in self._due:
            steady = now - self._started[part.name] > STEADY_SECONDS
            self._ends[part.name] = 1 if steady else self._ends.get(part.name, 0) + 1
            pause = min(2.0 ** (self._ends[part.name] - 1), LONGEST_PAUSE_SECONDS)
            self._due[part.name] = now + pause
            print(
                f"{part.name} ended ({_how(code)}); it starts again in {pause:.0f} s. Its log: {part.log}",
                file=sys.stderr,
                flush=True,
            )
        if now >= self._due[part.name]:
            del self._due[part.name]
            self._started[part.name] = now
            part.start()


def stop_together(parts: list[Child]) -> None:
    """Stop several processes at once, so that the slowest decides how long it takes."""
    with ThreadPoolExecutor(max_workers=max(len(parts), 1)) as pool:
        list(pool.map(Child.stop, parts))


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
