"""The hosted page where the payer enters a card, and a person's view of all payments."""

import re
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.response import Redirect

from tutorium.sandbox.pages import page
from tutorium.sandbox.payment_system import operations, store
from tutorium.sandbox.payment_system.cards import TestCard, find_card
from tutorium.sandbox.payment_system.errors import ApiError
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.wire import PaymentRecord

_EXPIRY = re.compile(r"(0[1-9]|1[0-2])\s*/?\s*(\d{2})")
_QUICK_CARDS = (
    ("5555555555554444", "Оплата пройдёт"),
    ("2200000000000053", "Не хватит денег"),
    ("5555555555554592", "Ошибка 3-D Secure"),
    ("4119098878796485", "Подозрение на мошенничество"),
)
STATUSES = {
    "pending": "Ждёт оплаты",
    "waiting_for_capture": "Деньги заблокированы",
    "succeeded": "Оплачен",
    "canceled": "Отменён",
}
REASONS = {
    "3d_secure_failed": "Не пройдена проверка 3-D Secure",
    "call_issuer": "Банк отказал: позвоните в свой банк",
    "canceled_by_merchant": "Платёж отменил магазин",
    "card_expired": "Истёк срок действия карты",
    "country_forbidden": "Картой этой страны платить нельзя",
    "expired_on_capture": "Магазин не списал деньги вовремя",
    "expired_on_confirmation": "Время на оплату истекло",
    "fraud_suspected": "Платёж показался подозрительным",
    "general_decline": "Банк отказал без объяснения причин",
    "insufficient_funds": "На карте не хватает денег",
    "invalid_card_number": "Неверный номер карты",
    "invalid_csc": "Неверный код CVC",
    "issuer_unavailable": "Банк сейчас недоступен",
    "payment_method_limit_exceeded": "Превышен лимит по карте",
    "payment_method_restricted": "Операции по карте запрещены",
}


class CardForm(msgspec.Struct, frozen=True):
    """What the payer typed, and what is wrong with it by field."""

    card: str = ""
    expiry: str = ""
    cvc: str = ""
    errors: dict[str, str] = {}


@get("/checkout/{payment_id:str}")
async def show_checkout(shop: Shop, payment_id: str) -> Response[str]:
    """The card form, or how the payment ended."""
    operations.settle_due(shop)
    return _checkout(operations.payment_of(shop, payment_id), CardForm())


@post("/checkout/{payment_id:str}", status_code=303)
async def submit_card(
    request: Request[None, None, State], shop: Shop, payment_id: str
) -> Response[str] | Redirect:
    """Pay and go back to the shop. A second submit finds the payment finished and goes back as well."""
    operations.settle_due(shop)
    record = operations.payment_of(shop, payment_id)
    if record.payment.status != "pending":
        return Redirect(record.return_url, status_code=303)
    typed = await request.form()
    number, expires, code = (str(typed.get(name, "")).strip() for name in ("card", "expiry", "cvc"))
    form = CardForm(number, expires, code)
    card, expiry, errors = _read(form, shop.now())
    if card is None or expiry is None or errors:
        return _checkout(record, msgspec.structs.replace(form, cvc="", errors=errors))
    operations.pay(shop, payment_id, card, expiry)
    return Redirect(record.return_url, status_code=303)


@get("/payments")
async def show_payments(shop: Shop) -> Response[str]:
    """Every payment and refund the sandbox knows."""
    operations.settle_due(shop)
    rows = [
        (record.payment, [known.refund for known in store.refunds_of(shop.database, record.payment.id)])
        for record in store.all_payments(shop.database)
    ]
    return page("payments.html", rows=rows, statuses=STATUSES, reasons=REASONS)


def page_routes() -> Router:
    """The pages of the Payment System."""
    return Router(
        "/payment-system",
        exception_handlers={ApiError: _show_error},
        route_handlers=[show_checkout, submit_card, show_payments],
    )


def _show_error(_: Request[Any, Any, Any], error: ApiError) -> Response[str]:
    return page("missing.html", status_code=error.status)


def _checkout(record: PaymentRecord, form: CardForm) -> Response[str]:
    return page(
        "checkout.html",
        status_code=422 if form.errors else 200,
        payment=record.payment,
        return_url=record.return_url,
        due_at=record.due_at,
        form=form,
        quick_cards=_QUICK_CARDS,
        statuses=STATUSES,
        reasons=REASONS,
    )


def _read(form: CardForm, now: datetime) -> tuple[TestCard | None, tuple[str, str] | None, dict[str, str]]:
    """The card, its month and year, and what is wrong by field."""
    errors = {}
    card = find_card(form.card)
    if card is None:
        errors["card"] = "Это не тестовая карта. Настоящие карты здесь вводить не нужно."
    expiry = _expiry(form.expiry, now)
    if expiry is None:
        errors["expiry"] = "Месяц и год в будущем, например 12/30"
    if not re.fullmatch(r"[0-9]{3}", form.cvc):
        errors["cvc"] = "Три любые цифры"
    return card, expiry, errors


def _expiry(typed: str, now: datetime) -> tuple[str, str] | None:
    """Month and year of the last month in which the card is good, unless that is over."""
    match = _EXPIRY.fullmatch(typed)
    if match is None:
        return None
    month, year = match[1], f"20{match[2]}"
    return (month, year) if (int(year), int(month)) >= (now.year, now.month) else None
