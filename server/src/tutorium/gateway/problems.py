"""Every failure becomes problem+json with a stable code and a sentence in the caller's language."""

import re
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from msgspec.json import encode

from tutorium.platform import metrics
from tutorium.platform.errors import FieldError, Malformed, NotFound, Refusal
from tutorium.platform.web import locale_of

log = structlog.get_logger("gateway")
MEDIA_TYPE = "application/problem+json"
_FIELD = re.compile(r" - at `\$\.?(?:data\.)?(?P<path>[^`]*)`$")
_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class MethodNotAllowed(Refusal):
    status, code = 405, "gateway.method_not_allowed"
    ru = "Так к этому адресу обратиться нельзя."
    en = "This address does not take this method."


class Broken(Refusal):
    status, code = 500, "gateway.broken"
    ru = "Что-то сломалось у нас. Мы уже знаем; номер запроса поможет разобраться."
    en = "Something broke on our side. We know already; the request number will help."


def render(refused: Refusal, *, locale: str, request_id: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to a refusal."""
    metrics.refusals.labels(refused.code).inc()
    problem = {
        **refused.data,
        "type": f"/api/docs#{refused.code}",
        "title": _TITLES.get(refused.status, "Refused"),
        "status": refused.status,
        "detail": refused.sentence(locale),
        "code": refused.code,
        "request_id": request_id,
    }
    if refused.errors:
        problem["errors"] = refused.errors
    headers = {"content-type": MEDIA_TYPE, "cache-control": "no-store", "content-language": locale}
    if "retry_after" in refused.data:
        headers["retry-after"] = str(refused.data["retry_after"])
    return refused.status, headers, encode(problem)


def _answer(request: Request[Any, Any, Any], refused: Refusal) -> Response[bytes]:
    request.scope["state"]["refused"] = refused.code
    status, headers, body = render(
        refused,
        locale=locale_of(request.headers.get("accept-language", "")),
        request_id=request.scope["state"].get("request_id", ""),
    )
    media_type = headers.pop("content-type")
    return Response(body, status_code=status, headers=headers, media_type=media_type)


def on_refusal(request: Request[Any, Any, Any], refused: Refusal) -> Response[bytes]:
    """A module declined."""
    return _answer(request, refused)


def on_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """The framework declined: unknown path, wrong method, unreadable input."""
    if error.status_code == 404:
        return _answer(request, NotFound())
    if error.status_code == 405:
        return _answer(request, MethodNotAllowed())
    if error.status_code >= 500 and not _blames_body(error):
        return on_exception(request, error)
    return _answer(request, Malformed(errors=_fields(error)))


def _blames_body(error: HTTPException) -> bool:
    """Litestar takes a wrong field of the body for its own fault when a dependency has the field's name."""
    return isinstance(error.__cause__, msgspec.ValidationError) and "`$.data" in str(error.__cause__)


def on_exception(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Nobody expected this: a bug, logged with its trace and told without it."""
    log.error("request_failed", exc_info=error, url=request.scope["path"], method=request.method)
    return _answer(request, Broken())


def on_recursion(request: Request[Any, Any, Any], error: RecursionError) -> Response[bytes]:
    """Brackets within brackets, thousands of them: the body's fault; any other recursion is ours."""
    if "deserializing" in str(error):
        return _answer(request, Malformed(errors=(FieldError("", "invalid", "nested too deeply"),)))
    return on_exception(request, error)


def _fields(error: HTTPException) -> tuple[FieldError, ...]:
    extra = error.extra if isinstance(error, ValidationException) and isinstance(error.extra, list) else []
    found = [
        FieldError(str(item.get("key", "")), "invalid", str(item.get("message", "")))
        for item in extra
        if isinstance(item, dict)
    ]
    cause = error.__cause__ or error.__context__
    if not found and isinstance(cause, msgspec.ValidationError):
        text = str(cause)
        match = _FIELD.search(text)
        found = [FieldError(match["path"] if match else "", "invalid", _FIELD.sub("", text))]
    return tuple(found) or (FieldError("", "invalid", error.detail),)


HANDLERS: dict[Any, Any] = {
    Refusal: on_refusal,
    HTTPException: on_http_exception,
    RecursionError: on_recursion,
    Exception: on_exception,
}
