"""The pure rules of subscriptions: plans, days, steps, what is skipped, what comes next (domain.md D4)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tutorium.modules.payments.model.methods import DECLINES, decline_of
from tutorium.modules.subscriptions.model.agenda import (
    COLLECTING,
    at_hour,
    charge_time,
    forecast,
    in_days,
    next_period,
    next_step,
    payable,
    retry_at,
    stage_at,
)
from tutorium.modules.subscriptions.model.plans import POLICY, Offer, balance_cap, find_plan, plan, plans
from tutorium.modules.subscriptions.model.subscription import (
    TRANSITIONS,
    State,
    Subscription,
    begun,
    transition,
)
from tutorium.platform.money import price_of

NOBODY = UUID(int=0)
BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(
    ["Europe/Moscow", BERLIN, "America/New_York", "Asia/Vladivostok", "Australia/Lord_Howe"]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
OFFER = Offer("math", "ege", 150_000)


def a_subscription(now: datetime, zone: str = BERLIN, *, mode: str = "auto") -> Subscription:
    """An active one whose period began now."""
    new = begun(
        plan(OFFER, 2, 60),
        subscription_id=NOBODY,
        command_id=NOBODY,
        payer_id=NOBODY,
        learner_id=NOBODY,
        tutor_id=NOBODY,
        timezone=zone,
        now=now,
    )
    return replace(
        new,
        state=State.ACTIVE,
        collection_mode=mode,
        method_id=NOBODY,
        period_no=1,
        period_start=now,
        period_end=in_days(now, 28, zone),
    )


@given(st.integers(1, 5), st.sampled_from([30, 60, 90]), st.integers(10_000, 2_000_000))
def test_a_plan_costs_its_minutes(lessons: int, minutes: int, unit: int) -> None:
    made = plan(Offer("math", "ege", unit), lessons, minutes)
    assert made.minutes_per_cycle == 4 * lessons * minutes
    assert made.price_kopecks == price_of(made.minutes_per_cycle, unit)
    assert balance_cap(POLICY, made.minutes_per_cycle) == 3 * made.minutes_per_cycle


def test_without_a_level_the_cheapest_of_the_subject_is_meant() -> None:
    offers = [OFFER, Offer("math", "school", 100_000), Offer("physics", "ege", 50_000)]
    found = find_plan(offers, [60, 45], subject="math", level=None, lessons_per_week=1, minutes=60)
    assert found is not None
    assert (found.level, found.unit_price_kopecks) == ("school", 100_000)
    assert find_plan(offers, [60, 45], subject="math", level=None, lessons_per_week=1, minutes=45) is None
    assert len(list(plans(offers, [60, 45]))) == 15


@given(MOMENTS, ZONES, st.integers(1, 400))
def test_local_days_are_counted_and_not_hours(moment: datetime, zone: str, days: int) -> None:
    local, then = moment.astimezone(ZoneInfo(zone)), in_days(moment, days, zone).astimezone(ZoneInfo(zone))
    assert abs((then.date() - local.date()).days - days) <= (local.time().hour in (0, 1, 2, 3))
    assert abs(then - local - timedelta(days=days)) <= timedelta(hours=1)


@given(MOMENTS, ZONES)
def test_a_charge_is_at_ten_in_the_morning_of_the_last_day(moment: datetime, zone: str) -> None:
    subscription = a_subscription(moment, zone)
    assert subscription.period_end is not None
    charged = charge_time(subscription).astimezone(ZoneInfo(zone))
    assert (charged.hour, charged.minute) == (10, 0)
    assert charged.date() == subscription.period_end.astimezone(ZoneInfo(zone)).date()


def test_a_period_has_28_days_when_the_clocks_change() -> None:
    for began in (date(2027, 3, 14), date(2027, 10, 17)):
        start = datetime(began.year, began.month, began.day, 0, 30, tzinfo=ZoneInfo(BERLIN))
        end = in_days(start.astimezone(UTC), 28, BERLIN).astimezone(ZoneInfo(BERLIN))
        assert (end.date() - began, end.hour, end.minute) == (timedelta(days=28), 0, 30)


@given(MOMENTS, ZONES, st.integers(0, 40 * 24), st.sampled_from(["auto", "manual"]))
def test_steps_come_in_order_and_never_stand_still(
    moment: datetime, zone: str, hours: int, mode: str
) -> None:
    """Three notices, then the money; a notice that was slept through is passed over, never sent after."""
    subscription = a_subscription(moment, zone, mode=mode)
    now, stages = moment + timedelta(hours=hours), []
    while (step := next_step(subscription)) is not None and step.at <= now:
        if step.kind in ("notice", "check"):
            stages.append(stage_at(subscription, now))
            subscription = replace(subscription, stage=stages[-1] + 1, warned_at=now)
        elif step.kind == "collect":
            subscription = replace(subscription, stage=COLLECTING, next_attempt_at=None)
            assert now >= charge_time(subscription)
        else:
            assert (step.kind, mode) == ("past_due", "manual")
            break
    assert stages == sorted(set(stages))
    if stages and subscription.stage < COLLECTING:
        assert subscription.stage == stages[-1] + 1


@given(MOMENTS, ZONES)
def test_a_charge_is_never_made_on_the_day_of_its_last_notice(moment: datetime, zone: str) -> None:
    late = moment + timedelta(days=40)
    subscription = replace(a_subscription(moment, zone), stage=3, warned_at=late)
    step = next_step(subscription)
    assert step is not None
    assert (step.kind, step.at - late) == ("collect", timedelta(hours=23))


@given(MOMENTS, ZONES)
def test_retries_come_in_the_mornings_of_four_days_and_no_more(moment: datetime, zone: str) -> None:
    failed = at_hour(moment, 10, zone)
    subscription = replace(
        a_subscription(moment - timedelta(days=28), zone), state=State.PAST_DUE, past_due_since=failed
    )
    days = []
    for failures in range(4):
        again = retry_at(replace(subscription, failures=failures), failed)
        assert again is not None
        local = again.astimezone(ZoneInfo(zone))
        days.append((local.date() - failed.astimezone(ZoneInfo(zone)).date()).days)
        assert local.hour == 10
        step = next_step(replace(subscription, failures=failures, next_attempt_at=again))
        assert step is not None
        assert step.kind == "attempt", "the last one is tried before the subscription is given up"
    assert days == [1, 3, 7, 14]
    assert retry_at(replace(subscription, failures=4), failed) is None


@given(MOMENTS, ZONES, st.integers(0, 20 * 24))
def test_a_late_payment_reanchors_after_72_hours(moment: datetime, zone: str, hours: int) -> None:
    subscription = a_subscription(moment, zone)
    assert subscription.period_end is not None
    paid = subscription.period_end + timedelta(hours=hours)
    start, end = next_period(subscription, paid, late=True)
    assert start == (paid if hours > 72 else subscription.period_end)
    assert end == in_days(start, 28, zone)
    assert next_period(subscription, paid, late=False)[0] == subscription.period_end


@given(st.integers(0, 3 * 480))
def test_what_is_saved_up_is_used_before_anything_is_charged(free: int) -> None:
    moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    outcomes = [each.outcome for each in forecast(a_subscription(moment), free)]
    skips = min(3, free // 480)
    assert outcomes == ["skip"] * skips + ["charge"] * (3 - skips)
    by_hand = forecast(a_subscription(moment, mode="manual"), 0)
    assert [each.outcome for each in by_hand] == ["pay"] * 3
    gaps = {(b.at - a.at).days for a, b in pairwise(by_hand)}
    assert gaps == {28}
    assert forecast(replace(a_subscription(moment), cancel_at_period_end=True), 0) == []


def test_the_next_period_can_be_paid_from_a_week_before() -> None:
    moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    subscription = a_subscription(moment)
    due = charge_time(subscription)
    assert not payable(subscription, due - timedelta(days=7, seconds=1))
    assert payable(subscription, due - timedelta(days=7))
    assert not payable(replace(subscription, cancel_at_period_end=True), due)
    assert payable(replace(subscription, state=State.PAST_DUE), moment)


def test_the_table_has_one_row_for_a_state_and_a_trigger_and_ends_for_good() -> None:
    keys = [(row.source, row.trigger) for row in TRANSITIONS]
    assert len(keys) == len(set(keys))
    assert not [row for row in TRANSITIONS if row.source is State.ENDED]
    assert all((row.target is State.ENDED) == (row.reason is not None) for row in TRANSITIONS)
    assert {row.rule for row in TRANSITIONS} >= {f"S{n}" for n in (1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 14)}
    assert transition(State.ENDED, "renewed") is None


@pytest.mark.parametrize(
    ("reason", "decline"),
    [
        ("insufficient_funds", "soft"),
        ("card_expired", "hard"),
        ("permission_revoked", "legal"),
        ("fraud_suspected", "fraud"),
        ("expired_on_confirmation", "none"),
        ("a word of tomorrow", "hard"),
    ],
)
def test_a_decline_has_its_class(reason: str, decline: str) -> None:
    assert decline_of(reason) == decline
    assert len(DECLINES) > 15
