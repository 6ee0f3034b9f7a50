"""What other modules may ask of auth."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.auth.model import User
from tutorium.modules.auth.model.consents import ConsentKind, Method
from tutorium.modules.auth.model.documents import CURRENT
from tutorium.modules.auth.service import consents, directory, personal, sessions, tokens
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.personal import OpenMatter
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
    leaving: bool = False


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
        user.leaving_at is not None,
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
async def give_consent(
    *, user_id: UUID, kind: ConsentKind, text_version: str, method: Method, subject_id: UUID | None
) -> None:
    """Record the user's consent to this version, about himself or about `subject_id`; safe to repeat."""
    await consents.give(user_id, kind, shown_version=text_version, method=method, subject_id=subject_id)


@exposed
async def withdraw_consent(*, user_id: UUID, kind: ConsentKind, subject_id: UUID | None) -> None:
    """The user's consent holds no more; nothing given, nothing happens."""
    await consents.withdraw(user_id, kind, subject_id=subject_id)


@exposed
async def consented(*, user_id: UUID, kind: ConsentKind, subject_id: UUID | None = None) -> bool:
    """Whether the user's consent stands now."""
    return await consents.holds(user_id, kind, subject_id)


@exposed
async def current_version(*, kind: ConsentKind) -> str:
    """The version of the text in force."""
    return CURRENT[kind].version


@exposed
async def leave(*, user_id: UUID) -> None:
    """Sign the user out for ever; until `erase` his address is kept for one letter. May be repeated."""
    await personal.leave(user_id)


@exposed
async def unconfirmed_users() -> list[UUID]:
    """Users who have not confirmed their address for thirty days."""
    return await personal.unconfirmed()


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """Nothing in auth keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget who the user was, once he has left; how many rows went. May be repeated."""
    return await personal.erase(user_id)
