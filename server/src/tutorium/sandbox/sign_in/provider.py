"""An identity provider of this sandbox, and how it says no."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta

from tutorium.sandbox.clock import Clock
from tutorium.sandbox.faults import Answer, Faults

CODE_LIVES = timedelta(minutes=10)


@dataclass(frozen=True)
class IdProvider:
    """One registered application at one provider; `secret` is None where tokens need none."""

    name: str
    title: str
    client_id: str
    secret: str | None
    redirect_uri: str
    database: sqlite3.Connection
    clock: Clock
    faults: Faults


class OAuthError(Exception):
    """A call is refused with an error of RFC 6749."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def _internal() -> bytes:
    return b'{"error":"server_error","error_description":"Internal server error"}'


def _broken() -> bytes:
    return b'{"access_token":"y0_AgAA'


TOKEN_ANSWERS = {
    "error_500": Answer(worked=False, status=500, body=_internal),
    "too_many_429": Answer(worked=False, status=429, body=_internal),
    "timeout": Answer(worked=True, status=500, body=_internal, after_seconds=30.0),
    "reset": Answer(worked=True, body=_broken, cut_off=True),
    "malformed_json": Answer(worked=True, body=_broken),
}
PROFILE_ANSWERS = {f"profile_{kind}": answer for kind, answer in TOKEN_ANSWERS.items()}
WIRE_FAULTS = frozenset(TOKEN_ANSWERS) | frozenset(PROFILE_ANSWERS)
"""Faults of the token's endpoint, and with `profile_` before them those of the profile's."""
