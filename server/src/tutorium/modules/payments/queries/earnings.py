"""SQL of what tutors earn."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.model import Earning, Week
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_earning(
    db: Db,
    earning: Earning,
    *,
    payer_id: UUID,
    tutor_id: UUID,
    basis_points: int,
    available_at: datetime,
) -> bool:
    """Store what a lesson brought; False when the lesson was settled before."""
    return (
        await execute(
            db,
            """INSERT INTO payments.earning (id, lesson_id, payer_id, tutor_id, charge_kopecks,
                amount_kopecks, commission_kopecks, commission_basis_points, state, at, available_at)
            VALUES ($1, $2, $3, $4, $5::bigint + $6::bigint, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (lesson_id) DO NOTHING""",
            earning.id,
            earning.lesson_id,
            payer_id,
            tutor_id,
            earning.amount_kopecks,
            earning.commission_kopecks,
            basis_points,
            earning.state,
            earning.at,
            available_at,
        )
        == 1
    )


async def earning_of(db: Db, lesson_id: UUID) -> Earning | None:
    """What a lesson brought."""
    return await fetch_optional(
        db,
        Earning,
        """SELECT id, lesson_id, amount_kopecks, commission_kopecks, state, at
        FROM payments.earning WHERE lesson_id = $1""",
        lesson_id,
    )


async def earnings_of(db: Db, tutor_id: UUID, before: UUID | None, limit: int) -> list[Earning]:
    """A tutor's earnings, newest first, older than the one named."""
    return await fetch_all(
        db,
        Earning,
        """SELECT id, lesson_id, amount_kopecks, commission_kopecks, state, at
        FROM payments.earning WHERE tutor_id = $1 AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3""",
        tutor_id,
        before,
        limit,
    )


async def weeks_of(db: Db, tutor_id: UUID, since: datetime) -> list[Week]:
    """A tutor's earnings by ISO week, newest first."""
    return await fetch_all(
        db,
        Week,
        """SELECT to_char(at AT TIME ZONE 'UTC', 'IYYY"-W"IW') AS week,
            sum(amount_kopecks)::bigint AS amount_kopecks
        FROM payments.earning WHERE tutor_id = $1 AND at >= $2 GROUP BY 1 ORDER BY 1 DESC""",
        tutor_id,
        since,
    )


async def release_earning(db: Db, lesson_id: UUID) -> UUID | None:
    """Make a held earning available; its tutor, or None when it is available already."""
    return await fetch_value(
        db,
        UUID,
        """UPDATE payments.earning SET state = 'available'
        WHERE lesson_id = $1 AND state = 'pending' RETURNING tutor_id""",
        lesson_id,
    )
