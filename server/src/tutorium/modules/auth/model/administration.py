"""What staff are told of an account, and what may be done with its roles."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import msgspec

from tutorium.modules.auth.errors import RolesMixed
from tutorium.modules.auth.model import NewRole, refuse_unless_of_age
from tutorium.platform.errors import FieldError
from tutorium.platform.identity import STAFF, AccountState, Level, Locale, Role

SESSIONS_SHOWN = 20
"""Of the sessions that are over."""


class FoundAccount(msgspec.Struct, frozen=True):
    """An account in a list: no more than is needed to tell it from another."""

    user_id: UUID
    email: str
    full_name: str
    roles: tuple[Role, ...]
    created_at: datetime
    email_confirmed_at: datetime | None
    blocked_at: datetime | None


class AccountRow(msgspec.Struct, frozen=True):
    """An account as stored, without its password."""

    user_id: UUID
    email: str
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale
    roles: tuple[Role, ...]
    created_at: datetime
    email_confirmed_at: datetime | None
    blocked_at: datetime | None
    consents: int


class SessionOfAccount(msgspec.Struct, frozen=True):
    """A session, alive or over."""

    session_id: UUID
    level: Level
    address: str
    agent: str
    created_at: datetime
    last_seen_at: datetime
    proved_at: datetime
    ended_at: datetime | None


class Held(msgspec.Struct, frozen=True):
    """An account whose row is locked by who is changing it."""

    user_id: UUID
    email: str
    roles: tuple[Role, ...]
    birth_date: date
    email_confirmed_at: datetime | None
    blocked_at: datetime | None


def account_state(*, email_confirmed_at: datetime | None, blocked_at: datetime | None) -> AccountState:
    """In what state an account is."""
    if blocked_at is not None:
        return "blocked"
    return "active" if email_confirmed_at is not None else "unconfirmed"


def masked(email: str) -> str:
    """An address that its owner recognises and nobody else can write to: "a•••@example.test"."""
    name, _, host = email.rpartition("@")
    return f"{name[:1]}•••@{host}"


def refuse_mixed_roles(roles: Collection[Role]) -> None:
    """RolesMixed unless all of them are of staff, or all of customers.

    Who decides about other people's money and documents does not book and teach under the same name.
    """
    if not roles or (STAFF & set(roles) and set(roles) - STAFF):
        raise RolesMixed(errors=(FieldError("roles", "mixed", ""),))


def refuse_unless_grown(roles: Collection[Role], birth_date: date, *, today: date) -> None:
    """TooYoung for a role the person has not reached the age of; staff are grown up."""
    for role in roles:
        needed: NewRole = "tutor" if role in STAFF or role == "tutor" else "student"
        refuse_unless_of_age("guardian" if role == "guardian" else needed, birth_date, today=today)
