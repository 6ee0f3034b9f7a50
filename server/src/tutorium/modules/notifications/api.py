"""What the platform and the back office ask of notifications."""

from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Delivery as Delivery
from tutorium.modules.notifications.model import Undelivered as Undelivered
from tutorium.modules.notifications.service import personal, upkeep
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


@exposed
async def delivery() -> Delivery:
    """How messages get away at the moment: for staff."""
    return await upkeep.delivery()


@exposed
async def undelivered(*, limit: int) -> list[Undelivered]:
    """The messages that could not be sent, the latest first: for staff."""
    return await upkeep.undelivered(limit)


@exposed
async def send_again(*, message_id: UUID, actor_id: UUID) -> None:
    """Give one of them a new chance in the name of a member of staff; NotFound unless it is dead."""
    await upkeep.send_again(message_id, actor_id=actor_id)


@exposed
async def drop(*, message_id: UUID, actor_id: UUID, reason: str) -> None:
    """Forget one of them, for a reason of the staff's; NotFound unless it is dead."""
    await upkeep.drop(message_id, actor_id=actor_id, reason=reason)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """No letter keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)
