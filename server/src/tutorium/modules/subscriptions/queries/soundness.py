"""SQL that adds lots up."""

from uuid import UUID

import msgspec

from tutorium.modules.subscriptions.model import Id
from tutorium.platform.db import Db, fetch_all, fetch_value


class PairMoney(msgspec.Struct, frozen=True):
    """What the unused minutes of a payer with a tutor cost."""

    payer_id: UUID
    tutor_id: UUID
    kopecks: int


async def money_by_pair(db: Db) -> list[PairMoney]:
    """The price of all unused minutes, by payer and tutor."""
    return await fetch_all(
        db,
        PairMoney,
        """SELECT payer_id, tutor_id, sum(left_kopecks)::bigint AS kopecks
        FROM subscriptions.credit_lot WHERE left_kopecks > 0 GROUP BY payer_id, tutor_id""",
    )


async def money_of_pair(db: Db, payer_id: UUID, tutor_id: UUID) -> int:
    """The price of all unused minutes of a payer with a tutor."""
    return (
        await fetch_value(
            db,
            int,
            """SELECT coalesce(sum(left_kopecks), 0)::bigint FROM subscriptions.credit_lot
            WHERE payer_id = $1 AND tutor_id = $2""",
            payer_id,
            tutor_id,
        )
    ) or 0


async def unsound_lots(db: Db, limit: int) -> list[Id]:
    """Lots whose minutes do not add up, or whose reservations are not what they say."""
    return await fetch_all(
        db,
        Id,
        """SELECT id FROM subscriptions.credit_lot l
        WHERE free + reserved + consumed + refunded <> minutes OR least(free, reserved) < 0
            OR reserved <> (SELECT coalesce(sum(r.minutes), 0) FROM subscriptions.reservation r
                WHERE r.lot_id = l.id AND r.state = 'reserved')
        LIMIT $1""",
        limit,
    )
