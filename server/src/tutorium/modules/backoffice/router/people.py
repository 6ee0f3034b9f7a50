"""People: finding, looking at, shutting, signing out, roles."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.auth import api as auth
from tutorium.modules.backoffice.router.common import WORDS, Because, Reason, Why, before
from tutorium.modules.backoffice.service import people
from tutorium.platform.identity import AccountState, Identity, Level, Locale, Role
from tutorium.platform.web import Cursor, Input, Limit, get, post, put, routes_of

Search = Annotated[
    str | None,
    QueryParameter(
        name="q", max_length=200, pattern=WORDS, description="A whole address, part of a name, or an id"
    ),
]


class UserInList(msgspec.Struct, frozen=True):
    user_id: UUID
    full_name: str
    photo_url: str | None
    masked_email: str
    roles: list[Role]
    state: AccountState
    created_at: datetime


class Users(msgspec.Struct, frozen=True):
    items: list[UserInList]
    next_cursor: str | None


class SessionOfUser(msgspec.Struct, frozen=True):
    id: UUID
    level: Level
    address: str
    agent: str
    created_at: datetime
    last_seen_at: datetime
    alive: bool


class UserCard(msgspec.Struct, frozen=True):
    user_id: UUID
    full_name: str
    registered_name: str
    photo_url: str | None
    email: str
    email_confirmed_at: datetime | None
    birth_date: date
    timezone: str
    locale: Locale
    roles: list[Role]
    state: AccountState
    created_at: datetime
    blocked_at: datetime | None
    blocked_reason: str | None
    consents_count: int
    totp: bool
    passkeys: int
    recovery_codes_left: int
    sessions: list[SessionOfUser]


class UserState(msgspec.Struct, frozen=True):
    user_id: UUID
    roles: list[Role]
    state: AccountState


class SetRoles(Input, frozen=True):
    roles: Annotated[list[Role], msgspec.Meta(min_length=1, max_length=7)]
    reason: Reason


@get("/backoffice/users", access={"admin", "support"})
async def find_users(
    identity: Identity,
    q: Search = None,
    role: Role | None = None,
    standing: Annotated[AccountState | None, QueryParameter(name="state")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Users:
    """Find people; support finds customers only."""
    found = await people.find_users(
        identity, text=q and q.strip(), role=role, state=standing, before=before(cursor), limit=limit + 1
    )
    page = found[:limit]
    return Users(
        items=[_in_list(each) for each in page],
        next_cursor=str(page[-1].account.user_id) if len(found) > limit else None,
    )


@get("/backoffice/users/{user_id:uuid}", access={"admin", "support"})
async def user_card(identity: Identity, user_id: UUID, reason: Why) -> UserCard:
    """Look at somebody's account, saying why."""
    return _card(await people.user_card(identity, user_id=user_id, reason=reason.strip()))


@post(
    "/backoffice/users/{user_id:uuid}/block",
    access={"admin"},
    refusals=auth.BLOCK_REFUSALS,
)
async def block_user(identity: Identity, user_id: UUID, data: Because) -> UserState:
    """Shut an account; its sessions end."""
    done = await auth.block_user(actor_id=identity.user_id, user_id=user_id, reason=data.reason.strip())
    return _state(done)


@post("/backoffice/users/{user_id:uuid}/unblock", access={"admin"})
async def unblock_user(user_id: UUID, data: Because) -> UserState:
    """Open an account again."""
    return _state(await auth.unblock_user(user_id=user_id, reason=data.reason.strip()))


@post("/backoffice/users/{user_id:uuid}/sessions/end", access={"admin", "support"})
async def end_user_sessions(identity: Identity, user_id: UUID, data: Because) -> UserState:
    """Sign somebody out everywhere."""
    done = await auth.end_user_sessions(
        user_id=user_id, reason=data.reason.strip(), staff_too=people.sees_staff(identity)
    )
    return _state(done)


@put(
    "/backoffice/users/{user_id:uuid}/roles",
    access={"admin"},
    fresh=True,
    refusals=auth.ROLE_REFUSALS,
)
async def set_roles(identity: Identity, user_id: UUID, data: SetRoles) -> UserState:
    """Give somebody these roles and no others; his sessions end."""
    done = await auth.set_roles(
        actor_id=identity.user_id, user_id=user_id, roles=data.roles, reason=data.reason.strip()
    )
    return _state(done)


def _in_list(found: people.PersonInList) -> UserInList:
    account = found.account
    return UserInList(
        account.user_id,
        found.full_name,
        found.photo_url,
        account.masked_email,
        list(account.roles),
        account.state,
        account.created_at,
    )


def _card(seen: people.PersonSeen) -> UserCard:
    account = seen.account
    return UserCard(
        user_id=account.user_id,
        full_name=seen.full_name,
        registered_name=account.full_name,
        photo_url=seen.photo_url,
        email=account.email,
        email_confirmed_at=account.email_confirmed_at,
        birth_date=account.birth_date,
        timezone=account.timezone,
        locale=account.locale,
        roles=list(account.roles),
        state=account.state,
        created_at=account.created_at,
        blocked_at=account.blocked_at,
        blocked_reason=seen.blocked_reason,
        consents_count=account.consents,
        totp=account.totp,
        passkeys=account.passkeys,
        recovery_codes_left=account.recovery_codes_left,
        sessions=[
            SessionOfUser(
                each.session_id,
                each.level,
                each.address,
                each.agent,
                each.created_at,
                each.last_seen_at,
                each.alive,
            )
            for each in account.sessions
        ],
    )


def _state(account: auth.AccountInList) -> UserState:
    return UserState(account.user_id, list(account.roles), account.state)


router = routes_of(globals())
