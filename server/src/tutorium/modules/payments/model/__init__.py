"""Payments, refunds and earnings as they are stored, what the Payment System says, and the pure rules."""

from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias
from uuid import UUID

import msgspec

from tutorium.modules.payments.model.methods import ProviderMethod
from tutorium.platform.money import share

PaymentState = Literal["created", "pending", "succeeded", "canceled", "unknown"]
RefundState = Literal[
    "requested", "approved", "processing", "succeeded", "manual_payout", "rejected", "cancelled_by_user"
]
EarningState = Literal["pending", "available"]
Details: TypeAlias = dict[str, str | int]

FINAL = frozenset({"succeeded", "canceled"})

KEY_LIFE = timedelta(hours=20)
"""The Payment System forgets an idempotence key after 24 hours; this long we trust ours."""

HINT_DELAYS = (timedelta(seconds=5), timedelta(seconds=30))
"""When a fresh payment or refund is asked about, should its webhook be lost; later the poller does it."""

PSP_CLEARING, COMMISSION_REVENUE, REFUND_PAYABLE, SUSPENSE, BANK = (
    "psp_clearing",
    "commission_revenue",
    "refund_payable",
    "suspense",
    "bank",
)


class Payment(msgspec.Struct, frozen=True):
    """One intent to pay: `purpose` is a word of whoever asked, `details` come back to him untouched."""

    id: UUID
    purpose: str
    purpose_id: UUID
    payer_id: UUID
    tutor_id: UUID
    amount_kopecks: int
    refunded_kopecks: int
    state: PaymentState
    provider_id: str | None
    idempotence_key: str
    confirmation_url: str | None
    reason: str | None
    description: str
    return_url: str
    customer_email: str
    details: Details
    created_at: datetime
    paid_at: datetime | None
    version: int
    save_method: bool
    method_id: UUID | None


class Refund(msgspec.Struct, frozen=True):
    """Money on its way back; `attempt` counts the keys under which it was sent.

    `origin`: a rule of ours gave it back, or the payer asked. `doubts` say why people decide about it;
    `deadline_at` is when the payer has to have his money; `answer` is why it was declined.
    """

    id: UUID
    payment_id: UUID
    amount_kopecks: int
    state: RefundState
    reason: str
    provider_id: str | None
    provider_reason: str | None
    idempotence_key: str
    key_since: datetime
    attempt: int
    created_at: datetime
    version: int
    origin: Literal["rule", "payer"] = "rule"
    doubts: list[str] = []
    deadline_at: datetime | None = None
    answer: str | None = None


class PayersRefund(msgspec.Struct, frozen=True):
    """A refund as its payer sees it."""

    id: UUID
    payment_id: UUID
    amount_kopecks: int
    state: RefundState
    origin: Literal["rule", "payer"]
    created_at: datetime
    deadline_at: datetime | None
    answer: str | None
    description: str


class Earning(msgspec.Struct, frozen=True):
    """What a tutor earned with one lesson, and what the platform took of its charge."""

    id: UUID
    lesson_id: UUID
    amount_kopecks: int
    commission_kopecks: int
    state: EarningState
    at: datetime


class Week(msgspec.Struct, frozen=True):
    """A tutor's earnings of one ISO week (UTC): "2026-W48"."""

    week: str
    amount_kopecks: int


class Steps(msgspec.Struct, frozen=True):
    """Commission by lessons completed before: (fewer than this many, basis points), then `beyond`."""

    until: tuple[tuple[int, int], ...]
    beyond: int


class Id(msgspec.Struct, frozen=True):
    """A row that is only named."""

    id: UUID


class Account(msgspec.Struct, frozen=True):
    """An account of the ledger, by its code."""

    id: int
    code: str


class Escrow(msgspec.Struct, frozen=True):
    """What waits for a payer's lessons with a tutor."""

    payer_id: UUID
    tutor_id: UUID
    kopecks: int


