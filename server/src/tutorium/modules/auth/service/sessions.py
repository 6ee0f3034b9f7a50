"""Signing in and out. PostgreSQL knows the sessions; Redis remembers each for a minute at most."""

import hashlib
import math
import secrets
from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import Blocked, CredentialsWrong, TooManyAttempts
from tutorium.modules.auth.model import (
    ATTEMPTS,
    ATTEMPTS_WINDOW,
    CACHED,
    SEEN_EVERY,
    CachedSession,
    SessionRow,
    User,
)
from tutorium.modules.auth.service import hashing
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform import cache, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import SessionRequired
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.request import origin


class SignedIn(msgspec.Struct, frozen=True):
    """A fresh session: the token goes into the cookie and nowhere else."""

    user: User
    token: str


async def login(*, email: str, password: str, previous: Identity | None) -> SignedIn:
    """A new session, in place of the `previous` one of this browser.

    CredentialsWrong for an unknown address and a wrong password alike, after the same time; TooManyAttempts
    after five failures within half an hour for this account from this address.
    """
    await count_attempt(email)
    async with connection() as db:
        user = await queries.users.user_by_email(db, email)
    if user is not None and user.leaving_at is not None:
        user = None
    if not await hashing.matches(user.password_hash if user else None, password) or user is None:
        raise CredentialsWrong
    if user.blocked_at is not None:
        raise Blocked
    rehashed = await hashing.hashed(password) if hashing.outdated(user.password_hash) else None
    token = secrets.token_urlsafe(32)
    epoch = None
    async with transaction() as db:
        if rehashed:
            await queries.users.rehash_password(db, user.id, old=user.password_hash, new=rehashed)
        await queries.attempts.forget_attempts(db, account_hash(email), origin().address)
        if previous is not None:
            epoch = await queries.sessions.end_session(db, previous.session_id, now=clock.now())
        await queries.sessions.insert_session(
            db,
            session_id=new_id(),
            user_id=user.id,
            token_hash=token_hash(token),
            level="one_factor",
            address=origin().address,
            agent=origin().agent,
            now=clock.now(),
        )
    if previous is not None and epoch is not None:
        await distrust_cache(previous.user_id, epoch)
    return SignedIn(user, token)


async def count_attempt(email: str) -> None:
    """TooManyAttempts beyond five within half an hour; counted before the hash, so racing does not help."""
    now = clock.now()
    async with connection() as db:
        attempts = await queries.attempts.count_attempt(
            db, account_hash(email), origin().address, now=now, window_start=now - ATTEMPTS_WINDOW
        )
    if attempts and attempts.count > ATTEMPTS:
        wait = attempts.since + ATTEMPTS_WINDOW - now
        raise TooManyAttempts(retry_after=max(1, math.ceil(wait.total_seconds())))


def account_hash(email: str) -> bytes:
    """Names an account in the count of attempts, whether it exists or not, without keeping the address."""
    return hashlib.sha256(email.lower().encode()).digest()


async def logout(actor: Identity) -> None:
    """End this session."""
    async with transaction() as db:
        epoch = await queries.sessions.end_session(db, actor.session_id, now=clock.now())
    if epoch is not None:
        await distrust_cache(actor.user_id, epoch)


async def session(token: str) -> Identity | None:
    """Who holds this token, if its session is alive."""
    hashed = token_hash(token)
    cached = await _cached(hashed)
    if cached is not None:
        return cached
    now = clock.now()
    async with connection() as db:
        found = await queries.sessions.session_by_token(db, hashed)
        if found is None or found.ends_at <= now:
            return None
        if found.last_seen_at <= now - SEEN_EVERY:
            await queries.sessions.touch_session(db, found.session_id, now=now, seen_before=now - SEEN_EVERY)
            found = msgspec.structs.replace(found, last_seen_at=now)
    fresh = CachedSession(found.identity, found.epoch, min(now + CACHED, found.ends_at))
    await cache.put(_session_key(hashed), fresh, keep=CACHED)
    return found.identity


async def current_session(actor: Identity) -> tuple[Identity, datetime]:
    """The session as it is in the database, and when it ends unless it is used."""
    async with connection() as db:
        found: SessionRow | None = await queries.sessions.session_by_id(db, actor.session_id)
    if found is None:
        raise SessionRequired
    return found.identity, found.ends_at


async def distrust_cache(user_id: UUID, epoch: int) -> None:
    """After a change to the user or his sessions: what was cached before this epoch holds no more.

    The mark outlives every entry that was, or is just being, cached from the state before the change. If
    Redis cannot be told, an entry dies by itself within 60 s.
    """
    await cache.put(_epoch_key(user_id), epoch, keep=2 * CACHED)


async def _cached(hashed: bytes) -> Identity | None:
    entry = await cache.get(_session_key(hashed), CachedSession)
    if entry is None or entry.fresh_until <= clock.now():
        return None
    required = await cache.get(_epoch_key(entry.identity.user_id), int)
    return entry.identity if required is None or entry.epoch >= required else None


def _session_key(hashed: bytes) -> str:
    return f"auth:session:{hashed.hex()}"


def _epoch_key(user_id: UUID) -> str:
    return f"auth:epoch:{user_id}"
