"""Taking a backup, and putting one back."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tutorium.backup import database
from tutorium.backup.archive import Head, Manifest, Member, Writer, members, proven
from tutorium.backup.sealed import Damaged
from tutorium.platform import clock, migrations, sealing
from tutorium.platform.settings import ConfigurationError
from tutorium.platform.shipping import SPOOL_FOLDER

NAME = re.compile(r"tutorium-\d{8}T\d{6}Z\.backup")
LINKS = ".being-backed-up"


class Place(msgspec.Struct, frozen=True):
    """Where data lives: what a backup is taken of, and what one is put back into."""

    database_url: str
    files: Path


def take(place: Place, folder: Path, *, key: str, secret_key: str) -> tuple[Path, Manifest]:
    """A new backup in the folder: the database as it is at this moment, and the files of that moment."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"tutorium-{clock.now():%Y%m%dT%H%M%SZ}.backup"
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    try:
        manifest = asyncio.run(_write(place, draft, key=key, secret_key=secret_key))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path, manifest


async def _write(place: Place, path: Path, *, key: str, secret_key: str) -> Manifest:
    async with database.snapshot(place.database_url) as db:
        head = await database.describe(db, sealing.key_id(secret_key))
        with _held(place.files) as files, Writer(path, key) as archive:
            archive.head(head)
            await database.write_rows(db, head, archive)
            for file in _files(files):
                archive.file(str(file.relative_to(files)), file.read_bytes())
            return archive.manifest()


@contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """The files as they are now: a second name for each, which stays when the product deletes the first."""
    links = folder / LINKS
    shutil.rmtree(links, ignore_errors=True)
    links.mkdir(parents=True)
    try:
        for path in _files(folder):
            link = links / path.relative_to(folder)
            link.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, link)
        yield links
    finally:
        shutil.rmtree(links)


def _files(folder: Path) -> list[Path]:
    """All but what is no file of anybody: names that begin with a dot, and log lines on their way out."""
    return sorted(each for path in _ours(folder) for each in (path, *path.rglob("*")) if each.is_file())


def _ours(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".") and path.name != SPOOL_FOLDER]


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))


def forget(folder: Path, *, keep: int) -> list[Path]:
    """Delete all backups but the newest; those that are gone."""
    gone = backups(folder)[:-keep]
    for path in gone:
        path.unlink()
    return gone


def newest(path: Path) -> Path:
    """The archive itself, or the newest one in the folder."""
    if not path.is_dir():
        if not path.exists():
            raise ConfigurationError(f"There is no backup {path}.")
        return path
    found = backups(path)
    if not found:
        raise ConfigurationError(f"There is no backup in {path}.")
    return found[-1]


def examine(path: Path, *, key: str, secret_key: str) -> tuple[Head, Manifest]:
    """What the archive holds, all of it read and proven; ConfigurationError when it cannot be put back."""
    head, manifest = proven(path, key)
    if head.secret_key_id != sealing.key_id(secret_key):
        raise ConfigurationError(
            "The backup was made with another SECRET_KEY: passwords and sealed secrets would open no more."
        )
    if unknown := set(head.revisions) - migrations.known():
        raise ConfigurationError(
            f"The backup is of a newer version: {', '.join(sorted(unknown))} is unknown."
        )
    return head, manifest


def put_back(place: Place, path: Path, head: Head, *, key: str, replace: bool) -> None:
    """Database and files as they were; ConfigurationError, and nothing changed, when somebody lives there.

    The schema is made as it was when the backup was taken, filled, and then brought up to date.
    """
    asyncio.run(_clear(place, replace=replace))
    migrations.upgrade_to(place.database_url, head.revisions)
    with members(path, key) as found:
        next(found)  # the head
        rest = asyncio.run(_fill(place, head, found))
        _put_files(place.files, rest)
    migrations.upgrade(place.database_url)


async def _clear(place: Place, *, replace: bool) -> None:
    async with database.connected(place.database_url) as db:
        if others := await database.others(db):
            raise ConfigurationError(
                f"{others} other connections use this database: stop `serve`, `worker` and `sandbox` first."
            )
        if await database.is_used(db) and not replace:
            raise ConfigurationError("There are people in this database: --replace forgets them first.")
        await database.clear(db)


async def _fill(place: Place, head: Head, found: Iterator[Member]) -> Iterator[Member]:
    async with database.connected(place.database_url) as db:
        return await database.read_rows(db, head, found)


def _put_files(folder: Path, members: Iterator[Member]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in _ours(folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in members:
        kind, _, key = name.partition("/")
        if kind != "files":
            continue
        path = (folder / key).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Damaged(f"The backup names a file outside its folder: {key}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
