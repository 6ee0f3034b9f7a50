"""How a lesson's charge is divided (domain.md D6.2), and when a failed refund is tried again (D3.3)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.payments.model import Steps, commission_rate, divide, retry_refund_at

STEPS = Steps(((5, 2000), (20, 1500), (60, 1200)), 1000)
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("completed_minutes_before", "basis_points"),
    [
        (0, 2000),
        (299, 2000),
        (300, 1500),
        (11 * 60, 1500),
        (1199, 1500),
        (1200, 1200),
        (3599, 1200),
        (3600, 1000),
    ],
)
def test_the_rate_falls_as_a_pair_goes_on(completed_minutes_before: int, basis_points: int) -> None:
    assert commission_rate(completed_minutes_before, STEPS) == basis_points


def test_the_twelfth_lesson_of_the_rulebook() -> None:
    assert divide(150_000, commission_rate(11 * 60, STEPS)) == (127_500, 22_500)


@given(st.integers(1, 10**9), st.integers(0, 10**6))
def test_not_a_kopeck_is_lost_in_dividing(charge: int, minutes: int) -> None:
    amount, commission = divide(charge, commission_rate(minutes, STEPS))
    assert amount + commission == charge
    assert 0 <= commission <= amount


@given(st.integers(0, 10**5), st.integers(0, 10**5))
def test_more_lessons_never_cost_a_tutor_more(fewer: int, more: int) -> None:
    low, high = sorted((fewer, more))
    assert commission_rate(high, STEPS) <= commission_rate(low, STEPS)


def test_a_slow_bank_is_asked_again_within_half_an_hour() -> None:
    pauses = [retry_refund_at("rejected_by_timeout", attempt, MONDAY) for attempt in range(1, 9)]
    minutes = [pause and (pause - MONDAY) / timedelta(minutes=1) for pause in pauses]
    assert minutes == [1, 1, 2, 3, 5, 8, 13, None]


def test_empty_takings_are_waited_for_until_ten_in_the_morning_in_moscow() -> None:
    assert retry_refund_at("insufficient_funds", 1, MONDAY) == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    late_evening = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert retry_refund_at("insufficient_funds", 1, late_evening) == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("reason", ["rejected_by_payee", "yoo_money_account_closed", "payment_expired"])
def test_what_only_people_can_solve_is_given_to_people(reason: str) -> None:
    assert retry_refund_at(reason, 1, MONDAY) is None
