"""Registration, signing in and passwords."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie

from tutorium.modules.auth import errors
from tutorium.modules.auth.model import MAX_PASSWORD, NewRole
from tutorium.modules.auth.model.consents import CONSENT_TEXTS, ConsentKind
from tutorium.modules.auth.service import passwords, registration, sessions
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.web import ANYONE, ROLES, Input, get, post, routes_of

COOKIE = "__Host-sid"

Email = Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_PASSWORD)]
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


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
    full_name: Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", max_length=200)]
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


class Login(Input, frozen=True):
    email: Email
    password: Password


class LoggedIn(msgspec.Struct, frozen=True):
    user_id: UUID
    roles: list[Role]
    second_factor_required: bool


class SessionView(msgspec.Struct, frozen=True):
    user_id: UUID
    roles: list[Role]
    email: str
    email_confirmed: bool
    expires_at: datetime


class ForgotPassword(Input, frozen=True):
    email: Email


class ResetPassword(Input, frozen=True):
    token: Token
    password: Password


class ChangePassword(Input, frozen=True):
    current_password: Password
    new_password: Password


@get("/auth/consent-texts", access=ANYONE)
async def consent_texts(locale: Locale) -> ConsentTexts:
    """The texts to agree to when registering."""
    return ConsentTexts(
        [
            ConsentTextView(
                text.kind,
                text.version,
                text.wordings[locale].title,
                text.wordings[locale].text,
                text.required,
            )
            for text in CONSENT_TEXTS
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
async def register(request: Request[Any, Any, Any], data: Register) -> Registered:
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
        address=_address(request),
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


@post(
    "/auth/login",
    access=ANYONE,
    refusals=[errors.CredentialsWrong, errors.TooManyAttempts, errors.Busy],
)
async def login(request: Request[Any, Any, Any], visitor: Identity | None, data: Login) -> Response[LoggedIn]:
    """Sign in: the session's token comes in a cookie."""
    signed_in = await sessions.login(
        email=data.email,
        password=data.password,
        address=_address(request),
        previous=visitor,
    )
    user = signed_in.user
    return Response(
        LoggedIn(user.id, list(user.roles), second_factor_required=False),
        cookies=[_cookie(signed_in.token)],
    )


@post("/auth/logout", access=ANYONE, status_code=204)
async def logout(visitor: Identity | None) -> Response[None]:
    """Sign out, whether or not the session is still alive."""
    if visitor is not None:
        await sessions.logout(visitor)
    return Response(
        None,
        status_code=204,
        cookies=[_cookie("", max_age=0)],
        headers={"Clear-Site-Data": '"cookies"'},
    )


@get("/auth/session", access=ROLES)
async def current_session(identity: Identity) -> SessionView:
    """Who is signed in, and until when."""
    current, expires_at = await sessions.current_session(identity)
    return SessionView(
        current.user_id, sorted(current.roles), current.email, current.email_confirmed, expires_at
    )


@post("/auth/password/forgot", access=ANYONE, status_code=202)
async def forgot_password(data: ForgotPassword) -> None:
    """Ask for a letter with a reset link; the answer does not tell whether the address is known."""
    await passwords.request_reset(email=data.email)


@post(
    "/auth/password/reset",
    access=ANYONE,
    status_code=204,
    refusals=[errors.TokenInvalid, errors.PasswordWeak, errors.Busy],
)
async def reset_password(data: ResetPassword) -> None:
    """Set a new password with the token of the letter; all sessions end."""
    await passwords.reset_password(token=data.token, password=data.password)


@post(
    "/auth/password/change",
    access=ROLES,
    status_code=204,
    refusals=[errors.CurrentPasswordWrong, errors.PasswordWeak, errors.TooManyAttempts, errors.Busy],
)
async def change_password(request: Request[Any, Any, Any], identity: Identity, data: ChangePassword) -> None:
    """Change the password; all other sessions end."""
    await passwords.change_password(
        identity, current=data.current_password, new=data.new_password, address=_address(request)
    )


def _address(request: Request[Any, Any, Any]) -> str:
    return request.client.host if request.client else ""


def _cookie(token: str, *, max_age: int | None = 30 * 24 * 3600) -> Cookie:
    return Cookie(COOKIE, value=token, max_age=max_age, secure=True, httponly=True, samesite="lax")


router = routes_of(globals())
