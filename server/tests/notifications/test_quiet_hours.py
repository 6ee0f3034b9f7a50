"""In quiet hours letters wait, on the reader's wall clock, and come afterwards; what is urgent does not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.booking import a_scheduled_lesson, noon
from people import PASSWORD, a_student, a_tutor, sign_in
from tutorium.modules.notifications.model.quiet import QuietHours, quiet_until
from tutorium.platform import clock
from world import World

PATH = "/notifications/preferences"
NIGHT = QuietHours("22:00", "08:00")


def at(text: str, zone: str) -> datetime:
    """A moment by a wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-25T21:59", None),
        ("2026-11-25T22:00", "2026-11-26T08:00"),
        ("2026-12-31T23:30", "2027-01-01T08:00"),
        ("2026-11-26T07:59", "2026-11-26T08:00"),
        ("2026-11-26T08:00", None),
    ],
)
def test_they_go_over_midnight_and_over_the_year(now: str, until: str | None) -> None:
    moscow = "Europe/Moscow"
    expected = at(until, moscow) if until else None
    assert quiet_until(NIGHT, timezone=moscow, now=at(now, moscow)) == expected


def test_they_may_lie_within_a_day_or_be_none_at_all() -> None:
    now = at("2026-11-25T13:30", "Europe/Moscow")
    hours = QuietHours("13:00", "14:00")
    assert quiet_until(hours, timezone="Europe/Moscow", now=now) == at("2026-11-25T14:00", "Europe/Moscow")
    assert quiet_until(QuietHours("13:30", "13:30"), timezone="Europe/Moscow", now=now) is None
    assert quiet_until(hours, timezone="Asia/Vladivostok", now=now) is None


def test_the_night_of_a_clock_change_is_an_hour_shorter_or_longer() -> None:
    """Berlin: forward on 28 March 2027, back on 31 October 2027."""
    for evening, hours in (("2027-03-27T22:00", 9), ("2027-10-30T22:00", 11), ("2027-06-01T22:00", 10)):
        now = at(evening, "Europe/Berlin")
        assert quiet_until(NIGHT, timezone="Europe/Berlin", now=now) == now + timedelta(hours=hours)


def test_an_end_that_the_clocks_jump_over_comes_as_much_later() -> None:
    now = at("2027-03-28T01:30", "Europe/Berlin")
    until = quiet_until(QuietHours("23:00", "02:30"), timezone="Europe/Berlin", now=now)
    assert until == at("2027-03-28T03:30", "Europe/Berlin")


def test_an_end_that_the_clocks_show_twice_is_the_one_ahead() -> None:
    zone = ZoneInfo("Europe/Berlin")
    hours = QuietHours("23:00", "02:30")
    first, second = (datetime(2027, 10, 31, 2, 30, tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    before = first - timedelta(minutes=10)
    between = second - timedelta(minutes=10)
    assert quiet_until(hours, timezone="Europe/Berlin", now=before) == first
    assert quiet_until(hours, timezone="Europe/Berlin", now=between) == second


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 -- made aware below
    st.times(),
    st.times(),
    st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_they_end_within_a_day_and_are_over_then(
    moment: datetime, starts: time, ends: time, zone: str
) -> None:
    hours = QuietHours(starts.strftime("%H:%M"), ends.strftime("%H:%M"))
    now = moment.replace(tzinfo=UTC)
    until = quiet_until(hours, timezone=zone, now=now)
    if until is not None:
        assert now < until <= now + timedelta(hours=25)
        again = quiet_until(hours, timezone=zone, now=until)
        assert again is None or again - until <= timedelta(hours=1), "only an hour that comes twice"


async def quiet_now(world: World, zone: str = "Europe/Moscow") -> dict[str, str]:
    """Quiet hours that began an hour ago and last another six."""
    local = clock.now().astimezone(ZoneInfo(zone))
    return {
        "starts": (local - timedelta(hours=1)).strftime("%H:%M"),
        "ends": (local + timedelta(hours=6)).strftime("%H:%M"),
    }


async def test_letters_wait_and_are_not_lost_and_the_bell_does_not_wait(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    chosen = await tutor.put(PATH, {"items": [], "quiet_hours": await quiet_now(world)})
    assert chosen.status_code == 200, chosen.text
    assert (await tutor.get(PATH)).json()["quiet_hours"] == chosen.json()["quiet_hours"]
    await a_scheduled_lesson(world, student, tutor, noon(4))
    assert await world.letters(tutor.email, "Lessons.Scheduled") == []
    assert len(await world.letters(student.email, "Lessons.Scheduled")) == 1
    assert (await tutor.get("/notifications")).json()["unread"] == 1
    await world.travel(hours=5, minutes=50)
    assert await world.letters(tutor.email, "Lessons.Scheduled") == []
    await world.travel(minutes=15)
    assert len(await world.letters(tutor.email, "Lessons.Scheduled")) == 1


async def test_what_keeps_the_account_safe_does_not_wait(world: World) -> None:
    student = await a_student(world)
    await student.put(PATH, {"items": [], "quiet_hours": await quiet_now(world)})
    body = {"current_password": PASSWORD, "new_password": "кит-жёлтый-поезд-17"}
    assert (await student.post("/auth/password/change", body)).status_code in (200, 204)
    assert len(await world.letters(student.email, "Auth.PasswordChanged")) == 1


async def test_a_reminder_that_would_come_too_late_does_not_wait(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(4))
    starts_at = datetime.fromisoformat(lesson["starts_at"])
    await world.travel(seconds=(starts_at - clock.now() - timedelta(hours=2)).total_seconds())
    await sign_in(student)
    await student.put(PATH, {"items": [], "quiet_hours": await quiet_now(world)})
    await world.travel(minutes=61)
    assert len(await world.letters(student.email, "Lessons.ReminderHour")) == 1


@pytest.mark.parametrize("wrong", [{"starts": "25:00", "ends": "08:00"}, {"starts": "8:00", "ends": "09:00"}])
async def test_a_time_that_no_clock_shows_is_malformed(world: World, wrong: dict[str, str]) -> None:
    student = await a_student(world)
    assert (await student.put(PATH, {"items": [], "quiet_hours": wrong})).status_code == 400
