"""What staff do with accounts: find them, look at one, shut it, end its sessions, change its roles.

Every look and every change is written into the audit log in its own transaction, with the actor and his
reason. The gates are the callers': who may ask is declared on the routes of the back office.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import TypedDict
from uuid import UUID

import msgspec

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import EmailUnconfirmed, LastAdmin, OwnAccount
from tutorium.modules.auth.events import (
    PasswordResetRequested,
    UserBlocked,
    UserRegistered,
    UserRolesChanged,
    UserUnblocked,
)
from tutorium.modules.auth.model import session_life
from tutorium.modules.auth.model.administration import (
    SESSIONS_SHOWN,
    AccountRow,
    FoundAccount,
    Held,
    SessionOfAccount,
    refuse_mixed_roles,
    refuse_unless_grown,
)
from tutorium.modules.auth.model.factors import NO_FACTORS, Factors
from tutorium.modules.auth.service import tokens
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import STAFF, AccountState, Role
from tutorium.platform.ids import new_id

SEEN_IN_LISTS = ("name", "masked_email", "roles")
SEEN_ON_CARDS = ("name", "email", "birth_date", "roles", "sessions", "addresses", "consents", "factors")


class AccountSeen(msgspec.Struct, frozen=True):
    """An account with its sessions; `alive` are those that can still be used."""

    row: AccountRow
    factors: Factors
    sessions: list[SessionOfAccount]
    alive: frozenset[UUID]


async def find(
    *,
    text: str | None,
    named: list[UUID],
    role: Role | None,
    state: AccountState | None,
    before: UUID | None,
    limit: int,
    staff_too: bool,
) -> list[FoundAccount]:
    """Accounts by whole e-mail address, part of a name or id, newest first; `named` belong to the name too.

    An address has to be whole: otherwise who sees it masked could guess it letter by letter.
    """
    async with transaction() as db:
        found = await queries.administration.find(
            db,
            **_wanted(text, named),
            role=role,
            state=state,
            hidden=[] if staff_too else sorted(STAFF),
            before=before,
            limit=limit,
        )
        people = [str(each.user_id) for each in found]
        await audit.record(
            db, "auth.users_listed", subject="users", people=people, kinds=SEEN_IN_LISTS, searched=bool(text)
        )
    return found


class _Wanted(TypedDict):
    email: str | None
    name: str | None
    user_ids: list[UUID]


def _wanted(text: str | None, named: list[UUID]) -> _Wanted:
    if not text:
        return _Wanted(email=None, name=None, user_ids=[])
    with suppress(ValueError):
        return _Wanted(email="", name=None, user_ids=[UUID(text)])
    if "@" in text:
        return _Wanted(email=text, name=None, user_ids=[])
    return _Wanted(email=None, name=text, user_ids=named)


async def account(*, user_id: UUID, reason: str, staff_too: bool) -> AccountSeen:
    """The account, and a row in the audit log that says why it was looked at; NotFound for unknown ones."""
    async with transaction() as db:
        found = await _seen(db, user_id, staff_too=staff_too)
        await audit.record(
            db, "auth.account_read", subject=f"user:{user_id}", reason=reason, kinds=SEEN_ON_CARDS
        )
    return found


async def block_user(*, actor_id: UUID, user_id: UUID, reason: str) -> FoundAccount:
    """Shut the account and end its sessions; nothing happens to one that is shut already.

    OwnAccount for one's own, LastAdmin for the last administrator.
    """
    async with transaction() as db:
        held, others = await _held(db, user_id)
        if actor_id == user_id:
            raise OwnAccount
        if held.blocked_at is None:
            _refuse_last_admin(held, others)
            now = clock.now()
            await queries.administration.set_blocked(db, user_id, blocked_at=now)
            ended = await queries.sessions.end_sessions(db, user_id, spared=None, now=now)
            await audit.record(
                db, "auth.user_blocked", subject=f"user:{user_id}", reason=reason, sessions=ended
            )
            await publish(db, UserBlocked(user_id=user_id))
        return await _found(db, user_id)


async def unblock_user(*, user_id: UUID, reason: str) -> FoundAccount:
    """Open the account again. A session begun just while it was being shut does not come to life."""
    async with transaction() as db:
        held, _ = await _held(db, user_id)
        if held.blocked_at is not None:
            await queries.administration.set_blocked(db, user_id, blocked_at=None)
            await queries.sessions.end_sessions(db, user_id, spared=None, now=clock.now())
            await audit.record(db, "auth.user_unblocked", subject=f"user:{user_id}", reason=reason)
            await publish(db, UserUnblocked(user_id=user_id))
        return await _found(db, user_id)


async def end_sessions(*, user_id: UUID, reason: str, staff_too: bool) -> FoundAccount:
    """Sign the user out everywhere."""
    async with transaction() as db:
        held, _ = await _held(db, user_id, staff_too=staff_too)
        ended = await queries.sessions.end_sessions(db, held.user_id, spared=None, now=clock.now())
        await audit.record(
            db, "auth.user_signed_out", subject=f"user:{user_id}", reason=reason, sessions=ended
        )
        return await _found(db, user_id)


async def set_roles(*, actor_id: UUID, user_id: UUID, roles: Collection[Role], reason: str) -> FoundAccount:
    """Give the user these roles and no others, and end his sessions.

    Whoever joins the staff needs a confirmed address and sets a new password, by the stricter rules of staff,
    with a link that goes there; his old one fits no more. OwnAccount when an administrator takes his own role
    away, LastAdmin when nobody would be left, RolesMixed, TooYoung.
    """
    async with transaction() as db:
        held, others = await _held(db, user_id)
        if actor_id == user_id and "admin" not in roles:
            raise OwnAccount
        await _appoint(db, held, others, roles, reason=reason)
        return await _found(db, user_id)


async def add_staff(*, email: str, full_name: str, birth_date: date, roles: Collection[Role]) -> UUID:
    """Make somebody staff from the command line; the id of the token of a link that sets the password.

    An address that is registered already keeps its account, which gets these roles; any other gets a new one.
    """
    refuse_mixed_roles(roles)
    now = clock.now()
    async with transaction() as db:
        known = await queries.users.user_by_email(db, email)
        user_id = known.id if known else new_id()
        if known is None:
            refuse_unless_grown(roles, birth_date, today=now.date())
            await queries.users.insert_user(
                db,
                user_id=user_id,
                email=email,
                password_hash="",
                role=next(iter(roles)),
                full_name=full_name,
                birth_date=birth_date,
                timezone="Europe/Moscow",
                locale="ru",
                now=now,
            )
            await publish(db, UserRegistered(user_id=user_id))
        await queries.administration.confirm(db, user_id, now=now)
        held, others = await _held(db, user_id)
        await _appoint(db, held, others, roles, reason="command line", tell=False)
        token_id = await tokens.new_token(db, user_id, "reset_password")
        await audit.record(
            db, "auth.staff_added", subject=f"user:{user_id}", reason="command line", roles=sorted(roles)
        )
    return token_id


async def staff() -> list[FoundAccount]:
    """Everybody who works for the platform, the oldest account first."""
    async with connection() as db:
        return await queries.administration.staff(db, sorted(STAFF))


async def _appoint(
    db: Db, held: Held, others: list[Held], roles: Collection[Role], *, reason: str, tell: bool = True
) -> None:
    refuse_mixed_roles(roles)
    if set(roles) == set(held.roles):
        return
    if "admin" not in roles:
        _refuse_last_admin(held, others)
    now = clock.now()
    refuse_unless_grown(set(roles) - set(held.roles), held.birth_date, today=now.date())
    joins = bool(STAFF & set(roles)) and not STAFF & set(held.roles)
    if joins and held.email_confirmed_at is None:
        raise EmailUnconfirmed
    await queries.administration.set_roles(db, held.user_id, sorted(roles), void_password=joins)
    ended = await queries.sessions.end_sessions(db, held.user_id, spared=None, now=now)
    if joins and tell:
        token_id = await tokens.new_token(db, held.user_id, "reset_password")
        await publish(db, PasswordResetRequested(user_id=held.user_id, token_id=token_id))
    await audit.record(
        db,
        "auth.user_roles_changed",
        subject=f"user:{held.user_id}",
        reason=reason,
        before=sorted(held.roles),
        after=sorted(roles),
        sessions=ended,
    )
    await publish(db, UserRolesChanged(user_id=held.user_id, roles=tuple(sorted(roles))))


async def _held(db: Db, user_id: UUID, *, staff_too: bool = True) -> tuple[Held, list[Held]]:
    """The account and the other administrators, locked; NotFound without it."""
    held = {each.user_id: each for each in await queries.administration.hold(db, user_id)}
    mine = held.pop(user_id, None)
    if mine is None or (STAFF & set(mine.roles) and not staff_too):
        raise NotFound
    return mine, list(held.values())


def _refuse_last_admin(held: Held, others: list[Held]) -> None:
    if "admin" in held.roles and held.blocked_at is None and not others:
        raise LastAdmin


async def _seen(db: Db, user_id: UUID, *, staff_too: bool) -> AccountSeen:
    row = await queries.administration.account(db, user_id)
    if row is None or (STAFF & set(row.roles) and not staff_too):
        raise NotFound
    factors = await queries.codes.factors(db, user_id) or NO_FACTORS
    held = await queries.administration.sessions_of(db, user_id, over=SESSIONS_SHOWN)
    idle, absolute = session_life(row.roles)
    now = clock.now()
    alive = frozenset(
        each.session_id
        for each in held
        if row.blocked_at is None
        and each.ended_at is None
        and each.level != "pending"
        and min(each.last_seen_at + idle, each.created_at + absolute) > now
    )
    return AccountSeen(row, factors, held, alive)


async def _found(db: Db, user_id: UUID) -> FoundAccount:
    [found] = await queries.administration.find(
        db,
        email="",
        name=None,
        user_ids=[user_id],
        role=None,
        state=None,
        hidden=[],
        before=None,
        limit=1,
    )
    return found
