"""Signing in and out, and where one is signed in."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.auth import errors
from tutorium.modules.auth.model.devices import device_of
from tutorium.modules.auth.router.common import Email, LoggedIn, Password, logged_in, session_cookie
from tutorium.modules.auth.service import sessions
from tutorium.platform.identity import Identity, Level, Role
from tutorium.platform.web import ANYONE, ROLES, Input, delete, get, post, routes_of


class Login(Input, frozen=True):
    email: Email
    password: Password


class SessionView(msgspec.Struct, frozen=True):
    user_id: UUID
    roles: list[Role]
    email: str
    email_confirmed: bool
    expires_at: datetime
    level: Level


class SessionInList(msgspec.Struct, frozen=True):
    session_id: UUID
    current: bool
    browser: str
    system: str
    address: str
    created_at: datetime
    last_seen_at: datetime


class Sessions(msgspec.Struct, frozen=True):
    items: list[SessionInList]


@post(
    "/auth/login",
    access=ANYONE,
    refusals=[
        errors.CredentialsWrong,
        errors.Blocked,
        errors.TooManyAttempts,
        errors.PasswordResetRequired,
        errors.Busy,
    ],
)
async def login(holder: Identity | None, data: Login) -> Response[LoggedIn]:
    """Sign in: the session's token comes in a cookie. With a second factor it waits for that."""
    return logged_in(await sessions.login(email=data.email, password=data.password, previous=holder))


@post("/auth/logout", access=ANYONE, status_code=204)
async def logout(holder: Identity | None) -> Response[None]:
    """Sign out, whether or not the session is still alive."""
    if holder is not None:
        await sessions.logout(holder)
    return Response(
        None,
        status_code=204,
        cookies=[session_cookie("", max_age=0)],
        headers={"Clear-Site-Data": '"cookies", "storage"'},
    )


@get("/auth/session", access=ROLES, level="one_factor")
async def current_session(identity: Identity) -> SessionView:
    """Who is signed in, and until when."""
    current, expires_at = await sessions.current_session(identity)
    return SessionView(
        current.user_id,
        sorted(current.roles),
        current.email,
        current.email_confirmed,
        expires_at,
        current.level,
    )


@get("/auth/sessions", access=ROLES, level="one_factor")
async def list_sessions(identity: Identity) -> Sessions:
    """Where the user is signed in, the latest used first."""
    return Sessions(
        [
            SessionInList(
                each.session_id,
                each.session_id == identity.session_id,
                device_of(each.agent).browser,
                device_of(each.agent).system,
                each.address,
                each.created_at,
                each.last_seen_at,
            )
            for each in await sessions.sessions_of(identity)
        ]
    )


@delete("/auth/sessions", access=ROLES, level="one_factor")
async def end_other_sessions(identity: Identity) -> None:
    """Sign out everywhere but here."""
    await sessions.end_others(identity)


@delete("/auth/sessions/{session_id:uuid}", access=ROLES, level="one_factor")
async def end_session(identity: Identity, session_id: UUID) -> None:
    """Sign out one browser."""
    await sessions.end(identity, session_id)


router = routes_of(globals())
