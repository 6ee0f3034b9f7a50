"""How a lesson ends: cancelled at a cost told beforehand, or over, confirmed and paid out."""

from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.lessons import queries
from tutorium.modules.lessons.errors import IllegalTransition
from tutorium.modules.lessons.events import (
    ConfirmationAsked,
    ConfirmationDue,
    LessonCancelled,
    LessonCompleted,
)
from tutorium.modules.lessons.model.cancellation import Cost, cost_of_cancelling
from tutorium.modules.lessons.model.lesson import (
    SYSTEM,
    TIMER_EARLY,
    Actor,
    ActorRole,
    Change,
    Lesson,
    ReasonCode,
    State,
    role_in,
)
from tutorium.modules.lessons.model.settings import confirmation
from tutorium.modules.lessons.service.moves import move
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.web import check_version


class CancelQuote(msgspec.Struct, frozen=True):
    """What cancelling costs now: minutes kept, and the money they stand for."""

    lesson: Lesson
    role: ActorRole
    cost: Cost
    charged_kopecks: int
    refunded_kopecks: int
    returned_minutes: int
    paid_with: Literal["card", "credits", "none"]


async def quote_cancel(*, user_id: UUID, lesson_id: UUID) -> CancelQuote:
    """What `cancel_lesson` would cost now, by the same rules; IllegalTransition when it is too late."""
    async with connection() as db:
        lesson = await queries.lessons.lesson_for(db, user_id, lesson_id)
    if lesson is None:
        raise NotFound
    now, role = clock.now(), role_in(lesson, user_id)
    if role is None:
        raise NotFound
    if lesson.state not in (State.HELD, State.SCHEDULED) or now >= lesson.starts_at:
        raise IllegalTransition(state=lesson.state)
    cost = cost_of_cancelling(
        lesson.policy_snapshot,
        minutes=lesson.minutes,
        starts_at=lesson.starts_at,
        booked_at=lesson.created_at,
        paid=lesson.state is State.SCHEDULED,
        by_tutor=role == "tutor",
        now=now,
    )
    money = await subscriptions.quote_cancel(lesson_id=lesson_id, charge_minutes=cost.charge_minutes)
    return CancelQuote(
        lesson,
        role,
        cost,
        money.charged_kopecks,
        money.refunded_kopecks,
        money.returned_minutes,
        money.paid_with,
    )


async def cancel_lesson(
    *, user_id: UUID, lesson_id: UUID, reason_code: ReasonCode, if_match: str | None
) -> None:
    """L9: cancel before the start. What is kept is decided here, once, by the server's clock (D3.1)."""
    quote = await quote_cancel(user_id=user_id, lesson_id=lesson_id)
    lesson = quote.lesson
    check_version(if_match, lesson.version)
    change = Change(
        cancelled_by=quote.role,
        reason_code=reason_code,
        charge_minutes=quote.cost.charge_minutes,
        charged_kopecks=quote.charged_kopecks,
    )
    async with transaction() as db:
        await move(
            db,
            lesson,
            State.CANCELLED,
            actor=Actor(quote.role, user_id),
            reason_code=reason_code,
            change=change,
        )
        before = await queries.lessons.completed_minutes(
            db, payer_id=lesson.payer_id, tutor_id=lesson.tutor_id
        )
        await publish(
            db,
            LessonCancelled(
                lesson_id=lesson.id,
                tutor_id=lesson.tutor_id,
                payer_id=lesson.payer_id,
                charge_minutes=quote.cost.charge_minutes,
                completed_minutes_before=before,
            ),
        )


async def give_back(cancelled: LessonCancelled) -> None:
    """Return what was not charged, and divide what was between tutor and commission. May be repeated."""
    settled = await subscriptions.cancel_lesson(
        lesson_id=cancelled.lesson_id, charge_minutes=cancelled.charge_minutes
    )
    await _divide(cancelled, settled.charged_kopecks)


async def ask_confirmation(db: Db, *, lesson_id: UUID) -> None:
    """L14a: the lesson is over; three days to object, then silence confirms it."""
    lesson = await queries.lessons.lock_lesson(db, lesson_id)
    if lesson is None or lesson.state is not State.SCHEDULED or clock.now() < lesson.ends_at:
        return
    confirm_by = clock.now() + await confirmation(db)
    await move(db, lesson, State.AWAITING_CONFIRMATION, change=Change(confirm_by=confirm_by))
    await publish(db, ConfirmationDue(lesson_id=lesson.id), at=confirm_by)
    await publish(db, ConfirmationAsked(lesson_id=lesson.id, tutor_id=lesson.tutor_id))


async def confirm_lesson(*, user_id: UUID, lesson_id: UUID, if_match: str | None) -> None:
    """L17: the student or the guardian says that the lesson was held."""
    async with transaction() as db:
        lesson = await queries.lessons.lesson_for(db, user_id, lesson_id)
        if lesson is None:
            raise NotFound
        check_version(if_match, lesson.version)
        role = role_in(lesson, user_id)
        if role is None or role == "tutor":
            raise IllegalTransition(state=lesson.state)
        await _complete(db, lesson, Actor(role, user_id))


async def confirm_by_silence(db: Db, *, lesson_id: UUID) -> None:
    """L17: nobody objected in time."""
    lesson = await queries.lessons.lock_lesson(db, lesson_id)
    if lesson is None or lesson.state is not State.AWAITING_CONFIRMATION:
        return
    if lesson.confirm_by is not None and clock.now() >= lesson.confirm_by - TIMER_EARLY:
        await _complete(db, lesson, SYSTEM)


async def _complete(db: Db, lesson: Lesson, actor: Actor) -> None:
    before = await queries.lessons.completed_minutes(db, payer_id=lesson.payer_id, tutor_id=lesson.tutor_id)
    change = Change(charge_minutes=lesson.minutes)
    await move(db, lesson, State.COMPLETED, actor=actor, change=change)
    await publish(
        db,
        LessonCompleted(
            lesson_id=lesson.id,
            tutor_id=lesson.tutor_id,
            payer_id=lesson.payer_id,
            charge_minutes=lesson.minutes,
            completed_minutes_before=before,
        ),
    )


async def pay_out(completed: LessonCompleted) -> None:
    """Use up the minutes of a completed lesson and divide their price. May be repeated."""
    settled = await subscriptions.settle(
        lesson_id=completed.lesson_id, charge_minutes=completed.charge_minutes
    )
    if settled is not None:
        await _divide(completed, settled.charged_kopecks)
        async with transaction() as db:
            await queries.lessons.settle_price(db, completed.lesson_id, settled.charged_kopecks)


async def tell_of_acquaintance(completed: LessonCompleted) -> None:
    """Let subscriptions know whom the tutor has taught. May be repeated."""
    async with connection() as db:
        lesson = await queries.lessons.lesson(db, completed.lesson_id)
    if lesson is not None:
        await subscriptions.lesson_completed(
            learner_id=lesson.learner_id, tutor_id=lesson.tutor_id, at=lesson.ends_at
        )


async def _divide(ended: LessonCancelled | LessonCompleted, charge_kopecks: int) -> None:
    if charge_kopecks:
        await payments.settle_lesson(
            lesson_id=ended.lesson_id,
            payer_id=ended.payer_id,
            tutor_id=ended.tutor_id,
            charge_kopecks=charge_kopecks,
            completed_minutes_before=ended.completed_minutes_before,
        )
