"""What other modules may ask of auth."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from tutorium.modules.auth.model import User
from tutorium.modules.auth.model.devices import device_of
from tutorium.modules.auth.service import directory, emails, sessions, tokens
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.remote import exposed


class UserCard(msgspec.Struct, frozen=True):
    """A user as he registered; his profile in accounts may say other things since."""

    user_id: UUID
    email: str
    email_confirmed: bool
    roles: frozenset[Role]
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale


class SignIn(msgspec.Struct, frozen=True):
    """Where and when somebody signed in; `device` is empty when the browser said nothing known."""

    at: datetime
    address: str
    device: str


class EmailChangeCard(msgspec.Struct, frozen=True):
    """A change of address that was asked for."""

    old_email: str
    new_email: str


def _card(user: User) -> UserCard:
    return UserCard(
        user.id,
        user.email,
        user.email_confirmed_at is not None,
        frozenset(user.roles),
        user.full_name,
        user.birth_date,
        user.timezone,
        user.locale,
    )


@exposed
async def session(*, token: str) -> Identity | None:
    """Who holds this session token; None when the session is unknown, ended or expired."""
    return await sessions.session(token)


@exposed
async def user(*, user_id: UUID) -> UserCard | None:
    """The user, or None."""
    found = await directory.users([user_id])
    return _card(found[0]) if found else None


@exposed
async def users(*, user_ids: list[UUID]) -> list[UserCard]:
    """Those of the users that exist, in no order."""
    return [_card(found) for found in await directory.users(user_ids)]


@exposed
async def link_token(*, token_id: UUID) -> str:
    """The token for the link of a letter; it is stored nowhere and must not be logged."""
    return tokens.link_token(token_id)


@exposed
async def sign_in(*, session_id: UUID) -> SignIn | None:
    """How a session began; None when it is forgotten."""
    found = await sessions.sign_in(session_id)
    return SignIn(found.created_at, found.address, device_of(found.agent).label) if found else None


@exposed
async def email_change(*, change_id: UUID) -> EmailChangeCard | None:
    """A change of address; None when it is forgotten."""
    found = await emails.change(change_id)
    return EmailChangeCard(found.old_email, found.new_email) if found else None
