"""The port for people who type http://: it only says where the secure one is."""

from typing import Any


def to_https(public_url: str) -> Any:
    """An application that sends readers of pages to the same path at `public_url`.

    Programs are not led: one that speaks to the API in the clear has a fault, and has told its secrets
    already; it gets 403 and is noticed (ASVS 4.1.2).
    """

    async def app(scope: Any, _: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        status, headers = 403, [(b"content-length", b"0")]
        if scope["method"] in ("GET", "HEAD") and not scope["path"].startswith("/api/"):
            query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            path = scope["raw_path"].decode("latin-1").partition("?")[0]
            location = f"{public_url.rstrip('/')}/{path.lstrip('/')}{query}"
            status, headers = 308, [*headers, (b"location", location.encode("latin-1"))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return app
