"""A system that does not answer is left alone for a while, and asked again when the pause is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from payments.cashier import a_payment, at_the_provider, now
from tutorium.platform import circuit
from tutorium.platform.circuit import FAILURES, PAUSE, Circuit
from world import World

POLLER = "payments.check_what_is_not_final"
BEGUN = datetime(2026, 9, 1, tzinfo=UTC)


@given(some.lists(some.tuples(some.booleans(), some.integers(min_value=0, max_value=20))))
def test_it_opens_after_failures_in_a_row_and_lets_one_call_try_in_each_pause(
    calls: list[tuple[bool, int]],
) -> None:
    one, moment, in_a_row, tried = Circuit(), BEGUN, 0, BEGUN
    for answered, seconds in calls:
        moment += timedelta(seconds=seconds)
        expected = in_a_row < FAILURES or moment - tried >= PAUSE
        assert one.lets_through(moment) is expected
        if expected:
            one.learn(moment, answered=answered)
            in_a_row, tried = 0 if answered else in_a_row + 1, moment


def test_while_one_call_tries_the_others_wait() -> None:
    one = Circuit()
    for _ in range(FAILURES):
        one.learn(BEGUN, answered=False)
    later = BEGUN + PAUSE
    assert [one.lets_through(later) for _ in range(3)] == [True, False, False]
    one.learn(later, answered=True)
    assert one.lets_through(later)


def test_a_clock_set_back_does_not_close_the_door_for_good() -> None:
    one = Circuit()
    for _ in range(FAILURES):
        one.learn(BEGUN, answered=False)
    assert one.lets_through(BEGUN - timedelta(hours=1))


async def test_a_payment_system_that_does_not_answer_is_not_asked_until_the_pause_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circuit, "PAUSE", timedelta(hours=1))  # longer than any machine takes for this test
    await world.fault("payment-system", "error_500_after")
    asked = [await a_payment() for _ in range(FAILURES)]
    unasked = await a_payment()
    assert [len(await at_the_provider(world, each)) for each in asked] == [1] * FAILURES
    assert (unasked.state, await at_the_provider(world, unasked)) == ("unknown", [])

    await world.no_faults()
    assert (await now(await a_payment())).state == "unknown"  # it is well again, and we do not know yet
    for minutes in (60, 10):  # one tries, and the others learn from its answer
        await world.travel(minutes=minutes)
        await world.run_schedule(POLLER)
    for each in (*asked, unasked):
        assert (await now(each)).state == "pending"
        assert len(await at_the_provider(world, each)) == 1
