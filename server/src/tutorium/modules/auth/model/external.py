"""Nouns of signing in through an identity provider."""

from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

import msgspec

Provider = Literal["yandex", "vk"]
PROVIDERS: tuple[Provider, ...] = get_args(Provider)

ATTEMPT_LIFE = timedelta(minutes=10)
"""From the button to the return from the provider."""
FORM_LIFE = timedelta(minutes=30)
"""From the return of somebody new to the end of his registration."""


class Profile(msgspec.Struct, frozen=True):
    """What a provider tells of a person; `subject` is his id there and the only thing we know him by.

    `email_proved`: the provider vouches that the address is his.
    """

    subject: str
    email: str | None
    email_proved: bool
    full_name: str
    birth_date: date | None


class Refused(msgspec.Struct, frozen=True):
    """The provider said no; the same question would be answered the same."""

    reason: str


class Unknown(msgspec.Struct, frozen=True):
    """The provider did not answer, or not so that it could be understood."""

    reason: str


class Attempt(msgspec.Struct, frozen=True):
    """Somebody on his way to a provider and back; with a `user_id` it is to link, without to sign in."""

    id: UUID
    provider: Provider
    user_id: UUID | None
    next: str


class Unfinished(msgspec.Struct, frozen=True):
    """Somebody new who came back from a provider and has not registered yet."""

    id: UUID
    provider: Provider
    subject: str
    email: str | None
    email_proved: bool
    full_name: str
    birth_date: date | None
    next: str


class Link(msgspec.Struct, frozen=True):
    """An account at a provider through which a user signs in."""

    provider: Provider
    subject: str
    linked_at: datetime
