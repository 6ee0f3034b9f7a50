"""What the routes of auth share: kinds of input, and the cookie."""

from typing import Annotated

import msgspec
from litestar.datastructures import Cookie

from tutorium.modules.auth.model import EMAIL, MAX_EMAIL, MAX_PASSWORD

COOKIE = "__Host-sid"

Email = Annotated[str, msgspec.Meta(pattern=EMAIL, max_length=MAX_EMAIL)]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_PASSWORD)]
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


def session_cookie(token: str, *, max_age: int | None = 30 * 24 * 3600) -> Cookie:
    """The cookie that holds a session's token; `max_age=0` removes it."""
    return Cookie(COOKIE, value=token, max_age=max_age, secure=True, httponly=True, samesite="lax")
