"""Students and guardians mark tutors, to come back to them."""

import asyncio

import pytest

from people import Person, a_guardian, a_student, a_tutor
from tutorium.modules.catalog.service import favourites
from world import World

PATH = "/catalog/favourites"


async def marked(person: Person) -> list[str]:
    """The tutors this person has marked, the latest first."""
    return [item["tutor_id"] for item in (await person.get(PATH)).json()["items"]]


async def test_marked_tutors_are_shown_as_cards_with_their_next_free_time(world: World) -> None:
    first, second = await a_tutor(world), await a_tutor(world)
    for person in (await a_student(world), await a_guardian(world)):
        assert (await person.get(PATH)).json() == {"items": [], "next_cursor": None}
        for tutor in (first, second):
            assert (await person.put(f"{PATH}/{tutor.id}", {})).status_code == 204
        items = (await person.get(PATH)).json()["items"]
        assert [item["tutor_id"] for item in items] == [second.id, first.id]
        card = (await person.get("/catalog/tutors")).json()["items"][0]
        assert card.items() <= next(i for i in items if i["tutor_id"] == card["tutor_id"]).items()
        assert items[0]["next_slot_at"] is not None


async def test_a_mark_is_made_once_and_taken_off_once(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    answers = await asyncio.gather(*(student.put(f"{PATH}/{tutor.id}", {}) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {204}
    assert await marked(student) == [tutor.id]
    answers = await asyncio.gather(*(student.delete(f"{PATH}/{tutor.id}") for _ in range(2)))
    assert {answer.status_code for answer in answers} == {204}
    assert await marked(student) == []


async def test_a_mark_is_ones_own(world: World) -> None:
    tutor, student, other = await a_tutor(world), await a_student(world), await a_student(world)
    await student.put(f"{PATH}/{tutor.id}", {})
    await other.delete(f"{PATH}/{tutor.id}")
    assert (await marked(student), await marked(other)) == ([tutor.id], [])


async def test_only_a_tutor_whose_page_can_be_seen_is_marked(world: World) -> None:
    student = await a_student(world)
    for unknown in (student.id, "0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11"):
        answer = await student.put(f"{PATH}/{unknown}", {})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_marked_tutor_on_a_pause_stays_and_says_so(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await student.put(f"{PATH}/{tutor.id}", {})
    await tutor.post("/accounts/me/tutor-profile/pause")
    await world.settle()
    [item] = (await student.get(PATH)).json()["items"]
    assert (item["paused"], item["next_slot_at"]) == (True, None)


async def test_the_list_is_read_page_by_page(world: World) -> None:
    student = await a_student(world)
    tutors = [await a_tutor(world) for _ in range(3)]
    for tutor in tutors:
        await student.put(f"{PATH}/{tutor.id}", {})
    first = (await student.get(PATH, limit=2)).json()
    rest = (await student.get(PATH, limit=2, cursor=first["next_cursor"])).json()
    seen = [item["tutor_id"] for item in [*first["items"], *rest["items"]]]
    assert (seen, rest["next_cursor"]) == ([tutor.id for tutor in reversed(tutors)], None)


async def test_at_the_limit_the_student_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(favourites, "MAX_FAVOURITES", 1)
    tutor, other, student = await a_tutor(world), await a_tutor(world), await a_student(world)
    await student.put(f"{PATH}/{tutor.id}", {})
    refused = await student.put(f"{PATH}/{other.id}", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "catalog.favourites_full")
    assert (await student.put(f"{PATH}/{tutor.id}", {})).status_code == 204
    assert await marked(student) == [tutor.id]


async def test_favourites_are_for_students_and_guardians(world: World) -> None:
    tutor = await a_tutor(world)
    assert (await tutor.get(PATH)).status_code == 403
    assert (await world.visitor().get(PATH)).status_code == 401
