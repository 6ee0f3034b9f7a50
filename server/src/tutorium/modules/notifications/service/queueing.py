"""Queueing messages when something happens: one for each reader and each channel, told once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tutorium.modules.lessons import api as lessons
from tutorium.modules.notifications import queries
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.table import TABLE, Audience
from tutorium.modules.payments import api as payments
from tutorium.platform import clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import id_of


async def queue(
    db: Db,
    event: str,
    *,
    about: UUID,
    to: Mapping[Audience, UUID | None],
    fact: object = "",
    useful_until: datetime | None = None,
) -> None:
    """The messages of the table to each audience of the event; a fact that was told is not told again.

    `fact` tells apart facts about the same thing, such as two changes of one password. An audience nobody
    belongs to is passed over.
    """
    now = clock.now()
    for row in TABLE[event]:
        readers = dict.fromkeys(reader for reader in (to[each] for each in row.to) if reader is not None)
        for recipient_id in readers:
            for channel in row.channels:
                apart = (channel,) if channel == "centre" else ()
                message = Message(
                    id=id_of(event, about, fact, recipient_id, row.operation, *apart),
                    operation=row.operation,
                    recipient_id=recipient_id,
                    about=about,
                    state="queued",
                    channel=channel,
                    attempts=0,
                    created_at=now,
                    useful_until=useful_until,
                )
                if await queries.messages.insert_message(db, message):
                    await publish(db, MessageQueued(message_id=message.id))


async def tell_about_lesson(event: str, lesson_id: UUID) -> None:
    """To the payer and the tutor of the lesson, as the table says."""
    lesson = await lessons.lesson_facts(lesson_id=lesson_id)
    if lesson is not None:
        async with transaction() as db:
            people: dict[Audience, UUID | None] = {"payer": lesson.payer_id, "tutor": lesson.tutor_id}
            await queue(db, event, about=lesson_id, to=people)


async def tell_about_payment(event: str, payment_id: UUID) -> None:
    """To the payer."""
    payment = await payments.payment(payment_id=payment_id)
    if payment is not None:
        async with transaction() as db:
            await queue(db, event, about=payment_id, to={"payer": payment.payer_id})
