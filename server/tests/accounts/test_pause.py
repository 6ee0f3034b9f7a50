"""A tutor on a pause is not found and takes no new students; those he has go on."""

from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lessons.booking import a_scheduled_lesson, book, noon
from people import Person, a_student, a_tutor, someone
from tutorium.modules.accounts.errors import ProfileStateWrong
from tutorium.modules.accounts.model import TutorProfile
from tutorium.modules.accounts.model.completeness import STEPS, ProfileStep, completeness, steps_left
from tutorium.modules.accounts.model.tutor_states import (
    FINAL,
    STATES,
    SUBMITTED,
    TRANSITIONS,
    TutorState,
    may,
    walk,
)
from world import World

PATH = "/accounts/me/tutor-profile"


async def found(world: World) -> list[str]:
    """The tutors a search finds."""
    await world.settle()
    return [card["tutor_id"] for card in (await world.visitor().get("/catalog/tutors")).json()["items"]]


async def free(person: Person, tutor: Person) -> list[str]:
    """The times this person is shown as free."""
    answer = await person.get(
        f"/lessons/tutors/{tutor.id}/slots",
        **{"from": noon(1).isoformat(), "to": noon(8).isoformat(), "minutes": 60},
    )
    assert answer.status_code == 200, answer.text
    return [slot["starts_at"] for slot in answer.json()["slots"]]


async def test_a_paused_tutor_is_not_found_and_his_page_says_so(world: World) -> None:
    tutor = await a_tutor(world)
    assert await found(world) == [tutor.id]
    paused = await tutor.post(f"{PATH}/pause")
    assert (paused.status_code, paused.json()["state"]) == (200, "paused_by_tutor")
    assert await found(world) == []
    page = (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()
    assert (page["paused"], page["next_slot_at"]) == (True, None)


async def test_his_students_go_on_and_strangers_do_not(world: World) -> None:
    tutor, student, stranger = await a_tutor(world), await a_student(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon())
    await tutor.post(f"{PATH}/pause")
    await world.settle()
    assert (await student.get(f"/lessons/{lesson['id']}")).json()["state"] == "scheduled"
    assert await free(student, tutor) != []
    assert await free(stranger, tutor) == []
    assert (await book(student, tutor, noon(3))).status_code == 201
    refused = await book(stranger, tutor, noon(4))
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


async def test_after_the_pause_everything_is_as_before(world: World) -> None:
    tutor, stranger = await a_tutor(world), await a_student(world)
    before = await free(stranger, tutor)
    await tutor.post(f"{PATH}/pause")
    await world.settle()
    resumed = await tutor.post(f"{PATH}/resume")
    assert (resumed.status_code, resumed.json()["state"]) == (200, "listed")
    assert await found(world) == [tutor.id]
    assert await free(stranger, tutor) == before


async def test_pausing_and_resuming_twice_changes_nothing(world: World) -> None:
    tutor = await a_tutor(world)
    for command, state in (("pause", "paused_by_tutor"), ("resume", "listed")):
        first = (await tutor.post(f"{PATH}/{command}")).json()
        again = (await tutor.post(f"{PATH}/{command}")).json()
        assert first == again
        assert first["state"] == state


async def test_texts_of_a_paused_tutor_are_reviewed_too(world: World) -> None:
    tutor = await a_tutor(world)
    await tutor.post(f"{PATH}/pause")
    changed = (await tutor.patch("/accounts/me", {"full_name": "Новое Имя"})).json()
    assert changed["on_review"] == ["full_name"]


@pytest.mark.parametrize("command", ["pause", "resume"])
async def test_a_draft_is_neither_paused_nor_resumed(world: World, command: str) -> None:
    tutor = await someone(world, role="tutor", full_name="Иван Кузнецов")
    answer = await tutor.post(f"{PATH}/{command}")
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.profile_state_wrong")
    student = await a_student(world)
    assert (await student.post(f"{PATH}/{command}")).status_code == 403


def test_every_state_can_be_reached_and_nothing_leaves_the_final_ones() -> None:
    reached: set[TutorState | None] = {None}
    while new := {each.target for each in TRANSITIONS if each.source in reached} - reached:
        reached |= new
    assert reached == {None, *STATES}
    assert [each for each in TRANSITIONS if each.source in FINAL] == []
    assert {state for state in STATES if not any(each.source == state for each in TRANSITIONS)} == FINAL


def test_every_rule_of_the_table_is_there_once_for_each_pair() -> None:
    assert {each.rule for each in TRANSITIONS} == {f"V{number}" for number in range(1, 13)}
    pairs = [(each.source, each.target) for each in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


@given(st.sampled_from(STATES), st.lists(st.sampled_from(STATES), max_size=4))
def test_a_walk_ends_where_it_leads_or_is_refused(start: TutorState, path: list[TutorState]) -> None:
    allowed = all(may(source, target) for source, target in pairwise([start, *path]))
    if allowed:
        assert walk(start, path) == [start, *path][-1]
    else:
        with pytest.raises(ProfileStateWrong):
            walk(start, path)


def test_a_submit_takes_only_ways_of_the_table() -> None:
    assert all(may(source, target) for source, target in SUBMITTED.items())
    path: list[TutorState] = ["submitted", "in_verification", "approved", "listed"]
    assert walk("draft", path) == "listed"


@given(st.sets(st.sampled_from(STEPS)), st.sampled_from(STEPS))
def test_a_step_more_makes_a_profile_more_complete(left: set[ProfileStep], step: ProfileStep) -> None:
    less, more = completeness(sorted(left | {step})), completeness(sorted(left - {step}))
    assert less < more
    assert (more == 100) == (left <= {step})


def test_a_room_is_advised_after_all_that_is_asked_for() -> None:
    bare = TutorProfile(tutor_id=uuid4())
    assert steps_left(["photo", "phone"], bare) == ["photo", "phone", "meeting_url"]
    assert steps_left([], replace(bare, meeting_url="https://meet.example.test/room")) == []
