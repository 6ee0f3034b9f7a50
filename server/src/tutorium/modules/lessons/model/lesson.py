"""A lesson: its states, the moves between them, and what its people see of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.lessons.model.cancellation import Policy
from tutorium.platform.money import CURRENCY

HOLD = timedelta(minutes=15)
SCHEDULING = timedelta(seconds=30)
"""A process that reserved minutes for a lesson and has not scheduled it by then has died."""
END_GRACE = timedelta(minutes=5)
CONFIRMATION = timedelta(hours=72)
"""Without evidence of presence (a lesson on an external link) there are three days to object (D1.2)."""
TIMER_EARLY = timedelta(seconds=5)
"""The database fires the timers: by our clock one may come this much before its moment."""
MAX_OPEN_LESSONS = 12
MAX_MINUTES_A_DAY = 120
ADULT_YEARS = 18

ActorRole = Literal["student", "guardian", "tutor", "system"]
Kind = Literal["single", "subscription"]
"""A lesson "subscription" takes minutes that are paid for; "single" asks for money when there are none."""
PaidWith = Literal["none", "card", "credits"]
Action = Literal["pay", "cancel", "confirm"]
ReasonCode = Literal[
    "plans_changed",
    "illness",
    "wrong_time",
    "not_a_fit",
    "tutor_asked",
    "student_asked",
    "technical",
    "other",
]


class State(StrEnum):
    """Where a lesson is (domain.md D1)."""

    HELD = "held"
    SCHEDULED = "scheduled"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.HELD: frozenset({State.SCHEDULED, State.EXPIRED, State.CANCELLED}),
    # L2a: only money that was already on its way brings an expired hold back, if the slot is still free.
    State.EXPIRED: frozenset({State.HELD}),
    State.SCHEDULED: frozenset({State.AWAITING_CONFIRMATION, State.CANCELLED}),
    State.AWAITING_CONFIRMATION: frozenset({State.COMPLETED}),
    State.COMPLETED: frozenset(),
    State.CANCELLED: frozenset(),
}


class Lesson(msgspec.Struct, frozen=True):
    """A row of lessons.lesson_now. `unit_price_kopecks` is for 60 minutes."""

    id: UUID
    state: State
    kind: Kind
    tutor_id: UUID
    learner_id: UUID
    payer_id: UUID
    subject: str
    level: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    unit_price_kopecks: int
    price_kopecks: int
    policy_snapshot: Policy
    hold_expires_at: datetime
    confirm_by: datetime | None
    paid_with: PaidWith
    cancelled_by: ActorRole | None
    reason_code: str | None
    charge_minutes: int | None
    charged_kopecks: int | None
    created_at: datetime
    version: int
    tutor_timezone: str
    meeting_url: str | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a move sets besides the state; None leaves a value as it is."""

    hold_expires_at: datetime | None = None
    confirm_by: datetime | None = None
    paid_with: PaidWith | None = None
    cancelled_by: ActorRole | None = None
    reason_code: str | None = None
    charge_minutes: int | None = None
    charged_kopecks: int | None = None


class Actor(msgspec.Struct, frozen=True):
    """Who moves a lesson."""

    role: ActorRole
    id: UUID | None = None


SYSTEM = Actor("system")


class Step(msgspec.Struct, frozen=True):
    """One line of a lesson's history."""

    at: datetime
    from_state: State | None
    to_state: State
    actor_role: ActorRole
    reason_code: str | None


class NewLesson(msgspec.Struct, frozen=True, kw_only=True):
    """What `insert_held_lesson` needs; the slot occupies [busy_from, busy_until) of the tutor."""

    id: UUID
    command_id: UUID
    kind: Kind
    tutor_id: UUID
    learner_id: UUID
    payer_id: UUID
    subject: str
    level: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    busy_from: datetime
    busy_until: datetime
    unit_price_kopecks: int
    price_kopecks: int
    policy: Policy
    policy_version: int
    hold_expires_at: datetime
    created_at: datetime


class PaymentOfLesson(msgspec.Struct, frozen=True):
    """The payment of a lesson as its payer sees it."""

    payment_id: UUID
    state: str
    confirmation_url: str | None
    reason: str | None


class LessonView(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson as one of its people sees it."""

    id: UUID
    state: State
    kind: Kind
    subject: str
    level: str
    tutor_id: UUID
    tutor_name: str
    tutor_photo_url: str | None
    learner_id: UUID
    learner_name: str
    payer_id: UUID
    starts_at: datetime
    ends_at: datetime
    minutes: int
    price_kopecks: int
    currency: str = CURRENCY
    cancellation_preset: str
    free_until: datetime
    hold_expires_at: datetime | None
    confirm_by: datetime | None
    meeting_url: str | None
    cancelled_by: ActorRole | None
    reason_code: str | None
    charged_kopecks: int | None
    allowed_actions: list[Action]
    payment: PaymentOfLesson | None
    tutor_timezone: str
    created_at: datetime
    version: int


def illegal(state: State, to: State) -> bool:
    """Whether the table has no way from `state` to `to`."""
    return to not in TRANSITIONS[state]


def role_in(lesson: Lesson, user_id: UUID) -> ActorRole | None:
    """As whom this user acts in the lesson; None when he has no part in it."""
    if user_id == lesson.tutor_id:
        return "tutor"
    if user_id == lesson.learner_id:
        return "student"
    return "guardian" if user_id == lesson.payer_id else None


def allowed_actions(lesson: Lesson, role: ActorRole | None, *, now: datetime, payable: bool) -> list[Action]:
    """What this person may do with the lesson at `now`; `payable`: there is a page on which to pay.

    A guardian who neither booked nor pays only looks on: he has no role in it.
    """
    actions: list[Action] = []
    if role is None:
        return actions
    if lesson.state is State.HELD and role != "tutor" and payable and now < lesson.hold_expires_at:
        actions.append("pay")
    if lesson.state in (State.HELD, State.SCHEDULED) and now < lesson.starts_at:
        actions.append("cancel")
    if lesson.state is State.AWAITING_CONFIRMATION and role in ("student", "guardian"):
        actions.append("confirm")
    return actions


def is_adult(birth_date: date, *, now: datetime) -> bool:
    """Whether somebody born on this date is 18 on the day of `now`."""
    today = now.date()
    passed = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not passed) >= ADULT_YEARS
