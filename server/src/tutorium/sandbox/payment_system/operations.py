"""What a shop, a payer and time can do to payments and refunds: one function, one transaction."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.database import change
from tutorium.sandbox.payment_system import states, store
from tutorium.sandbox.payment_system.cards import TestCard
from tutorium.sandbox.payment_system.errors import invalid, not_found, wrong_state
from tutorium.sandbox.payment_system.requests import (
    CapturePayment,
    CreatePayment,
    CreateRefund,
    check_amount,
    check_receipt,
)
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.webhooks import announce
from tutorium.sandbox.payment_system.wire import (
    Confirmation,
    Payment,
    PaymentRecord,
    Recipient,
    Refund,
    RefundRecord,
    decimal,
)

_KEY_LIVES = timedelta(hours=24)
_PENDING_REFUND_TAKES = timedelta(seconds=30)
_KEY = re.compile(r"[!-~]{1,64}")


class Call(msgspec.Struct, frozen=True):
    """A changing call: the same operation, key and body mean the same intention for a day."""

    operation: str
    key: str | None
    body: bytes


def create_payment(shop: Shop, call: Call, request: CreatePayment, checkout: str) -> Payment:
    """A new payment; one by a saved method is final at once, any other waits for the payer at `checkout`."""
    check_amount(request.amount)
    check_receipt(request.receipt, request.amount)

    def work(now: datetime) -> str:
        first = _first_payment(shop, request)
        record = _new_payment(shop, request, checkout, now)
        if first is None:
            store.save_payment(shop.database, record)
        else:
            _move(shop, states.charged_again(record, first, now), now)
        return record.payment.id

    return payment_of(shop, _once(shop, call, work)).payment


def capture_payment(shop: Shop, call: Call, payment_id: str, request: CapturePayment) -> Payment:
    """Take the held money, or a part of it."""

    def work(now: datetime) -> str:
        record = payment_of(shop, payment_id)
        amount = request.amount or record.payment.amount
        if decimal(amount) > decimal(record.payment.amount):
            raise invalid("Capture amount is greater than payment amount", "amount.value")
        check_receipt(request.receipt, amount)
        _move(shop, states.captured(record, request.amount, now), now)
        return payment_id

    return payment_of(shop, _once(shop, call, work)).payment


def cancel_payment(shop: Shop, call: Call, payment_id: str) -> Payment:
    """Let the held money go."""

    def work(now: datetime) -> str:
        _move(shop, states.canceled_by_merchant(payment_of(shop, payment_id)), now)
        return payment_id

    return payment_of(shop, _once(shop, call, work)).payment


def create_refund(shop: Shop, call: Call, request: CreateRefund) -> Refund:
    """Give money back: any number of refunds, together at most what was paid."""

    def work(now: datetime) -> str:
        _check_refund(shop, request)
        pending = shop.faults.strikes("refund_pending")
        due_at = stamp(now + _PENDING_REFUND_TAKES) if pending else None
        record = RefundRecord(
            refund=Refund(
                id=str(uuid4()),
                payment_id=request.payment_id,
                status="pending",
                created_at=stamp(now),
                amount=request.amount,
                description=request.description,
                receipt_registration="pending" if request.receipt else None,
                metadata=request.metadata,
            ),
            will_succeed=not shop.faults.strikes("refund_canceled"),
            due_at=due_at,
        )
        store.save_refund(shop.database, record)
        if not pending:
            _settle_refund(shop, record, now)
        return record.refund.id

    return refund_of(shop, _once(shop, call, work)).refund


def pay(
    shop: Shop, payment_id: str, card: TestCard, expiry: tuple[str, str], *, saved: bool | None = None
) -> Payment:
    """What the payer does on the hosted page; a finished payment stays as it is. `expiry`: month, year."""
    settle_due(shop)
    now = shop.now()
    with change(shop.database):
        record = payment_of(shop, payment_id)
        if record.payment.status != "pending":
            return record.payment
        saves = record.save_method if saved is None else saved
        method = states.method_of(
            payment_id,
            card,
            saved=saves and card.reason is None,
            expiry_month=expiry[0],
            expiry_year=expiry[1],
        )
        if card.reason is None:
            final = states.authorised(record, method, now, three_d_secure=card.three_d_secure)
        else:
            final = states.declined(record, method, card.party, card.reason)
        _move(shop, final, now)
    return final.payment


def change_method(shop: Shop, payment_id: str, card: TestCard | None, *, revoked: bool) -> None:
    """What a bank may do to a saved method: from now on it is charged as this card, or not at all."""
    with change(shop.database):
        record = payment_of(shop, payment_id)
        if record.payment.payment_method is None or not record.payment.payment_method.saved:
            raise not_found("Payment method")
        charged_as = record.charged_as if card is None else card.number
        store.save_payment(shop.database, replace(record, charged_as=charged_as, revoked=revoked))


def settle_due(shop: Shop) -> None:
    """What time does: payments not confirmed or captured are cancelled, pending refunds meet their fate."""
    now = shop.now()
    with change(shop.database):
        for payment in store.due_payments(shop.database, stamp(now)):
            _move(shop, states.expired(payment), now)
        for refund in store.due_refunds(shop.database, stamp(now)):
            _settle_refund(shop, refund, now)


def payment_of(shop: Shop, payment_id: str) -> PaymentRecord:
    """The payment, or 404."""
    record = store.find_payment(shop.database, payment_id)
    if record is None:
        raise not_found("Payment")
    return record


def refund_of(shop: Shop, refund_id: str) -> RefundRecord:
    """The refund, or 404."""
    record = store.find_refund(shop.database, refund_id)
    if record is None:
        raise not_found("Refund")
    return record


def _once(shop: Shop, call: Call, work: Callable[[datetime], str]) -> str:
    """Do the work if this key is new; either way the id of the object the key stands for."""
    key = _checked(call.key)
    body_hash = hashlib.sha256(call.body).hexdigest()
    settle_due(shop)
    now = shop.now()
    with change(shop.database):
        known = store.find_first_call(shop.database, call.operation, key, stamp(now - _KEY_LIVES))
        if known is None:
            object_id = work(now)
            store.remember_call(shop.database, call.operation, key, body_hash, object_id, stamp(now))
            shop.wake.set()
            return object_id
    known_hash, object_id = known
    if known_hash != body_hash:
        raise invalid("Idempotence key duplicated", "Idempotence-Key")
    return object_id


def _checked(key: str | None) -> str:
    if not key:
        raise invalid("Idempotence key is not given", "Idempotence-Key")
    if not _KEY.fullmatch(key):
        raise invalid("Idempotence key is too long or has illegal characters", "Idempotence-Key")
    return key


def _new_payment(shop: Shop, request: CreatePayment, checkout: str, now: datetime) -> PaymentRecord:
    payment_id = str(uuid4())
    return_url, confirmation = "", None
    if request.confirmation is not None:
        return_url = request.confirmation.return_url
        confirmation = Confirmation(
            type="redirect", return_url=return_url, confirmation_url=f"{checkout}/{payment_id}"
        )
    return PaymentRecord(
        payment=Payment(
            id=payment_id,
            status="pending",
            amount=request.amount,
            recipient=Recipient(account_id=shop.shop_id, gateway_id=f"{shop.shop_id}01"),
            created_at=stamp(now),
            paid=False,
            refundable=False,
            test=True,
            description=request.description,
            confirmation=confirmation,
            receipt_registration="pending" if request.receipt else None,
            metadata=request.metadata,
            merchant_customer_id=request.merchant_customer_id,
        ),
        capture=request.capture,
        return_url=return_url,
        save_method=request.save_payment_method,
        due_at=stamp(now + states.CONFIRM_WITHIN),
    )


def _first_payment(shop: Shop, request: CreatePayment) -> PaymentRecord | None:
    """The payment with which the method to charge was saved; without one the payer needs a way to confirm."""
    if request.payment_method_id is None:
        if request.confirmation is None:
            raise invalid("Confirmation is required", "confirmation")
        return None
    first = store.find_payment(shop.database, request.payment_method_id)
    method = first.payment.payment_method if first else None
    if method is None or not method.saved:
        raise invalid("Payment method is not saved in this shop", "payment_method_id")
    return first


def _check_refund(shop: Shop, request: CreateRefund) -> None:
    record = store.find_payment(shop.database, request.payment_id)
    if record is None:
        raise invalid("Payment doesn't exist", "payment_id")
    if record.payment.status != "succeeded":
        raise wrong_state(f"Payment is {record.payment.status}, only a succeeded one can be refunded")
    promised = sum(
        (
            decimal(known.refund.amount)
            for known in store.refunds_of(shop.database, request.payment_id)
            if known.refund.status != "canceled"
        ),
        Decimal(0),
    )
    asked, paid = decimal(request.amount), decimal(record.payment.amount)
    if not 0 < asked <= paid - promised:
        raise invalid("Refund amount is greater than what is left of the payment", "amount.value")
    if record.payment.receipt_registration and asked < paid and request.receipt is None:
        raise invalid("A partial refund needs the receipt of what is returned", "receipt")
    check_receipt(request.receipt, request.amount)


def _settle_refund(shop: Shop, record: RefundRecord, now: datetime) -> None:
    """A refund that succeeds is announced, a cancelled one is not: the shop has to ask."""
    final = states.settled(record)
    store.save_refund(shop.database, final)
    if final.refund.status == "succeeded":
        payment = payment_of(shop, final.refund.payment_id)
        store.save_payment(shop.database, states.refunded(payment, final.refund.amount))
        announce(shop, "refund.succeeded", final.refund, now)


def _move(shop: Shop, record: PaymentRecord, now: datetime) -> None:
    """Write a payment's next state together with the notification of it."""
    store.save_payment(shop.database, record)
    announce(shop, f"payment.{record.payment.status}", record.payment, now)
