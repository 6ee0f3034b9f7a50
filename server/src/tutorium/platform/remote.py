"""Calls between modules: the same function, here or in another process.

`@exposed` marks a public function of a module. Where REMOTE_MODULES names the module, the call goes over
HTTP to the internal port of the process that hosts it, with the same Structs and the same named refusals;
otherwise it is a plain call. Delete this file and the modules are one program for ever.
"""

import base64
import functools
import hmac
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, get_type_hints

import httpx
import msgspec

from tutorium.platform import db, tls
from tutorium.platform.errors import FieldError, Refusal, Unavailable, refusal
from tutorium.platform.jobs import job_name, module_of
from tutorium.platform.request import Origin, acting_as, origin
from tutorium.platform.settings import settings

P = ParamSpec("P")
R = TypeVar("R")
CALL_SECONDS = 5.0
ORIGIN = "x-tutorium-origin"


class RefusalOnTheWire(msgspec.Struct, frozen=True):
    """A refusal as it travels between processes."""

    code: str
    data: dict[str, Any]
    errors: tuple[FieldError, ...] = ()


class Exposed:
    """What the internal port needs to know of one public function."""

    def __init__(self, function: Callable[..., Awaitable[Any]]) -> None:
        hints = get_type_hints(function, include_extras=True)
        self.function = function
        self.returns: Any = hints.pop("return")
        fields = [
            (name, hints[name])
            if parameter.default is parameter.empty
            else (name, hints[name], parameter.default)
            for name, parameter in inspect.signature(function).parameters.items()
        ]
        self.arguments = msgspec.defstruct(f"{function.__name__}_arguments", fields, kw_only=True)


_exposed: dict[str, Exposed] = {}
_calls: dict[str, Callable[..., Awaitable[Any]]] = {}
_client: httpx.AsyncClient | None = None
_lasting: httpx.AsyncClient | None = None


def exposed(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """Make a module's function callable from other modules, wherever they run.

    Keyword arguments only. Never inside a transaction: RuntimeError, because a transaction that waits for
    another module holds its locks for as long as that module likes.
    """
    name, module = job_name(function), module_of(function)

    @functools.wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if args:
            raise TypeError(f"{name} takes keyword arguments only")
        if db.in_transaction():
            raise RuntimeError(f"{name} belongs to another module and was called inside a transaction")
        address = settings().remote.get(module)
        if address is None:
            with acting_as("system"):  # who asks has been checked by the module that calls
                return await function(*args, **kwargs)
        result: R = await _call_remote(address, name, _exposed[name], kwargs)
        return result

    _exposed[name] = Exposed(function)
    _calls[name] = wrapper
    return wrapper


async def call(name: str, **arguments: Any) -> Any:
    """Call "module.function" by its name, for what the platform asks of every module."""
    return await _calls[name](**arguments)


def exposed_functions() -> dict[str, Exposed]:
    """ "module.function" -> what is known of it."""
    return dict(_exposed)


async def _call_remote(address: str, name: str, target: Exposed, arguments: dict[str, Any]) -> Any:
    try:
        answer = await client().post(
            f"{address}/internal/call/{name}",
            content=msgspec.json.encode(target.arguments(**arguments)),
            headers={"authorization": f"Bearer {settings().internal_secret}", ORIGIN: _told()},
        )
    except httpx.HTTPError as error:
        raise Unavailable(module=name.partition(".")[0]) from error
    if answer.status_code == 200:
        return msgspec.json.decode(answer.content, type=target.returns)
    try:
        wire = msgspec.json.decode(answer.content, type=RefusalOnTheWire)
        raise refusal(wire.code, wire.data, wire.errors)
    except (msgspec.MsgspecError, KeyError):
        raise Unavailable(module=name.partition(".")[0]) from None


async def answer_call(name: str, body: bytes) -> tuple[int, bytes]:
    """Do a call that came over the internal port: HTTP status and JSON; KeyError for an unknown name."""
    target = _exposed[name]
    try:
        arguments = msgspec.structs.asdict(msgspec.json.decode(body, type=target.arguments))
        return 200, msgspec.json.encode(await target.function(**arguments))
    except Refusal as refused:
        wire = RefusalOnTheWire(refused.code, refused.data, refused.errors)
        return refused.status, msgspec.json.encode(wire)


def _told() -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(origin())).decode()


def origin_of(header: str) -> Origin:
    """The request a call between our processes belongs to, from its header; an empty one without it."""
    return msgspec.json.decode(base64.urlsafe_b64decode(header), type=Origin) if header else Origin()


def is_internal(authorization: str | None) -> bool:
    """Whether the caller of the internal port knows the shared secret."""
    expected = f"Bearer {settings().internal_secret}"
    return hmac.compare_digest((authorization or "").encode(), expected.encode())


def client(*, lasting: bool = False) -> httpx.AsyncClient:
    """The client for calls between our own processes; answers that last have connections of their own, as
    many as it takes, so that they leave the calls theirs.
    """
    global _client, _lasting
    if lasting:
        if _lasting is None or _lasting.is_closed:
            unlimited = httpx.Limits(max_connections=None, max_keepalive_connections=0)
            _lasting = httpx.AsyncClient(
                timeout=CALL_SECONDS, limits=unlimited, verify=tls.ours(), trust_env=False
            )
        return _lasting
    if _client is None or _client.is_closed:
        _client = httpx.AsyncClient(timeout=CALL_SECONDS, verify=tls.ours(), trust_env=False)
    return _client


async def close_client() -> None:
    """Close the connections to the other processes."""
    for each in (_client, _lasting):
        if each is not None:
            await each.aclose()
