"""Business time: hours, days off, and the two functions that undo each other."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorium.modules.support.model.calendars import (
    CALENDARS,
    Calendar,
    Interval,
    add,
    measure,
    nth_day,
    nth_working_day,
)
from tutorium.platform.days_off import MOSCOW, is_day_off

MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
AMOUNTS = st.timedeltas(timedelta(), timedelta(hours=50))
LUNCH = Calendar(
    week=(
        *(((time(9), time(13)), (time(14), time(18))),) * 4,
        ((time(9), time(12)), (time(12, 30), time(16)), (time(20), time(0))),
        (),
        ((time(0), time(0)),),
    )
)


@st.composite
def _days(draw: st.DrawFn) -> tuple[Interval, ...]:
    """Up to three intervals of one day, in order, with gaps between them.

    By quarters of an hour: with the shortest one a week 100 hours are open in less than `LONGEST`.
    """
    count = 2 * draw(st.integers(0, 3))
    quarters = draw(st.lists(st.integers(0, 95), min_size=count, max_size=count, unique=True).map(sorted))
    clocks = [time(each // 4, each % 4 * 15) for each in quarters]
    return tuple(zip(clocks[::2], clocks[1::2], strict=True))


WEEKS = st.builds(Calendar, week=st.tuples(*([_days()] * 7)), working_days=st.booleans()).filter(
    lambda calendar: any(calendar.week[:5])
) | st.sampled_from([LUNCH, *CALENDARS.values()])


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=MOSCOW)  # type: ignore[misc, arg-type]


@given(WEEKS, MOMENTS, AMOUNTS)
def test_what_is_added_is_what_is_measured(calendar: Calendar, since: datetime, amount: timedelta) -> None:
    until = add(calendar, since, amount)
    assert until >= since
    assert measure(calendar, since, until) == amount


@given(WEEKS, MOMENTS, AMOUNTS)
def test_no_deadline_is_outside_the_open_hours(
    calendar: Calendar, since: datetime, amount: timedelta
) -> None:
    """The moment before it was open: a deadline is reached by working."""
    until = add(calendar, since, amount)
    if amount:
        before = until - timedelta(microseconds=1)
        assert measure(calendar, before, until) == timedelta(microseconds=1)


@given(WEEKS, st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_open_time_adds_up(calendar: Calendar, moments: tuple[datetime, datetime, datetime]) -> None:
    first, second, third = sorted(moments)
    whole = measure(calendar, first, third)
    assert measure(calendar, first, second) + measure(calendar, second, third) == whole
    assert timedelta() <= whole <= third - first


@given(WEEKS, MOMENTS, AMOUNTS, AMOUNTS)
def test_more_time_ends_no_sooner(
    calendar: Calendar, since: datetime, one: timedelta, other: timedelta
) -> None:
    assert add(calendar, add(calendar, since, one), other) == add(calendar, since, one + other)


def test_a_calendar_that_never_opens_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no open hours"):
        add(Calendar(week=((),) * 7), _at(2026, 11, 25, 12), timedelta(minutes=1))


def test_several_intervals_a_day() -> None:
    """Monday 12:30 and an hour: half before lunch, half after it."""
    assert add(LUNCH, _at(2026, 11, 23, 12, 30), timedelta(hours=1)) == _at(2026, 11, 23, 14, 30)
    assert measure(LUNCH, _at(2026, 11, 23), _at(2026, 11, 24)) == timedelta(hours=8)
    friday = measure(LUNCH, _at(2026, 11, 27), _at(2026, 11, 28))
    assert friday == timedelta(hours=3) + timedelta(hours=3, minutes=30) + timedelta(hours=4)


def test_the_office_is_shut_over_new_year() -> None:
    """30 December 2026 is a Wednesday; the next working day is 11 January 2027."""
    office = CALENDARS["office"]
    assert add(office, _at(2026, 12, 30, 17), timedelta(hours=2)) == _at(2027, 1, 11, 10)
    assert measure(office, _at(2026, 12, 31), _at(2027, 1, 11)) == timedelta()


def test_a_saturday_that_is_worked_has_the_hours_of_a_friday() -> None:
    office = CALENDARS["office"]
    assert measure(office, _at(2027, 2, 20), _at(2027, 2, 21)) == timedelta(hours=9)
    assert measure(office, _at(2027, 2, 22), _at(2027, 2, 24)) == timedelta()


def test_daily_hours_know_no_holiday() -> None:
    assert measure(CALENDARS["daily"], _at(2027, 1, 1), _at(2027, 1, 2)) == timedelta(hours=12)
    assert measure(CALENDARS["always"], _at(2027, 1, 1), _at(2027, 1, 2)) == timedelta(days=1)


def _weekdays_off(year: int) -> list[str]:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    return [f"{day:%m-%d}" for day in days if day.weekday() < 5 and is_day_off(day)]


def test_days_off_are_those_of_the_official_calendars() -> None:
    """Weekdays nobody works, as the production calendars of both years have them."""
    assert _weekdays_off(2026) == (
        "01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31".split()
    )
    assert _weekdays_off(2027) == (
        "01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-10 06-14 11-04 11-05 12-31".split()
    )


def test_weekends_are_days_off_unless_they_are_worked() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    worked = [day for day in days if day.weekday() >= 5 and not is_day_off(day)]
    assert worked == [date(2027, 2, 20)]


def test_a_year_without_a_decree_is_reckoned_by_the_code() -> None:
    """2028: 4 November is a Saturday, so the Monday after it is a day off."""
    assert is_day_off(date(2028, 11, 6))
    assert not is_day_off(date(2028, 11, 7))
    assert is_day_off(date(2028, 5, 9))


def test_legal_terms_are_counted_from_the_day_after() -> None:
    """Ten days from 25 November end with 5 December; ten working days with 9 December."""
    written = _at(2026, 11, 25, 13)
    assert nth_day(written, 10) == _at(2026, 12, 6)
    assert nth_working_day(written, 10) == _at(2026, 12, 10)
    assert nth_working_day(_at(2026, 12, 30), 1) == _at(2027, 1, 12)
