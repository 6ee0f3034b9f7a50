"""Signing in and out."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.auth import errors
from tutorium.modules.auth.router.common import Email, Password, session_cookie
from tutorium.modules.auth.service import sessions
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import ANYONE, ROLES, Input, get, post, routes_of


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


@post(
    "/auth/login",
    access=ANYONE,
    refusals=[errors.CredentialsWrong, errors.Blocked, errors.TooManyAttempts, errors.Busy],
)
async def login(holder: Identity | None, data: Login) -> Response[LoggedIn]:
    """Sign in: the session's token comes in a cookie."""
    signed_in = await sessions.login(
        email=data.email,
        password=data.password,
        previous=holder,
    )
    user = signed_in.user
    return Response(
        LoggedIn(user.id, list(user.roles), second_factor_required=False),
        cookies=[session_cookie(signed_in.token)],
    )


@post("/auth/logout", access=ANYONE, status_code=204)
async def logout(holder: Identity | None) -> Response[None]:
    """Sign out, whether or not the session is still alive."""
    if holder is not None:
        await sessions.logout(holder)
    return Response(
        None,
        status_code=204,
        cookies=[session_cookie("", max_age=0)],
        headers={"Clear-Site-Data": '"cookies"'},
    )


@get("/auth/session", access=ROLES)
async def current_session(identity: Identity) -> SessionView:
    """Who is signed in, and until when."""
    current, expires_at = await sessions.current_session(identity)
    return SessionView(
        current.user_id, sorted(current.roles), current.email, current.email_confirmed, expires_at
    )


router = routes_of(globals())
