"""What a lesson brings: its charge leaves escrow and is divided; the tutor's part waits for 48 hours."""

from datetime import timedelta
from uuid import UUID

import msgspec

from tutorium.modules.payments.events import EarningHoldEnded
from tutorium.modules.payments.model import (
    COMMISSION_REVENUE,
    Earning,
    Week,
    commission_rate,
    divide,
    lesson_escrow,
    tutor_available,
    tutor_pending,
)
from tutorium.modules.payments.model.settings import commission_steps, earning_hold
from tutorium.modules.payments.queries import earnings as queries
from tutorium.modules.payments.queries import ledger
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id

WEEKS_SHOWN = timedelta(weeks=12)


class Earnings(msgspec.Struct, frozen=True):
    """A tutor's money: held back, free to take out, and where it came from."""

    pending_kopecks: int
    available_kopecks: int
    lessons: list[Earning]
    weeks: list[Week]


async def settle_lesson(
    *, lesson_id: UUID, payer_id: UUID, tutor_id: UUID, charge_kopecks: int, completed_minutes_before: int
) -> Earning | None:
    """Divide a lesson's charge, once per lesson; None when nothing was charged."""
    if charge_kopecks == 0:
        return None
    now = clock.now()
    async with connection() as db:
        rate = commission_rate(completed_minutes_before, await commission_steps(db))
        hold = await earning_hold(db)
    amount, commission = divide(charge_kopecks, rate)
    earning = Earning(
        id=new_id(),
        lesson_id=lesson_id,
        amount_kopecks=amount,
        commission_kopecks=commission,
        state="pending",
        at=now,
    )
    async with transaction() as db:
        if not await queries.insert_earning(
            db,
            earning,
            payer_id=payer_id,
            tutor_id=tutor_id,
            basis_points=rate,
            available_at=now + hold,
        ):
            return await queries.earning_of(db, lesson_id)
        await post(
            db,
            "lesson_settled",
            str(lesson_id),
            [
                (lesson_escrow(payer_id, tutor_id), -charge_kopecks),
                (tutor_pending(tutor_id), amount),
                (COMMISSION_REVENUE, commission),
            ],
        )
        await publish(db, EarningHoldEnded(lesson_id=lesson_id), at=now + hold)
    return earning


async def end_hold(db: Db, lesson_id: UUID) -> None:
    """Make a tutor's part of a lesson available to him, once."""
    tutor_id = await queries.release_earning(db, lesson_id)
    earning = await queries.earning_of(db, lesson_id)
    if tutor_id is None or earning is None:
        return
    await post(
        db,
        "earning_available",
        str(lesson_id),
        [
            (tutor_pending(tutor_id), -earning.amount_kopecks),
            (tutor_available(tutor_id), earning.amount_kopecks),
        ],
    )


async def earnings_of(*, tutor_id: UUID, before: UUID | None, limit: int) -> Earnings:
    """A tutor's balances, earnings newest first, and sums of the last twelve weeks."""
    async with connection() as db:
        return Earnings(
            pending_kopecks=await ledger.balance(db, tutor_pending(tutor_id)),
            available_kopecks=await ledger.balance(db, tutor_available(tutor_id)),
            lessons=await queries.earnings_of(db, tutor_id, before, limit),
            weeks=await queries.weeks_of(db, tutor_id, clock.now() - WEEKS_SHOWN),
        )
