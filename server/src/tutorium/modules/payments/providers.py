"""The Payment System (YooKassa API v3, contracts/01): three outcomes of every call, and no fourth.

Done: its object. Refused: it answered 4xx to a command, nothing was done. Unknown: 202, 429, 5xx, a broken
connection, no answer in time, an unreadable answer, not asked at all; repeat with the same key.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import httpx
import msgspec

from tutorium.modules.payments.model import Payment, ProviderPayment, ProviderRefund, Refund, Refused, Unknown
from tutorium.modules.payments.model.methods import ProviderMethod
from tutorium.platform import circuit, outbound
from tutorium.platform.money import CURRENCY, kopecks, rubles
from tutorium.platform.settings import settings

PATIENT_SECONDS = 10.0
HASTY_SECONDS = 4.0
"""How long to wait when a person is waiting too."""


class Amount(msgspec.Struct, frozen=True):
    value: str
    currency: str


class Confirmation(msgspec.Struct, frozen=True):
    confirmation_url: str | None = None


class CancellationDetails(msgspec.Struct, frozen=True):
    reason: str = "unspecified"


class CardObject(msgspec.Struct, frozen=True):
    last4: str = ""
    card_type: str = ""


class MethodObject(msgspec.Struct, frozen=True):
    id: str
    type: str = ""
    saved: bool = False
    card: CardObject | None = None


class PaymentObject(msgspec.Struct, frozen=True):
    id: str
    status: str
    amount: Amount
    confirmation: Confirmation | None = None
    cancellation_details: CancellationDetails | None = None
    metadata: dict[str, str] | None = None
    payment_method: MethodObject | None = None


class RefundObject(msgspec.Struct, frozen=True):
    id: str
    status: str
    amount: Amount
    cancellation_details: CancellationDetails | None = None
    metadata: dict[str, str] | None = None


class ErrorObject(msgspec.Struct, frozen=True):
    code: str = "refused"


class PaymentPage(msgspec.Struct, frozen=True):
    items: list[PaymentObject]
    next_cursor: str | None = None


class RefundPage(msgspec.Struct, frozen=True):
    items: list[RefundObject]
    next_cursor: str | None = None


outbound.register("payment_system", ru="Платёжная система", en="Payment System", module="payments")
W = TypeVar("W", PaymentObject, RefundObject, PaymentPage, RefundPage)
_client: httpx.AsyncClient | None = None


async def create_payment(
    payment: Payment, *, token: str | None, seconds: float
) -> ProviderPayment | Refused | Unknown:
    """Ask for a one-stage payment with a page of the Payment System, or, with the `token` of a saved method,
    without the payer; the same bytes at every repeat."""
    how: dict[str, Any] = (
        {"payment_method_id": token}
        if token is not None
        else {"confirmation": {"type": "redirect", "return_url": payment.return_url}}
    )
    body = {
        "amount": _amount(payment.amount_kopecks),
        "capture": True,
        **how,
        **({"save_payment_method": True} if payment.save_method else {}),
        "description": payment.description,
        "receipt": _receipt(payment, payment.amount_kopecks),
        "metadata": {"payment_id": str(payment.id)},
    }
    key = payment.idempotence_key
    return _payment(
        await _ask(PaymentObject, "create_payment", "/payments", body=body, key=key, seconds=seconds)
    )


async def fetch_payment(provider_id: str) -> ProviderPayment | Refused | Unknown:
    """A payment as the Payment System knows it now."""
    return _payment(await _ask(PaymentObject, "fetch_payment", f"/payments/{provider_id}"))


async def create_refund(
    refund: Refund, payment: Payment, *, seconds: float
) -> ProviderRefund | Refused | Unknown:
    """Ask to send money back to where the payment came from."""
    body = {
        "payment_id": payment.provider_id,
        "amount": _amount(refund.amount_kopecks),
        "description": payment.description,
        "receipt": _receipt(payment, refund.amount_kopecks),
        "metadata": {"refund_id": str(refund.id)},
    }
    key = refund.idempotence_key
    return _refund(await _ask(RefundObject, "create_refund", "/refunds", body=body, key=key, seconds=seconds))


async def fetch_refund(provider_id: str) -> ProviderRefund | Refused | Unknown:
    """A refund as the Payment System knows it now."""
    return _refund(await _ask(RefundObject, "fetch_refund", f"/refunds/{provider_id}"))


async def payments_since(since: datetime) -> AsyncIterator[ProviderPayment]:
    """Every payment the Payment System has since a moment, newest first; ConnectionError if it breaks off."""
    async for found in _pages(PaymentPage, "list_payments", "/payments", {"created_at.gte": _time(since)}):
        answer = _payment(found)
        if isinstance(answer, ProviderPayment):
            yield answer


async def refunds_since(since: datetime) -> AsyncIterator[ProviderRefund]:
    """Every refund the Payment System has since a moment, newest first; ConnectionError if it breaks off."""
    async for found in _pages(RefundPage, "list_refunds", "/refunds", {"created_at.gte": _time(since)}):
        answer = _refund(found)
        if isinstance(answer, ProviderRefund):
            yield answer


async def _pages(kind: Any, operation: str, path: str, filters: dict[str, str]) -> AsyncIterator[Any]:
    query = {**filters, "limit": "100"}
    while True:
        page = await _ask(kind, operation, path, query=query)
        if isinstance(page, Refused | Unknown):
            raise ConnectionError(f"{operation}: {page.reason}")
        for item in page.items:
            yield item
        if page.next_cursor is None:
            return
        query = {**query, "cursor": page.next_cursor}


async def _ask(
    kind: type[W],
    operation: str,
    path: str,
    *,
    body: dict[str, Any] | None = None,
    key: str | None = None,
    query: dict[str, str] | None = None,
    seconds: float = PATIENT_SECONDS,
) -> W | Refused | Unknown:
    """One call and one metric; a command has a key, a question has none and cannot be refused."""
    try:
        with circuit.call("payment_system", operation) as call:
            response = await _http().request(
                "GET" if key is None else "POST",
                settings().payment_system_url.rstrip("/") + path,
                params=query,
                content=None if body is None else msgspec.json.encode(body),
                headers={} if key is None else {"Idempotence-Key": key, "Content-Type": "application/json"},
                auth=(settings().payment_system_shop_id, settings().payment_system_secret_key),
                timeout=seconds,
            )
            found = _read(kind, response, is_command=key is not None)
            if not isinstance(found, Unknown):
                call.outcome = "refused" if isinstance(found, Refused) else "ok"
            return found
    except (httpx.HTTPError, circuit.NotAsked) as error:
        return Unknown(type(error).__name__)


def _read(kind: type[W], response: httpx.Response, *, is_command: bool) -> W | Refused | Unknown:
    status = response.status_code
    try:
        if status == 200:
            return msgspec.json.decode(response.content, type=kind)
        if is_command and 400 <= status < 500 and status != 429:
            return Refused(msgspec.json.decode(response.content, type=ErrorObject).code)
    except msgspec.MsgspecError:
        return Unknown("unreadable")
    return Unknown(f"http_{status}")


def _payment(found: PaymentObject | Refused | Unknown) -> ProviderPayment | Refused | Unknown:
    if isinstance(found, Refused | Unknown):
        return found
    amount = _kopecks(found.amount)
    if amount is None:
        return Unknown("unreadable_amount")
    return ProviderPayment(
        id=found.id,
        status=found.status,
        amount_kopecks=amount,
        payment_id=_our_id(found.metadata, "payment_id"),
        confirmation_url=found.confirmation.confirmation_url if found.confirmation else None,
        reason=found.cancellation_details.reason if found.cancellation_details else None,
        method=_method(found.payment_method),
    )


def _method(found: MethodObject | None) -> ProviderMethod | None:
    if found is None:
        return None
    card = found.card or CardObject()
    return ProviderMethod(found.id, found.saved, card.card_type or found.type, card.last4)


def _refund(found: RefundObject | Refused | Unknown) -> ProviderRefund | Refused | Unknown:
    if isinstance(found, Refused | Unknown):
        return found
    amount = _kopecks(found.amount)
    if amount is None:
        return Unknown("unreadable_amount")
    return ProviderRefund(
        id=found.id,
        status=found.status,
        amount_kopecks=amount,
        refund_id=_our_id(found.metadata, "refund_id"),
        reason=found.cancellation_details.reason if found.cancellation_details else None,
    )


def _kopecks(amount: Amount) -> int | None:
    try:
        return kopecks(amount.value) if amount.currency == CURRENCY else None
    except ValueError:
        return None


def _our_id(metadata: dict[str, str] | None, name: str) -> UUID | None:
    try:
        return UUID((metadata or {})[name])
    except (KeyError, ValueError):
        return None


def _amount(amount_kopecks: int) -> dict[str, str]:
    return {"value": rubles(amount_kopecks), "currency": CURRENCY}


def _receipt(payment: Payment, amount_kopecks: int) -> dict[str, Any]:
    """54-FZ: a service paid in full beforehand, without VAT; the e-mail is where the receipt goes."""
    return {
        "customer": {"email": payment.customer_email},
        "items": [
            {
                "description": payment.description,
                "quantity": "1.00",
                "measure": "piece",
                "amount": _amount(amount_kopecks),
                "vat_code": 1,
                "payment_subject": "service",
                "payment_mode": "full_prepayment",
            }
        ],
    }


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _http() -> httpx.AsyncClient:
    global _client
    if _client is None or _client.is_closed:
        _client = httpx.AsyncClient()
    return _client
