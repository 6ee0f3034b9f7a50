"""Routes: a path, who may call it, what it may refuse, whether it needs an idempotency key.

    @post("/lessons", access={"student", "guardian"}, keyed="/lessons/{id}", refusals=[SlotTaken])
    async def book_lesson(identity: Identity, data: BookLesson) -> LessonView: ...

Paths are relative to /api/v1. `access` is compulsory. `keyed` names the GET path that shows what the
command made, from which the answer to a repeated command is rebuilt. `level` is the proof a session must
have: by default one factor, two for staff. `fresh` routes ask to prove again who one is when that was more
than ten minutes ago. A route that takes files says how large with `body_bytes`; the rest take a megabyte.
A `lasting` answer goes on for as long as both sides like: no limit of time holds for it once it has begun.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal, get_args

import msgspec
from litestar import Request, Response, Router
from litestar import delete as _delete
from litestar import get as _get
from litestar import patch as _patch
from litestar import post as _post
from litestar import put as _put
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import HeaderParameter, QueryParameter

from tutorium.platform import clock
from tutorium.platform.errors import (
    BodyTooLarge,
    Forbidden,
    KeyMissing,
    KeyReused,
    KeyRunning,
    Malformed,
    NotFound,
    OriginRefused,
    Refusal,
    SecondFactorMissing,
    SecondFactorRequired,
    SessionRequired,
    StepUpRequired,
    TooManyRequests,
    Unavailable,
    VersionMismatch,
)
from tutorium.platform.identity import STAFF, Identity, Level, Role

ANYONE: Literal["anyone"] = "anyone"
ROLES: frozenset[Role] = frozenset(get_args(Role))
Access = Literal["anyone"] | Collection[Role]
BODY_BYTES = 1 << 20
FRESH = timedelta(minutes=10)
"""How long a proof of who one is counts for sensitive actions."""

Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=100, description="How many items at most")]
Cursor = Annotated[str | None, QueryParameter(name="cursor", max_length=500, description="`next_cursor`")]
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", max_length=40)]


class Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of request bodies: an unknown field is refused."""


class FieldProblem(msgspec.Struct, frozen=True):
    """One thing wrong with one field of the request; `field` is a dotted path."""

    field: str
    code: str
    message: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457 problem+json, the body of every refusal. Refusals may add fields of their own."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str = ""
    errors: tuple[FieldProblem, ...] = ()


def _route(
    make: Any,
    path: str,
    *,
    access: Access,
    refusals: Sequence[type[Refusal]] = (),
    keyed: str | None = None,
    cached: int = 0,
    level: Level | None = None,
    fresh: bool = False,
    body_bytes: int = BODY_BYTES,
    lasting: bool = False,
    **options: Any,
) -> Callable[[Any], HTTPRouteHandler]:
    common: list[type[Refusal]] = [Malformed, TooManyRequests, Unavailable]
    if make is not _get:
        common += [OriginRefused, BodyTooLarge]
    if access != ANYONE:
        common += [SessionRequired, SecondFactorRequired, Forbidden]
        if (level is None and STAFF & set(access)) or level == "two_factors":
            common.append(SecondFactorMissing)
    if fresh:
        common.append(StepUpRequired)
    if keyed:
        common += [KeyMissing, KeyRunning, KeyReused]
    if "{" in path:
        common.append(NotFound)
    codes: dict[int, list[str]] = {}
    for refused in (*common, *refusals):
        codes.setdefault(refused.status, []).append(refused.code)
    responses = {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            media_type="application/problem+json",
            description=", ".join(dict.fromkeys(names)),
        )
        for status, names in codes.items()
    }

    def decorate(function: Any) -> HTTPRouteHandler:
        module = function.__module__.removeprefix("tutorium.modules.").split(".")[0]
        handler: HTTPRouteHandler = make(
            f"/api/v1{path}",
            operation_id=_camel(function.__name__),
            tags=[module],
            summary=(function.__doc__ or "").strip().split("\n")[0],
            guards=[_guard],
            after_request=_nothing_for_none,
            responses=responses,
            opt={
                "access": access if access == ANYONE else frozenset(access),
                "keyed": keyed,
                "module": module,
                "cached": cached,
                "level": level,
                "fresh": fresh,
                "body_bytes": body_bytes,
                "lasting": lasting,
            },
            **options,
        )(function)
        return handler

    return decorate


