"""What other modules may ask of auth."""

from datetime import date
from uuid import UUID

import msgspec

from tutorium.modules.auth.model import User
from tutorium.modules.auth.service import directory, phones, sessions, tokens
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
    phone: str | None
    """Confirmed, as +79161234567."""


class PhoneCodeCard(msgspec.Struct, frozen=True):
    """The number and the six digits of a text message."""

    phone: str
    digits: str


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
        user.phone,
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
async def phone_code(*, code_id: UUID) -> PhoneCodeCard | None:
    """What goes into the message, while the code can be used; stored nowhere and must not be logged."""
    code = await phones.code_to_send(code_id)
    return PhoneCodeCard(code.phone, phones.digits_of(code.id)) if code else None
