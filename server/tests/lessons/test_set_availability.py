"""A tutor's hours, and who sees them."""

from zoneinfo import ZoneInfo

import pytest

from lessons.booking import noon, slot_starts
from people import a_student, a_tutor, someone
from world import World

MORNINGS = [{"weekday": day, "start": "09:00", "end": "12:00"} for day in range(1, 8)]


async def test_hours_are_kept_with_the_default_rules(world: World) -> None:
    tutor = await someone(world, role="tutor", timezone="Asia/Yekaterinburg")
    empty = (await tutor.get("/lessons/availability")).json()
    assert (empty["weekly"], empty["timezone"]) == ([], "Asia/Yekaterinburg")
    saved = (await tutor.put("/lessons/availability", {"weekly": MORNINGS})).json()
    assert saved["weekly"] == MORNINGS
    assert saved["rules"]["min_notice_hours"] == 12
    assert saved["version"] == empty["version"] + 1
    assert (await tutor.get("/lessons/availability")).json() == saved


async def test_hours_of_an_older_version_are_not_overwritten(world: World) -> None:
    tutor = await a_tutor(world)
    answer = await tutor.put("/lessons/availability", {"weekly": []}, **{"if-match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "version_mismatch")


async def test_hours_that_make_no_sense_are_refused_by_name(world: World) -> None:
    tutor = await a_tutor(world)
    backwards = {"weekly": [*MORNINGS, {"weekday": 1, "start": "15:00", "end": "14:00"}]}
    answer = await tutor.put("/lessons/availability", backwards)
    assert (answer.status_code, answer.json()["code"]) == (422, "lessons.hours_wrong")
    assert answer.json()["errors"][0]["field"] == "weekly.7"
    answer = await tutor.put("/lessons/availability", {"weekly": [{"weekday": 8, "start": "1", "end": "2"}]})
    assert answer.status_code == 400


async def test_slots_follow_the_hours(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    day_off = {"date": noon().date().isoformat(), "available": False}
    answer = await tutor.put("/lessons/availability", {"weekly": MORNINGS, "exceptions": [day_off]})
    assert answer.status_code == 200, answer.text
    assert await slot_starts(student, tutor, noon()) == []
    tomorrow = await slot_starts(student, tutor, noon(3))
    assert tomorrow[0] == noon(3).replace(hour=9)
    assert tomorrow[-1] == noon(3).replace(hour=11)


async def test_only_a_listed_tutor_has_slots_and_a_month_is_the_most(world: World) -> None:
    tutor, visitor = await a_tutor(world), world.visitor()
    path = f"/lessons/tutors/{tutor.id}/slots"
    wide = {"from": noon(0).isoformat(), "to": noon(32).isoformat(), "minutes": 60}
    answer = await visitor.get(path, **wide)
    assert (answer.status_code, answer.json()["code"]) == (422, "lessons.window_too_long")
    draft = await someone(world, role="tutor")
    await draft.put("/lessons/availability", {"weekly": MORNINGS})
    month = {"from": noon(0).isoformat(), "to": noon(31).isoformat(), "minutes": 60}
    assert (await visitor.get(path, **month)).json()["timezone"] == "Europe/Moscow"
    assert (await visitor.get(f"/lessons/tutors/{draft.id}/slots", **month)).status_code == 404


async def test_the_tutors_zone_decides(world: World) -> None:
    tutor, student = await a_tutor(world, timezone="America/New_York"), await a_student(world)
    free = await slot_starts(student, tutor, noon())
    assert {start.astimezone(ZoneInfo("America/New_York")).hour for start in free} == set(range(9, 21))


async def test_students_have_no_hours(world: World) -> None:
    student = await a_student(world)
    assert (await student.get("/lessons/availability")).status_code == 403


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"),
        ("2026-12-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-30T00:00:00-14:00", "9999-12-31T23:59:59-14:00"),
    ],
)
async def test_a_window_at_the_ends_of_time_is_empty(world: World, since: str, until: str) -> None:
    tutor = await a_tutor(world)
    window = {"from": since, "to": until, "minutes": 60}
    answer = await world.visitor().get(f"/lessons/tutors/{tutor.id}/slots", **window)
    assert (answer.status_code, answer.json()["slots"]) == (200, [])
