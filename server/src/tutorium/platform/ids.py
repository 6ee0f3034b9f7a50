"""Identifiers: UUID v7, ordered by the time of their making, and v5 for facts that must not repeat."""

import os
import time
from uuid import UUID, uuid5

_NAMESPACE = UUID("0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11")


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (milliseconds & (1 << 48) - 1) << 80 | random & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def id_of(*parts: object) -> UUID:
    """The same parts always give the same id (UUID version 5): a key for a fact that may be told twice."""
    return uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))
