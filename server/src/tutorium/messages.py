"""What we say to other systems over the broker, in two documents made from the code.

`asyncapi`: channels, operations and messages as an AsyncAPI 3 document, for whoever stands at the other end.
`definitions`: the virtual host, users, rights, exchanges and limits, for `rabbitmqctl import_definitions`.
"""

from pathlib import Path
from typing import Any

import msgspec

from tutorium import assembly
from tutorium.platform import broker
from tutorium.platform.broker import topology
from tutorium.platform.broker.model import CONTENT_TYPE, DELAYS, LARGEST_BODY, CloudEvent, Link

VHOST, PRODUCT = "docs", "platform"
OTHERS = {"docs": ("docsys", r"ds\.")}
"""Name of a link -> the user at its other end and the beginning of the names of his queues."""
SCHEMA = "#/components/schemas/{name}"


def write_asyncapi(path: str) -> None:
    """Write the AsyncAPI document to `path`."""
    Path(path).write_bytes(_text(asyncapi()))


def write_definitions(path: str) -> None:
    """Write the definitions for RabbitMQ to `path`."""
    Path(path).write_bytes(_text(definitions()))


def definitions() -> dict[str, Any]:
    """What an operator imports; the users have no password until he gives them one."""
    assembly.load_subscribers()
    return topology.definitions(broker.links(), vhost=VHOST, product=PRODUCT, others=OTHERS)


def asyncapi() -> dict[str, Any]:
    """Every message over every link, seen from the platform."""
    assembly.load_subscribers()
    sent = {
        (link.name, type_): data
        for link in broker.links()
        for (name, type_), data in broker.produced().items()
        if name == link.name
    }
    received = {(each.link.name, each.handles): each.data for each in broker.consumers()}
    contents = [*sent.values(), *received.values()]
    described, schemas = msgspec.json.schema_components(contents, ref_template=SCHEMA)
    of = dict(zip([*sent, *received], described, strict=True))
    document: dict[str, Any] = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tutorium over RabbitMQ",
            "version": "1",
            "description": f"CloudEvents 1.0 in structured JSON, {LARGEST_BODY} bytes at most. "
            f"What cannot be dealt with comes again after {', '.join(DELAYS)}, then a person looks at it.",
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "rabbitmq": {"host": "rabbitmq.example:5671", "protocol": "amqps", "pathname": f"/{VHOST}"}
        },
        "channels": {},
        "operations": {},
        "components": {
            "messages": {type_: _message(type_, of[name, type_]) for name, type_ in of},
            "schemas": schemas,
        },
    }
    for link in broker.links():
        out = [type_ for name, type_ in sent if name == link.name]
        back = [type_ for name, type_ in received if name == link.name]
        document["channels"] |= {type_: _channel(link.requests, type_, [type_]) for type_ in out} | {
            link.replies: _channel(link.replies, link.reply_key, back)
        }
        document["operations"] |= {f"send.{type_}": _sending(link, type_, back) for type_ in out}
        document["operations"][f"receive.{link.replies}"] = _receiving(link, back)
    return document


def _channel(exchange: str, key: str, types: list[str]) -> dict[str, Any]:
    return {
        "address": key,
        "messages": {type_: {"$ref": f"#/components/messages/{type_}"} for type_ in types},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": exchange,
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                    "vhost": VHOST,
                },
                "bindingVersion": "0.3.0",
            }
        },
    }


def _sending(link: Link, type_: str, answers: list[str]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{type_}"},
        "messages": [{"$ref": f"#/channels/{type_}/messages/{type_}"}],
        "reply": {
            "address": {"location": "$message.header#/replyTo"},
            "channel": {"$ref": f"#/channels/{link.replies}"},
            "messages": [{"$ref": f"#/channels/{link.replies}/messages/{each}"} for each in answers],
        },
        "bindings": {"amqp": {"deliveryMode": 2, "bindingVersion": "0.3.0"}},
        "x-mandatory": True,
    }


def _receiving(link: Link, types: list[str]) -> dict[str, Any]:
    return {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{link.replies}"},
        "messages": [{"$ref": f"#/channels/{link.replies}/messages/{each}"} for each in types],
        "bindings": {"amqp": {"ack": True, "bindingVersion": "0.3.0"}},
        "x-queue": {"name": link.queue, "arguments": topology.queues(link)[0].arguments},
    }


def _message(type_: str, data: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    envelope = msgspec.json.schema_components([CloudEvent], ref_template=SCHEMA)[1]["CloudEvent"]
    properties = envelope["properties"] | {"type": {"const": type_}, "data": data}
    return {
        "name": type_,
        "contentType": CONTENT_TYPE,
        "correlationId": {"location": "$message.header#/correlationId"},
        "headers": {
            "type": "object",
            "properties": {
                "messageId": text | {"format": "uuid"},
                "correlationId": text,
                "replyTo": text,
                "type": {"const": type_},
            },
            "required": ["messageId", "correlationId", "type"],
        },
        "payload": {"type": "object", "properties": properties, "required": envelope["required"]},
    }


def _text(document: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
