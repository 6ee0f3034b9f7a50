"""Signing in through an identity provider, and linking one: to the provider and back.

Whoever comes back must be in the browser that left (a cookie) and bring the state that it was given; both
are stored as hashes and work once. The PKCE verifier follows from the attempt's id and our key, so nothing
in the database redeems a code. A person is known by his id at the provider and by nothing else: an equal
e-mail address never opens an account.
"""

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

import msgspec

from tutorium.modules.auth import providers, queries
from tutorium.modules.auth.errors import (
    ExternalAnotherLinked,
    ExternalDenied,
    ExternalEmailKnown,
    ExternalExpired,
    ExternalLinkedElsewhere,
    ExternalRefused,
    ExternalUnavailable,
)
from tutorium.modules.auth.events import SignInMethodsChanged
from tutorium.modules.auth.model.external import (
    ATTEMPT_LIFE,
    FORM_LIFE,
    PROVIDERS,
    Attempt,
    Profile,
    Provider,
    Refused,
    Unknown,
)
from tutorium.modules.auth.providers import Return
from tutorium.modules.auth.service import sessions
from tutorium.modules.auth.service.sessions import SignedIn
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings


class Started(msgspec.Struct, frozen=True):
    """Where to go, and the token that stays in this browser's cookie."""

    url: str
    browser: str


class Outcome(msgspec.Struct, frozen=True):
    """How a return ended: signed in, linked (neither session nor registration), or somebody new."""

    next: str
    signed_in: SignedIn | None = None
    is_new: bool = False


def offered() -> list[Provider]:
    """The providers one can sign in with here."""
    return providers.offered()


def known(name: str) -> Provider:
    """The provider of this name; NotFound when there is none or it is switched off."""
    for provider in PROVIDERS:
        if provider == name and provider in providers.offered():
            return provider
    raise NotFound


async def start(provider: Provider, *, next_path: str, linking: Identity | None) -> Started:
    """Set somebody on his way to the provider: to sign in, or to link it to his account."""
    attempt = Attempt(new_id(), provider, linking.user_id if linking else None, next_path)
    state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    now = clock.now()
    async with transaction() as db:
        await queries.external.delete_old_attempts(db, before=now)
        await queries.external.insert_attempt(
            db,
            attempt,
            state_hash=token_hash(state),
            browser_hash=token_hash(browser),
            now=now,
            expires_at=now + ATTEMPT_LIFE,
        )
    challenge = _base64(hashlib.sha256(_verifier(attempt.id).encode()).digest())
    return Started(providers.authorize_url(provider, state=state, challenge=challenge), browser)


async def finish(
    provider: Provider, came: Return, *, error: str | None, browser: str, holder: Identity | None
) -> Outcome:
    """Take somebody back from the provider: the attempt is spent, whatever comes of it."""
    async with transaction() as db:
        attempt = await queries.external.take_return(
            db,
            provider,
            state_hash=token_hash(came.state),
            browser_hash=token_hash(browser),
            now=clock.now(),
        )
    if attempt is None or (attempt.user_id and (holder is None or holder.user_id != attempt.user_id)):
        raise ExternalExpired
    if error is not None:
        # `next` lets him try again without losing where he wanted to go.
        raise (ExternalDenied if error == "access_denied" else ExternalRefused)(next=attempt.next)
    profile = await providers.who(provider, came, verifier=_verifier(attempt.id))
    if isinstance(profile, Refused):
        raise ExternalRefused(next=attempt.next)
    if isinstance(profile, Unknown):
        raise ExternalUnavailable(retry_after=30, next=attempt.next)
    if attempt.user_id is not None:
        await _link(attempt.user_id, provider, profile)
        return Outcome(attempt.next)
    return await _sign_in(attempt, profile, previous=holder)


async def _sign_in(attempt: Attempt, profile: Profile, *, previous: Identity | None) -> Outcome:
    async with transaction(system=True) as db:
        user = await queries.external.linked_user(db, attempt.provider, profile.subject)
        if user is None:
            # The provider vouches that the address is his, so he may know that it has an account here.
            if profile.email_proved and await queries.users.user_by_email(db, profile.email or ""):
                raise ExternalEmailKnown
            until = clock.now() + FORM_LIFE
            await queries.external.keep_profile(db, attempt.id, profile, expires_at=until)
            return Outcome(attempt.next, is_new=True)
        user = await sessions.locked(db, user.id)
        signed_in = await sessions.open_session(db, user, how=attempt.provider, previous=previous)
    return Outcome(attempt.next, signed_in)


async def _link(user_id: UUID, provider: Provider, profile: Profile) -> None:
    """Linking what is linked already changes nothing; somebody else's stays his."""
    async with transaction() as db:
        if await queries.external.insert_link(db, user_id, provider, profile.subject, now=clock.now()):
            await audit.record(db, "auth.provider_linked", subject=f"user:{user_id}", provider=provider)
            await publish(db, SignInMethodsChanged(user_id=user_id, at=clock.now()))
            return
    async with connection(system=True) as db:
        owner = await queries.external.linked_user(db, provider, profile.subject)
    if owner is None:
        raise ExternalAnotherLinked
    if owner.id != user_id:
        raise ExternalLinkedElsewhere


def _verifier(attempt_id: UUID) -> str:
    """The PKCE verifier of an attempt: 43 characters nobody can guess without our key."""
    key = settings().secret_key.encode()
    return _base64(hmac.digest(key, b"pkce\x1f" + attempt_id.bytes, hashlib.sha256))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
