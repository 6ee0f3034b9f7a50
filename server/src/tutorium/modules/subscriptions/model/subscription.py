"""A subscription: its states, the moves between them as a table, and what is owed for it (domain.md D4.2)."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.subscriptions.model.plans import POLICY, POLICY_VERSION, Plan, Policy


class State(StrEnum):
    """Where a subscription is."""

    INCOMPLETE = "incomplete"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    ENDED = "ended"


LIVE = (State.ACTIVE, State.PAST_DUE)

EndedReason = Literal["never_paid", "cancelled", "unpaid", "refunded"]
CollectionMode = Literal["auto", "manual"]
CancelReason = Literal[
    "customer_service",
    "low_quality",
    "missing_features",
    "switched_service",
    "too_complex",
    "too_expensive",
    "unused",
    "other",
]
Trigger = Literal[
    "subscribed",
    "first_paid",
    "never_paid",
    "renewed",
    "skipped",
    "unpaid",
    "paid_late",
    "cancel_asked",
    "cancel_undone",
    "period_over",
    "given_up",
    "refunded",
    "collection_changed",
]
RefundReason = Literal["not_needed", "tutor_does_not_fit", "quality", "mistake", "other"]
Action = Literal["pay", "cancel", "undo_cancel", "top_up", "set_collection", "refund"]


class Transition(msgspec.Struct, frozen=True):
    """A row of the table: where a trigger leads from a state, and why a subscription ends there."""

    rule: str
    trigger: Trigger
    source: State | None
    target: State
    reason: EndedReason | None = None


TRANSITIONS = (
    Transition("S1", "subscribed", None, State.INCOMPLETE),
    Transition("S2", "first_paid", State.INCOMPLETE, State.ACTIVE),
    Transition("S3", "never_paid", State.INCOMPLETE, State.ENDED, "never_paid"),
    Transition("S4", "renewed", State.ACTIVE, State.ACTIVE),
    Transition("S5", "skipped", State.ACTIVE, State.ACTIVE),
    Transition("S6", "unpaid", State.ACTIVE, State.PAST_DUE),
    Transition("S7", "paid_late", State.PAST_DUE, State.ACTIVE),
    Transition("S10", "cancel_asked", State.ACTIVE, State.ACTIVE),
    Transition("S10", "cancel_asked", State.PAST_DUE, State.PAST_DUE),
    Transition("S10", "cancel_undone", State.ACTIVE, State.ACTIVE),
    Transition("S11", "period_over", State.ACTIVE, State.ENDED, "cancelled"),
    Transition("S11", "period_over", State.PAST_DUE, State.ENDED, "cancelled"),
    Transition("S12", "given_up", State.PAST_DUE, State.ENDED, "unpaid"),
    Transition("S14", "refunded", State.ACTIVE, State.ENDED, "refunded"),
    Transition("S14", "refunded", State.PAST_DUE, State.ENDED, "refunded"),
    Transition("D4.3", "collection_changed", State.ACTIVE, State.ACTIVE),
    Transition("D4.3", "collection_changed", State.PAST_DUE, State.PAST_DUE),
)
_ROWS = {(row.source, row.trigger): row for row in TRANSITIONS}


class Subscription(msgspec.Struct, frozen=True):
    """A row of subscriptions.subscription. `period_end` is until when it is paid; `stage` is how far the next
    renewal has come (model.agenda)."""

    id: UUID
    command_id: UUID
    state: State
    ended_reason: EndedReason | None
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    subject: str
    level: str
    lessons_per_week: int
    lesson_minutes: int
    minutes_per_cycle: int
    unit_price_kopecks: int
    price_kopecks: int
    policy_snapshot: Policy
    policy_version: int
    timezone: str
    collection_mode: CollectionMode
    method_id: UUID | None
    period_no: int
    period_start: datetime | None
    period_end: datetime | None
    stage: int
    warned_at: datetime | None
    cancel_at_period_end: bool
    cancel_reason: CancelReason | None
    skip_count: int
    past_due_since: datetime | None
    failures: int
    decline: str | None
    next_attempt_at: datetime | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    version: int


class Invoice(msgspec.Struct, frozen=True):
    """What is to be paid for a period, or for extra lessons (without a `period_no`)."""

    id: UUID
    subscription_id: UUID
    kind: Literal["first", "renewal", "topup"]
    period_no: int | None
    minutes: int
    amount_kopecks: int
    state: Literal["open", "paid", "void"]
    created_at: datetime


class Charge(msgspec.Struct, frozen=True):
    """One attempt to have an invoice paid; at most one is open. Its payment has the same purpose id."""

    id: UUID
    invoice_id: UUID
    attempt: int
    origin: Literal["payer", "system"]
    method_id: UUID | None
    save_method: bool
    state: Literal["open", "succeeded", "canceled"]
    reason: str | None
    decline: str | None
    created_at: datetime


class Step(msgspec.Struct, frozen=True):
    """One line of a subscription's history."""

    at: datetime
    trigger: str
    from_state: State | None
    to_state: State
    actor_role: Literal["payer", "system"]
    reason_code: str | None


class Balance(msgspec.Struct, frozen=True):
    """Minutes of a pair that are paid for and not used."""

    free: int
    reserved: int


def transition(state: State | None, trigger: Trigger) -> Transition | None:
    """The row of the table for a trigger in a state; None: it may not happen there."""
    return _ROWS.get((state, trigger))


def charge_key(subscription_id: UUID, invoice: Invoice, attempt: int) -> str:
    """The idempotency key of an automatic charge (domain.md D4.3)."""
    return f"sub:{subscription_id}:{invoice.period_no}:{attempt}"


def begun(
    plan: Plan,
    *,
    subscription_id: UUID,
    command_id: UUID,
    payer_id: UUID,
    learner_id: UUID,
    tutor_id: UUID,
    timezone: str,
    now: datetime,
) -> Subscription:
    """A subscription that waits for its first payment, on today's terms."""
    return Subscription(
        id=subscription_id,
        command_id=command_id,
        state=State.INCOMPLETE,
        ended_reason=None,
        payer_id=payer_id,
        learner_id=learner_id,
        tutor_id=tutor_id,
        subject=plan.subject,
        level=plan.level,
        lessons_per_week=plan.lessons_per_week,
        lesson_minutes=plan.lesson_minutes,
        minutes_per_cycle=plan.minutes_per_cycle,
        unit_price_kopecks=plan.unit_price_kopecks,
        price_kopecks=plan.price_kopecks,
        policy_snapshot=POLICY,
        policy_version=POLICY_VERSION,
        timezone=timezone,
        collection_mode="manual",
        method_id=None,
        period_no=0,
        period_start=None,
        period_end=None,
        stage=0,
        warned_at=None,
        cancel_at_period_end=False,
        cancel_reason=None,
        skip_count=0,
        past_due_since=None,
        failures=0,
        decline=None,
        next_attempt_at=None,
        created_at=now,
        started_at=None,
        ended_at=None,
        version=1,
    )
