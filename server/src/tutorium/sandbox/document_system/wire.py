"""What the Document System and the platform have agreed to say to each other (contract 03, 2).

Every body is a CloudEvent in structured JSON. Questions come to `docs.requests`, answers go to `docs.replies`
with the routing key that the question names, if it is one of those agreed.
"""

import re
from datetime import datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

QUESTIONS, QUESTION = "docs.requests", "document.verify.v1.request"
ANSWERS, ANSWER = "docs.replies", "document.verify.v1.reply"
QUEUE = "ds.document-verify"
REPLY_KEYS = re.compile(r"document\.verify\.v1\.reply\.[a-z]+")
CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"

Status = Literal["accepted", "verified", "rejected", "needs_more", "failed"]


class Nonsense(Exception):
    """A question nobody can answer; the text says why."""


class File(msgspec.Struct, frozen=True):
    """Where the document lies for a short while, and what it has to be."""

    uri: str
    sha256: str
    size: int
    media_type: str


class Question(msgspec.Struct, frozen=True):
    """Is this document what it says it is?"""

    case_id: UUID
    subject_id: str
    document_type: str
    file: File
    requested_at: datetime
    deadline_at: datetime


class Extracted(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was read in a good document."""

    issued_at: str | None = None
    expires_at: str | None = None
    number_last4: str | None = None
    name_match: float | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands with a case. Of two answers the one with the higher `sequence` counts."""

    case_id: UUID
    status: Status
    sequence: int
    reason_codes: list[str] = []
    decided_at: str | None = None
    valid_until: str | None = None
    extracted: Extracted = Extracted()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The envelope: CloudEvents 1.0."""

    specversion: str
    id: UUID
    source: str
    type: str
    subject: str = ""
    time: datetime
    datacontenttype: str = "application/json"
    data: msgspec.Raw


class Letter(NamedTuple):
    """A message with what stands beside its body."""

    message_id: str
    correlation_id: str
    reply_to: str
    type: str
    content_type: str
    body: bytes

    @property
    def properties(self) -> dict[str, Any]:
        """AMQP's properties, under their own names."""
        return {name: value for name, value in self._asdict().items() if name != "body"}


def question_in(letter: Letter) -> Question:
    """The question a letter asks; Nonsense when it asks none."""
    try:
        event = msgspec.json.decode(letter.body, type=Event)
        if event.specversion != "1.0" or event.type != QUESTION or str(event.id) != letter.message_id:
            raise Nonsense(f"{event.specversion} {event.type} {event.id}")
        if not REPLY_KEYS.fullmatch(letter.reply_to):
            raise Nonsense(f"answers do not go to {letter.reply_to}")
        question = msgspec.json.decode(event.data, type=Question)
    except msgspec.MsgspecError as error:
        raise Nonsense(str(error)) from error
    if letter.correlation_id != str(question.case_id):
        raise Nonsense("the correlation is not the case")
    return question


def letter_with(answer: Answer, *, message_id: str, reply_to: str, at: datetime) -> Letter:
    """An answer, ready to be sent to `reply_to`."""
    event = Event(
        specversion="1.0",
        id=UUID(message_id),
        source="urn:document-system",
        type=ANSWER,
        subject=str(answer.case_id),
        time=at,
        data=msgspec.Raw(msgspec.json.encode(answer)),
    )
    return Letter(
        message_id=message_id,
        correlation_id=str(answer.case_id),
        reply_to=reply_to,
        type=ANSWER,
        content_type=CONTENT_TYPE,
        body=msgspec.json.encode(event),
    )
