"""What other modules may ask of subscriptions: to reserve, use and give back minutes paid in advance.

Durations are minutes, amounts kopecks. Every function may be repeated for one lesson: the second call
finds what the first one did.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from tutorium.modules.subscriptions import model
from tutorium.modules.subscriptions.model import agenda
from tutorium.modules.subscriptions.model.agenda import NextCharge as NextCharge
from tutorium.modules.subscriptions.queries.subscriptions import (
    SubscriptionsStanding as SubscriptionsStanding,
)
from tutorium.modules.subscriptions.service import eligibility, personal, reading
from tutorium.modules.subscriptions.service import lots as service
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


class Reservation(msgspec.Struct, frozen=True):
    """Minutes of one lot that stand by for one lesson."""

    lesson_id: UUID
    lot_id: UUID
    minutes: int
    state: Literal["reserved", "consumed", "released"]


class Settlement(msgspec.Struct, frozen=True):
    """What a lesson cost in the end: `charged_kopecks` is to be divided by payments.settle_lesson."""

    lesson_id: UUID
    lot_id: UUID
    payment_id: UUID
    charged_minutes: int
    charged_kopecks: int
    released_minutes: int


class Cancellation(msgspec.Struct, frozen=True):
    """What a cancellation costs and gives back.

    `paid_with` card: the lot was bought for this very lesson, so what is not charged goes back to the card
    as `refunded_kopecks` (and `returned_minutes` is 0). credits: it returns to the lot as
    `returned_minutes`. none: nothing was reserved.
    """

    lesson_id: UUID
    paid_with: Literal["card", "credits", "none"]
    charged_minutes: int
    charged_kopecks: int
    refunded_minutes: int
    refunded_kopecks: int
    returned_minutes: int


class CreditLot(msgspec.Struct, frozen=True):
    """Minutes bought from a tutor for a learner; `refundable_kopecks` is the price of the free ones."""

    lot_id: UUID
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    source: model.Source
    minutes: int
    free: int
    reserved: int
    unit_price_kopecks: int
    refundable_kopecks: int
    expires_at: datetime
    payment_id: UUID


@exposed
async def reserve(
    *,
    lesson_id: UUID,
    payer_id: UUID,
    learner_id: UUID,
    tutor_id: UUID,
    minutes: int,
    lot_id: UUID | None = None,
) -> Reservation | None:
    """Put minutes of one lot aside for a lesson; None when no lot has enough free minutes.

    From `lot_id`, or else from the lot of this payer, learner and tutor that expires first. A lesson is
    reserved for once: a repeat returns the reservation as it is now, which may be released or consumed.
    """
    found = await service.reserve(
        lesson_id=lesson_id,
        payer_id=payer_id,
        learner_id=learner_id,
        tutor_id=tutor_id,
        minutes=minutes,
        lot_id=lot_id,
    )
    return None if found is None else _reservation(found)


@exposed
async def reservation(*, lesson_id: UUID) -> Reservation | None:
    """What is or was reserved for a lesson."""
    found = await service.reservation(lesson_id=lesson_id)
    return None if found is None else _reservation(found)


@exposed
async def release(*, lesson_id: UUID) -> None:
    """Return a lesson's reserved minutes to their lot, uncharged; nothing reserved, nothing happens."""
    await service.settle(lesson_id=lesson_id, charge_minutes=0)


@exposed
async def settle(*, lesson_id: UUID, charge_minutes: int) -> Settlement | None:
    """Consume `charge_minutes` of a lesson's reservation and return the rest to the lot, once per lesson.

    None when nothing was ever reserved. A repeat returns the first settlement, whatever it asks for.
    """
    settled = await service.settle(lesson_id=lesson_id, charge_minutes=charge_minutes)
    if settled is None:
        return None
    return Settlement(
        lesson_id=lesson_id,
        lot_id=settled.lot_id,
        payment_id=settled.payment_id,
        charged_minutes=settled.charged_minutes,
        charged_kopecks=settled.charged_kopecks,
        released_minutes=settled.minutes - settled.charged_minutes,
    )


