"""Levers for tests and for people who try things out; the real Payment System has nothing like it."""

from typing import Any

import msgspec
from litestar import Request, Router, delete, get, post
from litestar.datastructures import State

from tutorium.sandbox.faults import FaultSwitch
from tutorium.sandbox.payment_system import operations, store
from tutorium.sandbox.payment_system.cards import TestCard, find_card
from tutorium.sandbox.payment_system.errors import ApiError, invalid
from tutorium.sandbox.payment_system.requests import decode
from tutorium.sandbox.payment_system.routes import answer_error
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.webhooks import deliver_all
from tutorium.sandbox.payment_system.wire import Payment


class PayOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Pay with a test card; `saved` overrides what the shop asked for."""

    card: str
    saved: bool | None = None


class MethodOrder(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of a saved method: it is charged as this card, or automatic charges are forbidden."""

    card: str | None = None
    revoked: bool = False


class ClockOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Move the sandbox's clock forward."""

    advance_seconds: float


@post("/payments/{payment_id:str}/pay", status_code=200)
async def pay(request: Request[None, None, State], shop: Shop, payment_id: str) -> Payment:
    """Do what the payer does on the hosted page. The payment's id, or the shop's own name for it."""
    order = decode(await request.body(), PayOrder)
    payment_id = store.named_by_shop(shop.database, payment_id) or payment_id
    year = str(shop.now().year + 3)
    return operations.pay(shop, payment_id, _known_card(order.card), ("12", year), saved=order.saved)


@post("/payment-methods/{payment_id:str}", status_code=204)
async def change_method(request: Request[None, None, State], shop: Shop, payment_id: str) -> None:
    """What a bank may do to a saved method. It has the id of the payment it was saved with, or its name."""
    order = decode(await request.body(), MethodOrder)
    payment_id = store.named_by_shop(shop.database, payment_id) or payment_id
    card = None if order.card is None else _known_card(order.card)
    operations.change_method(shop, payment_id, card, revoked=order.revoked)


@get("/payments")
async def payments(shop: Shop) -> dict[str, Any]:
    """What the Payment System thinks happened: every payment with its refunds, newest first."""
    operations.settle_due(shop)
    items = []
    for record in store.all_payments(shop.database):
        refunds = [known.refund for known in store.refunds_of(shop.database, record.payment.id)]
        items.append(msgspec.to_builtins(record.payment) | {"refunds": refunds})
    return {"items": items}


@post("/faults", status_code=200)
async def switch_fault(request: Request[None, None, State], shop: Shop) -> dict[str, Any]:
    """Switch one kind of fault on."""
    order = decode(await request.body(), FaultSwitch)
    if order.kind not in shop.faults.kinds:
        raise invalid(f"Known kinds: {', '.join(sorted(shop.faults.kinds))}", "kind")
    shop.faults.switch(order.kind, order.rate, order.seconds)
    return {"kind": order.kind, "rate": order.rate, "seconds": order.seconds}


@delete("/faults", status_code=204)
async def clear_faults(shop: Shop) -> None:
    """Switch every fault off."""
    shop.faults.clear()


@post("/clock", status_code=200)
async def move_clock(request: Request[None, None, State], shop: Shop) -> dict[str, Any]:
    """Move the clock and do what became due."""
    shop.clock.advance(decode(await request.body(), ClockOrder).advance_seconds)
    operations.settle_due(shop)
    shop.wake.set()
    return {"now": shop.now()}


@post("/webhooks/deliver", status_code=204)
async def deliver_webhooks(shop: Shop) -> None:
    """Try every waiting notification once, now; returns when all have been tried."""
    await deliver_all(shop)


def _known_card(number: str) -> TestCard:
    card = find_card(number)
    if card is None:
        raise invalid("Not a test card", "card")
    return card


def control_routes() -> Router:
    """The levers of the Payment System."""
    return Router(
        "/payment-system/_control",
        exception_handlers={ApiError: answer_error},
        route_handlers=[
            pay,
            change_method,
            payments,
            switch_fault,
            clear_faults,
            move_clock,
            deliver_webhooks,
        ],
    )
