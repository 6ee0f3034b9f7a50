"""Registering, and showing that the e-mail address is one's own."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import ConsentRequired
from tutorium.modules.auth.events import (
    EmailConfirmationRequested,
    EmailConfirmed,
    RegistrationRepeated,
    UserRegistered,
)
from tutorium.modules.auth.model import (
    NewRole,
    refuse_unknown_timezone,
    refuse_unless_of_age,
    refuse_weak_password,
)
from tutorium.modules.auth.model.consents import AT_REGISTRATION, REQUIRED, ConsentKind
from tutorium.modules.auth.model.documents import CURRENT
from tutorium.modules.auth.service import hashing, tokens
from tutorium.platform import clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.ids import new_id


async def register(
    *,
    email: str,
    password: str,
    role: NewRole,
    full_name: str,
    birth_date: date,
    timezone: str,
    locale: Locale,
    consents: Mapping[ConsentKind, str],
) -> UUID:
    """The id of the new user. `consents`: kind -> version of the text that was shown.

    A known address gets an id that looks the same and its owner a letter: nobody learns who is registered.
    """
    now = clock.now()
    refuse_unready(role, birth_date, timezone, consents, now=now)
    refuse_weak_password(password, field="password", about=(email, full_name, str(birth_date)), roles=(role,))
    password_hash = await hashing.hashed(password)
    user_id = new_id()
    async with transaction(system=True) as db:
        if not await queries.users.insert_user(
            db,
            user_id=user_id,
            email=email,
            password_hash=password_hash,
            role=role,
            full_name=full_name,
            birth_date=birth_date,
            timezone=timezone,
            locale=locale,
            now=now,
        ):
            owner = await queries.users.user_by_email(db, email)
            if owner is not None and owner.leaving_at is None:
                await publish(db, RegistrationRepeated(user_id=owner.id, at=now))
            return user_id
        await save_consents(db, user_id, consents, now=now)
        token_id = await tokens.issue_token(db, user_id, "confirm_email")
        await publish(db, UserRegistered(user_id=user_id))
        await publish(db, EmailConfirmationRequested(user_id=user_id, token_id=token_id))
    return user_id


def refuse_unready(
    role: NewRole,
    birth_date: date,
    timezone: str,
    consents: Mapping[ConsentKind, str],
    *,
    now: datetime,
) -> None:
    """TooYoung, TimezoneUnknown or ConsentRequired: what any way to register asks for."""
    refuse_unless_of_age(role, birth_date, today=now.date())
    refuse_unknown_timezone(timezone)
    if missing := [kind for kind in REQUIRED if kind not in consents]:
        raise ConsentRequired(errors=tuple(FieldError("consents", "required", kind) for kind in missing))


async def save_consents(db: Db, user_id: UUID, consents: Mapping[ConsentKind, str], *, now: datetime) -> None:
    """Keep what the new user agreed to, each for itself."""
    for kind in AT_REGISTRATION:
        if kind in consents:
            await queries.consents.insert_consent(
                db,
                user_id,
                kind,
                CURRENT[kind],
                shown_version=consents[kind],
                method="registration_form",
                now=now,
            )


async def confirm_email(*, token: str) -> None:
    """The address belongs to the user; TokenInvalid when the token is used, expired or unknown."""
    async with transaction() as db:
        user_id = await tokens.use_token(db, token, "confirm_email")
        if await queries.users.confirm_email(db, user_id, now=clock.now()):
            await publish(db, EmailConfirmed(user_id=user_id))


async def resend_confirmation(actor: Identity) -> None:
    """One more letter with a link, unless the address is confirmed already."""
    async with transaction() as db:
        [user] = await queries.users.users(db, [actor.user_id])
        if user.email_confirmed_at is None:
            token_id = await tokens.issue_token(db, actor.user_id, "confirm_email")
            await publish(db, EmailConfirmationRequested(user_id=actor.user_id, token_id=token_id))
