"""Who may subscribe: whoever has been taught by the tutor at least once (S1)."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.platform.db import transaction


async def remember(*, learner_id: UUID, tutor_id: UUID, at: datetime) -> None:
    """The learner has been taught by the tutor; a repeat changes nothing."""
    async with transaction() as db:
        await queries.remember_acquaintance(db, learner_id, tutor_id, at)
