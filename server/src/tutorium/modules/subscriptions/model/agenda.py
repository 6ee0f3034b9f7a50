"""When what happens to a subscription: a pure function from its row to the next step.

Local days, not hours, are counted, in the payer's zone: a charge is at ten in the morning before and after
the clocks change, and every period has as many local days.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from tutorium.modules.subscriptions.model.subscription import State, Subscription

CHECK = 2
"""The stage whose notice comes with the decision whether to skip."""
WARNED = 3
COLLECTING = 4
WARNING = timedelta(hours=23)
"""A charge comes so long after its last notice at the earliest, however late that one was."""
AHEAD = timedelta(days=7)
"""How long before the charge the next period can be paid by hand."""
FORECAST = 3

Kind = Literal["give_up", "notice", "check", "collect", "attempt", "past_due", "end_cancelled", "end_unpaid"]


class Due(msgspec.Struct, frozen=True):
    """The next step of a subscription, and when."""

    kind: Kind
    at: datetime


class NextCharge(msgspec.Struct, frozen=True):
    """What will happen: the card is charged, the payer has to pay, or the minutes at hand suffice."""

    at: datetime
    amount_kopecks: int
    outcome: Literal["charge", "pay", "skip"]


def in_days(moment: datetime, days: int, timezone: str) -> datetime:
    """The same wall clock time so many local days later, in UTC."""
    zone = ZoneInfo(timezone)
    local = moment.astimezone(zone)
    day = local.date() + timedelta(days=days)
    return datetime.combine(day, local.time().replace(fold=0), zone).astimezone(UTC)


def at_hour(moment: datetime, hour: int, timezone: str) -> datetime:
    """The full hour of the moment's local day, in UTC."""
    zone = ZoneInfo(timezone)
    return datetime.combine(moment.astimezone(zone).date(), time(hour), zone).astimezone(UTC)


def charge_time(subscription: Subscription) -> datetime:
    """When the next period is to be paid: the morning of the day on which the current one ends."""
    end = subscription.period_end or subscription.created_at
    return at_hour(end, subscription.policy_snapshot.charge_hour, subscription.timezone)


def next_step(subscription: Subscription) -> Due | None:
    """What happens next, if nobody does anything; None when only others can bring it on."""
    policy = subscription.policy_snapshot
    match subscription.state:
        case State.INCOMPLETE:
            return Due("give_up", subscription.created_at + timedelta(minutes=policy.first_payment_minutes))
        case State.ACTIVE:
            return _while_active(subscription)
        case State.PAST_DUE:
            ends = (subscription.past_due_since or subscription.created_at) + timedelta(
                days=policy.unpaid_days
            )
            again = subscription.next_attempt_at
            if again is not None and again <= ends + timedelta(days=1):
                return Due("attempt", again)
            return Due("end_unpaid", ends)
        case State.ENDED:
            return None


def _while_active(subscription: Subscription) -> Due | None:
    policy, due = subscription.policy_snapshot, charge_time(subscription)
    if subscription.cancel_at_period_end and subscription.period_end is not None:
        return Due("end_cancelled", subscription.period_end)
    if subscription.stage < WARNED:
        days = policy.notice_days[subscription.stage]
        at = in_days(due, -days, subscription.timezone)
        return Due("check" if subscription.stage == CHECK else "notice", at)
    if subscription.stage == WARNED:
        warned = subscription.warned_at or due
        return Due("collect", max(due, warned + WARNING))
    if subscription.collection_mode == "auto":
        return None if subscription.next_attempt_at is None else Due("attempt", subscription.next_attempt_at)
    return Due("past_due", due + timedelta(days=policy.manual_days))


def stage_at(subscription: Subscription, now: datetime) -> int:
    """Which notice is due: of several that are overdue only the last one is worth sending."""
    due, stage = charge_time(subscription), subscription.stage
    for number in range(subscription.stage, WARNED):
        if in_days(due, -subscription.policy_snapshot.notice_days[number], subscription.timezone) <= now:
            stage = number
    return stage


def retry_at(subscription: Subscription, failed_at: datetime) -> datetime | None:
    """When a softly declined charge is tried again: in the morning, so many days after the first failure."""
    policy = subscription.policy_snapshot
    if subscription.failures >= len(policy.retry_days):
        return None
    first = subscription.past_due_since or failed_at
    day = in_days(first, policy.retry_days[subscription.failures], subscription.timezone)
    return at_hour(day, policy.charge_hour, subscription.timezone)


def next_period(subscription: Subscription, paid_at: datetime, *, late: bool) -> tuple[datetime, datetime]:
    """The period that a payment buys: it follows the last one, unless it is more than 72 hours late (S7)."""
    policy, end = subscription.policy_snapshot, subscription.period_end or paid_at
    reanchored = late and paid_at - end > timedelta(hours=policy.reanchor_hours)
    start = paid_at if reanchored else end
    return start, in_days(start, policy.cycle_days, subscription.timezone)


def skips(subscription: Subscription, free: int) -> bool:
    """S5: the minutes at hand suffice for a whole cycle."""
    return free >= subscription.minutes_per_cycle


def forecast(subscription: Subscription, free: int) -> list[NextCharge]:
    """The next charges, if the balance stays as it is until the first and then every cycle is used up."""
    if subscription.state not in (State.ACTIVE, State.PAST_DUE) or subscription.cancel_at_period_end:
        return []
    found: list[NextCharge] = []
    policy, at = subscription.policy_snapshot, charge_time(subscription)
    if subscription.state is State.PAST_DUE and subscription.next_attempt_at is not None:
        at = subscription.next_attempt_at
    for _ in range(FORECAST):
        skipped = skips(subscription, free) and subscription.state is State.ACTIVE
        paying: Literal["charge", "pay"] = "charge" if subscription.collection_mode == "auto" else "pay"
        found.append(NextCharge(at, subscription.price_kopecks, "skip" if skipped else paying))
        free = max(0, free - subscription.minutes_per_cycle) if skipped else free
        at = in_days(at, policy.cycle_days, subscription.timezone)
    return found


def ends_at(subscription: Subscription) -> datetime | None:
    """When the subscription ends if nothing is done about it."""
    if subscription.state is State.ACTIVE and subscription.cancel_at_period_end:
        return subscription.period_end
    if subscription.past_due_since is not None:
        return subscription.past_due_since + timedelta(days=subscription.policy_snapshot.unpaid_days)
    return None


def payable(subscription: Subscription, now: datetime) -> bool:
    """Whether the next period can be paid by hand now."""
    if subscription.state is State.PAST_DUE:
        return True
    return (
        subscription.state is State.ACTIVE
        and not subscription.cancel_at_period_end
        and now >= charge_time(subscription) - AHEAD
    )
