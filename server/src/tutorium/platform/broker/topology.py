"""Exchanges and queues of a link on RabbitMQ: what is declared by whom, and the definitions for operators.

Exchanges belong to both sides, so an operator declares them (deploy/rabbitmq/definitions.json) and
applications only look whether they are there; outside production the application declares them. Queues belong
to who reads them. What makes a queue lose nothing is an argument of its declaration, for it must hold on a
broker that nobody has prepared; numbers an operator may want to lower are policies. Decision 0025.
"""

from typing import Any, Literal

import msgspec
from aio_pika.abc import AbstractChannel

from tutorium.platform.broker.model import DELAYS, DELIVERY_LIMIT, Link

QUORUM: dict[str, Any] = {"x-queue-type": "quorum"}


class Exchange(msgspec.Struct, frozen=True):
    """One exchange, durable like everything here."""

    name: str
    type: Literal["topic", "direct", "fanout"]
    arguments: dict[str, Any] = {}


class Queue(msgspec.Struct, frozen=True):
    """One quorum queue and what leads into it: (exchange, routing key)."""

    name: str
    arguments: dict[str, Any]
    bindings: tuple[tuple[str, str], ...]


def exchanges(link: Link) -> list[Exchange]:
    """All exchanges of a link.

    Answers with an unknown key go to the alternate exchange. Our own requests have none: a message that an
    alternate exchange takes counts as routed, and `mandatory` would never tell us that nobody reads it.
    """
    return [
        Exchange(link.requests, "topic"),
        Exchange(link.replies, "topic", {"alternate-exchange": link.unrouted}),
        Exchange(link.retry, "direct"),
        Exchange(link.back, "direct"),
        Exchange(link.dlx, "topic"),
        Exchange(link.unrouted, "fanout"),
    ]


def queues(link: Link) -> list[Queue]:
    """Our own queues: answers, one for each delay, and the parking."""
    dead = {
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    return [
        Queue(
            link.queue,
            QUORUM | dead | {"x-dead-letter-exchange": link.dlx, "x-delivery-limit": DELIVERY_LIMIT},
            ((link.replies, link.reply_key), (link.back, link.queue)),
        ),
        *(
            Queue(
                link.waiting(delay),
                QUORUM
                | dead
                | {"x-dead-letter-exchange": link.back, "x-dead-letter-routing-key": link.queue},
                ((link.retry, delay),),
            )
            for delay in DELAYS
        ),
        # A finite number, for it is looked into without taking anything out: 4.x would drop after 20 looks.
        Queue(link.parking, QUORUM | {"x-delivery-limit": 1_000_000}, ((link.dlx, "#"),)),
    ]


def unrouted(link: Link) -> Queue:
    """Belongs to nobody: declared with the exchanges."""
    return Queue(link.unrouted, QUORUM, ((link.unrouted, ""),))


async def prepare(channel: AbstractChannel, link: Link, *, may_declare: bool) -> None:
    """Declare our queues; declare the exchanges, or only look whether they are there."""
    for exchange in exchanges(link):
        if may_declare:
            await channel.declare_exchange(
                exchange.name, exchange.type, durable=True, arguments=exchange.arguments
            )
        else:
            await channel.get_exchange(exchange.name, ensure=True)
    for queue in [*queues(link), *([unrouted(link)] if may_declare else [])]:
        declared = await channel.declare_queue(queue.name, durable=True, arguments=queue.arguments)
        for exchange_name, key in queue.bindings:
            await declared.bind(exchange_name, key)


def definitions(
    links: list[Link], *, vhost: str, product: str, others: dict[str, tuple[str, str]]
) -> dict[str, Any]:
    """What `rabbitmqctl import_definitions` reads: the virtual host, users without a password, their rights,
    exchanges, the queues that belong to nobody, and policies.

    `others`: name of a link -> user at its other end and the prefix of his queues.
    """
    named = {link.name: [link] for link in links}
    ours = _rights(vhost, product, r"platform\.", links, "requests retry back dlx", "replies retry back dlx")
    theirs = [
        _rights(vhost, user, prefix, named[name], "replies", "requests")
        for name, (user, prefix) in others.items()
        if name in named
    ]
    users = [product, *(user for user, _ in others.values())]
    return {
        "vhosts": [{"name": vhost}],
        "users": [
            {
                "name": user,
                "password_hash": "",
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": [],
            }
            for user in users
        ],
        "permissions": [ours, *theirs],
        "exchanges": [
            {
                "name": each.name,
                "vhost": vhost,
                "type": each.type,
                "durable": True,
                "auto_delete": False,
                "internal": False,
                "arguments": each.arguments,
            }
            for link in links
            for each in exchanges(link)
        ],
        "queues": [
            {
                "name": unrouted(link).name,
                "vhost": vhost,
                "durable": True,
                "auto_delete": False,
                "arguments": unrouted(link).arguments,
            }
            for link in links
        ],
        "bindings": [
            {
                "source": link.unrouted,
                "vhost": vhost,
                "destination": link.unrouted,
                "destination_type": "queue",
                "routing_key": "",
                "arguments": {},
            }
            for link in links
        ],
        "policies": [
            {
                "vhost": vhost,
                "name": "limits",
                "pattern": r"^platform\.",
                "apply-to": "queues",
                "priority": 0,
                "definition": {"max-length": 100_000},
            }
        ],
    }


def _rights(vhost: str, user: str, own: str, links: list[Link], writes: str, reads: str) -> dict[str, str]:
    """A queue is bound by who may write to it and read the exchange; its own dead letters he must write."""

    def names(parts: str) -> str:
        return "|".join(rf"{link.name}\.{part}" for link in links for part in parts.split())

    return {
        "user": user,
        "vhost": vhost,
        "configure": f"^{own}",
        "write": f"^({own}.*|{names(writes)})$",
        "read": f"^({own}.*|{names(reads)})$",
    }
