"""The use cases of credit lots: grant, reserve, settle, give back."""

from typing import get_args
from uuid import UUID

import structlog
from msgspec.structs import replace

from tutorium.modules.payments import api as payments
from tutorium.modules.payments.events import PaymentSucceeded, RefundDeclined
from tutorium.modules.subscriptions import model, queries
from tutorium.modules.subscriptions.errors import NothingToRefund
from tutorium.modules.subscriptions.events import CreditsGranted, LotRefundRequested
from tutorium.modules.subscriptions.model import Cancellation, Lot, LotRefund, Reservation
from tutorium.modules.subscriptions.model.subscription import LIVE, RefundReason
from tutorium.modules.subscriptions.queries import subscriptions
from tutorium.modules.subscriptions.service.moves import move
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import id_of, new_id

AT_ONCE = 200

log = structlog.get_logger("subscriptions")


async def grant(db: Db, paid: PaymentSucceeded) -> None:
    """Turn the money paid for a lesson into a lot of its minutes, once per payment."""
    now = clock.now()
    minutes, price = int(paid.details["minutes"]), paid.amount_kopecks
    lot = Lot(
        id=new_id(),
        payer_id=paid.payer_id,
        learner_id=UUID(str(paid.details["learner_id"])),
        tutor_id=paid.tutor_id,
        source="single",
        lesson_id=paid.purpose_id,
        subscription_id=None,
        payment_id=paid.payment_id,
        minutes=minutes,
        free=minutes,
        reserved=0,
        consumed=0,
        refunded=0,
        unit_price_kopecks=int(paid.details["unit_price_kopecks"]),
        price_kopecks=price,
        left_kopecks=price,
        created_at=now,
        expires_at=now + model.LIFE,
    )
    await keep(db, lot)


async def keep(db: Db, lot: Lot) -> None:
    """Store a lot that was paid for, once per payment, and tell."""
    if await queries.insert_lot(db, lot):
        await publish(
            db,
            CreditsGranted(
                lot_id=lot.id,
                payment_id=lot.payment_id,
                lesson_id=lot.lesson_id,
                payer_id=lot.payer_id,
                learner_id=lot.learner_id,
                tutor_id=lot.tutor_id,
                minutes=lot.minutes,
            ),
        )
        metrics.domain.labels("subscriptions.CreditsGranted").inc()


async def reserve(
    *,
    lesson_id: UUID,
    payer_id: UUID,
    learner_id: UUID,
    tutor_id: UUID,
    minutes: int,
    lot_id: UUID | None,
) -> Reservation | None:
    """Put minutes of one lot aside for a lesson, once per lesson; None when no lot has enough free ones."""
    async with transaction() as db:
        if known := await queries.reservation(db, lesson_id):
            return known
        now = clock.now()
        lot = await queries.lock_lot_for(
            db,
            payer_id=payer_id,
            learner_id=learner_id,
            tutor_id=tutor_id,
            minutes=minutes,
            lot_id=lot_id,
            now=now,
        )
        if lot is None:
            # Another call for the same lesson may have taken the minutes while this one waited for the lot.
            return await queries.reservation(db, lesson_id)
        made = Reservation(lesson_id, lot.id, lot.payment_id, minutes, "reserved", 0, 0, None)
        if not await queries.insert_reservation(db, made, now):
            return await queries.reservation(db, lesson_id)
        await queries.update_lot(db, model.reserve(lot, minutes))
        return made


async def reservation(*, lesson_id: UUID) -> Reservation | None:
    """What is or was reserved for a lesson."""
    async with connection() as db:
        return await queries.reservation(db, lesson_id)


async def settle(*, lesson_id: UUID, charge_minutes: int) -> Reservation | None:
    """Consume minutes of a lesson's reservation and free the others, once per lesson."""
    async with transaction() as db:
        found = await _lock(db, lesson_id)
        if found is None:
            return None
        lot, reserved = found
        if reserved.state != "reserved":
            return reserved
        charged = min(charge_minutes, reserved.minutes)
        settled = model.settle(lot, reserved.minutes, charged)
        await queries.update_lot(db, settled)
        return await _close(db, reserved, charged, lot.left_kopecks - settled.left_kopecks, None)


