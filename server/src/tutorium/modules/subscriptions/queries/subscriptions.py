"""SQL of subscriptions and of their history."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.subscriptions.model.subscription import Balance, Step, Subscription
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.ids import new_id


class DueSubscription(msgspec.Struct, frozen=True):
    """A subscription whose next step is due, and who pays for it."""

    id: UUID
    payer_id: UUID


class SubscriptionsStanding(msgspec.Struct, frozen=True):
    """Subscriptions that go on, those not paid for in time, and those to be renewed within a week."""

    active: int
    past_due: int
    renewals_ahead: int


class Count(msgspec.Struct, frozen=True):
    """How many there are in a state."""

    state: str
    count: int


async def insert_subscription(db: Db, new: Subscription, next_step_at: datetime | None) -> bool:
    """Store a new subscription; False when there is one for this learner, tutor and subject."""
    return (
        await execute(
            db,
            """INSERT INTO subscriptions.subscription (id, command_id, state, payer_id, learner_id, tutor_id,
                subject, level, lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks,
                price_kopecks, policy_snapshot, policy_version, timezone, collection_mode, period_no,
                created_at, next_step_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (learner_id, tutor_id, subject) WHERE state <> 'ended' DO NOTHING""",
            new.id,
            new.command_id,
            new.state,
            new.payer_id,
            new.learner_id,
            new.tutor_id,
            new.subject,
            new.level,
            new.lessons_per_week,
            new.lesson_minutes,
            new.minutes_per_cycle,
            new.unit_price_kopecks,
            new.price_kopecks,
            new.policy_snapshot,
            new.policy_version,
            new.timezone,
            new.collection_mode,
            new.period_no,
            new.created_at,
            next_step_at,
        )
        == 1
    )


async def update_subscription(db: Db, changed: Subscription, next_step_at: datetime | None) -> bool:
    """Write back a subscription that was read at the version before; False when it has changed since."""
    return (
        await execute(
            db,
            """UPDATE subscriptions.subscription SET state = $3, ended_reason = $4, timezone = $5,
                collection_mode = $6, method_id = $7, period_no = $8, period_start = $9, period_end = $10,
                stage = $11, warned_at = $12, cancel_at_period_end = $13, cancel_reason = $14,
                skip_count = $15, past_due_since = $16, failures = $17, decline = $18, next_attempt_at = $19,
                started_at = $20, ended_at = $21, next_step_at = $22, version = version + 1
            WHERE id = $1 AND version = $2""",
            changed.id,
            changed.version,
            changed.state,
            changed.ended_reason,
            changed.timezone,
            changed.collection_mode,
            changed.method_id,
            changed.period_no,
            changed.period_start,
            changed.period_end,
            changed.stage,
            changed.warned_at,
            changed.cancel_at_period_end,
            changed.cancel_reason,
            changed.skip_count,
            changed.past_due_since,
            changed.failures,
            changed.decline,
            changed.next_attempt_at,
            changed.started_at,
            changed.ended_at,
            next_step_at,
        )
        == 1
    )


async def subscription_by_command(db: Db, command_id: UUID) -> Subscription | None:
    """The subscription that a command made."""
    return await fetch_optional(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE command_id = $1""",
        command_id,
    )


async def subscription_for(db: Db, payer_id: UUID, subscription_id: UUID) -> Subscription | None:
    """A payer's own subscription."""
    return await fetch_optional(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE payer_id = $1 AND id = $2""",
        payer_id,
        subscription_id,
    )


async def subscription(db: Db, subscription_id: UUID) -> Subscription | None:
    """A subscription."""
    return await fetch_optional(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE id = $1""",
        subscription_id,
    )


async def lock_subscription(db: Db, subscription_id: UUID) -> Subscription | None:
    """A subscription that nobody else changes before this transaction ends."""
    return await fetch_optional(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE id = $1 FOR UPDATE""",
        subscription_id,
    )


async def lock_due(db: Db, subscription_id: UUID, now: datetime) -> Subscription | None:
    """A subscription whose next step is due and whom nobody else has in hand, locked."""
    return await fetch_optional(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE id = $1 AND next_step_at <= $2 FOR UPDATE SKIP LOCKED""",
        subscription_id,
        now,
    )


