"""What other modules may ask of auth."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.auth.errors import (
    DocumentVersionUnknown,
    EmailUnconfirmed,
    LastAdmin,
    OwnAccount,
    RolesMixed,
    TooYoung,
)
from tutorium.modules.auth.model import User
from tutorium.modules.auth.model.administration import (
    FoundAccount,
    account_state,
    masked,
)
from tutorium.modules.auth.model.consents import ConsentKind, Method
from tutorium.modules.auth.model.devices import device_of
from tutorium.modules.auth.service import (
    administration,
    consents,
    directory,
    emails,
    personal,
    phones,
    sessions,
    tokens,
)
from tutorium.platform.errors import Refusal
from tutorium.platform.identity import AccountState, Identity, Level, Locale, Role
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed

BLOCK_REFUSALS: Sequence[type[Refusal]] = (OwnAccount, LastAdmin)
"""What `block_user` may decline with."""
CONSENT_REFUSALS: Sequence[type[Refusal]] = (DocumentVersionUnknown,)
"""What giving a consent may refuse."""
ROLE_REFUSALS: Sequence[type[Refusal]] = (OwnAccount, LastAdmin, RolesMixed, TooYoung, EmailUnconfirmed)
"""What `set_roles` may decline with."""


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
    blocked: bool
    phone: str | None
    """Confirmed, as +79161234567."""
    leaving: bool = False


class PhoneCodeCard(msgspec.Struct, frozen=True):
    """The number and the six digits of a text message."""

    phone: str
    digits: str


class AccountInList(msgspec.Struct, frozen=True):
    """An account among others; the address is masked."""

    user_id: UUID
    masked_email: str
    full_name: str
    roles: tuple[Role, ...]
    state: AccountState
    created_at: datetime


class AccountSession(msgspec.Struct, frozen=True):
    """A session of an account; `alive` while it can still be used."""

    session_id: UUID
    level: Level
    address: str
    agent: str
    created_at: datetime
    last_seen_at: datetime
    alive: bool


class Account(msgspec.Struct, frozen=True):
    """All that staff may be told of an account, once they have said why they ask."""

    user_id: UUID
    email: str
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale
    roles: tuple[Role, ...]
    state: AccountState
    created_at: datetime
    email_confirmed_at: datetime | None
    blocked_at: datetime | None
    consents: int
    totp: bool
    passkeys: int
    recovery_codes_left: int
    sessions: tuple[AccountSession, ...]


def _in_list(found: FoundAccount) -> AccountInList:
    return AccountInList(
        found.user_id,
        masked(found.email),
        found.full_name,
        found.roles,
        account_state(email_confirmed_at=found.email_confirmed_at, blocked_at=found.blocked_at),
        found.created_at,
    )


def _account(seen: administration.AccountSeen) -> Account:
    row = seen.row
    return Account(
        user_id=row.user_id,
        email=row.email,
        full_name=row.full_name,
        birth_date=row.birth_date,
        timezone=row.timezone,
        locale=row.locale,
        roles=row.roles,
        state=account_state(email_confirmed_at=row.email_confirmed_at, blocked_at=row.blocked_at),
        created_at=row.created_at,
        email_confirmed_at=row.email_confirmed_at,
        blocked_at=row.blocked_at,
        consents=row.consents,
        totp=seen.factors.totp,
        passkeys=seen.factors.passkeys,
        recovery_codes_left=seen.factors.recovery_codes_left,
        sessions=tuple(
            AccountSession(
                each.session_id,
                each.level,
                each.address,
                each.agent,
                each.created_at,
                each.last_seen_at,
                each.session_id in seen.alive,
            )
            for each in seen.sessions
        ),
    )


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
        user.blocked_at is not None,
        user.phone,
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
async def registered_at(*, user_id: UUID) -> datetime | None:
    """When somebody came to us; None for nobody."""
    return await directory.registered_at(user_id)


@exposed
async def registrations(*, edges: list[datetime]) -> list[int]:
    """How many people, staff left out, came between each edge and the next."""
    return await directory.registrations(edges)


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
async def version_agreed_to(*, kind: ConsentKind, shown: str | None) -> str:
    """The version that was shown or, when none is named, the one in force.

    DocumentVersionUnknown for a version that never was: asked before anything is done that rests on it.
    """
    return consents.version_agreed_to(kind, shown)


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


@exposed
async def phone_code(*, code_id: UUID) -> PhoneCodeCard | None:
    """What goes into the message, while the code can be used; stored nowhere and must not be logged."""
    code = await phones.code_to_send(code_id)
    return PhoneCodeCard(code.phone, phones.digits_of(code.id)) if code else None


@exposed
async def find_accounts(
    *,
    text: str | None,
    named: list[UUID],
    role: Role | None,
    state: AccountState | None,
    before: UUID | None,
    limit: int,
    staff_too: bool,
) -> list[AccountInList]:
    """Accounts by whole address, part of a name or id, newest first; audited. `named` match the name, too."""
    found = await administration.find(
        text=text, named=named, role=role, state=state, before=before, limit=limit, staff_too=staff_too
    )
    return [_in_list(each) for each in found]


@exposed
async def account(*, user_id: UUID, reason: str, staff_too: bool) -> Account:
    """The account; the look and its reason go into the audit log. NotFound when it is not to be seen."""
    return _account(await administration.account(user_id=user_id, reason=reason, staff_too=staff_too))


@exposed
async def block_user(*, actor_id: UUID, user_id: UUID, reason: str) -> AccountInList:
    """Shut the account and end its sessions; OwnAccount, LastAdmin, NotFound."""
    return _in_list(await administration.block_user(actor_id=actor_id, user_id=user_id, reason=reason))


@exposed
async def unblock_user(*, user_id: UUID, reason: str) -> AccountInList:
    """Open the account again; NotFound."""
    return _in_list(await administration.unblock_user(user_id=user_id, reason=reason))


@exposed
async def end_user_sessions(*, user_id: UUID, reason: str, staff_too: bool) -> AccountInList:
    """Sign the user out everywhere; NotFound."""
    return _in_list(await administration.end_sessions(user_id=user_id, reason=reason, staff_too=staff_too))


@exposed
async def set_roles(*, actor_id: UUID, user_id: UUID, roles: list[Role], reason: str) -> AccountInList:
    """Give the user these roles and no others and end his sessions.

    OwnAccount, LastAdmin, RolesMixed, TooYoung, EmailUnconfirmed, NotFound.
    """
    return _in_list(
        await administration.set_roles(
            actor_id=actor_id, user_id=user_id, roles=frozenset(roles), reason=reason
        )
    )


@exposed
async def add_staff(*, email: str, full_name: str, birth_date: date, roles: list[Role]) -> UUID:
    """Make somebody staff in the name of the operator; the id of a token that sets his password."""
    return await administration.add_staff(
        email=email, full_name=full_name, birth_date=birth_date, roles=frozenset(roles)
    )


@exposed
async def staff() -> list[AccountInList]:
    """Everybody who works for the platform, the oldest account first."""
    return [_in_list(each) for each in await administration.staff()]


@exposed
async def session_is_alive(*, session_id: UUID) -> bool:
    """Whether the session counts at this moment; asking does not make it last longer."""
    return await sessions.is_alive(session_id)


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
