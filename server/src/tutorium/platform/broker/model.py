"""What travels over the broker: messages, the agreement with the system at the other end, and its wire form.

A message travels as a CloudEvent in structured JSON, so that both sides read one document whatever the
protocol around it. AMQP's own properties repeat what a broker or an operator has to see.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.platform import clock
from tutorium.platform.ids import new_id

APP_ID = "tutor-platform"
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
CONTENT_TYPES = ("application/cloudevents+json", "application/json")
LARGEST_BODY = 1_000_000
"""Bytes: RabbitMQ 4.3 takes 16 MiB by default, and a document travels by reference, never in the body."""
DELAYS: dict[str, timedelta] = {
    "5s": timedelta(seconds=5),
    "30s": timedelta(seconds=30),
    "5m": timedelta(minutes=5),
    "30m": timedelta(minutes=30),
}
"""How long a message that could not be dealt with waits before each new try; after the last it is parked."""
DELIVERY_LIMIT = 5
"""So often a message comes again that its consumer never acknowledged, as when it kills the process."""


class BrokerSilent(Exception):
    """The broker did not confirm in time: it may have the message or not. Send it again with the same id."""


class Unroutable(Exception):
    """No queue takes this message: the other side has not declared its own. Send it again later."""


class Malformed(Exception):
    """What came can never be dealt with, however often it comes: it is parked at once. The text says why."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """What two systems have agreed on: the exchanges between them and our queue of its answers.

    `name` stands before the names of the exchanges ("docs.requests", "docs.replies" …); `queue` is ours
    ("platform.doc-replies") and `reply_key` the only routing key with which answers reach it.
    """

    name: str
    queue: str
    reply_key: str

    @property
    def requests(self) -> str:
        """The exchange we publish to; the routing key is the message's type."""
        return f"{self.name}.requests"

    @property
    def replies(self) -> str:
        """The exchange the other side publishes to."""
        return f"{self.name}.replies"

    @property
    def retry(self) -> str:
        """The exchange of what has to wait; the routing key is the name of the delay."""
        return f"{self.name}.retry"

    @property
    def back(self) -> str:
        """The exchange that brings it back; the routing key is the name of the queue."""
        return f"{self.name}.back"

    @property
    def dlx(self) -> str:
        """The exchange of what is given up."""
        return f"{self.name}.dlx"

    def waiting(self, delay: str) -> str:
        """The queue in which it waits: one for each delay, since only the head of a queue expires."""
        return f"{self.queue}.retry.{delay}"

    @property
    def parking(self) -> str:
        """The queue of what a person has to look at."""
        return f"{self.queue}.parking"

    @property
    def unrouted(self) -> str:
        """Exchange and queue of answers that carried a routing key nobody knows."""
        return f"{self.name}.unrouted"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message, ours or theirs. `id` stays the same however often it is sent; `correlation_id` is what
    question and answer have in common; `subject` is what it is about, by a pseudonym.
    """

    id: UUID
    type: str
    subject: str
    correlation_id: str
    time: datetime
    data: msgspec.Raw


def new_message(
    type: str,  # noqa: A002 -- the word of CloudEvents
    data: msgspec.Struct,
    *,
    subject: str,
    correlation_id: str,
    id: UUID | None = None,  # noqa: A002 -- the word of CloudEvents
) -> Message:
    """A message of ours, made now; give its `id` when it may be made twice."""
    return Message(
        id=id or new_id(),
        type=type,
        subject=subject,
        correlation_id=correlation_id,
        time=clock.now(),
        data=msgspec.Raw(msgspec.json.encode(data)),
    )


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every message: CloudEvents 1.0, structured JSON."""

    specversion: Literal["1.0"]
    id: UUID
    source: str
    type: str
    subject: str = ""
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str = ""
    data: msgspec.Raw


class Properties(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands beside the body: AMQP's properties, under their own names."""

    message_id: str = ""
    correlation_id: str = ""
    reply_to: str = ""
    type: str = ""
    content_type: str = ""
    app_id: str = ""
    timestamp: datetime | None = None
    headers: Mapping[str, str | int] = {}


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it came, not looked at yet. `tries`: how often we have failed to deal with it."""

    properties: Properties
    body: bytes
    tries: int = 0


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """A message that waits for a person. `id` names it in `send_again` and `forget`; `reason` is a code, such
    as "malformed", "tried_out", "delivery_limit"; `error` says more; `body` is its beginning.
    """

    id: UUID
    queue: str
    message_id: str
    type: str
    correlation_id: str
    sent_at: datetime | None
    reason: str
    error: str
    tries: int
    body: str


class Depth(msgspec.Struct, frozen=True):
    """How many messages wait in a queue, and since when its oldest does, where the broker can tell."""

    queue: str
    messages: int
    oldest: datetime | None = None


def written(link: Link, message: Message) -> tuple[Properties, bytes]:
    """The message as it travels: its properties and its body."""
    event = CloudEvent(
        specversion="1.0",
        id=message.id,
        source=f"urn:{APP_ID}",
        type=message.type,
        subject=message.subject,
        time=message.time,
        dataschema=f"urn:{APP_ID}:{message.type}",
        data=message.data,
    )
    properties = Properties(
        message_id=str(message.id),
        correlation_id=message.correlation_id,
        reply_to=link.reply_key,
        type=message.type,
        content_type=CONTENT_TYPE,
        app_id=APP_ID,
        timestamp=message.time,
        headers={"schema": 1},
    )
    return properties, msgspec.json.encode(event)


def read(delivery: Delivery) -> Message:
    """The message in a delivery; Malformed when its parts are no message or contradict each other."""
    told = delivery.properties
    if len(delivery.body) > LARGEST_BODY:
        raise Malformed(f"a body of {len(delivery.body)} bytes; {LARGEST_BODY} are agreed")
    if told.content_type.partition(";")[0].strip() not in CONTENT_TYPES:
        raise Malformed(f"content type {told.content_type!r}")
    try:
        event = msgspec.json.decode(delivery.body, type=CloudEvent)
    except msgspec.MsgspecError as error:
        raise Malformed(f"no CloudEvent: {error}") from None
    if told.message_id != str(event.id) or told.type != event.type:
        raise Malformed("the properties and the body name different messages")
    return Message(
        id=event.id,
        type=event.type,
        subject=event.subject,
        correlation_id=told.correlation_id,
        time=event.time,
        data=event.data,
    )


def pause(tries: int) -> str | None:
    """The name of the delay after so many failed tries (1, 2 …); None when it is time to give up."""
    names = list(DELAYS)
    return names[tries - 1] if tries <= len(names) else None
