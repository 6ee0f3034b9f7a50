"""What a tutor is told of himself: ninety days of lessons against the standards of domain.md D8."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.booking import a_scheduled_lesson, later, noon
from people import Person, a_student, a_tutor
from tutorium.modules.lessons.model.insights import (
    ENOUGH_LESSONS,
    MAX_CANCELLED_PERCENT,
    MAX_NO_SHOWS,
    Counts,
    insights_of,
)
from tutorium.platform import clock
from world import World

COUNT = st.integers(0, 60)


async def insights(tutor: Person) -> dict[str, Any]:
    """What the tutor sees."""
    answer = await tutor.get("/lessons/insights")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def standing(found: dict[str, Any], code: str) -> tuple[int, str]:
    """A standard's value and where the tutor stands."""
    [standard] = [each for each in found["standards"] if each["code"] == code]
    return standard["value"], standard["state"]


async def cancel(tutor: Person, lesson: dict[str, Any]) -> None:
    """The tutor cancels."""
    answer = await tutor.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "illness"})
    assert answer.status_code == 200, answer.text


async def test_a_new_tutor_is_told_that_there_is_nothing_to_tell_yet(world: World) -> None:
    found = await insights(await a_tutor(world))
    assert (found["lessons_held"], found["students"], found["returning_percent"]) == (0, 0, None)
    assert (found["lessons_counted"], found["lessons_needed"]) == (0, ENOUGH_LESSONS)
    assert [each["state"] for each in found["standards"]] == ["not_enough", "not_enough"]


async def test_lessons_students_and_who_came_again(world: World) -> None:
    tutor, faithful, once = await a_tutor(world), await a_student(world), await a_student(world)
    for day in (2, 3, 4):
        await a_scheduled_lesson(world, faithful, tutor, noon(day))
    await a_scheduled_lesson(world, once, tutor, noon(5))
    await a_scheduled_lesson(world, once, tutor, noon(20))
    await later(world, tutor, days=6)
    found = await insights(tutor)
    assert (found["lessons_held"], found["students"], found["returning_percent"]) == (4, 2, 50)
    assert standing(found, "cancellations") == (0, "not_enough")


async def test_what_the_tutor_cancels_counts_and_what_students_cancel_does_not(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    for day in range(2, 7):
        await a_scheduled_lesson(world, student, tutor, noon(day))
    theirs = await a_scheduled_lesson(world, student, tutor, noon(7))
    await student.post(f"/lessons/{theirs['id']}/cancel", {"reason_code": "illness"})
    await later(world, tutor, days=8)
    assert standing(await insights(tutor), "cancellations") == (0, "ok")
    await cancel(tutor, await a_scheduled_lesson(world, student, tutor, noon(2)))
    await later(world, tutor, days=3)
    found = await insights(tutor)
    assert (found["lessons_held"], found["lessons_counted"]) == (5, 6)
    assert standing(found, "cancellations") == (17, "warning")
    assert standing(found, "no_shows") == (0, "ok")


async def test_cancelling_at_the_last_minute_counts_as_not_coming(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(2))
    await later(world, tutor, seconds=(noon(2) - clock.now()).total_seconds() - 3600)
    await cancel(tutor, lesson)
    await later(world, tutor, hours=2)
    assert standing(await insights(tutor), "no_shows")[0] == 1


async def test_what_happened_more_than_ninety_days_ago_is_forgotten(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await a_scheduled_lesson(world, student, tutor, noon(2))
    await later(world, tutor, days=3)
    assert (await insights(tutor))["lessons_held"] == 1
    await later(world, tutor, days=91)
    assert (await insights(tutor))["lessons_held"] == 0


async def test_lessons_of_other_tutors_are_not_his(world: World) -> None:
    tutor, other, student = await a_tutor(world), await a_tutor(world), await a_student(world)
    await a_scheduled_lesson(world, student, other, noon(2))
    await later(world, tutor, days=3)
    assert (await insights(tutor))["lessons_held"] == 0


@pytest.mark.parametrize("path", ["/lessons/insights"])
async def test_insights_are_for_tutors(world: World, path: str) -> None:
    assert (await (await a_student(world)).get(path)).status_code == 403
    assert (await world.visitor().get(path)).status_code == 401


@given(held=COUNT, cancelled=COUNT, no_shows=COUNT)
def test_the_standing_follows_the_rule(held: int, cancelled: int, no_shows: int) -> None:
    now = clock.now()
    found = insights_of(Counts(held, held, 0, cancelled, no_shows), since=now, until=now)
    states = {each.code: each.state for each in found.standards}
    if held + cancelled < ENOUGH_LESSONS:
        assert set(states.values()) == {"not_enough"}
    else:
        assert (states["no_shows"] == "ok") == (no_shows < MAX_NO_SHOWS)
        assert (states["cancellations"] == "ok") == (
            cancelled / (held + cancelled) < MAX_CANCELLED_PERCENT / 100
        )


@given(held=COUNT, cancelled=COUNT)
def test_nobody_reads_a_share_below_a_standard_he_has_missed(held: int, cancelled: int) -> None:
    now = clock.now()
    found = insights_of(Counts(held, held, 0, cancelled, 0), since=now, until=now)
    [share] = [each for each in found.standards if each.code == "cancellations"]
    if share.state == "warning":
        assert share.value >= share.below
