"""What the routes of the back office share."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.platform.errors import FieldError, Malformed
from tutorium.platform.web import Input

WORDS = r"^[^\x00]*\S[^\x00]*$"
Why = Annotated[
    str,
    QueryParameter(
        name="reason",
        min_length=10,
        max_length=500,
        pattern=WORDS,
        description="Why this is looked at; kept in the audit log",
    ),
]
Reason = Annotated[str, msgspec.Meta(min_length=10, max_length=500, pattern=WORDS)]


class Because(Input, frozen=True):
    """Why something is done; kept in the audit log."""

    reason: Reason


def before(cursor: str | None) -> UUID | None:
    """The last id already seen."""
    try:
        return None if cursor is None else UUID(cursor)
    except ValueError:
        error = FieldError("cursor", "unreadable", "not a cursor of this list")
        raise Malformed(errors=(error,)) from None


def moment(field: str, value: datetime | None) -> datetime | None:
    """A moment with a zone, within the centuries the log can hold."""
    if value is not None and (value.tzinfo is None or not 2000 <= value.year < 2200):
        raise Malformed(errors=(FieldError(field, "invalid", "RFC 3339 with a zone, this century or next"),))
    return value
