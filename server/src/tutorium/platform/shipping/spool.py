"""Documents that wait in files: what could not be sent, and what Elasticsearch will never take.

A file is a bulk request: the line that says what to do, then the document, for each. Every process has a
folder of its own, held by a lock that goes with the process; a new process takes over a folder nobody holds,
and what waits in it. Documents are written without fsync: they survive the process, not the machine.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path

import msgspec

from tutorium.platform import metrics
from tutorium.platform.ids import new_id
from tutorium.platform.shipping.ecs import Parcel

SEGMENT_BYTES = 4 << 20
LIMIT_BYTES = 256 << 20
CALM_SHARE = 0.9
"""Information may fill so much of the limit; the rest is for warnings, errors and the audit log."""
REJECTED = "rejected.ndjson"
REJECTED_BYTES = 8 << 20


class Spool:
    """The files of one process, oldest first by name."""

    def __init__(self, root: Path, process: str, *, limit: int = LIMIT_BYTES) -> None:
        self._limit = limit
        self._file: BufferedWriter | None = None
        self.folder, self._lock = _claim(root, process)
        self._size = sum(path.stat().st_size for path in self.segments())
        metrics.log_spool_bytes.set(self._size)

    def segments(self) -> list[Path]:
        """The files that wait, oldest first."""
        return sorted(self.folder.glob("*.bulk"))

    def write(self, parcels: list[Parcel]) -> None:
        """Keep documents for later; those for which there is no room are dropped, and counted."""
        for one in parcels:
            size = len(one.head) + len(one.body) + 2
            if self._size + size > self._limit * (1 if one.loud else CALM_SHARE):
                metrics.log_lines_dropped.labels("spool_full").inc()
                continue
            try:
                self._segment().write(b"%b\n%b\n" % (one.head, one.body))
                self._size += size
            except OSError:
                metrics.log_lines_dropped.labels("disk").inc()
        with suppress(OSError):
            if self._file is not None:
                self._file.flush()
        metrics.log_spool_bytes.set(self._size)

    def _segment(self) -> BufferedWriter:
        if self._file is None or self._file.tell() > SEGMENT_BYTES:
            self.seal()
            path = self.folder / f"{new_id()}.bulk"
            self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        return self._file

    def seal(self) -> None:
        """What comes next goes into a new file."""
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                file.close()

    def read(self, segment: Path) -> list[Parcel]:
        """The documents of a file; its end may be torn, when the process was killed as it wrote."""
        lines = segment.read_bytes().split(b"\n")
        return [
            Parcel(b'"logs-tutorium.web-' not in head, head, body)
            for head, body in zip(lines[::2], lines[1::2], strict=False)
            if body.endswith(b"}")
        ]

    def remove(self, segment: Path) -> None:
        """Everything in the file is stored, rejected or written anew."""
        self._size -= segment.stat().st_size
        segment.unlink()
        metrics.log_spool_bytes.set(self._size)

    def reject(self, one: Parcel, status: int, kind: str) -> None:
        """Put aside a document that Elasticsearch will never take, with the kind of its objection."""
        path = self.folder / REJECTED
        with suppress(OSError):
            if path.exists() and path.stat().st_size > REJECTED_BYTES:
                metrics.log_lines_dropped.labels("rejected_full").inc()
                return
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
                told = {"status": status, "error": kind, "document": msgspec.Raw(one.body)}
                file.write(msgspec.json.encode(told) + b"\n")

    def close(self) -> None:
        """Give the folder up; the files stay."""
        self.seal()
        os.close(self._lock)


def _claim(root: Path, process: str) -> tuple[Path, int]:
    """A folder for this process and its lock; files from folders that nobody holds any more are moved in."""
    root.mkdir(parents=True, exist_ok=True)
    free = list(_unheld(root, process))
    if not free:
        folder = root / f"{process}-{new_id()}"
        folder.mkdir(mode=0o700)
        held = _try_lock(folder)
        if held is None:
            raise OSError(f"{folder} was taken the moment it was made")
        return folder, held
    (folder, lock), *others = free
    for other, held in others:
        for path in (*other.glob("*.bulk"), *other.glob(REJECTED)):
            target = folder / path.name
            if not target.exists():
                path.rename(target)
        os.close(held)
    return folder, lock


def _unheld(root: Path, process: str) -> Iterator[tuple[Path, int]]:
    for folder in sorted(root.glob(f"{process}-*")):
        if (lock := _try_lock(folder)) is not None:
            yield folder, lock


def _try_lock(folder: Path) -> int | None:
    lock = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock
