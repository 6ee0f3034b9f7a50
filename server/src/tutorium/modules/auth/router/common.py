"""What the routes of auth share: kinds of input, the cookie, and the answer to signing in."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from litestar.datastructures import Cookie

from tutorium.modules.auth.model import EMAIL, MAX_EMAIL, MAX_PASSWORD
from tutorium.modules.auth.service.sessions import SignedIn
from tutorium.platform.identity import Role

COOKIE = "__Host-sid"

Email = Annotated[str, msgspec.Meta(pattern=EMAIL, max_length=MAX_EMAIL)]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_PASSWORD)]
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
TotpCode = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{6}$")]


class LoggedIn(msgspec.Struct, frozen=True):
    user_id: UUID
    roles: list[Role]
    second_factor_required: bool


def session_cookie(token: str, *, max_age: int | None = 30 * 24 * 3600) -> Cookie:
    """The cookie that holds a session's token; `max_age=0` removes it."""
    return Cookie(COOKIE, value=token, max_age=max_age, secure=True, httponly=True, samesite="lax")


def logged_in(signed_in: SignedIn) -> Response[LoggedIn]:
    """Who has signed in, with the cookie; a pending session still needs the second factor."""
    user = signed_in.user
    return Response(
        LoggedIn(user.id, list(user.roles), second_factor_required=signed_in.level == "pending"),
        cookies=[session_cookie(signed_in.token)],
    )
