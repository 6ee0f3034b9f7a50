"""The one place where a subscription changes."""

from typing import Any, get_args
from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.subscriptions.errors import IllegalTransition
from tutorium.modules.subscriptions.events import SubscriptionEnded
from tutorium.modules.subscriptions.model.agenda import next_step
from tutorium.modules.subscriptions.model.subscription import (
    State,
    Subscription,
    Trigger,
    transition,
)
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.platform import clock, live, metrics
from tutorium.platform.db import Db
from tutorium.platform.events import publish

for _trigger in get_args(Trigger):
    metrics.subscription_moves.labels(_trigger)


async def save(db: Db, changed: Subscription) -> Subscription:
    """Write a subscription back with the time of its next step; IllegalTransition if it has changed since."""
    due = next_step(changed)
    if not await queries.update_subscription(db, changed, due.at if due else None):
        raise IllegalTransition
    await live.tell(db, to=changed.payer_id, topic="subscriptions", id=changed.id)
    return replace(changed, version=changed.version + 1)


async def move(
    db: Db,
    subscription: Subscription,
    trigger: Trigger,
    *,
    actor_id: UUID | None = None,
    reason_code: str | None = None,
    **changes: Any,
) -> Subscription:
    """Make a move of the table, with its line in the history; IllegalTransition where it knows none."""
    row, now = transition(subscription.state, trigger), clock.now()
    if row is None:
        raise IllegalTransition
    to = row.target
    if to is State.ENDED:
        changes |= {
            "ended_reason": row.reason,
            "ended_at": now,
            "past_due_since": None,
            "next_attempt_at": None,
            "collection_mode": "manual",
            "method_id": None,
        }
    moved = await save(db, replace(subscription, state=to, **changes))
    await queries.insert_event(
        db,
        subscription.id,
        at=now,
        trigger=trigger,
        from_state=subscription.state,
        to_state=to,
        actor_id=actor_id,
        reason_code=reason_code or row.reason,
    )
    if to is State.ENDED and row.reason is not None:
        await invoices.void_invoices(db, subscription.id, now)
        await publish(
            db,
            SubscriptionEnded(
                subscription_id=subscription.id, payer_id=subscription.payer_id, reason=row.reason
            ),
        )
    metrics.subscription_moves.labels(trigger).inc()
    return moved