async def cancel_lesson(*, lesson_id: UUID, charge_minutes: int) -> Cancellation:
    """Settle a cancelled lesson and, if its lot was bought for it, turn what is left into money."""
    async with transaction() as db:
        found = await _lock(db, lesson_id)
        if found is None:
            return model.NOTHING_RESERVED
        lot, reserved = found
        if reserved.state != "reserved":
            return await _cancelled_before(db, lot, reserved)
        outcome = model.cancellation(lot, reserved, charge_minutes)
        lot = model.settle(lot, reserved.minutes, outcome.charged_minutes)
        lot_refund_id = None
        if outcome.refunded_kopecks:
            command_id = id_of("cancel_lesson", lesson_id)
            lot_refund_id = (await _refund(db, lot, command_id, "lesson_cancelled")).id
        else:
            await queries.update_lot(db, lot)
        await _close(db, reserved, outcome.charged_minutes, outcome.charged_kopecks, lot_refund_id)
        return outcome


async def quote_cancel(*, lesson_id: UUID, charge_minutes: int) -> Cancellation:
    """What cancelling a lesson would cost and give back now."""
    async with transaction() as db:
        found = await _lock(db, lesson_id)
        if found is None:
            return model.NOTHING_RESERVED
        lot, reserved = found
        if reserved.state != "reserved":
            return await _cancelled_before(db, lot, reserved)
        return model.cancellation(lot, reserved, charge_minutes)


async def lots(*, payer_id: UUID) -> list[Lot]:
    """A payer's lots that still hold minutes."""
    async with connection() as db:
        return await queries.lots_of(db, payer_id)


async def quote_refund(*, payer_id: UUID, lot_id: UUID) -> Lot:
    """The payer's own lot, whose free minutes may be turned into money; NotFound, NothingToRefund."""
    async with connection() as db:
        lot = await queries.lot_of(db, payer_id, lot_id)
    return _refundable(lot, payer_id)


async def request_refund(
    *, payer_id: UUID, lot_id: UUID, command_id: UUID, reason: model.PayersReason
) -> LotRefund:
    """Ask for money for the free minutes of the payer's own lot, once per command. NotFound, NothingToRefund

    The minutes are nobody's while the refund is decided about; declined, they come back (`undo_refund`).
    """
    async with transaction() as db:
        lot = await queries.lock_lot(db, lot_id)
        if known := await queries.lot_refund_by_command(db, command_id):
            return known
        return await _refund(db, _refundable(lot, payer_id), command_id, reason)


async def quote_subscription_refund(*, payer_id: UUID, subscription_id: UUID) -> list[Lot]:
    """The lots of the payer's own subscription with free minutes, newest first; NotFound, NothingToRefund."""
    async with connection() as db:
        if await subscriptions.subscription_for(db, payer_id, subscription_id) is None:
            raise NotFound
        lots = await queries.lots_of_subscription(db, subscription_id)
    return _worth_something(lots)


async def refund_subscription(
    *, payer_id: UUID, subscription_id: UUID, command_id: UUID, reason: RefundReason
) -> None:
    """Turn all free minutes of a subscription into money, the newest payment first (D3.4).

    When nothing is left, no reserved minutes either, the subscription has ended (S14). Once per command.
    """
    async with transaction() as db:
        subscription = await subscriptions.lock_subscription(db, subscription_id)
        if subscription is None or subscription.payer_id != payer_id:
            raise NotFound
        lots = await queries.lock_lots_of_subscription(db, subscription_id)
        if any([await queries.lot_refund_by_command(db, id_of(command_id, lot.id)) for lot in lots]):
            return
        for lot in _worth_something(lots):
            await _refund(db, lot, id_of(command_id, lot.id), reason)
        if subscription.state in LIVE and not any(lot.reserved for lot in lots):
            await move(db, subscription, "refunded", actor_id=payer_id, reason_code=reason)


async def refund_expired_lots() -> None:
    """Give the money of expired minutes back: what was paid and not used is never kept (domain.md D4.5)."""
    async with connection() as db:
        expired = await queries.expired_lots(db, clock.now(), AT_ONCE)
    for each in expired:
        async with transaction() as db:
            lot = await queries.lock_lot(db, each.id)
            if lot is not None and model.refundable_kopecks(lot):
                await _refund(db, lot, id_of("lot_expired", lot.id, lot.refunded), "expired")
                log.info("lot_expired", lot_id=str(lot.id))


