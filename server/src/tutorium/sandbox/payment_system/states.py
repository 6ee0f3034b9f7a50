"""The state machine of a payment and of a refund: pure functions from one record to the next.

    pending ──paid, capture=false──> waiting_for_capture ──capture──> succeeded
       │                                     └──cancel, expired──> canceled
       ├──paid, capture=true──> succeeded
       └──declined, expired──> canceled

`succeeded` and `canceled` are final; a refund changes `refunded_amount`, never the status.
"""

import secrets
from datetime import datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.payment_system.cards import CARDS, TestCard
from tutorium.sandbox.payment_system.errors import wrong_state
from tutorium.sandbox.payment_system.wire import (
    Amount,
    AuthorizationDetails,
    CancellationDetails,
    Card,
    Payment,
    PaymentMethod,
    PaymentRecord,
    Refund,
    RefundRecord,
    ThreeDSecure,
    decimal,
    rubles,
)

CONFIRM_WITHIN = timedelta(hours=1)
CAPTURE_WITHIN = timedelta(days=7)
_KEPT_BY_SHOP = Decimal(1) - Decimal("0.035") * Decimal("1.22")
"""What a shop receives of a payment: all but a fee of 3.5 % and 22 % VAT on the fee."""


def method_of(
    payment_id: str, card: TestCard, *, saved: bool, expiry_month: str, expiry_year: str
) -> PaymentMethod:
    """The payment method a card becomes, without its full number."""
    return PaymentMethod(
        type="bank_card",
        id=payment_id,
        saved=saved,
        status="active" if saved else "inactive",
        title=f"Bank card *{card.number[-4:]}",
        card=Card(
            first6=card.number[:6],
            last4=card.number[-4:],
            expiry_month=expiry_month,
            expiry_year=expiry_year,
            card_type=card.card_type,
            issuer_country="RU",
        ),
    )


def authorised(
    record: PaymentRecord, method: PaymentMethod, now: datetime, *, three_d_secure: bool
) -> PaymentRecord:
    """pending → succeeded, or waiting_for_capture when the shop takes the money in two stages."""
    _must_be(record.payment, "pending")
    payment = replace(
        record.payment,
        paid=True,
        payment_method=method,
        confirmation=None,
        authorization_details=AuthorizationDetails(
            rrn=f"{secrets.randbelow(10**12):012d}",
            auth_code=f"{secrets.randbelow(10**6):06d}",
            three_d_secure=ThreeDSecure(applied=three_d_secure),
        ),
    )
    if record.capture:
        return _succeeded(record, payment, now)
    until = stamp(now + CAPTURE_WITHIN)
    held = replace(payment, status="waiting_for_capture", expires_at=until)
    return replace(record, payment=held, due_at=until)


def charged_again(record: PaymentRecord, first: PaymentRecord, now: datetime) -> PaymentRecord:
    """pending → what becomes of a charge without the payer, with the method of an earlier payment."""
    method = first.payment.payment_method
    if method is None:
        raise wrong_state("The payment has no method")
    if first.revoked:
        return declined(record, method, "payment_network", "permission_revoked")
    card = CARDS.get(first.charged_as or "")
    if card is not None and card.reason is not None:
        return declined(record, method, card.party, card.reason)
    return authorised(record, method, now, three_d_secure=False)


def declined(record: PaymentRecord, method: PaymentMethod, party: str, reason: str) -> PaymentRecord:
    """pending → canceled, because the card was refused."""
    _must_be(record.payment, "pending")
    return _canceled(replace(record, payment=replace(record.payment, payment_method=method)), party, reason)


def captured(record: PaymentRecord, amount: Amount | None, now: datetime) -> PaymentRecord:
    """waiting_for_capture → succeeded with the whole amount or less; the rest goes back to the payer."""
    _must_be(record.payment, "waiting_for_capture")
    taken = replace(record.payment, amount=amount or record.payment.amount, expires_at=None)
    return _succeeded(record, taken, now)


def canceled_by_merchant(record: PaymentRecord) -> PaymentRecord:
    """waiting_for_capture → canceled; a pending payment cannot be cancelled by the shop."""
    _must_be(record.payment, "waiting_for_capture")
    return _canceled(record, "merchant", "canceled_by_merchant")


def expired(record: PaymentRecord) -> PaymentRecord:
    """The payer did not confirm, or the shop did not capture, in time."""
    unconfirmed = record.payment.status == "pending"
    return _canceled(record, "yoo_money", "expired_on_confirmation" if unconfirmed else "expired_on_capture")


def refunded(record: PaymentRecord, amount: Amount) -> PaymentRecord:
    """A refund went through: the payment remembers the sum."""
    before = record.payment.refunded_amount
    total = decimal(amount) + (decimal(before) if before else Decimal(0))
    payment = replace(
        record.payment,
        refunded_amount=rubles(total),
        refundable=total < decimal(record.payment.amount),
    )
    return replace(record, payment=payment)


def settled(record: RefundRecord) -> RefundRecord:
    """pending → what fate has in store; `insufficient_funds` is about the shop's balance."""
    refund: Refund = record.refund
    receipt = refund.receipt_registration and ("succeeded" if record.will_succeed else "canceled")
    if record.will_succeed:
        final = replace(refund, status="succeeded", receipt_registration=receipt)
    else:
        details = CancellationDetails(party="yoo_money", reason="insufficient_funds")
        final = replace(refund, status="canceled", receipt_registration=receipt, cancellation_details=details)
    return replace(record, refund=final, due_at=None)


def _succeeded(record: PaymentRecord, payment: Payment, now: datetime) -> PaymentRecord:
    done = replace(
        payment,
        status="succeeded",
        refundable=True,
        captured_at=stamp(now),
        income_amount=rubles(decimal(payment.amount) * _KEPT_BY_SHOP),
        receipt_registration=payment.receipt_registration and "succeeded",
    )
    return replace(record, payment=done, due_at=None)


def _canceled(record: PaymentRecord, party: str, reason: str) -> PaymentRecord:
    payment = replace(
        record.payment,
        status="canceled",
        paid=False,
        confirmation=None,
        expires_at=None,
        receipt_registration=record.payment.receipt_registration and "canceled",
        cancellation_details=CancellationDetails(party=party, reason=reason),
    )
    return replace(record, payment=payment, due_at=None)


def _must_be(payment: Payment, status: str) -> None:
    if payment.status != status:
        raise wrong_state(f"Payment is {payment.status}, but this needs {status}")