@exposed
async def cancel_lesson(*, lesson_id: UUID, charge_minutes: int) -> Cancellation:
    """Settle a cancelled lesson: `charge_minutes` are consumed, the rest is given back, once per lesson.

    Given back as money when the lot was bought for this lesson, otherwise as minutes of the lot. The caller
    then divides `charged_kopecks` with payments.settle_lesson.
    """
    return _cancellation(
        lesson_id, await service.cancel_lesson(lesson_id=lesson_id, charge_minutes=charge_minutes)
    )


@exposed
async def quote_cancel(*, lesson_id: UUID, charge_minutes: int) -> Cancellation:
    """What `cancel_lesson` would answer now, without doing anything."""
    return _cancellation(
        lesson_id, await service.quote_cancel(lesson_id=lesson_id, charge_minutes=charge_minutes)
    )


@exposed
async def lots(*, payer_id: UUID) -> list[CreditLot]:
    """A payer's lots that still hold minutes, the first to expire first."""
    return [
        CreditLot(
            lot_id=lot.id,
            payer_id=lot.payer_id,
            learner_id=lot.learner_id,
            tutor_id=lot.tutor_id,
            source=lot.source,
            minutes=lot.minutes,
            free=lot.free,
            reserved=lot.reserved,
            unit_price_kopecks=lot.unit_price_kopecks,
            refundable_kopecks=model.refundable_kopecks(lot),
            expires_at=lot.expires_at,
            payment_id=lot.payment_id,
        )
        for lot in await service.lots(payer_id=payer_id)
    ]


class SubscriptionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription for those who write letters about it or are asked about it.

    `next_charge` is null when nothing more is to be paid, `subject` a code.
    """

    subscription_id: UUID
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    state: Literal["incomplete", "active", "past_due", "ended"]
    collection_mode: Literal["auto", "manual"]
    subject: str
    minutes_per_cycle: int
    price_kopecks: int
    free_minutes: int
    next_charge: NextCharge | None
    charge_at: datetime | None
    period_end: datetime | None
    retry_at: datetime | None
    ends_at: datetime | None


@exposed
async def subscription_facts(*, subscription_id: UUID) -> SubscriptionFacts | None:
    """The subscription as it is now, or None."""
    facts = await reading.facts(subscription_id=subscription_id)
    if facts is None:
        return None
    found, balance = facts
    ahead = agenda.forecast(found, balance.free)
    return SubscriptionFacts(
        subscription_id=found.id,
        payer_id=found.payer_id,
        learner_id=found.learner_id,
        tutor_id=found.tutor_id,
        state=found.state.value,
        collection_mode=found.collection_mode,
        subject=found.subject,
        minutes_per_cycle=found.minutes_per_cycle,
        price_kopecks=found.price_kopecks,
        free_minutes=balance.free,
        next_charge=ahead[0] if ahead else None,
        charge_at=agenda.charge_time(found) if found.period_end else None,
        period_end=found.period_end,
        retry_at=found.next_attempt_at,
        ends_at=agenda.ends_at(found),
    )


@exposed
async def subscriptions_standing() -> SubscriptionsStanding:
    """How it stands with the subscriptions that live; renewals ahead are those within a week."""
    return await reading.standing()


@exposed
async def lesson_completed(*, learner_id: UUID, tutor_id: UUID, at: datetime) -> None:
    """The learner has been taught by the tutor: from now on there may be a subscription. May be repeated."""
    await eligibility.remember(learner_id=learner_id, tutor_id=tutor_id, at=at)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """What has to be settled before the person can be erased."""
    return await personal.open_matters(user_id)


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Lots hold numbers only and stay with the payments; what is live ends. May be repeated."""
    return await personal.erase(user_id)


def _reservation(found: model.Reservation) -> Reservation:
    return Reservation(
        lesson_id=found.lesson_id, lot_id=found.lot_id, minutes=found.minutes, state=found.state
    )


def _cancellation(lesson_id: UUID, found: model.Cancellation) -> Cancellation:
    return Cancellation(lesson_id=lesson_id, **msgspec.structs.asdict(found))
