"""How a tutor does."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.lessons import queries
from tutorium.modules.lessons.model.insights import LAST_MINUTE, PERIOD, Insights, Stretch, insights_of
from tutorium.platform import clock
from tutorium.platform.db import connection


async def insights(*, tutor_id: UUID) -> Insights:
    """The tutor's last ninety days against the standards of D8."""
    until = clock.now()
    since = until - PERIOD
    async with connection() as db:
        counts = await queries.insights.counts(
            db, tutor_id, since=since, until=until, last_minute=LAST_MINUTE
        )
    return insights_of(counts, since=since, until=until)


async def stretches(edges: list[datetime]) -> list[Stretch]:
    """Lessons of the whole platform between the edges."""
    async with connection() as db:
        return await queries.insights.stretches(db, edges)
