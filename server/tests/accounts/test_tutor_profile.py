"""What a tutor offers: saved in any state, listed when complete."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from papers import DocumentSystem, a_candidate, submit, uploaded
from people import TUTOR_PROFILE, Person, a_student, a_tutor, approve, someone
from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.model.subjects import LEVELS, SUBJECTS
from world import World

PATH = "/accounts/me/tutor-profile"
LEFT = ["photo", "availability", "phone", "tax_status", "documents_consent", "public_profile_consent"]
"""What a profile that is filled in still lacks."""


async def beginner(world: World) -> Person:
    """A tutor who has said nothing yet."""
    return await someone(world, role="tutor", full_name="Иван Кузнецов")


async def test_before_the_first_word_there_is_an_empty_draft(world: World) -> None:
    draft = (await (await beginner(world)).get(PATH)).json()
    assert (draft["state"], draft["version"], draft["headline"]) == ("draft", 0, "")
    assert (draft["completeness"], draft["next_step"]) == (13, "headline")


async def test_what_is_saved_is_what_is_read(world: World) -> None:
    tutor = await beginner(world)
    saved = (await tutor.put(PATH, TUTOR_PROFILE)).json()
    assert saved == TUTOR_PROFILE | {
        "tutor_id": tutor.id,
        "state": "draft",
        "missing": LEFT,
        "completeness": 60,
        "next_step": "photo",
        "review": None,
        "version": 1,
    }
    assert (await tutor.get(PATH)).json() == saved


async def test_a_complete_profile_is_submitted_and_listed_once_approved(world: World) -> None:
    tutor = await a_candidate(world)
    submitted = await tutor.post(f"{PATH}/submit")
    assert submitted.json() == {"state": "submitted", "missing": []}
    assert (await tutor.post(f"{PATH}/submit")).status_code == 200, "twice is once"
    await world.settle()
    await approve(tutor)
    assert (await tutor.get(PATH)).json()["state"] == "approved", "nobody is listed without an identity"
    await approve(tutor, "identity", "diploma")
    terms = await accounts.tutor(tutor_id=UUID(tutor.id))
    assert terms is not None
    assert (terms.state, terms.full_name, terms.timezone) == ("listed", "Иван Кузнецов", "Europe/Moscow")
    assert (terms.badges, terms.teaches_minors) == (("verified", "diploma"), False)


async def test_a_profile_that_is_being_verified_is_not_emptied(world: World) -> None:
    await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    refused = await tutor.put(PATH, TUTOR_PROFILE | {"about": ""})
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.profile_incomplete")
    assert (await tutor.put(PATH, TUTOR_PROFILE | {"about": "Иначе"})).status_code == 200


async def test_a_listed_tutor_cannot_empty_his_profile(world: World) -> None:
    tutor = await a_tutor(world)
    refused = await tutor.put(PATH, TUTOR_PROFILE | {"about": ""})
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.profile_incomplete")
    assert refused.json()["missing"] == ["about"]
    assert (await tutor.get(PATH)).json()["about"] == TUTOR_PROFILE["about"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"subjects": [{"subject": "magic", "level": "ege"}]}, 422, "accounts.subject_unknown"),
        ({"subjects": [{"subject": "physics", "level": "preschool"}]}, 422, "accounts.subject_unknown"),
        ({"subjects": [{"subject": "math", "level": "ege"}] * 2}, 422, "accounts.subject_repeated"),
        ({"meeting_url": "http://meet.example.test/room"}, 422, "accounts.meeting_url_insecure"),
        ({"meeting_url": "javascript:alert(1)"}, 422, "accounts.meeting_url_insecure"),
        ({"instant_booking": False}, 422, "accounts.requests_unavailable"),
        ({"lesson_minutes": [17]}, 400, "malformed"),
        ({"experience_years": -1}, 400, "malformed"),
        ({"rating": 5}, 400, "malformed"),
    ],
)
async def test_what_no_tutor_may_offer_is_refused_by_name(
    world: World, changes: dict[str, Any], status: int, code: str
) -> None:
    priced = [{"price_kopecks_per_hour": 150_000} | subject for subject in changes.get("subjects", [])]
    body = TUTOR_PROFILE | changes | ({"subjects": priced} if priced else {})
    answer = await (await beginner(world)).put(PATH, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("price", "status"), [(9_999, 422), (10_000, 200), (2_000_000, 200), (2_000_001, 422)]
)
async def test_an_hour_costs_from_100_to_20000_rubles(world: World, price: int, status: int) -> None:
    subjects = [{"subject": "math", "level": "ege", "price_kopecks_per_hour": price}]
    answer = await (await beginner(world)).put(PATH, TUTOR_PROFILE | {"subjects": subjects})
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["code"] == "accounts.price_out_of_bounds"
        assert "20000" in answer.json()["detail"]


async def test_of_simultaneous_edits_of_one_version_one_is_kept(world: World) -> None:
    tutor = await beginner(world)
    await tutor.put(PATH, TUTOR_PROFILE)
    answers = await asyncio.gather(
        *(tutor.put(PATH, TUTOR_PROFILE | {"about": f"{n}"}, **{"if-match": '"1"'}) for n in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 4


async def test_a_tutors_profile_is_for_tutors(world: World) -> None:
    student = await a_student(world)
    assert (await student.put(PATH, TUTOR_PROFILE)).status_code == 403
    assert await accounts.tutor(tutor_id=UUID(student.id)) is None


async def test_every_subject_and_level_has_a_name_in_both_languages(world: World) -> None:
    assert len(SUBJECTS) >= 12
    assert all(set(names) == {"ru", "en"} for names in LEVELS.values())
    named = {"ru": await accounts.subjects(locale="ru"), "en": await accounts.subjects(locale="en")}
    assert [s.subject for s in named["ru"]] == [s.subject for s in named["en"]] == list(SUBJECTS)
    assert (named["ru"][0].name, named["en"][0].name) == ("Математика", "Mathematics")
