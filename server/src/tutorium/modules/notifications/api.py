"""What the platform asks of notifications; no module stands above them that would ask more."""

from typing import Any
from uuid import UUID

from tutorium.modules.notifications import service
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await service.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """No letter keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await service.erase(user_id)
