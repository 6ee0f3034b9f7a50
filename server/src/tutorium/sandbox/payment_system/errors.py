"""Answers that are not 200, in the form the Payment System gives them."""

import re
from uuid import uuid4

import msgspec


class ApiError(Exception):
    """A request is refused; nothing was changed."""

    def __init__(self, status: int, code: str, description: str, parameter: str | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description
        self.parameter = parameter


def invalid(description: str, parameter: str) -> ApiError:
    """400: the field at the dotted path breaks a rule."""
    return ApiError(400, "invalid_request", description, parameter)


def wrong_state(description: str) -> ApiError:
    """400: the object is not in a state that allows this."""
    return ApiError(400, "invalid_request", description)


def not_found(what: str) -> ApiError:
    """404: no such object in this shop."""
    return ApiError(404, "not_found", f"{what} doesn't exist or access denied")


def error_body(
    code: str, description: str, *, parameter: str | None = None, retry_after: int | None = None
) -> bytes:
    """The error object; `retry_after` is in milliseconds."""
    fields = {
        "type": "error",
        "id": str(uuid4()),
        "code": code,
        "description": description,
        "parameter": parameter,
        "retry_after": retry_after,
    }
    return msgspec.json.encode({name: value for name, value in fields.items() if value is not None})


_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`")
_MISSING = re.compile(r"missing required field `(?P<name>[^`]+)`")


def from_decoding(error: msgspec.ValidationError) -> ApiError:
    """What msgspec found wrong, with the path written the way the Payment System writes it."""
    text = str(error)
    place = _PATH.search(text)
    missing = _MISSING.search(text)
    parts = [place["path"] if place else "", missing["name"] if missing else ""]
    return invalid(_PATH.sub("", text), ".".join(part for part in parts if part))
