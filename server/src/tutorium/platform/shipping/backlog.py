"""The queue between those who log and the thread that ships: bounded, and nobody waits at either end."""

import logging
from collections import deque

from tutorium.platform import metrics

LINES = 10_000


class Backlog:
    """Lines in memory; when it is full, information goes before warnings and errors do."""

    def __init__(self, lines: int = LINES) -> None:
        self._lines = lines
        self._calm: deque[str] = deque()
        self._loud: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._calm) + len(self._loud)

    def offer(self, level: int, line: str) -> None:
        """Take a line, from whatever thread; one too many is dropped, and counted."""
        loud = level >= logging.WARNING
        if len(self) >= self._lines:
            metrics.log_lines_dropped.labels("queue_full").inc()
            if not loud or not _take_one(self._calm):
                return
        (self._loud if loud else self._calm).append(line)

    def take(self, lines: int, size: int) -> list[str]:
        """The oldest lines, warnings and errors first: so many, or so many characters and one line more."""
        taken: list[str] = []
        while len(taken) < lines and size > 0 and (line := _take_one(self._loud) or _take_one(self._calm)):
            taken.append(line)
            size -= len(line)
        return taken


def _take_one(queue: deque[str]) -> str | None:
    try:
        return queue.popleft()
    except IndexError:
        return None
