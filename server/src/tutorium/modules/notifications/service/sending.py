"""Sending what is queued, with the words of the moment."""

import secrets
from datetime import datetime
from uuid import UUID

import structlog

from tutorium.modules.accounts import api as accounts
from tutorium.modules.notifications import providers, queries
from tutorium.modules.notifications.errors import LetterRejected, MindboxSilent
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.model import TOPIC, URGENT, Message, MessageState, Notice
from tutorium.modules.notifications.model.delivery import next_try
from tutorium.modules.notifications.model.quiet import quiet_until
from tutorium.modules.notifications.model.table import ROWS
from tutorium.modules.notifications.service.choices import choices_of
from tutorium.modules.notifications.service.composing import Composed, compose
from tutorium.platform import clock, live, metrics
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish
from tutorium.platform.settings import settings

log = structlog.get_logger("notifications")
_chance = secrets.SystemRandom()


async def send(message_id: UUID) -> None:
    """Send a queued message, if its reader wants it and it is of use. May be repeated: class A goes out under
    the same id again, class B does not go again.
    """
    async with connection() as db:
        message = await queries.messages.message(db, message_id)
    if message is None or message.state not in ("queued", "sending"):
        return
    if (left_out := await _why_not(message)) is not None:
        await _leave_out(message, left_out)
        return
    if (at := await _quiet_until(message)) is not None:
        async with transaction() as db:
            await publish(db, MessageQueued(message_id=message.id), at=at)
        _count(message, "put off")
        return
    try:
        composed = await compose(message)
        if message.channel == "centre":
            await _show(message, composed)
            return
        if ROWS[message.operation].delivery == "B" and not await _claim(message):
            return
        await providers.send_letter(
            operation=message.operation,
            transaction_id=message.id,
            to=composed.to,
            parameters=composed.values | _words(composed),
        )
    except LetterRejected as error:
        log.error("letter_rejected", operation=message.operation, reason=str(error))
        await _fail(message, str(error), "dead")
        return
    except MindboxSilent as error:
        await _try_again(message, error)
        return
    async with transaction() as db:
        await queries.messages.note_sent(db, message.id, now=clock.now())
    _count(message, "sent")
    await _tell_onwards(message)


async def _why_not(message: Message) -> MessageState | None:
    if message.useful_until is not None and clock.now() >= message.useful_until:
        return "late"
    if message.state == "sending":  # whoever began has not come back to say how it went
        return "unknown"
    choices = await choices_of(message.recipient_id)
    unwanted = {"letter": choices.no_letters, "centre": choices.no_notices}.get(message.channel, ())
    return "muted" if ROWS[message.operation].kind in unwanted else None


async def _quiet_until(message: Message) -> datetime | None:
    """When the message may disturb its reader, if not now. One that is of no use then comes all the same."""
    if message.channel != "letter" or ROWS[message.operation].kind in URGENT:
        return None
    quiet = (await choices_of(message.recipient_id)).quiet
    person = await accounts.person(user_id=message.recipient_id) if quiet else None
    if quiet is None or person is None:
        return None
    at = quiet_until(quiet, timezone=person.timezone, now=clock.now())
    return at if at and (message.useful_until is None or at < message.useful_until) else None


async def _claim(message: Message) -> bool:
    async with transaction() as db:
        return await queries.messages.note_sending(db, message.id)


async def _leave_out(message: Message, state: MessageState) -> None:
    async with transaction() as db:
        await queries.messages.note_left_out(db, message.id, state=state)
    _count(message, state)


async def _fail(message: Message, error: str, state: MessageState) -> None:
    async with transaction() as db:
        await queries.messages.note_failure(db, message.id, error, state=state)
    _count(message, state)
    await _tell_onwards(message)


async def _try_again(message: Message, error: MindboxSilent) -> None:
    """Later, under the same id, unless it may have been taken and must not go twice, or it is late."""
    if ROWS[message.operation].delivery == "B" and not error.not_taken:
        await _fail(message, str(error), "unknown")
        return
    at = next_try(
        message.attempts + 1,
        created_at=message.created_at,
        useful_until=message.useful_until,
        now=clock.now(),
        chance=_chance.random(),
    )
    if at is None:
        log.error("letter_given_up", operation=message.operation, reason=str(error))
        await _fail(message, str(error), "late" if message.useful_until else "dead")
        return
    async with transaction() as db:
        if await queries.messages.note_failure(db, message.id, str(error), state="queued"):
            await publish(db, MessageQueued(message_id=message.id), at=at)
    _count(message, "put off")


async def _show(message: Message, composed: Composed) -> None:
    notice = Notice(
        id=message.id,
        operation=message.operation,
        title=composed.subject,
        text=composed.notice,
        path=composed.values["link"].removeprefix(settings().public_url),
        created_at=clock.now(),
    )
    async with transaction() as db:
        if await queries.notices.insert_notice(db, notice, user_id=message.recipient_id):
            await live.tell(db, to=message.recipient_id, topic=TOPIC, id=message.id)
        await queries.messages.note_sent(db, message.id, now=clock.now())
    _count(message, "sent")


def _words(composed: Composed) -> dict[str, str]:
    return {"text": composed.text} | ({"subject": composed.subject} if composed.subject else {})


def _count(message: Message, outcome: str) -> None:
    metrics.messages.labels(message.operation, message.channel, outcome).inc()


async def _tell_onwards(message: Message) -> None:
    """Whoever is leaving has had his last letter, or will not get it: his address is needed no more."""
    if message.operation == "Accounts.Leaving":
        await accounts.erasure_told(user_id=message.recipient_id)
