"""Paths of subscriptions."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.auth import api as auth
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import errors
from tutorium.modules.subscriptions.model import refundable_kopecks
from tutorium.modules.subscriptions.model.plans import POLICY
from tutorium.modules.subscriptions.model.subscription import LIVE, CancelReason, CollectionMode, RefundReason
from tutorium.modules.subscriptions.router.views import (
    PlansView,
    PlanView,
    RefundPart,
    SubscriptionHistory,
    SubscriptionPage,
    SubscriptionRefundQuote,
    SubscriptionView,
    view,
)
from tutorium.modules.subscriptions.service import changing, reading, subscribing
from tutorium.modules.subscriptions.service import lots as lots_service
from tutorium.platform.errors import FieldError, Malformed, NotFound, VersionMismatch
from tutorium.platform.identity import Identity
from tutorium.platform.money import CURRENCY
from tutorium.platform.web import Cursor, IfMatch, Input, Limit, get, post, put, routes_of

PAYERS = {"student", "guardian"}
DAYS_A_YEAR = 365
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
TextVersion = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Subscribe(Input, frozen=True):
    """The plan; without a level the cheapest of the subject. `autopay_version` is the version of the text
    "autopay" shown beside the separate tick for automatic payments, left out without the tick."""

    tutor_id: UUID
    subject: Word
    lessons_per_week: Annotated[int, msgspec.Meta(ge=1, le=5)]
    minutes: Annotated[int, msgspec.Meta(ge=30, le=90)]
    level: Word | None = None
    learner_id: UUID | None = None
    autopay_version: TextVersion | None = None


class PayNow(Input, frozen=True):
    """`autopay_version`: as in subscribing; with it the card is kept and charged from the next period on."""

    autopay_version: TextVersion | None = None


class TopUp(Input, frozen=True):
    """How many extra lessons of the plan's length."""

    lessons: Annotated[int, msgspec.Meta(ge=1, le=60)]


class CancelSubscription(Input, frozen=True):
    """Why the subscription is ended."""

    reason_code: CancelReason


class UndoCancel(Input, frozen=True):
    """Nothing to say: everything is as before."""


class SubscriptionChoice(Input, frozen=True):
    """The subscription whose minutes might be turned into money."""

    subscription_id: UUID


class RefundSubscription(Input, frozen=True):
    """Why money is wanted for the minutes."""

    reason_code: RefundReason = "other"


class SetCollection(Input, frozen=True):
    """manual, or auto with one of my saved methods and the tick for automatic payments."""

    mode: CollectionMode
    method_id: UUID | None = None
    autopay_version: TextVersion | None = None


@get("/subscriptions/plans", access=PAYERS, refusals=[NotFound])
async def list_plans(
    identity: Identity,
    tutor: Annotated[UUID, QueryParameter(name="tutor_id")],
    learner: Annotated[UUID | None, QueryParameter(name="learner_id")] = None,
) -> PlansView:
    """A tutor's plans, and whether I (or the child) may begin one"""
    found = await subscribing.choice(identity=identity, tutor_id=tutor, learner_id=learner)
    return PlansView(
        tutor_id=tutor,
        tutor_name=found.tutor.full_name,
        eligible=found.eligible,
        cycle_days=POLICY.cycle_days,
        charges_per_year=DAYS_A_YEAR // POLICY.cycle_days,
        cap_cycles=POLICY.cap_cycles,
        currency=CURRENCY,
        items=[
            PlanView(
                each.subject,
                each.level,
                each.lessons_per_week,
                each.lesson_minutes,
                each.minutes_per_cycle // each.lesson_minutes,
                each.minutes_per_cycle,
                each.unit_price_kopecks,
                each.price_kopecks,
            )
            for each in found.plans
        ],
    )


@post(
    "/subscriptions",
    access=PAYERS,
    status_code=201,
    keyed="/subscriptions/{id}",
    refusals=[
        NotFound,
        errors.AlreadySubscribed,
        errors.LessonFirst,
        errors.PlanNotOffered,
        errors.BalanceFull,
        errors.OwnLessons,
        errors.LearnerRequired,
        errors.EmailNotConfirmed,
        errors.GuardianPays,
        errors.GuardianConsentRequired,
        *auth.CONSENT_REFUSALS,
    ],
)
async def subscribe(identity: Identity, data: Subscribe, command_id: UUID) -> SubscriptionView:
    """Subscribe to lessons with a tutor; it begins with the first payment"""
    wish = subscribing.Wish(
        data.tutor_id,
        data.subject,
        data.level,
        data.lessons_per_week,
        data.minutes,
        data.learner_id,
        data.autopay_version,
    )
    made = await subscribing.subscribe(identity=identity, command_id=command_id, wish=wish)
    return await _mine(identity, made.id)


@get("/subscriptions", access=PAYERS)
async def list_subscriptions(
    identity: Identity, limit: Limit = 20, cursor: Cursor = None
) -> SubscriptionPage:
    """My subscriptions, newest first"""
    found = await reading.subscriptions_of(identity=identity, before=_before(cursor), limit=limit + 1)
    page = found[:limit]
    more = str(page[-1].subscription.id) if len(found) > limit else None
    return SubscriptionPage([view(each) for each in page], more)


@get("/subscriptions/{subscription_id:uuid}", access=PAYERS)
async def show_subscription(identity: Identity, subscription_id: UUID) -> SubscriptionView:
    """One of my subscriptions"""
    return await _mine(identity, subscription_id)


