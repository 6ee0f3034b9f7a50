"""A person's data across all modules: copied, asked about before leaving, erased.

Every module exposes three functions: `personal_data` (a copy), `open_matters` (what has to be settled first)
and `erase` (what goes, counted). A test refuses a module without them and a table nobody has thought of.
"""

from typing import Any, Literal
from uuid import UUID

import msgspec

from tutorium.platform import remote
from tutorium.platform.settings import MODULES

OpenKind = Literal["lessons", "credits", "payments", "refunds", "earnings"]


class OpenMatter(msgspec.Struct, frozen=True):
    """Money or lessons that are not settled yet: how many, and what they are worth."""

    kind: OpenKind
    count: int
    kopecks: int


async def copy_of(user_id: UUID) -> dict[str, Any]:
    """Module -> everything it keeps of the person."""
    return {module: await remote.call(f"{module}.personal_data", user_id=user_id) for module in MODULES}


async def open_matters(user_id: UUID) -> list[OpenMatter]:
    """What has to be settled before the person can be erased, in all modules."""
    found: list[OpenMatter] = []
    for module in MODULES:
        found += await remote.call(f"{module}.open_matters", user_id=user_id)
    return found


async def erase(user_id: UUID) -> dict[str, dict[str, int]]:
    """Module -> kind of row -> how many were erased. From the top down: who the person is goes last."""
    return {module: await remote.call(f"{module}.erase", user_id=user_id) for module in reversed(MODULES)}