async def refund_for(*, payer_id: UUID, lot_refund_id: UUID) -> LotRefund:
    """The payer's own refund of a lot; NotFound for anybody else's."""
    async with connection() as db:
        lot_refund = await queries.lot_refund(db, lot_refund_id)
    if lot_refund is None or lot_refund.payer_id != payer_id:
        raise NotFound
    return lot_refund


async def send_refund(*, lot_refund_id: UUID) -> None:
    """Have the payment give back what a lot's minutes were turned into; safe to repeat."""
    async with connection() as db:
        lot_refund = await queries.lot_refund(db, lot_refund_id)
    if lot_refund is not None:
        asked = lot_refund.reason in get_args(model.PayersReason)
        await (payments.request_refund if asked else payments.refund)(
            refund_id=lot_refund.id,
            payment_id=lot_refund.payment_id,
            amount_kopecks=lot_refund.amount_kopecks,
            reason=lot_refund.reason,
        )


async def undo_refund(db: Db, declined: RefundDeclined) -> None:
    """The refund of a lot was declined or taken back: its minutes are free again."""
    lot_refund = await queries.lot_refund(db, declined.refund_id)
    lot = None if lot_refund is None else await queries.lock_lot(db, lot_refund.lot_id)
    if lot_refund is not None and lot is not None:
        await queries.update_lot(db, model.restore(lot, lot_refund.minutes, lot_refund.amount_kopecks))


async def _lock(db: Db, lesson_id: UUID) -> tuple[Lot, Reservation] | None:
    """The lot of a lesson's reservation, locked, and the reservation as it is under that lock."""
    seen = await queries.reservation(db, lesson_id)
    lot = None if seen is None else await queries.lock_lot(db, seen.lot_id)
    reserved = await queries.reservation(db, lesson_id)
    return None if lot is None or reserved is None else (lot, reserved)


async def _close(
    db: Db, reserved: Reservation, charged_minutes: int, charged_kopecks: int, lot_refund_id: UUID | None
) -> Reservation:
    closed = replace(
        reserved,
        state="consumed" if charged_minutes else "released",
        charged_minutes=charged_minutes,
        charged_kopecks=charged_kopecks,
        lot_refund_id=lot_refund_id,
    )
    await queries.settle_reservation(db, closed, clock.now())
    return closed


async def _cancelled_before(db: Db, lot: Lot, settled: Reservation) -> Cancellation:
    lot_refund = (
        None if settled.lot_refund_id is None else await queries.lot_refund(db, settled.lot_refund_id)
    )
    return Cancellation(
        paid_with="card" if lot.lesson_id == settled.lesson_id else "credits",
        charged_minutes=settled.charged_minutes,
        charged_kopecks=settled.charged_kopecks,
        refunded_minutes=lot_refund.minutes if lot_refund else 0,
        refunded_kopecks=lot_refund.amount_kopecks if lot_refund else 0,
        returned_minutes=0 if lot_refund else settled.minutes - settled.charged_minutes,
    )


def _refundable(lot: Lot | None, payer_id: UUID) -> Lot:
    if lot is None or lot.payer_id != payer_id:
        raise NotFound
    if model.refundable_kopecks(lot) == 0:
        raise NothingToRefund
    return lot


def _worth_something(lots: list[Lot]) -> list[Lot]:
    found = [lot for lot in lots if model.refundable_kopecks(lot)]
    if not found:
        raise NothingToRefund
    return found


async def _refund(db: Db, lot: Lot, command_id: UUID, reason: str) -> LotRefund:
    lot_refund = LotRefund(
        id=new_id(),
        lot_id=lot.id,
        payment_id=lot.payment_id,
        payer_id=lot.payer_id,
        minutes=lot.free,
        amount_kopecks=model.refundable_kopecks(lot),
        reason=reason,
        created_at=clock.now(),
    )
    await queries.update_lot(db, model.refund(lot))
    await queries.insert_lot_refund(db, lot_refund, command_id)
    await publish(db, LotRefundRequested(lot_refund_id=lot_refund.id))
    return lot_refund
