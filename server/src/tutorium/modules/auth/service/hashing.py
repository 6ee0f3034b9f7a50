"""Argon2id in a few threads: a hash costs about 100 ms and 46 MiB, so they queue, and the queue is short."""

import asyncio
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tutorium.modules.auth.errors import Busy
from tutorium.platform.settings import settings

T = TypeVar("T")
AT_ONCE = min(2, os.cpu_count() or 1)
WAITING = 50

hasher = PasswordHasher(memory_cost=47_104, time_cost=2, parallelism=1)
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
_queued = 0


async def hashed(password: str) -> str:
    """The hash to store; Busy when too many wait for theirs."""
    return await _in_turn(lambda: hasher.hash(peppered(password)))


async def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed; without a hash it takes as long and is False."""
    return await _in_turn(lambda: _verify(password_hash or _hash_of_nobody(), password)) and bool(
        password_hash
    )


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return hasher.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return hasher.verify(password_hash, peppered(password))
    except (VerificationError, InvalidHashError):
        return False


def peppered(password: str) -> bytes:
    """HMAC with a key that is not in the database: a stolen table of hashes alone cannot be guessed at."""
    text = unicodedata.normalize("NFC", password).encode()
    return hmac.digest(settings().secret_key.encode(), b"password\x1f" + text, hashlib.sha256)


@cache
def _hash_of_nobody() -> str:
    return hasher.hash(os.urandom(32))


async def _in_turn(work: Callable[[], T]) -> T:
    global _queued
    if _queued >= AT_ONCE + WAITING:
        raise Busy(retry_after=3)
    _queued += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, work)
    finally:
        _queued -= 1
