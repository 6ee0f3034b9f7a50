"""What happens to subscriptions by themselves: notices, skips, charges, ends. One step, one transaction."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from msgspec.structs import replace

from tutorium.modules.accounts import api as accounts
from tutorium.modules.subscriptions.events import (
    PaymentAsked,
    RenewalAhead,
    RenewalSkipped,
    SubscriptionPastDue,
)
from tutorium.modules.subscriptions.model.agenda import (
    CHECK,
    COLLECTING,
    charge_time,
    in_days,
    next_step,
    skips,
    stage_at,
)
from tutorium.modules.subscriptions.model.subscription import State, Subscription
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.modules.subscriptions.service.moves import move, save
from tutorium.modules.subscriptions.service.paying import begin_charge, invoice_next
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.events import publish

AT_ONCE = 200
STEPS = 12
"""So many steps of one subscription at most are made up for at once, after a long silence."""
BUSY = timedelta(hours=1)
"""When an attempt of the payer's is under way, ours waits for so long."""

log = structlog.get_logger("subscriptions")


async def collect_due() -> None:
    """Take every subscription whose time has come its next steps."""
    async with connection() as db:
        due = await queries.due_subscriptions(db, clock.now(), AT_ONCE)
    found = await accounts.people(user_ids=list({each.payer_id for each in due})) if due else []
    zones = {person.user_id: person.timezone for person in found}
    for each in due:
        for _ in range(STEPS):
            if not await advance(each.id, timezone=zones.get(each.payer_id)):
                break


async def count() -> None:
    """How many subscriptions there are in which state."""
    async with connection() as db:
        found = {each.state: each.count for each in await queries.count_by_state(db)}
    for state in State:
        metrics.subscriptions.labels(state).set(found.get(state, 0))


async def advance(subscription_id: UUID, *, timezone: str | None) -> bool:
    """Take one step of a subscription if it is due and nobody else does; whether a step was taken."""
    async with transaction() as db:
        now = clock.now()
        subscription = await queries.lock_due(db, subscription_id, now)
        if subscription is None:
            return False
        if timezone is not None and timezone != subscription.timezone:
            subscription = await save(db, replace(subscription, timezone=timezone))
        return await _take(db, subscription, now)


async def _take(db: Db, subscription: Subscription, now: datetime) -> bool:
    """Take the step of a locked subscription whose time has come, if it has."""
    step = next_step(subscription)
    if step is None or step.at > now:
        await save(db, subscription)
        return False
    match step.kind:
        case "give_up":
            await move(db, subscription, "never_paid", reason_code="not_paid_in_time")
        case "notice" | "check":
            await _notice(db, subscription, now)
        case "collect":
            await _collect(db, subscription, now)
        case "attempt":
            await _attempt(db, subscription, now)
        case "past_due":
            await _call_overdue(db, subscription, now)
        case "end_cancelled":
            await move(db, subscription, "period_over", reason_code=subscription.cancel_reason)
        case "end_unpaid":
            await _give_up(db, subscription, now)
    return True


async def _notice(db: Db, subscription: Subscription, now: datetime) -> None:
    """Seven, three days and a day ahead; with the last notice it is decided whether to charge."""
    stage = stage_at(subscription, now)
    if stage == CHECK and await _skip(db, subscription, now):
        return
    await save(db, replace(subscription, stage=stage + 1, warned_at=now))
    await publish(
        db,
        RenewalAhead(
            subscription_id=subscription.id,
            payer_id=subscription.payer_id,
            days=subscription.policy_snapshot.notice_days[stage],
            at=charge_time(subscription),
            amount_kopecks=subscription.price_kopecks,
            collection_mode=subscription.collection_mode,
        ),
    )


async def _skip(db: Db, subscription: Subscription, now: datetime) -> bool:
    """S5: with the minutes of a whole cycle at hand nothing is charged, and the period moves on."""
    invoice = await invoices.invoice_of_period(db, subscription.id, subscription.period_no + 1)
    if invoice is not None and await invoices.open_charge(db, invoice.id):
        return False
    found = await queries.balance(
        db,
        payer_id=subscription.payer_id,
        learner_id=subscription.learner_id,
        tutor_id=subscription.tutor_id,
        now=now,
    )
    end = subscription.period_end
    if found is None or end is None or not skips(subscription, found.free):
        return False
    if invoice is not None:
        await invoices.close_invoice(db, invoice.id, "void", now)
    moved = await move(
        db,
        subscription,
        "skipped",
        period_no=subscription.period_no + 1,
        period_start=end,
        period_end=in_days(end, subscription.policy_snapshot.cycle_days, subscription.timezone),
        skip_count=subscription.skip_count + 1,
        stage=0,
        warned_at=None,
    )
    await publish(
        db,
        RenewalSkipped(
            subscription_id=subscription.id, payer_id=subscription.payer_id, next_at=charge_time(moved)
        ),
    )
    metrics.renewals.labels("skipped").inc()
    return True


async def _collect(db: Db, subscription: Subscription, now: datetime) -> None:
    """The morning of the renewal: the card is charged, or the payer is asked to pay."""
    await invoice_next(db, subscription)
    if subscription.collection_mode == "auto":
        await _attempt(db, replace(subscription, stage=COLLECTING), now)
        return
    await save(db, replace(subscription, stage=COLLECTING))
    await publish(
        db,
        PaymentAsked(
            subscription_id=subscription.id,
            payer_id=subscription.payer_id,
            amount_kopecks=subscription.price_kopecks,
        ),
    )


async def _attempt(db: Db, subscription: Subscription, now: datetime) -> None:
    """Charge the saved method, unless the payer is just paying himself."""
    invoice = await invoice_next(db, subscription)
    if await invoices.open_charge(db, invoice.id):
        await save(db, replace(subscription, next_attempt_at=now + BUSY))
        return
    await begin_charge(db, invoice, origin="system", method_id=subscription.method_id)
    await save(db, replace(subscription, next_attempt_at=None))


async def _call_overdue(db: Db, subscription: Subscription, now: datetime) -> None:
    """S6 of an invoice that nobody has paid by hand."""
    await move(db, subscription, "unpaid", reason_code="invoice_unpaid", past_due_since=now)
    await publish(db, SubscriptionPastDue(subscription_id=subscription.id, payer_id=subscription.payer_id))


async def _give_up(db: Db, subscription: Subscription, now: datetime) -> None:
    """S12, unless an attempt is just under way."""
    invoice = await invoices.invoice_of_period(db, subscription.id, subscription.period_no + 1)
    if invoice is not None and await invoices.open_charge(db, invoice.id):
        await save(db, replace(subscription, next_attempt_at=now + BUSY))
        return
    await move(db, subscription, "given_up")
