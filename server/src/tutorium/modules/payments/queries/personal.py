"""What payments keep of a person, and how it is forgotten."""

from typing import Any
from uuid import UUID

import msgspec

from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


class OpenMoney(msgspec.Struct, frozen=True):
    """How much money is on its way, and in how many parts."""

    count: int
    kopecks: int


async def payments_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, purpose, purpose_id, tutor_id, amount_kopecks, refunded_kopecks, state, provider_id,
                reason, description, customer_email, created_at, paid_at
            FROM payments.payment WHERE payer_id = $1 ORDER BY id) r""",
        user_id,
    )


async def refunds_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT f.id, f.payment_id, f.amount_kopecks, f.state, f.reason, f.origin, f.answer,
                f.created_at, f.deadline_at
            FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
            WHERE p.payer_id = $1 ORDER BY f.id) r""",
        user_id,
    )


async def flags_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """That the payer's refunds are decided by people; not who is wary of him, nor why."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT at FROM payments.payer_flag WHERE payer_id = $1) r""",
        user_id,
    )


async def forget_flag(db: Db, user_id: UUID) -> int:
    """Nobody has to be wary of a payer who is gone."""
    return await execute(db, "DELETE FROM payments.payer_flag WHERE payer_id = $1", user_id)


async def earnings_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, lesson_id, charge_kopecks, amount_kopecks, commission_kopecks, commission_basis_points,
                state, at, available_at
            FROM payments.earning WHERE tutor_id = $1 ORDER BY id) r""",
        user_id,
    )


async def open_payments(db: Db, user_id: UUID) -> OpenMoney | None:
    """Payments of this payer or to this tutor whose outcome is not known."""
    return await fetch_optional(
        db,
        OpenMoney,
        """SELECT count(*) AS count, coalesce(sum(amount_kopecks), 0)::bigint AS kopecks
        FROM payments.payment
        WHERE (payer_id = $1 OR tutor_id = $1) AND state IN ('created', 'pending', 'unknown')""",
        user_id,
    )


async def open_refunds(db: Db, user_id: UUID) -> OpenMoney | None:
    """Money that is on its way back to this payer."""
    return await fetch_optional(
        db,
        OpenMoney,
        """SELECT count(*) AS count, coalesce(sum(f.amount_kopecks), 0)::bigint AS kopecks
        FROM payments.refund f JOIN payments.payment p ON p.id = f.payment_id
        WHERE p.payer_id = $1 AND f.state IN ('requested', 'approved', 'processing', 'manual_payout')""",
        user_id,
    )


async def owed(db: Db, accounts: list[str]) -> OpenMoney | None:
    """What stands on these accounts of the ledger."""
    return await fetch_optional(
        db,
        OpenMoney,
        """SELECT count(*) AS count, coalesce(sum(balance), 0)::bigint AS kopecks
        FROM payments.account WHERE code = ANY($1) AND balance > 0""",
        accounts,
    )


async def forget_address(db: Db, user_id: UUID, nobody: str) -> int:
    """The payments stay for the books; the address the receipts went to goes."""
    return await execute(
        db,
        """UPDATE payments.payment SET customer_email = $2, confirmation_url = NULL
        WHERE payer_id = $1 AND customer_email <> $2""",
        user_id,
        nobody,
    )
