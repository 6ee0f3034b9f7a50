"""`tutorium backup`, `tutorium restore` and `tutorium drill`."""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tutorium.backup import database, keeping
from tutorium.backup.archive import Manifest
from tutorium.platform.ids import new_id
from tutorium.platform.settings import ConfigurationError, Settings, settings


def backup(arguments: list[str]) -> None:
    """Take one; with --keep, forget those that are older than the newest so many."""
    parser = argparse.ArgumentParser(prog="tutorium backup", description="A copy of database and files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=_positive, metavar="N", help="how many to keep in the folder")
    chosen = parser.parse_args(arguments)
    config, begun = _config(), time.monotonic()
    path, manifest = keeping.take(
        _place(config), chosen.folder, key=config.backup_key, secret_key=config.secret_key
    )
    print(f"{path}: {_size(path.stat().st_size)}, {_holds(manifest)}, {time.monotonic() - begun:.1f} s")
    for gone in keeping.forget(chosen.folder, keep=chosen.keep) if chosen.keep else ():
        print(f"forgotten: {gone.name}")


def restore(arguments: list[str]) -> None:
    """Put one back into an empty database, or with --replace into any that nobody uses."""
    parser = argparse.ArgumentParser(prog="tutorium restore", description="Database and files of a backup.")
    parser.add_argument("path", type=Path, help="a backup, or a folder: its newest one")
    parser.add_argument("--replace", action="store_true", help="forget what is in the database now")
    chosen = parser.parse_args(arguments)
    config, begun = _config(), time.monotonic()
    path = keeping.newest(chosen.path)
    head, manifest = keeping.examine(path, key=config.backup_key, secret_key=config.secret_key)
    keeping.put_back(_place(config), path, head, key=config.backup_key, replace=chosen.replace)
    print(
        f"{path} of {head.taken_at:%Y-%m-%d %H:%M:%S} UTC is back: {_holds(manifest)}, "
        f"{time.monotonic() - begun:.1f} s"
    )


def drill(arguments: list[str]) -> int:
    """Put one back into a scratch database and ask whether every promise holds there; 1 when not."""
    parser = argparse.ArgumentParser(prog="tutorium drill", description="Prove that a backup comes back.")
    parser.add_argument("path", type=Path, help="a backup, or a folder: its newest one")
    chosen = parser.parse_args(arguments)
    config, times, begun = _config(), {}, time.monotonic()
    path = keeping.newest(chosen.path)
    head, manifest = keeping.examine(path, key=config.backup_key, secret_key=config.secret_key)
    print(f"{path}: {_size(path.stat().st_size)}, {_holds(manifest)}")
    print(f"taken at {head.taken_at:%Y-%m-%d %H:%M:%S} UTC of PostgreSQL {head.postgresql}")
    times["read and proven"] = time.monotonic() - begun
    name = f"tutorium_drill_{new_id().hex}"
    asyncio.run(_execute(config.database_url, f'CREATE DATABASE "{name}"'))
    try:
        with tempfile.TemporaryDirectory(prefix="tutorium-drill-") as folder:
            place = keeping.Place(_named(config.database_url, name), Path(folder) / "files")
            begun = time.monotonic()
            keeping.put_back(place, path, head, key=config.backup_key, replace=False)
            times["put back and migrated"] = time.monotonic() - begun
            begun = time.monotonic()
            code = _check(place, head.taken_at.isoformat())
            times["promises checked"] = time.monotonic() - begun
    finally:
        asyncio.run(_execute(config.database_url, f'DROP DATABASE "{name}" WITH (FORCE)'))
    for what, seconds in times.items():
        print(f"{what:<24} {seconds:8.1f} s")
    print("every promise holds" if code == 0 else "A PROMISE IS BROKEN")
    return code


def _check(place: keeping.Place, moment: str) -> int:
    env = {**os.environ, "DATABASE_URL": place.database_url, "FILES_DIR": str(place.files)}
    sys.stdout.flush()
    command = [sys.executable, "-m", "tutorium", "check", "--at", moment]
    return subprocess.run(command, env=env, check=False).returncode


def _config() -> Settings:
    config = settings()
    if len(config.backup_key) < 32:
        raise ConfigurationError("BACKUP_KEY needs at least 32 characters: backups are encrypted with it.")
    return config


def _place(config: Settings) -> keeping.Place:
    return keeping.Place(config.database_url, config.files_dir)


def _named(url: str, name: str) -> str:
    """The address of another database of the same server."""
    address, question, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{question}{options}"


async def _execute(url: str, sql: str) -> None:
    async with database.connected(url) as db:
        await db.execute(sql)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("keep one at least")
    return number


def _holds(manifest: Manifest) -> str:
    return f"{len(manifest.tables)} tables, {len(manifest.files)} files, {_size(manifest.bytes)} unpacked"


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
