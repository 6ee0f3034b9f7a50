"""Letters that could not be delivered and parked messages of the broker: seen, sent again, given up."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import PathParameter

from tutorium.modules.backoffice.router.common import Because
from tutorium.modules.backoffice.service import undelivered
from tutorium.modules.notifications import api as notifications
from tutorium.platform.identity import Identity
from tutorium.platform.web import get, post, routes_of

LetterId = Annotated[UUID, PathParameter(description="Number of the letter")]
ParkedId = Annotated[UUID, PathParameter(description="Number of the parked message")]


class UndeliveredLetters(msgspec.Struct, frozen=True):
    """The newest hundred."""

    items: list[undelivered.Letter]


class ParkedMessage(msgspec.Struct, frozen=True):
    """`reason` is a code; `about` is what the message is an answer to. What it says is not shown."""

    id: UUID
    queue: str
    type: str
    about: str
    reason: str
    tries: int
    sent_at: datetime | None


class ParkedMessages(msgspec.Struct, frozen=True):
    """The oldest hundred of each queue."""

    items: list[ParkedMessage]


@get("/backoffice/jobs/letters", access={"admin"})
async def undelivered_letters() -> UndeliveredLetters:
    """Letters and text messages that were given up, newest first."""
    return UndeliveredLetters(await undelivered.letters())


@post("/backoffice/jobs/letters/{letter_id:uuid}/retry", access={"admin"}, status_code=202)
async def retry_letter(letter_id: LetterId, identity: Identity) -> None:
    """Send a letter that was given up once more, under its old number."""
    await notifications.send_again(message_id=letter_id, actor_id=identity.user_id)


@post("/backoffice/jobs/letters/{letter_id:uuid}/drop", access={"admin"}, fresh=True)
async def drop_letter(letter_id: LetterId, data: Because, identity: Identity) -> None:
    """Give a letter up for good."""
    await notifications.drop(message_id=letter_id, actor_id=identity.user_id, reason=data.reason.strip())


@get("/backoffice/jobs/messages", access={"admin"})
async def parked_messages() -> ParkedMessages:
    """Messages from outside that could not be dealt with, oldest first."""
    return ParkedMessages(
        [
            ParkedMessage(
                each.id,
                each.queue[:100],
                each.type[:100],
                each.correlation_id[:100],
                each.reason,
                each.tries,
                each.sent_at,
            )
            for each in await undelivered.parked()
        ]
    )


@post("/backoffice/jobs/messages/{parked_id:uuid}/retry", access={"admin"}, status_code=202)
async def retry_message(parked_id: ParkedId) -> None:
    """Have a parked message read once more."""
    await undelivered.send_again(parked_id)


@post("/backoffice/jobs/messages/{parked_id:uuid}/drop", access={"admin"}, fresh=True)
async def drop_message(parked_id: ParkedId, data: Because) -> None:
    """Give a parked message up for good."""
    await undelivered.drop(parked_id, reason=data.reason.strip())


router = routes_of(globals())
