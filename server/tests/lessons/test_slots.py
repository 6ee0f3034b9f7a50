"""The slot engine: hours, exceptions, lessons, notice, caps, and clocks that change (domain.md D2.1)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.lessons.model.hours import (
    DayException,
    Hours,
    Rules,
    Taken,
    WeeklyHours,
    notice_of,
    open_hours,
    runs,
    slots,
    wrong_hours,
)

MONDAY = date(2026, 11, 30)
BEFORE = datetime(2026, 11, 20, tzinfo=UTC)
NO_BUFFERS = Rules(buffer_after_minutes=0, min_notice_hours=1)
MOSCOW = ZoneInfo("Europe/Moscow")
NEW_YORK = ZoneInfo("America/New_York")


def hours(
    *weekly: tuple[int, str, str],
    exceptions: tuple[DayException, ...] = (),
    rules: Rules = NO_BUFFERS,
    zone: str = "Europe/Moscow",
) -> Hours:
    return Hours(zone, tuple(WeeklyHours(*each) for each in weekly), exceptions, rules)


def starts(
    given: Hours,
    day: date = MONDAY,
    *,
    minutes: int = 60,
    taken: tuple[Taken, ...] = (),
    now: datetime = BEFORE,
) -> list[str]:
    """The free starts of one local day, as the tutor's clock shows them."""
    zone = ZoneInfo(given.timezone)
    since = datetime.combine(day, time(), zone)
    found = slots(
        given,
        taken,
        minutes=minutes,
        since=since,
        until=datetime.combine(day + timedelta(days=1), time(), zone),
        now=now,
        notice=notice_of(given.rules, known=False),
    )
    return [f"{each.astimezone(zone):%H:%M}" for each in found]


def lesson(start: str, minutes: int = 60, *, after: int = 0, open: bool = True) -> Taken:  # noqa: A002
    at = datetime.combine(MONDAY, time.fromisoformat(start), MOSCOW)
    return Taken(at, at, at + timedelta(minutes=minutes + after), open)


def test_a_lesson_fits_into_the_hours() -> None:
    assert starts(hours((1, "10:00", "12:00"))) == ["10:00", "10:30", "11:00"]


def test_hours_may_end_at_midnight() -> None:
    assert starts(hours((1, "22:30", "24:00"))) == ["22:30", "23:00"]


def test_other_days_of_the_week_are_closed() -> None:
    assert starts(hours((2, "10:00", "12:00"))) == []


def test_an_exception_replaces_the_weekly_hours() -> None:
    special = DayException(MONDAY, available=True, start="18:00", end="19:00")
    assert starts(hours((1, "10:00", "12:00"), exceptions=(special,))) == ["18:00"]


def test_an_exception_closes_a_part_of_the_day_or_all_of_it() -> None:
    lunch = DayException(MONDAY, available=False, start="11:00", end="13:00")
    assert starts(hours((1, "10:00", "14:00"), exceptions=(lunch,))) == ["10:00", "13:00"]
    assert starts(hours((1, "10:00", "14:00"), exceptions=(DayException(MONDAY, available=False),))) == []


def test_buffers_of_neighbours_add_up() -> None:
    rules = Rules(buffer_before_minutes=5, buffer_after_minutes=10, slot_step_minutes=15, min_notice_hours=1)
    taken = lesson("10:00", after=10)
    assert starts(hours((1, "10:00", "12:30"), rules=rules), taken=(taken,)) == ["11:15", "11:30"]


def test_a_finished_lesson_blocks_nothing_but_counts() -> None:
    rules = Rules(buffer_after_minutes=0, max_per_day=1, min_notice_hours=1)
    done = lesson("10:00", open=False)
    assert starts(hours((1, "10:00", "11:00")), taken=(done,)) == ["10:00"]
    assert starts(hours((1, "10:00", "12:00"), rules=rules), taken=(done,)) == []


def test_a_full_week_is_closed() -> None:
    rules = Rules(buffer_after_minutes=0, max_per_week=1, min_notice_hours=1)
    given = hours((1, "10:00", "12:00"), (7, "10:00", "11:00"), rules=rules)
    sunday = MONDAY + timedelta(days=6)
    assert starts(given, sunday, taken=(lesson("10:00"),)) == []
    assert starts(given, sunday + timedelta(days=7), taken=(lesson("10:00"),)) == ["10:00"]


def test_notice_and_horizon_bound_the_future() -> None:
    given = hours((1, "10:00", "12:00"), rules=Rules(buffer_after_minutes=0))
    eleven_hours_before = datetime.combine(MONDAY, time(10), MOSCOW) - timedelta(hours=11)
    assert starts(given, now=eleven_hours_before) == ["11:00"]
    far = MONDAY + timedelta(days=56)
    assert starts(given, far, now=datetime.combine(MONDAY, time(10, 30), MOSCOW)) == ["10:00", "10:30"]


