"""Sessions: beginning, finding, listing and ending them. PostgreSQL alone knows which are alive.

A session is looked up for every request, so what has been revoked is dead at once, whatever Redis does.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import Blocked, CredentialsWrong
from tutorium.modules.auth.events import SignedInFromNewDevice
from tutorium.modules.auth.model import SEEN_EVERY, SessionEntry, SessionRow, User
from tutorium.modules.auth.model.devices import device_of
from tutorium.modules.auth.service import attempts, hashing
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound, SessionRequired
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity, Level
from tutorium.platform.ids import new_id
from tutorium.platform.request import origin

How = Literal["password", "totp", "recovery_code", "passkey", "yandex", "vk"]

REMEMBERED = timedelta(days=90)
"""A browser not seen for so long is a new one."""


class SignedIn(msgspec.Struct, frozen=True):
    """A fresh session: the token goes into the cookie and nowhere else."""

    user: User
    token: str
    level: Level


async def login(*, email: str, password: str, previous: Identity | None) -> SignedIn:
    """A new session, in place of the `previous` one of this browser; pending when there is a second factor.

    CredentialsWrong for an unknown address and a wrong password alike, after the same time.
    """
    async with connection() as db:
        user = await queries.users.user_by_email(db, email)
    if user is not None and user.leaving_at is not None:
        user = None
    await attempts.count(attempts.password_of(email), user_id=user.id if user else None)
    if not await hashing.matches(user.password_hash if user else None, password) or user is None:
        await _note_failure(user)
        raise CredentialsWrong
    if user.blocked_at is not None:
        raise Blocked
    old = user.password_hash
    rehashed = await hashing.hashed(password) if old and hashing.outdated(old) else None
    async with transaction(system=True) as db:
        if (await locked(db, user.id)).password_hash != old:
            raise CredentialsWrong  # it was another one a moment ago
        if old and rehashed:
            await queries.users.rehash_password(db, user.id, old=old, new=rehashed)
        await attempts.forget(db, attempts.password_of(email))
        return await open_session(db, user, how="password", previous=previous)


async def open_session(db: Db, user: User, *, how: How, previous: Identity | None) -> SignedIn:
    """A new session for who has shown one factor; it is pending when he has a second one.

    Blocked for a blocked user, CredentialsWrong for one who is leaving: he is gone already.
    """
    if user.leaving_at is not None:
        raise CredentialsWrong
    if user.blocked_at is not None:
        raise Blocked
    factors = await queries.codes.factors(db, user.id)
    level: Level = "pending" if factors and factors.any else "one_factor"
    token = await begin(db, user, level=level, how=how, previous=previous)
    return SignedIn(user, token, level)


async def locked(db: Db, user_id: UUID) -> User:
    """The user, whose password and factors nobody changes before this transaction ends.

    Without it a session could begin beside a change that ends all sessions, and outlive it. CredentialsWrong
    when he is leaving.
    """
    user = await queries.users.lock_user(db, user_id)
    if user is None:
        raise NotFound
    if user.leaving_at is not None:
        raise CredentialsWrong
    return user


async def begin(db: Db, user: User, *, level: Level, how: How, previous: Identity | None) -> str:
    """The token of a new session, in place of the previous one of this browser.

    Nobody has signed in before the second factor: a pending session is neither told nor written down.
    """
    now, token, session_id = clock.now(), secrets.token_urlsafe(32), new_id()
    if previous is not None:
        await queries.sessions.end_session(db, previous.session_id, user_id=previous.user_id, now=now)
    agents = await queries.sessions.earlier_agents(db, user.id, since=now - REMEMBERED)
    await queries.sessions.insert_session(
        db,
        session_id=session_id,
        user_id=user.id,
        token_hash=token_hash(token),
        level=level,
        address=origin().address,
        agent=origin().agent,
        now=now,
    )
    if level != "pending":
        await audit.record(
            db,
            "auth.signed_in",
            subject=f"user:{user.id}",
            actor_id=user.id,
            how=how,
            session=str(session_id),
        )
        if _is_new(origin().agent, agents):
            await publish(db, SignedInFromNewDevice(user_id=user.id, session_id=session_id))
    return token


def _is_new(agent: str, earlier: Sequence[str]) -> bool:
    """Whether the user, who has signed in before, has not done so with this browser on this system."""
    return bool(earlier) and device_of(agent) not in {device_of(each) for each in earlier}


async def prove(db: Db, actor: Identity, *, level: Level) -> str:
    """The new token of a session whose user has just proved who he is; the old token is dead."""
    token = secrets.token_urlsafe(32)
    if not await queries.sessions.replace_token(
        db,
        actor.session_id,
        token_hash=token_hash(token),
        level=level,
        proved_before=actor.proved_at,
        now=clock.now(),
    ):
        raise SessionRequired
    return token


async def _note_failure(user: User | None) -> None:
    """Write it down, for an unknown address, too: the time it takes tells nobody which it was."""
    async with transaction() as db:
        await audit.record(db, "auth.sign_in_failed", subject=f"user:{user.id if user else 'unknown'}")


async def logout(actor: Identity) -> None:
    """End this session."""
    async with transaction() as db:
        if await queries.sessions.end_session(db, actor.session_id, user_id=actor.user_id, now=clock.now()):
            await audit.record(db, "auth.signed_out", subject=f"user:{actor.user_id}")


async def session(token: str) -> Identity | None:
    """Who holds this token, if its session is alive."""
    now = clock.now()
    async with connection() as db:
        found = await queries.sessions.session_by_token(db, token_hash(token))
        if found is None or found.ends_at <= now:
            return None
        if found.last_seen_at <= now - SEEN_EVERY:
            await queries.sessions.touch_session(db, found.session_id, now=now, seen_before=now - SEEN_EVERY)
    return found.identity


async def current_session(actor: Identity) -> tuple[Identity, datetime]:
    """The session as it is in the database, and when it ends unless it is used."""
    async with connection() as db:
        found: SessionRow | None = await queries.sessions.session_by_id(db, actor.session_id)
    if found is None:
        raise SessionRequired
    return found.identity, found.ends_at


async def is_alive(session_id: UUID) -> bool:
    """Whether the session counts at this moment."""
    async with connection() as db:
        found = await queries.sessions.session_by_id(db, session_id)
    return found is not None and found.ends_at > clock.now()


async def sessions_of(actor: Identity) -> list[SessionEntry]:
    """Where the user is signed in."""
    async with connection() as db:
        found = await queries.sessions.live_sessions(db, actor.user_id)
    return [each for each in found if each.ends_at > clock.now()]


async def end(actor: Identity, session_id: UUID) -> None:
    """Sign out one browser of the user; NotFound unless it is signed in."""
    async with transaction() as db:
        if not await queries.sessions.end_session(db, session_id, user_id=actor.user_id, now=clock.now()):
            raise NotFound
        await audit.record(db, "auth.session_ended", subject=f"user:{actor.user_id}", session=str(session_id))


async def end_others(actor: Identity) -> None:
    """Sign out every browser of the user but this one."""
    async with transaction() as db:
        await sign_out_elsewhere(db, actor.user_id, spared=actor.session_id)


async def sign_out_elsewhere(db: Db, user_id: UUID, *, spared: UUID | None) -> None:
    """End all sessions of the user but the one spared, and write down how many there were."""
    ended = await queries.sessions.end_sessions(db, user_id, spared=spared, now=clock.now())
    if ended:
        await audit.record(db, "auth.sessions_ended", subject=f"user:{user_id}", count=ended)


async def sign_in(session_id: UUID) -> SessionEntry | None:
    """How a session began, ended or not."""
    async with connection() as db:
        return await queries.sessions.session_entry(db, session_id)
