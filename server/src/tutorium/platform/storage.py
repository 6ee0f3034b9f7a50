"""Files: bytes under a key, in a local directory by default. Their kind and owner stand in PostgreSQL."""

from contextlib import suppress
from functools import cache
from pathlib import Path

from obstore.exceptions import NotFoundError
from obstore.store import LocalStore

from tutorium.platform.settings import settings


@cache
def _store(directory: Path) -> LocalStore:
    return LocalStore(directory, mkdir=True)


async def save_file(key: str, content: bytes) -> None:
    """Store the bytes under the key, replacing what was there."""
    await _store(settings().files_dir).put_async(key, content)


async def load_file(key: str) -> bytes | None:
    """The bytes stored under the key, or None."""
    try:
        return bytes(await (await _store(settings().files_dir).get_async(key)).bytes_async())
    except (NotFoundError, FileNotFoundError):
        return None


async def delete_file(key: str) -> None:
    """Delete the bytes stored under the key, if there are any."""
    with suppress(NotFoundError, FileNotFoundError):
        await _store(settings().files_dir).delete_async(key)
