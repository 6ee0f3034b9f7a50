"""What is shown of plans and subscriptions."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.subscriptions.model import refundable_kopecks
from tutorium.modules.subscriptions.model.agenda import NextCharge, charge_time, ends_at, forecast, payable
from tutorium.modules.subscriptions.model.subscription import (
    LIVE,
    Action,
    CancelReason,
    CollectionMode,
    EndedReason,
    State,
    Step,
)
from tutorium.modules.subscriptions.service.reading import Seen
from tutorium.platform import clock
from tutorium.platform.money import CURRENCY


class PlanView(msgspec.Struct, frozen=True):
    """Lessons for four weeks at a time; `unit_price_kopecks` is for 60 minutes."""

    subject: str
    level: str
    lessons_per_week: int
    minutes: int
    lessons_per_cycle: int
    minutes_per_cycle: int
    unit_price_kopecks: int
    price_kopecks: int


class PlansView(msgspec.Struct, frozen=True):
    """A tutor's plans. `eligible`: the learner has had a lesson with him.

    Charged every `cycle_days` days, that is `charges_per_year` times a year; at most `cap_cycles` cycles may
    be paid for and not used.
    """

    tutor_id: UUID
    tutor_name: str
    eligible: bool
    cycle_days: int
    charges_per_year: int
    cap_cycles: int
    currency: str
    items: list[PlanView]


class MethodView(msgspec.Struct, frozen=True):
    """The saved card that is charged; a frozen one is not."""

    id: UUID
    brand: str
    last4: str
    state: str


class PaymentOfSubscription(msgspec.Struct, frozen=True):
    """A payment under way. `kind`: first, renewal or topup; without a `confirmation_url` there is no page to
    pay on (yet)."""

    payment_id: UUID
    kind: str
    minutes: int
    amount_kopecks: int
    state: str
    confirmation_url: str | None
    reason: str | None


class SubscriptionView(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription for its payer.

    `period_end`: until when it is paid. `charge_at`: when the next period is to be paid. `free_minutes` and
    `reserved_minutes` are all minutes with this tutor for this learner. `decline` is the class of the last
    refused charge (soft, hard, legal, fraud), `ends_at` when the subscription ends if nothing is done.
    """

    id: UUID
    state: State
    ended_reason: EndedReason | None
    tutor_id: UUID
    tutor_name: str
    tutor_photo_url: str | None
    learner_id: UUID
    learner_name: str
    payer_id: UUID
    subject: str
    level: str
    lessons_per_week: int
    minutes: int
    lessons_per_cycle: int
    minutes_per_cycle: int
    unit_price_kopecks: int
    price_kopecks: int
    currency: str = CURRENCY
    cycle_days: int
    collection_mode: CollectionMode
    method: MethodView | None
    period_no: int
    period_start: datetime | None
    period_end: datetime | None
    charge_at: datetime | None
    cancel_at_period_end: bool
    cancel_reason: CancelReason | None
    skip_count: int
    past_due_since: datetime | None
    retry_at: datetime | None
    ends_at: datetime | None
    decline: str | None
    free_minutes: int
    reserved_minutes: int
    top_up_minutes: int
    next_charges: list[NextCharge]
    allowed_actions: list[Action]
    payment: PaymentOfSubscription | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    version: int


class RefundPart(msgspec.Struct, frozen=True):
    """Money for the free minutes of one lot; it goes back to the payment that bought it."""

    lot_id: UUID
    payment_id: UUID
    minutes: int
    amount_kopecks: int


class SubscriptionRefundQuote(msgspec.Struct, frozen=True):
    """What all free minutes of a subscription give, newest payment first.

    `reserved_minutes` wait for lessons and are not in it: without them the subscription ends with the refund.
    The money is there within `days`.
    """

    refund_kopecks: int
    refund_minutes: int
    reserved_minutes: int
    ends_subscription: bool
    currency: str
    days: int
    parts: list[RefundPart]


class SubscriptionPage(msgspec.Struct, frozen=True):
    """Subscriptions, and where the next page begins."""

    items: list[SubscriptionView]
    next_cursor: str | None


class SubscriptionHistory(msgspec.Struct, frozen=True):
    """Everything that happened to a subscription, the first thing first."""

    items: list[Step]


def view(seen: Seen) -> SubscriptionView:
    """A subscription as its payer sees it now."""
    found, balance = seen.subscription, seen.balance
    live = found.state in LIVE
    room = found.policy_snapshot.cap_cycles * found.minutes_per_cycle - balance.free - balance.reserved
    own = {
        name: getattr(found, name)
        for name in SubscriptionView.__struct_fields__
        if name in found.__struct_fields__
    }
    return SubscriptionView(
        **own,
        tutor_name=seen.tutor.full_name if seen.tutor else "",
        tutor_photo_url=seen.tutor.photo_url if seen.tutor else None,
        learner_name=seen.learner_name,
        minutes=found.lesson_minutes,
        lessons_per_cycle=found.minutes_per_cycle // found.lesson_minutes,
        cycle_days=found.policy_snapshot.cycle_days,
        method=_method(seen),
        charge_at=charge_time(found) if live and not found.cancel_at_period_end else None,
        retry_at=found.next_attempt_at if found.state is State.PAST_DUE else None,
        ends_at=ends_at(found),
        free_minutes=balance.free,
        reserved_minutes=balance.reserved,
        top_up_minutes=max(0, room) if live else 0,
        next_charges=forecast(found, balance.free),
        allowed_actions=_actions(seen),
        payment=_payment(seen),
    )


def _actions(seen: Seen) -> list[Action]:
    found = seen.subscription
    actions: list[Action] = []
    waiting = seen.payment is not None and seen.payment.confirmation_url is not None
    if waiting or (found.state in LIVE and payable(found, clock.now())):
        actions.append("pay")
    if found.state in LIVE:
        actions.append("undo_cancel" if found.cancel_at_period_end else "cancel")
        actions += ["top_up", "set_collection"]
    if any(refundable_kopecks(lot) for lot in seen.lots):
        actions.append("refund")
    return actions


def _method(seen: Seen) -> MethodView | None:
    method = seen.method
    return None if method is None else MethodView(method.method_id, method.brand, method.last4, method.state)


def _payment(seen: Seen) -> PaymentOfSubscription | None:
    charge, payment = seen.charge, seen.payment
    if charge is None or payment is None:
        return None
    return PaymentOfSubscription(
        payment.payment_id,
        charge.kind,
        charge.minutes,
        charge.amount_kopecks,
        payment.state,
        payment.confirmation_url,
        payment.reason,
    )