async def lock_those_with_method(db: Db, method_id: UUID) -> list[Subscription]:
    """Live subscriptions that are charged with a method, locked in the order of their ids."""
    return await fetch_all(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription WHERE method_id = $1 AND state <> 'ended' ORDER BY id FOR UPDATE""",
        method_id,
    )


async def subscriptions_of(db: Db, payer_id: UUID, before: UUID | None, limit: int) -> list[Subscription]:
    """A payer's subscriptions, newest first, older than the one named."""
    return await fetch_all(
        db,
        Subscription,
        """SELECT id, command_id, state, ended_reason, payer_id, learner_id, tutor_id, subject, level,
            lessons_per_week, lesson_minutes, minutes_per_cycle, unit_price_kopecks, price_kopecks,
            policy_snapshot, policy_version, timezone, collection_mode, method_id, period_no, period_start,
            period_end, stage, warned_at, cancel_at_period_end, cancel_reason, skip_count, past_due_since,
            failures, decline, next_attempt_at, created_at, started_at, ended_at, version
        FROM subscriptions.subscription
        WHERE payer_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3""",
        payer_id,
        before,
        limit,
    )


async def due_subscriptions(db: Db, now: datetime, limit: int) -> list[DueSubscription]:
    """Subscriptions whose next step is due, the longest first."""
    return await fetch_all(
        db,
        DueSubscription,
        """SELECT id, payer_id FROM subscriptions.subscription
        WHERE next_step_at <= $1 ORDER BY next_step_at LIMIT $2""",
        now,
        limit,
    )


async def count_by_state(db: Db) -> list[Count]:
    """How many subscriptions there are in each state."""
    return await fetch_all(
        db, Count, "SELECT state, count(*) AS count FROM subscriptions.subscription GROUP BY state"
    )


async def insert_event(
    db: Db,
    subscription_id: UUID,
    *,
    at: datetime,
    trigger: str,
    from_state: str | None,
    to_state: str,
    actor_id: UUID | None,
    reason_code: str | None,
) -> None:
    """Write down what happened to a subscription; without an actor it was the product itself."""
    await execute(
        db,
        """INSERT INTO subscriptions.subscription_event (id, subscription_id, at, trigger, from_state,
            to_state, actor_role, actor_id, reason_code)
        VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7::uuid IS NULL THEN 'system' ELSE 'payer' END, $7, $8)""",
        new_id(),
        subscription_id,
        at,
        trigger,
        from_state,
        to_state,
        actor_id,
        reason_code,
    )


async def history(db: Db, subscription_id: UUID) -> list[Step]:
    """Everything that happened to a subscription, the first thing first."""
    return await fetch_all(
        db,
        Step,
        """SELECT at, trigger, from_state, to_state, actor_role, reason_code
        FROM subscriptions.subscription_event WHERE subscription_id = $1 ORDER BY at, id""",
        subscription_id,
    )


async def balance(
    db: Db, *, payer_id: UUID, learner_id: UUID, tutor_id: UUID, now: datetime
) -> Balance | None:
    """Minutes of a payer, a learner and a tutor that can be used or wait for a lesson."""
    return await fetch_optional(
        db,
        Balance,
        """SELECT coalesce(sum(free) FILTER (WHERE expires_at > $4), 0)::bigint AS free,
            coalesce(sum(reserved), 0)::bigint AS reserved
        FROM subscriptions.credit_lot
        WHERE payer_id = $1 AND learner_id = $2 AND tutor_id = $3 AND state = 'active'""",
        payer_id,
        learner_id,
        tutor_id,
        now,
    )


async def standing(db: Db, renewed_until: datetime) -> SubscriptionsStanding:
    """How it stands with the subscriptions that live."""
    found = await fetch_optional(
        db,
        SubscriptionsStanding,
        """SELECT count(*) FILTER (WHERE state = 'active') AS active,
            count(*) FILTER (WHERE state = 'past_due') AS past_due,
            count(*) FILTER (WHERE state = 'active' AND NOT cancel_at_period_end AND period_end <= $1)
                AS renewals_ahead
        FROM subscriptions.subscription WHERE state IN ('active', 'past_due')""",
        renewed_until,
    )
    return found or SubscriptionsStanding(0, 0, 0)


async def remember_acquaintance(db: Db, learner_id: UUID, tutor_id: UUID, at: datetime) -> None:
    """The learner has been taught by the tutor; the first time counts."""
    await execute(
        db,
        """INSERT INTO subscriptions.acquaintance (learner_id, tutor_id, since) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING""",
        learner_id,
        tutor_id,
        at,
    )


async def acquainted(db: Db, learner_id: UUID, tutor_id: UUID) -> bool:
    """Whether the learner has been taught by the tutor."""
    return (
        await fetch_value(
            db,
            bool,
            "SELECT true FROM subscriptions.acquaintance WHERE learner_id = $1 AND tutor_id = $2",
            learner_id,
            tutor_id,
        )
        or False
    )
