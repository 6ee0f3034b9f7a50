"""Credit lots as they are stored, and the pure rules of their minutes and money."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.platform.money import price_of

LIFE = timedelta(days=180)
"""How long bought minutes live (domain.md D4.5)."""

Source = Literal["single", "subscription", "topup"]


PayersReason = Literal["not_needed", "tutor_does_not_fit", "quality", "mistake", "other"]
"""Why a payer wants money for his minutes; such a refund is decided, any other follows from a rule."""


class Lot(msgspec.Struct, frozen=True):
    """Minutes bought from a tutor for a learner.

    `left_kopecks` is what of `price_kopecks` is neither consumed nor refunded: the money of the free and
    the reserved minutes, which lies in the escrow of payer and tutor. A single lot was bought for the lesson
    `lesson_id`, the others for a subscription.
    """

    id: UUID
    payer_id: UUID
    learner_id: UUID
    tutor_id: UUID
    source: Source
    lesson_id: UUID | None
    subscription_id: UUID | None
    payment_id: UUID
    minutes: int
    free: int
    reserved: int
    consumed: int
    refunded: int
    unit_price_kopecks: int
    price_kopecks: int
    left_kopecks: int
    created_at: datetime
    expires_at: datetime


class Reservation(msgspec.Struct, frozen=True):
    """Minutes of a lot for one lesson; once settled, what was charged of them and given back."""

    lesson_id: UUID
    lot_id: UUID
    payment_id: UUID
    minutes: int
    state: Literal["reserved", "consumed", "released"]
    charged_minutes: int
    charged_kopecks: int
    lot_refund_id: UUID | None


class LotRefund(msgspec.Struct, frozen=True):
    """Free minutes of a lot turned back into money; the refund of the payment has the same id."""

    id: UUID
    lot_id: UUID
    payment_id: UUID
    payer_id: UUID
    minutes: int
    amount_kopecks: int
    reason: str
    created_at: datetime


class Id(msgspec.Struct, frozen=True):
    """A row that is only named."""

    id: UUID


class Cancellation(msgspec.Struct, frozen=True):
    """What a cancelled lesson is charged, and what goes back as money and as minutes."""

    paid_with: Literal["card", "credits", "none"]
    charged_minutes: int
    charged_kopecks: int
    refunded_minutes: int
    refunded_kopecks: int
    returned_minutes: int


NOTHING_RESERVED = Cancellation("none", 0, 0, 0, 0, 0)


class OpenCredits(msgspec.Struct, frozen=True):
    """Minutes that are paid for and not used, and the money they stand for."""

    minutes: int
    kopecks: int


def slice_price(lot: Lot, minutes: int) -> int:
    """Kopecks of the next `minutes` to leave a lot; the last ones take the remainder (domain.md D0)."""
    if minutes == lot.free + lot.reserved:
        return lot.left_kopecks
    return min(price_of(minutes, lot.unit_price_kopecks), lot.left_kopecks)


def refundable_kopecks(lot: Lot) -> int:
    """What the free minutes of a lot give back at the price that was paid (domain.md D3.4)."""
    return slice_price(lot, lot.free)


def reserve(lot: Lot, minutes: int) -> Lot:
    """The lot with minutes put aside."""
    return msgspec.structs.replace(lot, free=lot.free - minutes, reserved=lot.reserved + minutes)


def settle(lot: Lot, reserved: int, charged: int) -> Lot:
    """The lot when, of `reserved` minutes put aside, `charged` are consumed and the others free again."""
    return msgspec.structs.replace(
        lot,
        free=lot.free + reserved - charged,
        reserved=lot.reserved - reserved,
        consumed=lot.consumed + charged,
        left_kopecks=lot.left_kopecks - slice_price(lot, charged),
    )


def refund(lot: Lot) -> Lot:
    """The lot when all its free minutes were turned back into money."""
    return msgspec.structs.replace(
        lot, free=0, refunded=lot.refunded + lot.free, left_kopecks=lot.left_kopecks - refundable_kopecks(lot)
    )


def restore(lot: Lot, minutes: int, kopecks: int) -> Lot:
    """The lot when minutes that were to become money are free again, for the refund was not made."""
    return msgspec.structs.replace(
        lot,
        free=lot.free + minutes,
        refunded=lot.refunded - minutes,
        left_kopecks=lot.left_kopecks + kopecks,
    )


def cancellation(lot: Lot, reservation: Reservation, charge_minutes: int) -> Cancellation:
    """What cancelling means for the lot: money back if it was bought for this lesson, else minutes."""
    charged = min(charge_minutes, reservation.minutes)
    settled = settle(lot, reservation.minutes, charged)
    by_card = lot.lesson_id == reservation.lesson_id
    return Cancellation(
        paid_with="card" if by_card else "credits",
        charged_minutes=charged,
        charged_kopecks=lot.left_kopecks - settled.left_kopecks,
        refunded_minutes=settled.free if by_card else 0,
        refunded_kopecks=refundable_kopecks(settled) if by_card else 0,
        returned_minutes=0 if by_card else reservation.minutes - charged,
    )
