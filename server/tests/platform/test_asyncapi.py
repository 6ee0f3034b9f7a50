"""The AsyncAPI document says what really travels."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from carriers import ASKED, LINK, TOLD, Note, told
from tutorium import messages
from tutorium.platform import broker, db
from tutorium.platform.broker import receiving
from tutorium.platform.broker.model import written


@pytest.fixture
def document() -> Iterator[dict[str, Any]]:
    """With the link of a trial beside those of the product."""

    async def note_told(db: db.Db, message: broker.Message, note: Note) -> None:
        """Nothing is told here."""

    broker.produces(LINK, ASKED, Note)
    broker.consumes(LINK, TOLD, Note)(note_told)
    yield messages.asyncapi()
    del receiving._consumers[LINK.queue, TOLD]
    del receiving._produced[LINK.name, ASKED]


def _problems(document: dict[str, Any], type_: str, body: bytes) -> list[str]:
    """What is wrong with a message by the document."""
    schema = document["components"]["messages"][type_]["payload"] | {"components": document["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(msgspec.json.decode(body))]


def test_what_we_send_is_what_is_written(document: dict[str, Any]) -> None:
    message = broker.new_message(ASKED, Note(3), subject="s", correlation_id="c")
    _, body = written(LINK, message)
    assert _problems(document, ASKED, body) == []
    assert _problems(document, ASKED, body.replace(b'"n":3', b'"n":"3"'))
    assert _problems(document, ASKED, body.replace(ASKED.encode(), b"another"))


def test_what_we_understand_is_what_is_written(document: dict[str, Any]) -> None:
    assert _problems(document, TOLD, told(1)["body"]) == []
    assert _problems(document, TOLD, told(1)["body"].replace(b'"1.0"', b'"2.0"'))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in _references(document):
        found: Any = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    assert document["asyncapi"] == "3.0.0"


def test_an_answer_comes_over_its_own_channel(document: dict[str, Any]) -> None:
    sending = document["operations"][f"send.{ASKED}"]
    assert sending["reply"]["channel"] == {"$ref": f"#/channels/{LINK.replies}"}
    assert document["channels"][LINK.replies]["address"] == LINK.reply_key
    assert document["operations"][f"receive.{LINK.replies}"]["x-queue"]["name"] == LINK.queue


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
