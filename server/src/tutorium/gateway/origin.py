"""Cross-site requests change nothing: Fetch Metadata first, Origin for those who do not send it."""

from typing import Any
from urllib.parse import urlsplit

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from tutorium.platform.errors import OriginRefused
from tutorium.platform.settings import settings

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class OriginCheck(ASGIMiddleware):
    """403 for an unsafe request that does not come from our own pages or from a program that says so."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["method"] not in SAFE and not scope["path"].startswith("/api/v1/webhooks/"):  # type: ignore[typeddict-item]
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            if not (_from_us(headers, scope) and _not_a_form(headers)):
                raise OriginRefused
        await next_app(scope, receive, send)


def _from_us(headers: dict[str, str], scope: Any) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin, ours = headers.get("origin", ""), urlsplit(settings().public_url)
    return origin in (f"{ours.scheme}://{ours.netloc}", f"{scope['scheme']}://{headers.get('host', '')}")


def _not_a_form(headers: dict[str, str]) -> bool:
    kind = headers.get("content-type", "application/json").split(";")[0].strip().lower()
    return kind == "application/json" or "x-requested-with" in headers
