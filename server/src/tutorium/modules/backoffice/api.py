"""What the platform asks of the back office, which keeps nothing of its own."""

from typing import Any
from uuid import UUID

from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """The back office keeps nothing of anybody."""
    return {}


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """Nothing in the back office keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """There is nothing to forget."""
    return {}