def test_a_student_who_was_taught_before_needs_half_the_notice() -> None:
    assert notice_of(Rules(), known=False) == timedelta(hours=12)
    assert notice_of(Rules(), known=True) == timedelta(hours=6)
    assert notice_of(Rules(min_notice_hours=1), known=True) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "moscow"),
    [
        (date(2027, 3, 12), ["17:00", "18:00"]),  # EST is 8 hours behind Moscow
        (date(2027, 3, 15), ["16:00", "17:00"]),  # EDT is 7 hours behind
        (date(2027, 11, 5), ["16:00", "17:00"]),
        (date(2027, 11, 8), ["17:00", "18:00"]),
    ],
)
def test_a_new_york_morning_moves_for_moscow_when_america_changes_its_clocks(
    day: date, moscow: list[str]
) -> None:
    rules = Rules(buffer_after_minutes=0, slot_step_minutes=60)
    given = hours(*((d, "09:00", "11:00") for d in range(1, 8)), zone="America/New_York", rules=rules)
    since = datetime.combine(day, time(), UTC)
    found = slots(
        given,
        (),
        minutes=60,
        since=since,
        until=since + timedelta(days=1),
        now=since - timedelta(days=3),
        notice=timedelta(hours=12),
    )
    assert [f"{each.astimezone(MOSCOW):%H:%M}" for each in found] == moscow
    assert [f"{each.astimezone(NEW_YORK):%H:%M}" for each in found] == ["09:00", "10:00"]


def test_the_hour_that_spring_leaves_out_is_no_slot() -> None:
    day = date(2027, 3, 14)
    given = hours((7, "00:30", "05:00"), zone="America/New_York")
    early = datetime(2027, 3, 10, tzinfo=UTC)
    # 01:30 lasts until 03:30, for the clock jumps from 02:00 to 03:00.
    assert starts(given, day, now=early) == ["00:30", "01:00", "01:30", "03:00", "03:30", "04:00"]
    assert starts(hours((7, "02:00", "03:00"), zone="America/New_York"), day, now=early) == []


def test_the_hour_that_autumn_repeats_is_a_slot_once() -> None:
    day, early = date(2027, 11, 7), datetime(2027, 11, 3, tzinfo=UTC)
    given = hours((7, "00:30", "03:00"), zone="America/New_York")
    assert starts(given, day, now=early) == ["00:30", "01:00", "01:30", "02:00"]
    long = hours((7, "01:00", "02:00"), zone="America/New_York")
    assert starts(long, day, minutes=90, now=early) == ["01:00", "01:30"]


def test_hours_that_end_before_they_start_are_named() -> None:
    weekly = [WeeklyHours(1, "10:00", "12:00"), WeeklyHours(2, "12:00", "10:00")]
    exceptions = [DayException(MONDAY, available=True), DayException(MONDAY, available=False)]
    assert wrong_hours(weekly, exceptions) == ["weekly.1", "exceptions.0"]


def of_day(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


clocks = st.integers(0, 48).map(lambda n: f"{n // 2:02d}:{n % 2 * 30:02d}")
weeks = st.lists(st.tuples(st.integers(1, 7), clocks, clocks), max_size=6).map(
    lambda week: [(day, *sorted((a, b))) for day, a, b in week if a != b]
)
zones = st.sampled_from(
    ["Europe/Moscow", "America/New_York", "Asia/Kamchatka", "Australia/Lord_Howe", "America/Santiago"]
)
days = st.dates(date(2027, 1, 1), date(2027, 12, 31))
busy = st.lists(st.tuples(st.integers(0, 400), st.sampled_from([30, 60, 90])), max_size=6)


@given(weeks, zones, days, st.sampled_from([30, 60, 90]), st.sampled_from([15, 30, 60]), busy)
def test_every_slot_is_inside_the_hours_and_apart_from_lessons(
    week: list[tuple[int, str, str]],
    zone: str,
    day: date,
    minutes: int,
    step: Literal[15, 30, 60],
    lessons: list[tuple[int, int]],
) -> None:
    rules = Rules(buffer_before_minutes=5, slot_step_minutes=step)
    given_hours = hours(*week, zone=zone, rules=rules)
    since = datetime.combine(day, time(), UTC)
    until, now = since + timedelta(days=8), since - timedelta(days=5)
    taken: list[Taken] = []
    for quarters, length in sorted(lessons):
        start = since + timedelta(minutes=15 * quarters)
        if not taken or start >= taken[-1].busy_until:
            taken.append(Taken(start, start, start + timedelta(minutes=length + 10), True))
    found = slots(
        given_hours, taken, minutes=minutes, since=since, until=until, now=now, notice=timedelta(hours=12)
    )
    assert found == sorted(set(found))
    local = ZoneInfo(zone)
    for start in found:
        end = start + timedelta(minutes=minutes)
        assert since <= start < until
        wall, last = start.astimezone(local), (end - timedelta(minutes=1)).astimezone(local)
        assert wall.fold == 0
        assert any(
            wall.date() == last.date() and a <= of_day(wall) and of_day(last) < b
            for a, b in open_hours(given_hours, wall.date())
        )
        before, after = start - timedelta(minutes=5), end + timedelta(minutes=10)
        assert all(each.busy_until <= before or after <= each.busy_from for each in taken)


@given(st.lists(st.integers(0, 200), unique=True).map(sorted))
def test_runs_hold_exactly_the_starts_they_were_made_of(numbers: list[int]) -> None:
    step = timedelta(minutes=30)
    moments = [BEFORE + step * n for n in numbers]
    rebuilt = [
        run.first + step * n
        for run in runs(moments, step=step)
        for n in range((run.last - run.first) // step + 1)
    ]
    assert rebuilt == moments
