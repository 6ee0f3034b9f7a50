"""Clocks of a ticket as pure rules: what runs when, and what is told of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.support.model.calendars import CALENDARS, add, measure
from tutorium.modules.support.model.categories import BY_CATEGORY, CATEGORIES, priority_of
from tutorium.modules.support.model.clocks import (
    POLICIES,
    Clock,
    Stay,
    Target,
    done,
    first_clocks,
    in_state,
    moment,
    percent_reached,
    recounted,
    resumed,
    spent,
    started,
    stopped,
    targets,
)
from tutorium.modules.support.model.states import STATES, TRANSITIONS, moves_of, rule_of
from tutorium.platform.days_off import MOSCOW
from tutorium.platform.ids import new_id

NAMES = st.sampled_from(sorted(CALENDARS))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
PAUSES = st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), max_size=6)
HOUR = timedelta(hours=1)


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=MOSCOW)  # type: ignore[misc, arg-type]


def _resolution(now: datetime, calendar: str = "office", hours: int = 10) -> Clock:
    target = Target(calendar, timedelta(hours=hours))  # type: ignore[arg-type]
    return started(new_id(), "resolution", target, now)


@given(NAMES, MOMENTS, PAUSES)
def test_a_stopped_clock_uses_nothing(name: str, start: datetime, pauses: list[tuple[int, int]]) -> None:
    """Run and stop: what is used is the open time of the running stretches and nothing else."""
    clock, now, used = _resolution(start, name), start, timedelta()
    for runs, stands in pauses:
        later = now + timedelta(minutes=runs)
        used += measure(CALENDARS[clock.calendar], now, later)
        clock = stopped(clock, later)
        assert clock.due_at is None
        now = later + timedelta(minutes=stands)
        assert spent(clock, now) == used
        clock = resumed(clock, now)
    assert spent(clock, now) == used
    if used < clock.target:
        assert clock.due_at == add(CALENDARS[clock.calendar], now, clock.target - used)


@given(NAMES, MOMENTS)
def test_the_moments_of_the_percentages_come_in_order(name: str, start: datetime) -> None:
    clock = _resolution(start, name)
    at = [moment(clock, percent) for percent in (75, 90, 100)]
    assert at == sorted(each for each in at if each)
    assert at[2] == clock.due_at
    for percent, each in zip((75, 90, 100), at, strict=True):
        assert each
        assert percent_reached(clock, each) == percent
        assert spent(clock, each) == clock.target * percent / 100


def test_only_the_resolution_stands_still_while_the_customer_owes_an_answer() -> None:
    now = _at(2026, 11, 25, 10)
    clocks = first_clocks(new_id(), version=1, priority="p3", category="refund", now=now)
    waiting = {each.kind: in_state(each, "pending_customer", now + HOUR) for each in clocks}
    assert {kind: each.runs for kind, each in waiting.items()} == {
        "first_answer": True,
        "resolution": False,
        "legal_refund": True,
    }
    assert waiting["resolution"].spent == HOUR
    assert in_state(waiting["resolution"], "open", now + 9 * HOUR).due_at is not None
    held = in_state(clocks[1], "on_hold", now)
    assert not held.runs
    assert in_state(clocks[1], "pending_internal", now).runs


def test_a_resolved_ticket_has_no_clock_running_and_a_reopened_one_goes_on() -> None:
    now = _at(2026, 11, 25, 10)
    clock = in_state(_resolution(now), "resolved", now + 2 * HOUR)
    assert (clock.runs, clock.done_at, clock.spent) == (False, now + 2 * HOUR, 2 * HOUR)
    again = in_state(clock, "open", now + 4 * HOUR)
    assert (again.runs, again.done_at, again.spent) == (True, None, 2 * HOUR)
    assert in_state(done(clock, now), "closed", now) == clock


def test_a_legal_term_is_the_same_after_a_ticket_was_resolved_and_reopened() -> None:
    now = _at(2026, 11, 25, 10)
    legal = first_clocks(new_id(), version=1, priority="p3", category="refund", now=now)[-1]
    resolved = in_state(legal, "resolved", now + 48 * HOUR)
    assert (resolved.runs, resolved.done_at) == (False, now + 48 * HOUR)
    assert in_state(resolved, "open", now + 100 * HOUR) == legal


def test_what_is_promised_is_what_the_rulebook_says() -> None:
    """domain.md D7.2, a ticket of a Wednesday at noon in Moscow."""
    now = _at(2026, 11, 25, 12)
    due = {}
    for priority in ("p1", "p2", "p3", "p4"):
        promised = targets(1, priority, "question")
        due[priority] = [
            add(CALENDARS[each.calendar], now, each.time)
            for each in (promised.first_answer, promised.next_answer, promised.resolution)
        ]
    assert due == {
        "p1": [_at(2026, 11, 25, 12, 15), _at(2026, 11, 25, 12, 30), _at(2026, 11, 25, 16)],
        "p2": [_at(2026, 11, 25, 12, 30), _at(2026, 11, 25, 14), _at(2026, 11, 26, 21)],
        "p3": [_at(2026, 11, 25, 16), _at(2026, 11, 25, 20), _at(2026, 11, 30, 12)],
        "p4": [_at(2026, 11, 26, 11), _at(2026, 11, 27, 10), _at(2026, 12, 2, 12)],
    }
    dispute = targets(1, "p2", "dispute").resolution
    assert add(CALENDARS[dispute.calendar], now, dispute.time) == _at(2026, 11, 30, 12)
    assert sorted(POLICIES) == [1]


def test_another_priority_counts_the_time_used_in_its_own_hours() -> None:
    """Friday 17:00 to Saturday 11:00: one hour of the office, eighteen around the clock."""
    since, now = _at(2026, 11, 27, 17), _at(2026, 11, 28, 11)
    clock = _resolution(since)
    again = recounted(clock, Target("always", 24 * HOUR), [Stay(since, "new")], now)
    assert spent(clock, now) == HOUR
    assert spent(again, now) == 18 * HOUR
    assert again.due_at == now + 6 * HOUR
    asked = [Stay(since, "new"), Stay(since + HOUR, "pending_customer")]
    assert (
        spent(recounted(stopped(clock, since + HOUR), Target("always", 24 * HOUR), asked, now), now) == HOUR
    )


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_a_priority(category: str) -> None:
    now = _at(2026, 11, 25, 12)
    assert priority_of(category, lesson=None, now=now) == BY_CATEGORY[category]  # type: ignore[arg-type, index]


def test_a_lesson_that_runs_or_begins_soon_is_urgent() -> None:
    now = _at(2026, 11, 25, 12)

    def about(starts: datetime) -> str:
        return priority_of("lesson", lesson=(starts, starts + HOUR), now=now)

    assert about(now + 2 * HOUR) == about(now) == about(now - HOUR + timedelta(seconds=1)) == "p2"
    assert about(now + 2 * HOUR + timedelta(seconds=1)) == about(now - HOUR) == "p3"
    assert priority_of("question", lesson=(now, now + HOUR), now=now) == "p4"


def test_every_state_can_be_reached_and_the_end_is_the_end() -> None:
    assert {way.target for way in TRANSITIONS} == set(STATES)
    assert not any(way.source == "closed" for way in TRANSITIONS)
    assert {way.rule for way in TRANSITIONS} == {f"T{number}" for number in range(1, 11)}


def test_only_a_lead_lets_a_ticket_wait_for_a_date() -> None:
    assert "on_hold" in moves_of("open", "lead")
    assert "on_hold" not in moves_of("open", "agent")
    assert set(moves_of("open", "agent")) < set(moves_of("open", "lead"))
    assert rule_of("closed", "open", "lead") is None
