"""What did not get away or could not be read: letters Mindbox did not take, messages of the broker."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.service import people
from tutorium.modules.notifications import api as notifications
from tutorium.platform import audit, broker
from tutorium.platform.db import transaction
from tutorium.platform.errors import NotFound, Unavailable

SHOWN = 100


class Letter(msgspec.Struct, frozen=True):
    """A message to a person that was given up; `recipient` is his name, None when he is gone."""

    id: UUID
    operation: str
    channel: str
    recipient: str | None
    attempts: int
    reason: str
    made_at: datetime


async def letters() -> list[Letter]:
    """The newest hundred."""
    found = await notifications.undelivered(limit=SHOWN)
    names = await people.named({each.recipient_id for each in found}) if found else {}
    return [
        Letter(
            each.id,
            each.operation,
            each.channel,
            names.get(each.recipient_id),
            each.attempts,
            each.reason,
            each.created_at,
        )
        for each in found
    ]


async def parked() -> list[broker.Parked]:
    """The oldest hundred messages of each queue; Unavailable when the broker cannot be asked."""
    try:
        return await broker.parked(limit=SHOWN)
    except broker.BrokerSilent as error:
        raise Unavailable from error


async def send_again(parked_id: UUID) -> None:
    """Have a parked message read once more; NotFound, Unavailable."""
    await _do(broker.send_again, parked_id, "backoffice.message_sent_again", "")


async def drop(parked_id: UUID, *, reason: str) -> None:
    """Give a parked message up for good; NotFound, Unavailable."""
    await _do(broker.forget, parked_id, "backoffice.message_dropped", reason)


async def _do(what: Callable[[UUID], Awaitable[bool]], parked_id: UUID, action: str, reason: str) -> None:
    """The broker shares no transaction with the log: what is about to be done is written down first."""
    message = next((each for each in await parked() if each.id == parked_id), None)
    if message is None:
        raise NotFound
    async with transaction() as db:
        await audit.record(
            db,
            action,
            subject=f"message:{parked_id}",
            reason=reason,
            message=message.message_id,
            type=message.type,
            queue=message.queue,
            why=message.reason,
        )
    try:
        done = await what(parked_id)
    except broker.BrokerSilent as error:
        raise Unavailable from error
    if not done:
        raise NotFound
