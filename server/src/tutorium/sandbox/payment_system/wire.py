"""The objects the Payment System answers with, and their amounts."""

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

PaymentStatus = Literal["pending", "waiting_for_capture", "succeeded", "canceled"]
RefundStatus = Literal["pending", "succeeded", "canceled"]
ReceiptStatus = Literal["pending", "succeeded", "canceled"]


class Amount(msgspec.Struct, frozen=True):
    """Roubles as a decimal string with exactly two places."""

    value: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}\.[0-9]{2}$")]
    currency: Literal["RUB"]


def rubles(value: Decimal) -> Amount:
    """An amount as it travels."""
    return Amount(f"{value:.2f}", "RUB")


def decimal(amount: Amount) -> Decimal:
    """An amount one can count with, exactly."""
    return Decimal(amount.value)


class _Wire(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An object whose absent parts are left out of the answer."""


class Recipient(_Wire, frozen=True, kw_only=True):
    """The shop that gets the money."""

    account_id: str
    gateway_id: str


class Confirmation(_Wire, frozen=True, kw_only=True):
    """Where the payer goes, and where from there."""

    type: Literal["redirect"]
    return_url: str
    confirmation_url: str


class Card(_Wire, frozen=True, kw_only=True):
    """What a shop may know about a card."""

    first6: str
    last4: str
    expiry_month: str
    expiry_year: str
    card_type: str
    issuer_country: str


class PaymentMethod(_Wire, frozen=True, kw_only=True):
    """How the payer paid."""

    type: Literal["bank_card"]
    id: str
    saved: bool
    status: Literal["active", "inactive"]
    title: str
    card: Card


class CancellationDetails(_Wire, frozen=True, kw_only=True):
    """Who refused, and why."""

    party: str
    reason: str


class ThreeDSecure(_Wire, frozen=True, kw_only=True):
    """Whether the bank asked the payer."""

    applied: bool


class AuthorizationDetails(_Wire, frozen=True, kw_only=True):
    """The bank's own references."""

    rrn: str
    auth_code: str
    three_d_secure: ThreeDSecure


class Payment(_Wire, frozen=True, kw_only=True):
    """A payment as the shop sees it."""

    id: str
    status: PaymentStatus
    amount: Amount
    recipient: Recipient
    created_at: str
    paid: bool
    refundable: bool
    test: bool
    income_amount: Amount | None = None
    refunded_amount: Amount | None = None
    description: str | None = None
    payment_method: PaymentMethod | None = None
    captured_at: str | None = None
    expires_at: str | None = None
    confirmation: Confirmation | None = None
    receipt_registration: ReceiptStatus | None = None
    metadata: dict[str, str] | None = None
    cancellation_details: CancellationDetails | None = None
    authorization_details: AuthorizationDetails | None = None
    merchant_customer_id: str | None = None


class Refund(_Wire, frozen=True, kw_only=True):
    """A refund as the shop sees it."""

    id: str
    payment_id: str
    status: RefundStatus
    created_at: str
    amount: Amount
    description: str | None = None
    receipt_registration: ReceiptStatus | None = None
    metadata: dict[str, str] | None = None
    cancellation_details: CancellationDetails | None = None


class PaymentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A payment with what the shop does not get to see."""

    payment: Payment
    capture: bool
    return_url: str
    save_method: bool
    charged_as: str | None = None
    """For a saved method: the test card whose outcome its automatic charges meet now."""
    revoked: bool = False
    """For a saved method: its payer or his bank has forbidden automatic charges."""
    due_at: str | None
    """When an unconfirmed or uncaptured payment is cancelled; None once it is final."""


class RefundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A refund with the fate that awaits it."""

    refund: Refund
    will_succeed: bool
    due_at: str | None
    """When a pending refund meets its fate; None once it is final."""
