"""Operations of API v3 as a server calls them, and the levers beside them."""

import re
import secrets
from collections.abc import Callable
from typing import Any, Literal

import msgspec
from litestar import MediaType, Request, Response, Router, delete, get, post
from litestar.datastructures import State

from tutorium.sandbox.faults import FaultSwitch, faulty_wire
from tutorium.sandbox.mindbox import store
from tutorium.sandbox.mindbox.checks import digits
from tutorium.sandbox.mindbox.operations import OPERATIONS
from tutorium.sandbox.mindbox.project import (
    ANSWERS,
    Call,
    Project,
    ProtocolError,
    error_body,
    perform,
)
from tutorium.sandbox.pages import page

_Request = Request[None, None, State]
_AUTHORIZATION = re.compile(r'(?:SecretKey (?P<plain>\S+)|Mindbox secretKey="(?P<quoted>[^"]+)")')
_SHOWN = 500


@post("/operations/{mode:str}", status_code=200)
async def operate(request: _Request, project: Project, mode: Literal["sync", "async"]) -> dict[str, Any]:
    """Perform an operation."""
    _check_key(project, request.headers.get("authorization"))
    query = request.query_params
    if query.get("endpointId") != project.endpoint_id:
        raise ProtocolError(400, "Неизвестная точка интеграции endpointId")
    call = Call(
        name=query.get("operation", ""),
        mode=mode,
        transaction_id=query.get("transactionId"),
        body=_body(await request.body()),
    )
    return perform(project, call)


@get("/_inbox")
async def inbox(
    project: Project, email: str | None = None, phone: str | None = None
) -> dict[str, list[store.Letter]]:
    """What would have been sent, newest first."""
    return {"items": store.letters(project.database, email, digits(phone) if phone else None, _SHOWN)}


@get("/inbox")
async def show_inbox(project: Project, email: str | None = None) -> Response[str]:
    """The same for a person, with links to click."""
    to = (email or "").strip()
    is_phone = to.startswith("+")
    found = store.letters(
        project.database, None if is_phone else to or None, digits(to) if is_phone else None, _SHOWN
    )
    return page("inbox.html", letters=found, email=to, operations=OPERATIONS)


@get("/_customers")
async def customers(project: Project) -> dict[str, list[store.Customer]]:
    """Everybody Mindbox knows, the latest first."""
    return {"items": store.customers(project.database, _SHOWN)}


@get("/customers")
async def show_customers(project: Project) -> Response[str]:
    """The same for a person."""
    return page("customers.html", customers=store.customers(project.database, _SHOWN))


@post("/_control/faults", status_code=200)
async def switch_fault(request: _Request, project: Project) -> dict[str, Any]:
    """Switch one kind of fault on."""
    order = msgspec.convert(_body(await request.body()), FaultSwitch)
    if order.kind not in project.faults.kinds:
        raise ProtocolError(400, f"Известные сбои: {', '.join(sorted(project.faults.kinds))}")
    project.faults.switch(order.kind, order.rate, order.seconds)
    return {"kind": order.kind, "rate": order.rate, "seconds": order.seconds}


@delete("/_control/faults", status_code=204)
async def clear_faults(project: Project) -> None:
    """Switch every fault off."""
    project.faults.clear()


def mindbox_routes(project: Project) -> list[Router]:
    """The API with the wire's faults around it; the inbox and the levers without."""
    handlers: dict[int | type[Exception], Callable[..., Response[bytes]]] = {
        ProtocolError: _protocol_error,
        msgspec.ValidationError: _bad_order,
    }
    api = Router(
        "/mindbox/v3",
        exception_handlers=handlers,
        middleware=[faulty_wire(project.faults, ANSWERS)],
        route_handlers=[operate],
    )
    own = Router(
        "/mindbox",
        exception_handlers=handlers,
        route_handlers=[inbox, show_inbox, customers, show_customers, switch_fault, clear_faults],
    )
    return [api, own]


def _check_key(project: Project, authorization: str | None) -> None:
    """Both spellings of the header are in use."""
    if not authorization:
        raise ProtocolError(401, "Не передан секретный ключ")
    match = _AUTHORIZATION.fullmatch(authorization)
    given = (match["plain"] or match["quoted"]) if match else ""
    if not secrets.compare_digest(given.encode(), project.secret_key.encode()):
        raise ProtocolError(403, "Неверный секретный ключ")


def _body(raw: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise ProtocolError(400, "Тело запроса не является объектом JSON") from error


def _protocol_error(_: Request[Any, Any, Any], error: ProtocolError) -> Response[bytes]:
    body = error_body("ProtocolError", error.status, error.message)
    return Response(body, status_code=error.status, media_type=MediaType.JSON)


def _bad_order(request: Request[Any, Any, Any], error: msgspec.ValidationError) -> Response[bytes]:
    return _protocol_error(request, ProtocolError(400, str(error)))
