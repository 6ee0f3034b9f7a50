"""Registering after a return from an identity provider: the rest of the form, and no password."""

from collections.abc import Mapping
from datetime import date

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import ExternalEmailKnown, ExternalEmailMissing, ExternalExpired
from tutorium.modules.auth.events import (
    EmailConfirmationRequested,
    EmailConfirmed,
    RegistrationRepeated,
    UserRegistered,
)
from tutorium.modules.auth.model import NewRole
from tutorium.modules.auth.model.consents import ConsentKind
from tutorium.modules.auth.model.external import Unfinished
from tutorium.modules.auth.service import registration, sessions, tokens
from tutorium.modules.auth.service.sessions import SignedIn
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.ids import new_id


async def unfinished(browser: str) -> Unfinished:
    """Who came back to this browser and has no account yet; ExternalExpired when nobody did lately."""
    async with connection() as db:
        found = await queries.external.unfinished(db, token_hash(browser), now=clock.now())
    if found is None:
        raise ExternalExpired
    return found


async def register(
    *,
    browser: str,
    email: str | None,
    role: NewRole,
    full_name: str,
    birth_date: date,
    timezone: str,
    locale: Locale,
    consents: Mapping[ConsentKind, str],
    previous: Identity | None,
) -> SignedIn | None:
    """A new user, linked to the provider. Signed in when the provider vouches for the address.

    Otherwise None: a link is sent to the address, and the next sign-in through the provider opens the
    account. If the address is somebody's, its owner gets a letter instead and nothing is made; the answer is
    the same, as when registering with a password.
    """
    now = clock.now()
    registration.refuse_unready(role, birth_date, timezone, consents, now=now)
    person = await unfinished(browser)
    address = email or person.email
    if address is None:
        raise ExternalEmailMissing(errors=(FieldError("email", "required", ""),))
    is_proved = person.email_proved and person.email is not None and address.lower() == person.email.lower()
    user_id = new_id()
    async with transaction(system=True) as db:
        if not await queries.external.finish_attempt(db, person.id, now=now):
            raise ExternalExpired
        if not await queries.users.insert_user(
            db,
            user_id=user_id,
            email=address,
            password_hash=None,
            role=role,
            full_name=full_name,
            birth_date=birth_date,
            timezone=timezone,
            locale=locale,
            now=now,
        ):
            if is_proved:
                raise ExternalEmailKnown
            owner = await queries.users.user_by_email(db, address)
            if owner is not None:
                await publish(db, RegistrationRepeated(user_id=owner.id, at=now))
            return None
        if not await queries.external.insert_link(db, user_id, person.provider, person.subject, now=now):
            raise ExternalExpired
        await registration.save_consents(db, user_id, consents, now=now)
        await publish(db, UserRegistered(user_id=user_id))
        await audit.record(
            db,
            "auth.provider_linked",
            subject=f"user:{user_id}",
            actor_id=user_id,
            provider=person.provider,
        )
        if not is_proved:
            token_id = await tokens.issue_token(db, user_id, "confirm_email")
            await publish(db, EmailConfirmationRequested(user_id=user_id, token_id=token_id))
            return None
        await queries.users.confirm_email(db, user_id, now=now)
        await publish(db, EmailConfirmed(user_id=user_id))
        [user] = await queries.users.users(db, [user_id])
        return await sessions.open_session(db, user, how=person.provider, previous=previous)
