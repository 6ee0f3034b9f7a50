"""API v3 as a shop calls it."""

import secrets
from base64 import b64encode
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from tutorium.sandbox.faults import faulty_wire
from tutorium.sandbox.payment_system import operations, store
from tutorium.sandbox.payment_system.errors import ApiError, error_body
from tutorium.sandbox.payment_system.operations import Call
from tutorium.sandbox.payment_system.requests import (
    CapturePayment,
    CreatePayment,
    CreateRefund,
    decode,
    list_filter,
)
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.wire import Payment, Refund
from tutorium.sandbox.payment_system.wire_faults import ANSWERS

_Request = Request[None, None, State]


class ObjectList(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page of a list; `next_cursor` is absent on the last one."""

    type: str
    items: list[Payment] | list[Refund]
    next_cursor: str | None = None


@post("/payments", status_code=200)
async def create_payment(request: _Request, shop: Shop) -> Payment:
    """A new payment."""
    call = await _call(request)
    checkout = f"{str(request.base_url).rstrip('/')}/payment-system/checkout"
    return operations.create_payment(shop, call, decode(call.body, CreatePayment), checkout)


@get("/payments")
async def list_payments(request: _Request, shop: Shop) -> ObjectList:
    """Payments, newest first."""
    operations.settle_due(shop)
    wanted = list_filter(
        dict(request.query_params),
        moments=("created_at", "captured_at"),
        equals=("status", "payment_method"),
    )
    found = store.list_payments(shop.database, wanted)
    page, cursor = found[: wanted.limit], _cursor([place for place, _ in found], wanted.limit)
    return ObjectList("list", [record.payment for _, record in page], cursor)


@get("/payments/{payment_id:str}")
async def get_payment(shop: Shop, payment_id: str) -> Payment:
    """One payment."""
    operations.settle_due(shop)
    return operations.payment_of(shop, payment_id).payment


@post("/payments/{payment_id:str}/capture", status_code=200)
async def capture_payment(request: _Request, shop: Shop, payment_id: str) -> Payment:
    """Take the held money."""
    call = await _call(request)
    return operations.capture_payment(shop, call, payment_id, decode(call.body, CapturePayment))


@post("/payments/{payment_id:str}/cancel", status_code=200)
async def cancel_payment(request: _Request, shop: Shop, payment_id: str) -> Payment:
    """Let the held money go."""
    return operations.cancel_payment(shop, await _call(request), payment_id)


@post("/refunds", status_code=200)
async def create_refund(request: _Request, shop: Shop) -> Refund:
    """A new refund."""
    call = await _call(request)
    return operations.create_refund(shop, call, decode(call.body, CreateRefund))


@get("/refunds")
async def list_refunds(request: _Request, shop: Shop) -> ObjectList:
    """Refunds, newest first."""
    operations.settle_due(shop)
    wanted = list_filter(dict(request.query_params), moments=("created_at",), equals=("status", "payment_id"))
    found = store.list_refunds(shop.database, wanted)
    page, cursor = found[: wanted.limit], _cursor([place for place, _ in found], wanted.limit)
    return ObjectList("list", [record.refund for _, record in page], cursor)


@get("/refunds/{refund_id:str}")
async def get_refund(shop: Shop, refund_id: str) -> Refund:
    """One refund."""
    operations.settle_due(shop)
    return operations.refund_of(shop, refund_id).refund


@get("/me")
async def get_me(shop: Shop) -> dict[str, Any]:
    """The shop whose credentials were used."""
    return {
        "account_id": shop.shop_id,
        "status": "enabled",
        "test": True,
        "fiscalization": {"enabled": True, "provider": "yoo_receipt"},
        "payment_methods": ["bank_card"],
        "itn": "7701234567",
    }


def check_credentials(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """HTTP Basic with the shop's id and secret key."""
    shop: Shop = connection.app.state.shop
    expected = b"Basic " + b64encode(f"{shop.shop_id}:{shop.secret_key}".encode())
    given = connection.headers.get("authorization", "").encode()
    if not secrets.compare_digest(given, expected):
        raise ApiError(401, "invalid_credentials", "Error in shopId or secret key. Check their validity.")


def answer_error(_: Request[Any, Any, Any], error: ApiError) -> Response[bytes]:
    """The error in the Payment System's own form."""
    body = error_body(error.code, error.description, parameter=error.parameter)
    return Response(body, status_code=error.status, media_type=MediaType.JSON)


def api_routes(shop: Shop) -> Router:
    """The API under its version, with the wire's faults around it."""
    return Router(
        "/payment-system/v3",
        guards=[check_credentials],
        exception_handlers={ApiError: answer_error},
        middleware=[faulty_wire(shop.faults, ANSWERS)],
        route_handlers=[
            create_payment,
            list_payments,
            get_payment,
            capture_payment,
            cancel_payment,
            create_refund,
            list_refunds,
            get_refund,
            get_me,
        ],
    )


async def _call(request: _Request) -> Call:
    return Call(
        operation=f"{request.method} {request.url.path}",
        key=request.headers.get("idempotence-key"),
        body=await request.body(),
    )


def _cursor(places: list[int], limit: int) -> str | None:
    """The place of the last object shown, when there are more behind it."""
    return str(places[limit - 1]) if len(places) > limit else None
