"""The cancellation matrix (domain.md D3.1) and the table of transitions (D1)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.lessons.model.cancellation import (
    POLICIES,
    Cost,
    Preset,
    cost_of_cancelling,
    free_until,
)
from tutorium.modules.lessons.model.lesson import TRANSITIONS, State, illegal, is_adult

START = datetime(2026, 12, 7, 15, 0, tzinfo=UTC)
LONG_AGO = START - timedelta(days=10)


def cost(
    before: timedelta,
    *,
    preset: Preset = "standard",
    booked_at: datetime = LONG_AGO,
    minutes: int = 60,
    paid: bool = True,
    by_tutor: bool = False,
) -> Cost:
    return cost_of_cancelling(
        POLICIES[preset],
        minutes=minutes,
        starts_at=START,
        booked_at=booked_at,
        paid=paid,
        by_tutor=by_tutor,
        now=START - before,
    )


@pytest.mark.parametrize(
    ("preset", "free", "full"), [("flexible", 4, 1), ("standard", 12, 2), ("strict", 24, 4)]
)
def test_each_preset_has_three_bands_with_the_limit_in_the_cheaper_one(
    preset: Preset, free: int, full: int
) -> None:
    second = timedelta(seconds=1)
    assert cost(timedelta(hours=free), preset=preset) == Cost(0, "free")
    assert cost(timedelta(hours=free) - second, preset=preset) == Cost(30, "half")
    assert cost(timedelta(hours=full), preset=preset) == Cost(30, "half")
    assert cost(timedelta(hours=full) - second, preset=preset) == Cost(60, "full")


def test_a_fresh_booking_may_be_regretted() -> None:
    booked_at = START - timedelta(hours=3)
    assert cost(timedelta(hours=2, minutes=45), booked_at=booked_at) == Cost(0, "regret")
    assert cost(timedelta(hours=2, minutes=44), booked_at=booked_at) == Cost(30, "half")
    near = START - timedelta(hours=2, minutes=5)
    assert cost(timedelta(hours=2), booked_at=near) == Cost(0, "regret")
    assert cost(timedelta(hours=1, minutes=59), booked_at=near) == Cost(60, "full")


def test_a_tutor_who_cancels_gives_everything_back() -> None:
    assert cost(timedelta(minutes=1), by_tutor=True) == Cost(0, "tutor")


def test_what_was_not_paid_costs_nothing() -> None:
    assert cost(timedelta(minutes=1), paid=False) == Cost(0, "unpaid")


@given(
    st.sampled_from(["flexible", "standard", "strict"]),
    st.integers(0, 60 * 48),
    st.integers(0, 60 * 48),
    st.sampled_from([30, 60, 90]),
)
def test_until_the_moment_told_a_cancellation_is_free_and_waiting_never_makes_it_cheaper(
    preset: Preset, booked_before: int, cancelled_before: int, minutes: int
) -> None:
    booked_before = max(booked_before, cancelled_before)
    booked_at = START - timedelta(minutes=booked_before)
    before = timedelta(minutes=cancelled_before)
    charged = cost(before, preset=preset, booked_at=booked_at, minutes=minutes).charge_minutes
    limit = free_until(POLICIES[preset], starts_at=START, booked_at=booked_at)
    assert (charged == 0) == (START - before <= limit)
    later = cost(before / 2, preset=preset, booked_at=booked_at, minutes=minutes).charge_minutes
    assert later >= charged


def test_final_states_stay_and_only_late_money_revives_a_hold() -> None:
    finals = {state for state, ways in TRANSITIONS.items() if not ways}
    assert finals == {State.COMPLETED, State.CANCELLED}
    assert TRANSITIONS[State.EXPIRED] == {State.HELD}
    assert set(TRANSITIONS) == set(State)
    assert illegal(State.SCHEDULED, State.EXPIRED)
    assert not illegal(State.HELD, State.SCHEDULED)


def test_majority_comes_on_the_birthday() -> None:
    now = datetime(2026, 12, 7, tzinfo=UTC)
    assert is_adult(date(2008, 12, 7), now=now)
    assert not is_adult(date(2008, 12, 8), now=now)
