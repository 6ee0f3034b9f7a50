"""The file of a backup: members in a sealed, compressed stream; what it holds is said first and proven last.

A member is the length of its name (4 bytes) and of its content (8 bytes), then both. First comes `head.json`,
then `tables/SCHEMA.TABLE/NUMBER` with the rows in PostgreSQL's text format of COPY, parents before children,
then `files/KEY`, then `manifest.json` with the number of bytes and the SHA-256 of each.
"""

import gzip
import hashlib
import io
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from tutorium.backup.sealed import Damaged, SealedReader, SealedWriter

PART = 8 << 20
"""Rows are written in parts of about so many bytes: a table never has to lie in memory or on the disk."""
COMPRESSION = 3
LENGTHS = struct.Struct(">IQ")


class Table(msgspec.Struct, frozen=True):
    """A table and the columns that are kept: all but those PostgreSQL computes."""

    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """As it stands in SQL."""
        return f'"{self.schema}"."{self.name}"'


class Sequence(msgspec.Struct, frozen=True):
    """Where a sequence stands."""

    schema: str
    name: str
    last_value: int
    is_called: bool


class Head(msgspec.Struct, frozen=True):
    """What a backup holds and what it takes to use it."""

    taken_at: datetime
    revisions: tuple[str, ...]
    postgresql: str
    secret_key_id: str
    tables: tuple[Table, ...]
    sequences: tuple[Sequence, ...]


class Proof(msgspec.Struct, frozen=True):
    """The size and the SHA-256 of a table's rows or of a file."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The last member: a backup without it is not whole."""

    tables: dict[str, Proof]
    files: dict[str, Proof]

    @property
    def bytes(self) -> int:
        """How much there is, before compression."""
        return sum(proof.size for part in (self.tables, self.files) for proof in part.values())


class _Digest:
    def __init__(self) -> None:
        self.size, self.sha = 0, hashlib.sha256()

    def add(self, content: bytes) -> None:
        self.size += len(content)
        self.sha.update(content)

    def proof(self) -> Proof:
        return Proof(self.size, self.sha.hexdigest())


class Writer:
    """Writes one archive; leaving the block without an exception makes it whole."""

    def __init__(self, path: Path, key: str) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._sealed = SealedWriter(self._file, key)
        self._packed = gzip.GzipFile(fileobj=self._sealed, mode="wb", compresslevel=COMPRESSION, mtime=0)
        self._tables: dict[str, _Digest] = {}
        self._files: dict[str, Proof] = {}
        self._waiting = bytearray()
        self._parts = 0

    def __enter__(self) -> "Writer":
        return self

    def head(self, head: Head) -> None:
        """Must come first."""
        self._member("head.json", msgspec.json.encode(head))

    async def rows(self, table: str, content: bytes) -> None:
        """Some bytes of a table's rows; `end_of_rows` follows the last of them."""
        self._tables.setdefault(table, _Digest()).add(content)
        self._waiting += content
        if len(self._waiting) >= PART:
            self.end_of_rows(table)

    def end_of_rows(self, table: str) -> None:
        """Write what waits."""
        self._tables.setdefault(table, _Digest())
        if self._waiting:
            self._parts += 1
            self._member(f"tables/{table}/{self._parts:06}", bytes(self._waiting))
            self._waiting.clear()

    def file(self, key: str, content: bytes) -> None:
        """One uploaded file."""
        self._member(f"files/{key}", content)
        self._files[key] = Proof(len(content), hashlib.sha256(content).hexdigest())

    def manifest(self) -> Manifest:
        """What has been written so far."""
        return Manifest({name: each.proof() for name, each in self._tables.items()}, self._files)

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self._member("manifest.json", msgspec.json.encode(self.manifest()))
        self._packed.close()
        self._sealed.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _member(self, name: str, content: bytes) -> None:
        self._packed.write(LENGTHS.pack(len(name.encode()), len(content)) + name.encode())
        self._packed.write(content)


Member = tuple[str, bytes]


@contextmanager
def members(path: Path, key: str) -> Iterator[Iterator[Member]]:
    """Name and content of one member after the other; Damaged when the archive is not whole."""
    with path.open("rb") as file:
        unpacked = gzip.GzipFile(fileobj=io.BufferedReader(SealedReader(file, key)), mode="rb")
        try:
            with unpacked:
                yield _members(unpacked)
        except (EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
            raise Damaged(f"The backup {path} is damaged: {error}.") from None


def _members(stream: gzip.GzipFile) -> Iterator[Member]:
    while lengths := stream.read(LENGTHS.size):
        name, content = LENGTHS.unpack(lengths)
        yield stream.read(name).decode(), stream.read(content)


def proven(path: Path, key: str) -> tuple[Head, Manifest]:
    """Read the whole archive and compare it with its own manifest; Damaged when they differ."""
    head, manifest = None, None
    tables: dict[str, _Digest] = {}
    files: dict[str, Proof] = {}
    with members(path, key) as found:
        for name, content in found:
            kind, _, rest = name.partition("/")
            if name == "head.json":
                head = msgspec.json.decode(content, type=Head)
                tables = {f"{table.schema}.{table.name}": _Digest() for table in head.tables}
            elif name == "manifest.json":
                manifest = msgspec.json.decode(content, type=Manifest)
            elif kind == "tables":
                tables[rest.rpartition("/")[0]].add(content)
            else:
                files[rest] = Proof(len(content), hashlib.sha256(content).hexdigest())
    if head is None or manifest is None:
        raise Damaged(f"The backup {path} has no end.")
    if manifest != Manifest({name: digest.proof() for name, digest in tables.items()}, files):
        raise Damaged(f"The backup {path} does not hold what it says it holds.")
    return head, manifest
