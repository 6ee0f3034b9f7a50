"""Registering and confirming the e-mail address."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from tutorium.modules.auth import errors
from tutorium.modules.auth.model import NewRole
from tutorium.modules.auth.model.consents import REQUIRED, ConsentKind
from tutorium.modules.auth.model.documents import REGISTRATION_TEXTS
from tutorium.modules.auth.router.common import Email, Password, Token
from tutorium.modules.auth.service import registration
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.web import ANYONE, ROLES, Input, get, post, routes_of

FullName = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", max_length=200)]


class ConsentTextView(msgspec.Struct, frozen=True):
    kind: ConsentKind
    text_version: str
    title: str
    text: str
    required: bool


class ConsentTexts(msgspec.Struct, frozen=True):
    items: list[ConsentTextView]


class GivenConsent(Input, frozen=True):
    kind: ConsentKind
    text_version: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Register(Input, frozen=True):
    email: Email
    password: Password
    role: NewRole
    full_name: FullName
    birth_date: date
    timezone: Annotated[str, msgspec.Meta(max_length=64)]
    locale: Locale
    consents: Annotated[list[GivenConsent], msgspec.Meta(max_length=10)]


class Registered(msgspec.Struct, frozen=True):
    user_id: UUID


class ConfirmEmail(Input, frozen=True):
    token: Token


class EmailState(msgspec.Struct, frozen=True):
    email_confirmed: bool


@get("/auth/consent-texts", access=ANYONE)
async def consent_texts(locale: Locale) -> ConsentTexts:
    """The texts to agree to when registering."""
    return ConsentTexts(
        [
            ConsentTextView(
                kind,
                text.version,
                text.wordings[locale].title,
                text.wordings[locale].text,
                kind in REQUIRED,
            )
            for kind, text in REGISTRATION_TEXTS.items()
        ]
    )


@post(
    "/auth/register",
    access=ANYONE,
    status_code=201,
    refusals=[
        errors.PasswordWeak,
        errors.ConsentRequired,
        errors.TooYoung,
        errors.TimezoneUnknown,
        errors.Busy,
    ],
)
async def register(data: Register) -> Registered:
    """Register; the answer does not tell whether the address was known."""
    user_id = await registration.register(
        email=data.email,
        password=data.password,
        role=data.role,
        full_name=data.full_name,
        birth_date=data.birth_date,
        timezone=data.timezone,
        locale=data.locale,
        consents={consent.kind: consent.text_version for consent in data.consents},
    )
    return Registered(user_id)


@post("/auth/email/confirm", access=ANYONE, refusals=[errors.TokenInvalid])
async def confirm_email(data: ConfirmEmail) -> EmailState:
    """Confirm the e-mail address with the token of the letter."""
    await registration.confirm_email(token=data.token)
    return EmailState(email_confirmed=True)


@post("/auth/email/resend", access=ROLES, status_code=202, refusals=[errors.TooManyLetters])
async def resend_confirmation(identity: Identity) -> None:
    """Send the confirmation letter again."""
    await registration.resend_confirmation(identity)


router = routes_of(globals())
