"""What the module tells those who operate it: what waits, what could not be sent, and sending it again."""

from uuid import UUID

import structlog

from tutorium.modules.notifications import queries
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.model import Delivery, Undelivered
from tutorium.platform import audit, clock, metrics
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish

log = structlog.get_logger("notifications")


async def delivery() -> Delivery:
    """How Mindbox takes our messages at the moment."""
    async with connection() as db:
        return await queries.messages.delivery(db)


async def undelivered(limit: int) -> list[Undelivered]:
    """The dead messages, the latest first: what they are and why, never to what address."""
    async with connection() as db:
        return await queries.messages.undelivered(db, limit)


async def send_again(message_id: UUID, *, actor_id: UUID) -> None:
    """Give a dead message, whose cause is gone, a new chance under its old id; NotFound unless it is dead."""
    async with transaction() as db:
        if not await queries.messages.revive(db, message_id, now=clock.now()):
            raise NotFound
        await publish(db, MessageQueued(message_id=message_id))
        await audit.record(db, "notifications.sent_again", subject=f"message:{message_id}", actor_id=actor_id)


async def drop(message_id: UUID, *, actor_id: UUID, reason: str) -> None:
    """Forget a dead message: the fact it tells of has its letters already, so nobody makes it again.

    NotFound unless it is dead.
    """
    async with transaction() as db:
        operation = await queries.messages.drop_dead(db, message_id)
        if operation is None:
            raise NotFound
        await audit.record(
            db,
            "notifications.dropped",
            subject=f"message:{message_id}",
            actor_id=actor_id,
            reason=reason,
            operation=operation,
        )


async def measure() -> None:
    """How many messages are dead, how long the oldest has been waiting, and of how many users Mindbox knows
    something old.
    """
    async with connection() as db:
        found = await queries.messages.delivery(db)
    metrics.messages_dead.set(found.dead)
    waiting = (clock.now() - found.oldest_at).total_seconds() if found.oldest_at else 0
    metrics.messages_oldest.set(waiting)
    metrics.customers_untold.set(found.customers_untold)
