"""Payments and refunds as the staff sees them: with their history, their ledger, and what is still open."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.payments.model import Difference, PaymentState, RefundState
from tutorium.modules.payments.model.refunding import Approval


class DeskPayment(msgspec.Struct, frozen=True):
    """A payment among others."""

    payment_id: UUID
    payer_id: UUID
    tutor_id: UUID
    amount_kopecks: int
    refunded_kopecks: int
    state: PaymentState
    reason: str | None
    description: str
    provider_id: str | None
    created_at: datetime
    paid_at: datetime | None


class DeskRefund(msgspec.Struct, frozen=True):
    """A refund with what is needed to decide about it; `provider_reason` is why it was not sent."""

    refund_id: UUID
    payment_id: UUID
    payer_id: UUID
    tutor_id: UUID
    payment_kopecks: int
    description: str
    amount_kopecks: int
    state: RefundState
    origin: Literal["rule", "payer"]
    reason: str
    doubts: list[str]
    deadline_at: datetime | None
    answer: str | None
    provider_reason: str | None
    attempt: int
    created_at: datetime
    approvals: list[Approval]


class Happening(msgspec.Struct, frozen=True):
    """A change of state of a payment, or of one of its refunds."""

    at: datetime
    refund_id: UUID | None
    from_state: str | None
    to_state: str
    reason: str | None


class LedgerLine(msgspec.Struct, frozen=True):
    """One line of a posting: plus is what we owe more, or what came off the Payment System's account."""

    posting_id: UUID
    kind: str
    at: datetime
    account: str
    amount_kopecks: int


class PaymentFile(msgspec.Struct, frozen=True):
    """All that is known of a payment; `flag_reason` says why somebody is wary of its payer."""

    payment: DeskPayment
    refunds: list[DeskRefund]
    happenings: list[Happening]
    ledger: list[LedgerLine]
    flag_reason: str | None


class ProviderView(msgspec.Struct, frozen=True):
    """What the Payment System said just now; `status` None: it did not answer, `reason` says how."""

    status: str | None
    amount_kopecks: int | None
    reason: str | None


class ReconciliationRun(msgspec.Struct, frozen=True):
    """One comparison with the Payment System; `broke_off`: it did not show its lists."""

    id: UUID
    at: datetime
    matched: int
    unexplained_kopecks: int
    differences: list[Difference]
    broke_off: bool


class Money(msgspec.Struct, frozen=True):
    """What moved within a stretch of time, from the ledger; `place` is its number, from 1."""

    place: int
    taken_kopecks: int
    refunded_kopecks: int
    commission_kopecks: int
