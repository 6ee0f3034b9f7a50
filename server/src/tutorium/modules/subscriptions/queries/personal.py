"""What subscriptions keep of a person besides lots, and what ends when he leaves."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.platform.db import Db, execute, fetch_value


async def subscriptions_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level, lessons_per_week,
                lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks, collection_mode,
                period_no, period_start, period_end, cancel_at_period_end, cancel_reason, skip_count,
                created_at, started_at, ended_at
            FROM subscriptions.subscription WHERE payer_id = $1 OR learner_id = $1 ORDER BY id) r""",
        user_id,
    )


async def events_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT e.subscription_id, e.at, e.trigger, e.from_state, e.to_state, e.reason_code
            FROM subscriptions.subscription_event e
            JOIN subscriptions.subscription s ON s.id = e.subscription_id
            WHERE s.payer_id = $1 OR s.learner_id = $1 OR e.actor_id = $1 ORDER BY e.id) r""",
        user_id,
    )


async def invoices_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT i.id, i.subscription_id, i.kind, i.period_no, i.minutes, i.amount_kopecks, i.state,
                i.created_at, i.closed_at
            FROM subscriptions.invoice i JOIN subscriptions.subscription s ON s.id = i.subscription_id
            WHERE s.payer_id = $1 OR s.learner_id = $1 ORDER BY i.id) r""",
        user_id,
    )


async def acquaintances_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT learner_id, tutor_id, since FROM subscriptions.acquaintance
            WHERE learner_id = $1 OR tutor_id = $1 ORDER BY since) r""",
        user_id,
    )


async def end_live(db: Db, user_id: UUID, now: datetime) -> int:
    """Nothing is renewed any more for somebody who leaves."""
    return await execute(
        db,
        """UPDATE subscriptions.subscription SET state = 'ended', ended_reason = 'cancelled', ended_at = $2,
            collection_mode = 'manual', method_id = NULL, past_due_since = NULL, next_attempt_at = NULL,
            next_step_at = NULL, version = version + 1
        WHERE (payer_id = $1 OR learner_id = $1 OR tutor_id = $1) AND state <> 'ended'""",
        user_id,
        now,
    )


async def forget_acquaintances(db: Db, user_id: UUID) -> int:
    return await execute(
        db, "DELETE FROM subscriptions.acquaintance WHERE learner_id = $1 OR tutor_id = $1", user_id
    )
