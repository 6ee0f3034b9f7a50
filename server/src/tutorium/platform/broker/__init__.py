"""The broker: questions to external systems that answer in their own time, and their answers.

RabbitMQ where AMQP_URL names one; else a queue in PostgreSQL behind the same functions. Sending is for
jobs: the job is the outbox, stored with the change, tried again until the broker has confirmed, always with
the same message id. Receiving is `@consumes`: in one transaction with the inbox, acknowledged after it.

What a module writes, say in its providers.py and subscribers.py:

    LINK = broker.Link(
        name="docs", queue="platform.doc-replies", reply_key="document.verify.v1.reply.platform"
    )
    broker.produces(LINK, "document.verify.v1.request", VerificationRequest)

    await broker.send(LINK, broker.new_message("document.verify.v1.request", VerificationRequest(...), ...))

    @broker.consumes(LINK, "document.verify.v1.reply", VerificationReply)
    async def apply_reply(db: Db, message: broker.Message, reply: VerificationReply) -> None: ...
"""

import asyncio
from typing import Protocol
from uuid import UUID

from tutorium.platform import clock, db, metrics
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.broker.embedded import Embedded
from tutorium.platform.broker.model import (
    BrokerSilent,
    Delivery,
    Depth,
    Link,
    Malformed,
    Message,
    Parked,
    Properties,
    Unroutable,
    new_message,
    written,
)
from tutorium.platform.broker.receiving import Consumer, consumers, consumes, links, produced, produces
from tutorium.platform.settings import Settings

__all__ = [
    "BrokerSilent",
    "Consumer",
    "Delivery",
    "Depth",
    "Link",
    "Malformed",
    "Message",
    "Parked",
    "Properties",
    "Unroutable",
    "carry",
    "close_broker",
    "consumers",
    "consumes",
    "count_messages",
    "forget",
    "links",
    "new_message",
    "open_broker",
    "parked",
    "produced",
    "produces",
    "send",
    "send_again",
    "transport",
    "work",
]


class Transport(Protocol):
    """What carries the messages."""

    name: str
    consuming: asyncio.Event
    """Set while messages can come."""

    async def publish(self, link: Link, key: str, properties: Properties, body: bytes) -> None:
        """Returns when the broker has it; BrokerSilent, Unroutable."""

    async def consume(self, links: list[Link], stop: asyncio.Event) -> None:
        """Deal with what comes until `stop`."""

    async def parked(self, link: Link, limit: int) -> list[Parked]:
        """What waits for a person."""

    async def send_again(self, link: Link, parked_id: UUID) -> bool:
        """Give a parked message all its tries again."""

    async def forget(self, link: Link, parked_id: UUID) -> bool:
        """Drop a parked message."""

    async def depths(self, links: list[Link]) -> list[Depth]:
        """How long the queues are."""

    async def answers(self) -> bool:
        """Whether it can be reached."""

    def in_hand(self) -> int:
        """Messages taken and not settled."""

    async def close(self) -> None:
        """Give connections back."""


_transport: Transport | None = None


def open_broker(config: Settings) -> None:
    """Choose what carries the messages of this process; nothing is sent until it is used."""
    metrics.know_links((link.name, link.queue) for link in links())
    if config.amqp_url:
        may_declare = config.environment != "production"
        carry(Amqp(config.amqp_url, authority=config.amqp_ca, may_declare=may_declare))
    else:
        carry(Embedded(config.database_url))


def carry(chosen: Transport) -> None:
    """Let this carry the messages of this process from now on."""
    global _transport
    _transport = chosen


async def close_broker() -> None:
    """Close the connections."""
    global _transport
    if _transport is not None:
        transport, _transport = _transport, None
        await transport.close()


def transport() -> Transport:
    """What carries the messages of this process."""
    if _transport is None:
        raise RuntimeError("the broker is not open")
    return _transport


async def send(link: Link, message: Message) -> None:
    """Hand over a message of a declared type; returns when the broker has confirmed that a queue holds it.

    BrokerSilent: it is not known whether it has it; Unroutable: it has it not, for nobody takes this type.
    Either way send the same message, with the same id, again later: raise, and the job does. RuntimeError
    inside a transaction, which would wait for the broker.
    """
    if db.in_transaction():
        raise RuntimeError("a message was sent inside a transaction")
    if (link.name, message.type) not in produced():
        raise RuntimeError(f"nobody has declared that {message.type} is sent over {link.name}")
    properties, body = written(link, message)
    outcome = "silent"
    try:
        await transport().publish(link, message.type, properties, body)
        outcome = "ok"
    except Unroutable:
        outcome = "unroutable"
        raise
    finally:
        metrics.broker_sent.labels(link.name, outcome).inc()


async def work(modules: frozenset[str], stop: asyncio.Event) -> None:
    """Deal with the messages of these modules until `stop`; what is in hand then is finished first."""
    if found := links(modules):
        await transport().consume(found, stop)


async def parked(*, limit: int = 100) -> list[Parked]:
    """The messages that wait for a person, of every link, oldest first; BrokerSilent: it cannot be asked."""
    return [each for link in links() for each in await transport().parked(link, limit)]


async def send_again(parked_id: UUID) -> bool:
    """Give a parked message all its tries again; False when it is not parked (any more)."""
    return any([await transport().send_again(link, parked_id) for link in links()])


async def forget(parked_id: UUID) -> bool:
    """Drop a parked message for good; False when it is not parked (any more)."""
    return any([await transport().forget(link, parked_id) for link in links()])


async def count_messages() -> list[Depth]:
    """How many messages wait in each queue of ours, in its parking, and unrouted; the metrics repeat it."""
    found = await transport().depths(links())
    for depth in found:
        metrics.broker_messages.labels(depth.queue).set(depth.messages)
        age = (clock.now() - depth.oldest).total_seconds() if depth.oldest else 0.0
        metrics.broker_oldest.labels(depth.queue).set(max(age, 0.0))
    return found
