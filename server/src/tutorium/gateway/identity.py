"""From the session cookie to an Identity: the only place that reads the cookie of a request."""

from http.cookies import CookieError, SimpleCookie

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec.structs import replace

from tutorium.modules.auth import api as auth
from tutorium.platform.request import acting_as, came_from, origin

COOKIE = "__Host-sid"


class IdentityLookup(ASGIMiddleware):
    """Puts the Identity of a live session into the request's state; a dead or absent one leaves it out."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        token = _token(scope)
        if token:
            identity = await auth.session(token=token)
            if identity is not None:
                scope["state"]["identity"] = identity
                known = replace(origin(), actor_id=identity.user_id, session_id=identity.session_id)
                with came_from(known), acting_as(identity.user_id):
                    await next_app(scope, receive, send)
                return
        await next_app(scope, receive, send)


def _token(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                morsel = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return morsel.value if morsel else None
    return None