@get("/subscriptions/{subscription_id:uuid}/history", access=PAYERS)
async def show_subscription_history(identity: Identity, subscription_id: UUID) -> SubscriptionHistory:
    """Everything that happened to one of my subscriptions"""
    return SubscriptionHistory(
        await reading.history(payer_id=identity.user_id, subscription_id=subscription_id)
    )


@post(
    "/subscriptions/{subscription_id:uuid}/pay",
    access=PAYERS,
    keyed="/subscriptions/{id}",
    refusals=[errors.IllegalTransition, errors.NothingToPay, *auth.CONSENT_REFUSALS],
)
async def pay_subscription(
    identity: Identity, subscription_id: UUID, data: PayNow, command_id: UUID
) -> SubscriptionView:
    """Pay what is open, or the next period from seven days before it; `payment` says where"""
    await changing.pay(
        identity=identity, subscription_id=subscription_id, autopay_version=data.autopay_version
    )
    return await _mine(identity, subscription_id)


@post(
    "/subscriptions/{subscription_id:uuid}/top-up",
    access=PAYERS,
    keyed="/subscriptions/{id}",
    refusals=[errors.IllegalTransition, errors.BalanceFull],
)
async def top_up_subscription(
    identity: Identity, subscription_id: UUID, data: TopUp, command_id: UUID
) -> SubscriptionView:
    """Buy extra lessons at the plan's price; `payment` says where"""
    await changing.top_up(
        identity=identity,
        subscription_id=subscription_id,
        lessons=data.lessons,
        command_id=command_id,
    )
    return await _mine(identity, subscription_id)


@post(
    "/subscriptions/{subscription_id:uuid}/cancel",
    access=PAYERS,
    refusals=[errors.IllegalTransition, VersionMismatch],
)
async def cancel_subscription(
    identity: Identity, subscription_id: UUID, data: CancelSubscription, if_match: IfMatch = None
) -> SubscriptionView:
    """End the subscription with its period; paid minutes stay, and it can be undone until then"""
    await changing.cancel(
        user_id=identity.user_id,
        subscription_id=subscription_id,
        reason_code=data.reason_code,
        if_match=if_match,
    )
    return await _mine(identity, subscription_id)


@post(
    "/subscriptions/{subscription_id:uuid}/undo-cancel",
    access=PAYERS,
    refusals=[errors.IllegalTransition, VersionMismatch],
)
async def undo_cancel_subscription(
    identity: Identity, subscription_id: UUID, data: UndoCancel, if_match: IfMatch = None
) -> SubscriptionView:
    """Go on with a subscription that was to end"""
    await changing.undo_cancel(user_id=identity.user_id, subscription_id=subscription_id, if_match=if_match)
    return await _mine(identity, subscription_id)


@post("/quotes/subscription-refund", access=PAYERS, refusals=[NotFound, errors.NothingToRefund])
async def quote_subscription_refund(identity: Identity, data: SubscriptionChoice) -> SubscriptionRefundQuote:
    """What the unused minutes of a subscription would give, before asking for it"""
    lots = await lots_service.quote_subscription_refund(
        payer_id=identity.user_id, subscription_id=data.subscription_id
    )
    seen = await reading.subscription_for(payer_id=identity.user_id, subscription_id=data.subscription_id)
    parts = [RefundPart(lot.id, lot.payment_id, lot.free, refundable_kopecks(lot)) for lot in lots]
    reserved = sum(lot.reserved for lot in seen.lots)
    return SubscriptionRefundQuote(
        refund_kopecks=sum(part.amount_kopecks for part in parts),
        refund_minutes=sum(part.minutes for part in parts),
        reserved_minutes=reserved,
        ends_subscription=not reserved and seen.subscription.state in LIVE,
        currency=CURRENCY,
        days=(await payments.refund_limits()).days,
        parts=parts,
    )


@post(
    "/subscriptions/{subscription_id:uuid}/refund",
    access=PAYERS,
    keyed="/subscriptions/{id}",
    refusals=[errors.NothingToRefund],
)
async def refund_subscription(
    identity: Identity, subscription_id: UUID, data: RefundSubscription, command_id: UUID
) -> SubscriptionView:
    """Ask for money for all unused minutes of a subscription; with nothing left it ends"""
    await lots_service.refund_subscription(
        payer_id=identity.user_id,
        subscription_id=subscription_id,
        command_id=command_id,
        reason=data.reason_code,
    )
    return await _mine(identity, subscription_id)


@put(
    "/subscriptions/{subscription_id:uuid}/collection",
    access=PAYERS,
    refusals=[
        errors.IllegalTransition,
        errors.AutopayConsentRequired,
        errors.MethodRequired,
        VersionMismatch,
        *auth.CONSENT_REFUSALS,
    ],
)
async def set_subscription_collection(
    identity: Identity, subscription_id: UUID, data: SetCollection, if_match: IfMatch = None
) -> SubscriptionView:
    """Choose whether a saved card is charged or I pay by hand"""
    await changing.set_collection(
        identity=identity,
        subscription_id=subscription_id,
        mode=data.mode,
        method_id=data.method_id,
        autopay_version=data.autopay_version,
        if_match=if_match,
    )
    return await _mine(identity, subscription_id)


async def _mine(identity: Identity, subscription_id: UUID) -> SubscriptionView:
    return view(await reading.subscription_for(payer_id=identity.user_id, subscription_id=subscription_id))


def _before(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(cursor)
    except ValueError:
        raise Malformed(errors=(FieldError("cursor", "unreadable", "not a cursor of this list"),)) from None


router = routes_of(globals())
