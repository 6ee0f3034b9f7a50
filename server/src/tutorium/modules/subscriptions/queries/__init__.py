"""Every SQL statement of subscriptions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.subscriptions.model import Id, Lot, LotRefund, OpenCredits, Reservation
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_lot(db: Db, lot: Lot) -> bool:
    """Store a new lot; False when its payment has one already."""
    return (
        await execute(
            db,
            """INSERT INTO subscriptions.credit_lot (id, payer_id, learner_id, tutor_id, source, lesson_id,
                subscription_id, payment_id, minutes, free, unit_price_kopecks, price_kopecks, left_kopecks,
                created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (payment_id) DO NOTHING""",
            lot.id,
            lot.payer_id,
            lot.learner_id,
            lot.tutor_id,
            lot.source,
            lot.lesson_id,
            lot.subscription_id,
            lot.payment_id,
            lot.minutes,
            lot.free,
            lot.unit_price_kopecks,
            lot.price_kopecks,
            lot.left_kopecks,
            lot.created_at,
            lot.expires_at,
        )
        == 1
    )


async def update_lot(db: Db, lot: Lot) -> None:
    """Write back the minutes and the money of a locked lot."""
    await execute(
        db,
        """UPDATE subscriptions.credit_lot SET free = $2, reserved = $3, consumed = $4, refunded = $5,
            left_kopecks = $6, state = CASE WHEN $2::bigint + $3::bigint > 0 THEN 'active' ELSE 'used' END
        WHERE id = $1""",
        lot.id,
        lot.free,
        lot.reserved,
        lot.consumed,
        lot.refunded,
        lot.left_kopecks,
    )


async def lots_of(db: Db, payer_id: UUID) -> list[Lot]:
    """A payer's lots that still hold minutes, the first to expire first."""
    return await fetch_all(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot WHERE payer_id = $1 AND state = 'active' ORDER BY expires_at, id""",
        payer_id,
    )


async def lot_of(db: Db, payer_id: UUID, lot_id: UUID) -> Lot | None:
    """A payer's own lot."""
    return await fetch_optional(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot WHERE payer_id = $1 AND id = $2""",
        payer_id,
        lot_id,
    )


async def lots_of_subscription(db: Db, subscription_id: UUID) -> list[Lot]:
    """The lots a subscription has brought, newest first."""
    return await fetch_all(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot WHERE subscription_id = $1 ORDER BY created_at DESC, id DESC""",
        subscription_id,
    )


async def lock_lots_of_subscription(db: Db, subscription_id: UUID) -> list[Lot]:
    """The lots of a subscription, newest first, locked."""
    return await fetch_all(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot WHERE subscription_id = $1
        ORDER BY created_at DESC, id DESC FOR UPDATE""",
        subscription_id,
    )


async def lock_lot(db: Db, lot_id: UUID) -> Lot | None:
    """A lot that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot WHERE id = $1 FOR UPDATE""",
        lot_id,
    )


async def lock_lot_for(
    db: Db,
    *,
    payer_id: UUID,
    learner_id: UUID,
    tutor_id: UUID,
    minutes: int,
    lot_id: UUID | None,
    now: datetime,
) -> Lot | None:
    """The usable lot that expires first and has the minutes free, locked; only `lot_id` if that is given."""
    return await fetch_optional(
        db,
        Lot,
        """SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
            minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks, left_kopecks,
            created_at, expires_at
        FROM subscriptions.credit_lot
        WHERE payer_id = $1 AND learner_id = $2 AND tutor_id = $3 AND free >= $4 AND expires_at > $6
            AND state = 'active' AND ($5::uuid IS NULL OR id = $5)
        ORDER BY expires_at, created_at, id LIMIT 1 FOR UPDATE""",
        payer_id,
        learner_id,
        tutor_id,
        minutes,
        lot_id,
        now,
    )


async def expired_lots(db: Db, now: datetime, limit: int) -> list[Id]:
    """Lots whose free minutes have expired, the longest expired first."""
    return await fetch_all(
        db,
        Id,
        """SELECT id FROM subscriptions.credit_lot WHERE expires_at <= $1 AND free > 0
        ORDER BY expires_at LIMIT $2""",
        now,
        limit,
    )


async def insert_reservation(db: Db, reservation: Reservation, now: datetime) -> bool:
    """Store what is reserved for a lesson; False when something was reserved for it before."""
    return (
        await execute(
            db,
            """INSERT INTO subscriptions.reservation (lesson_id, lot_id, minutes, state, created_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (lesson_id) DO NOTHING""",
            reservation.lesson_id,
            reservation.lot_id,
            reservation.minutes,
            reservation.state,
            now,
        )
        == 1
    )


async def reservation(db: Db, lesson_id: UUID) -> Reservation | None:
    """What is or was reserved for a lesson."""
    return await fetch_optional(
        db,
        Reservation,
        """SELECT r.lesson_id, r.lot_id, l.payment_id, r.minutes, r.state, r.charged_minutes,
            r.charged_kopecks, r.lot_refund_id
        FROM subscriptions.reservation AS r JOIN subscriptions.credit_lot AS l ON l.id = r.lot_id
        WHERE r.lesson_id = $1""",
        lesson_id,
    )


async def settle_reservation(db: Db, reservation: Reservation, now: datetime) -> None:
    """Write down how the reservation of a locked lot ended."""
    await execute(
        db,
        """UPDATE subscriptions.reservation SET state = $2, charged_minutes = $3, charged_kopecks = $4,
            lot_refund_id = $5, settled_at = $6
        WHERE lesson_id = $1 AND state = 'reserved'""",
        reservation.lesson_id,
        reservation.state,
        reservation.charged_minutes,
        reservation.charged_kopecks,
        reservation.lot_refund_id,
        now,
    )


async def insert_lot_refund(db: Db, lot_refund: LotRefund, command_id: UUID) -> None:
    """Store the refund of a locked lot's free minutes."""
    await execute(
        db,
        """INSERT INTO subscriptions.lot_refund (id, lot_id, payment_id, payer_id, command_id, minutes,
            amount_kopecks, reason, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        lot_refund.id,
        lot_refund.lot_id,
        lot_refund.payment_id,
        lot_refund.payer_id,
        command_id,
        lot_refund.minutes,
        lot_refund.amount_kopecks,
        lot_refund.reason,
        lot_refund.created_at,
    )


async def lot_refund(db: Db, lot_refund_id: UUID) -> LotRefund | None:
    """A refund of a lot."""
    return await fetch_optional(
        db,
        LotRefund,
        """SELECT id, lot_id, payment_id, payer_id, minutes, amount_kopecks, reason, created_at
        FROM subscriptions.lot_refund WHERE id = $1""",
        lot_refund_id,
    )


async def lot_refund_by_command(db: Db, command_id: UUID) -> LotRefund | None:
    """The refund that a command made."""
    return await fetch_optional(
        db,
        LotRefund,
        """SELECT id, lot_id, payment_id, payer_id, minutes, amount_kopecks, reason, created_at
        FROM subscriptions.lot_refund WHERE command_id = $1""",
        command_id,
    )


async def lots_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, payer_id, learner_id, tutor_id, source, lesson_id, subscription_id, payment_id,
                minutes, free, reserved, consumed, refunded, unit_price_kopecks, price_kopecks,
                created_at, expires_at, state
            FROM subscriptions.credit_lot WHERE payer_id = $1 OR learner_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def reservations_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT v.lesson_id, v.lot_id, v.minutes, v.state, v.charged_minutes, v.charged_kopecks,
                v.created_at, v.settled_at
            FROM subscriptions.reservation v JOIN subscriptions.credit_lot l ON l.id = v.lot_id
            WHERE l.payer_id = $1 OR l.learner_id = $1 ORDER BY v.created_at) r""",
        user_id,
    )


async def lot_refunds_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, lot_id, payment_id, minutes, amount_kopecks, reason, created_at
            FROM subscriptions.lot_refund WHERE payer_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def open_credits(db: Db, user_id: UUID) -> OpenCredits | None:
    """Minutes paid for and not used, and their money."""
    return await fetch_optional(
        db,
        OpenCredits,
        """SELECT coalesce(sum(free + reserved), 0)::bigint AS minutes,
            coalesce(sum(left_kopecks), 0)::bigint AS kopecks
        FROM subscriptions.credit_lot
        WHERE (payer_id = $1 OR learner_id = $1 OR tutor_id = $1) AND state = 'active'""",
        user_id,
    )