def _nothing_for_none(response: Response[Any]) -> Response[Any]:
    """An answer without content is empty, and not the JSON word null."""
    if response.content is None:
        response.content, response.media_type = b"", "text/plain"
    return response


def get(path: str, **options: Any) -> Callable[[Any], HTTPRouteHandler]:
    """A GET route. `cached` seconds, with an ETag, for what is the same for everybody."""
    return _route(_get, path, **options)


def post(path: str, *, status_code: int = 200, **options: Any) -> Callable[[Any], HTTPRouteHandler]:
    """A POST route, answering 200 unless it makes something (201) or only accepts (202, 204)."""
    return _route(_post, path, status_code=status_code, **options)


def put(path: str, **options: Any) -> Callable[[Any], HTTPRouteHandler]:
    """A PUT route."""
    return _route(_put, path, **options)


def patch(path: str, **options: Any) -> Callable[[Any], HTTPRouteHandler]:
    """A PATCH route."""
    return _route(_patch, path, **options)


def delete(path: str, **options: Any) -> Callable[[Any], HTTPRouteHandler]:
    """A DELETE route, answering 204."""
    return _route(_delete, path, **options)


def routes_of(namespace: dict[str, Any]) -> Router:
    """All route handlers of a module's `router.py`: `router = routes_of(globals())`, its last line."""
    return Router("/", route_handlers=[x for x in namespace.values() if isinstance(x, HTTPRouteHandler)])


def _guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    access = handler.opt["access"]
    if access == ANYONE:
        return
    identity = current_identity(connection)
    if identity is None:
        raise SessionRequired
    _refuse_unless_proved(identity, handler.opt["level"])
    if not identity.roles & access:
        raise Forbidden
    if handler.opt["fresh"]:
        refuse_unless_fresh(identity)


def refuse_unless_fresh(identity: Identity) -> None:
    """StepUpRequired when he proved who he is too long ago; for routes that ask for it in some cases only."""
    if identity.proved_at < clock.now() - FRESH:
        raise StepUpRequired


def _refuse_unless_proved(identity: Identity, level: Level | None) -> None:
    if identity.level == "pending" and level != "pending":
        raise SecondFactorRequired
    needed = level or ("two_factors" if identity.is_staff else "one_factor")
    if needed == "two_factors" and identity.level != "two_factors":
        raise SecondFactorMissing


def current_identity(connection: ASGIConnection[Any, Any, Any, Any]) -> Identity | None:
    """Who is asking, as the gateway (or the signed header of another process) says."""
    return connection.scope["state"].get("identity")


def provide_identity(request: Request[Any, Any, Any]) -> Identity:
    """The parameter `identity` of a handler that is not open to anyone."""
    identity = current_identity(request)
    if identity is None:
        raise SessionRequired
    return identity


def provide_visitor(request: Request[Any, Any, Any]) -> Identity | None:
    """The parameter `visitor` of a handler open to anyone: the identity, if somebody has signed in."""
    identity = current_identity(request)
    return identity if identity and identity.level != "pending" else None


def provide_holder(request: Request[Any, Any, Any]) -> Identity | None:
    """The parameter `holder`: whose session's cookie this is, even one that waits for its second factor."""
    return current_identity(request)


def provide_locale(request: Request[Any, Any, Any]) -> str:
    """The parameter `locale`: "en" when Accept-Language prefers it, else "ru"."""
    return locale_of(request.headers.get("accept-language", ""))


def locale_of(accept_language: str) -> str:
    """The first of our two languages in an Accept-Language header; Russian when it names neither."""
    for part in accept_language.lower().split(","):
        tag = part.split(";")[0].strip()[:2]
        if tag in ("ru", "en"):
            return tag
    return "ru"


def provide_command_id(
    request: Request[Any, Any, Any],
    idempotency_key: Annotated[
        str | None,
        HeaderParameter(
            name="Idempotency-Key", description="Required, up to 255 characters: a repeat is done once"
        ),
    ] = None,
) -> Any:
    """The parameter `command_id` (UUID) of a keyed handler: the same for every repeat of one command."""
    return request.scope["state"]["command_id"]


def check_version(if_match: str | None, version: int) -> None:
    """VersionMismatch unless the If-Match header is absent or names this version."""
    if if_match is not None and if_match.strip().removeprefix("W/").strip('"') != str(version):
        raise VersionMismatch(version=version)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