class Movement(msgspec.Struct, frozen=True):
    """Kopecks that, by the ledger, came in (+) or went out (-) with one object of the Payment System."""

    provider_id: str
    kopecks: int


class Soundness(msgspec.Struct, frozen=True):
    """The ledger's own checks; all three are zero in a sound ledger."""

    total_kopecks: int
    unbalanced_transactions: int
    wrong_balances: int


class Difference(msgspec.Struct, frozen=True):
    """An object on which the Payment System and the ledger disagree."""

    provider_id: str
    provider_kopecks: int
    ledger_kopecks: int


class Reconciliation(msgspec.Struct, frozen=True):
    """The ledger beside the Payment System, object by object, refunds as negative amounts."""

    matched: int
    differences: list[Difference]

    @property
    def unexplained_kopecks(self) -> int:
        """The sum of all differences, each as a positive number."""
        return sum(abs(each.provider_kopecks - each.ledger_kopecks) for each in self.differences)


class ProviderPayment(msgspec.Struct, frozen=True):
    """A payment as the Payment System tells it; `status` may be a word that we do not know yet."""

    id: str
    status: str
    amount_kopecks: int
    payment_id: UUID | None
    confirmation_url: str | None
    reason: str | None
    method: ProviderMethod | None = None


class ProviderRefund(msgspec.Struct, frozen=True):
    """A refund as the Payment System tells it."""

    id: str
    status: str
    amount_kopecks: int
    refund_id: UUID | None
    reason: str | None


class Refused(msgspec.Struct, frozen=True):
    """The Payment System declined, for good: nothing was done."""

    reason: str


class Unknown(msgspec.Struct, frozen=True):
    """It may have been done or not: ask again with the same key."""

    reason: str


def account_kind(code: str) -> str:
    """Which side of the books an account is on, from the first part of its code."""
    match code.partition(":")[0]:
        case "psp_clearing" | "bank":
            return "asset"
        case "commission_revenue":
            return "income"
        case _:
            return "liability"


def may_go_negative(code: str) -> bool:
    """Only what we are owed goes below zero: what we owe to people never does."""
    return account_kind(code) == "asset"


def lesson_escrow(payer_id: UUID, tutor_id: UUID) -> str:
    """Code of the account that holds a payer's money for lessons with a tutor."""
    return f"lesson_escrow:{payer_id}:{tutor_id}"


def tutor_pending(tutor_id: UUID) -> str:
    """Code of the account with what a tutor earned and is not paid out yet."""
    return f"tutor_pending:{tutor_id}"


def tutor_available(tutor_id: UUID) -> str:
    """Code of the account with what a tutor may take out."""
    return f"tutor_available:{tutor_id}"


def commission_rate(completed_minutes_before: int, steps: Steps) -> int:
    """Basis points of commission of a pair with this many paid minutes completed before (domain.md D6.2)."""
    lessons = completed_minutes_before // 60
    return next((rate for until, rate in steps.until if lessons < until), steps.beyond)


def divide(charge_kopecks: int, basis_points: int) -> tuple[int, int]:
    """A lesson's charge as (tutor's part, commission); the two always make the charge."""
    commission = share(charge_kopecks, basis_points)
    return charge_kopecks - commission, commission


def retry_refund_at(reason: str, attempt: int, now: datetime) -> datetime | None:
    """When to send a canceled refund again under a new key; None: it needs people (domain.md D3.3).

    The recipient's bank was too slow: after 1, 1, 2, 3, 5, 8, 13 minutes. Our own takings were too small:
    the next day at 10:00 in Moscow, a week long. It never reached the Payment System: at once. Anything else
    is final.
    """
    if attempt > 7:
        return None
    if reason == "never_created":
        return now
    if reason == "rejected_by_timeout":
        return now + timedelta(minutes=(1, 1, 2, 3, 5, 8, 13)[attempt - 1])
    if reason == "insufficient_funds":
        tomorrow = (now + timedelta(hours=3)).date() + timedelta(days=1)
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, 7, tzinfo=UTC)
    return None
