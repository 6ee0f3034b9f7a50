"""What a tutor must have before he may ask to be verified (V2): the refusal and the screen name the same."""

from collections.abc import Awaitable, Callable

import pytest

from papers import DocumentSystem, a_candidate, submit, upload, uploaded
from people import TUTOR_PROFILE, Person, agree, confirm_phone, prepare, someone
from tutorium.platform.candidacy import CONDITIONS, Condition
from world import World

PATH = "/accounts/me/tutor-profile"
Take = Callable[[World, Person], Awaitable[object]]
ALMOST = [
    {"weekday": 1, "start": "10:00", "end": "12:00"},
    {"weekday": 1, "start": "11:00", "end": "13:00"},
    {"weekday": 3, "start": "10:00", "end": "10:59"},
]
"""Three hours and 59 minutes: what overlaps is counted once."""


def account(statement: str) -> Take:
    """What no screen of ours does to an account."""
    return lambda world, tutor: world.fetch(statement, tutor.id)


def profile(**changes: object) -> Take:
    return lambda world, tutor: tutor.put(PATH, TUTOR_PROFILE | changes)


def delete(path: str) -> Take:
    return lambda world, tutor: tutor.delete(path)


TAKEN_AWAY: dict[Condition, Take] = {
    "adult": account("UPDATE auth.user SET birth_date = '2012-01-01' WHERE id = $1::text::uuid"),
    "email": account("UPDATE auth.user SET email_confirmed_at = NULL WHERE id = $1::text::uuid"),
    "headline": profile(headline=" "),
    "about": profile(about=""),
    "subjects": profile(subjects=[]),
    "photo": delete("/accounts/me/photo"),
    "education": profile(education=""),
    "languages": profile(languages=[]),
    "lesson_minutes": profile(lesson_minutes=[]),
    "availability": lambda world, tutor: tutor.put(
        "/lessons/availability", {"weekly": ALMOST, "exceptions": []}
    ),
    "phone": delete("/auth/phone"),
    "tax_status": lambda world, tutor: tutor.put("/documents/application", {"teaches_minors": False}),
    "documents_consent": delete("/auth/consents/tutor_documents"),
    "public_profile_consent": delete("/auth/consents/public_profile"),
}


async def missing(tutor: Person) -> list[str]:
    found: list[str] = (await tutor.get(PATH)).json()["missing"]
    return found


def test_every_condition_is_taken_away_here() -> None:
    assert list(TAKEN_AWAY) == list(CONDITIONS)


@pytest.mark.parametrize("condition", CONDITIONS)
async def test_without_one_of_them_a_profile_is_not_submitted(world: World, condition: Condition) -> None:
    tutor = await a_candidate(world)
    await TAKEN_AWAY[condition](world, tutor)
    refused = await tutor.post(f"{PATH}/submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.not_ready_to_submit")
    assert refused.json()["missing"] == [condition]
    seen = (await tutor.get(PATH)).json()
    assert (seen["state"], seen["missing"], seen["next_step"]) == ("draft", [condition], condition)
    assert seen["completeness"] < 100


async def test_with_all_of_them_it_is(world: World) -> None:
    tutor = await someone(world, role="tutor", full_name="Иван Кузнецов")
    begun = ["adult", "email"]
    assert await missing(tutor) == [each for each in CONDITIONS if each not in begun]
    refused = await tutor.post(f"{PATH}/submit")
    assert refused.json()["missing"] == [each for each in CONDITIONS if each not in begun]
    await prepare(world, tutor)
    whole = (await tutor.get(PATH)).json()
    assert (whole["missing"], whole["completeness"], whole["next_step"]) == ([], 100, None)
    submitted = await tutor.post(f"{PATH}/submit")
    assert (submitted.status_code, submitted.json()) == (200, {"state": "submitted", "missing": []})


async def test_four_hours_a_week_are_enough(world: World) -> None:
    tutor = await a_candidate(world)
    hours = [*ALMOST[:2], {"weekday": 7, "start": "23:00", "end": "24:00"}]
    await tutor.put("/lessons/availability", {"weekly": hours, "exceptions": []})
    assert (await tutor.post(f"{PATH}/submit")).status_code == 200


async def test_no_tax_status_yet_is_an_answer(world: World) -> None:
    tutor = await a_candidate(world)
    await tutor.put("/documents/application", {"teaches_minors": False, "tax_status": "not_yet"})
    assert (await tutor.post(f"{PATH}/submit")).status_code == 200


async def test_what_was_sent_back_is_sent_again_only_with_all_of_them(world: World) -> None:
    tutor = await a_candidate(world)
    await tutor.post(f"{PATH}/submit")
    await world.settle()
    assert (await tutor.get(PATH)).json()["state"] == "changes_requested", "there are no documents"
    await tutor.delete("/auth/phone")
    refused = await tutor.post(f"{PATH}/submit")
    assert (refused.json()["code"], refused.json()["missing"]) == ("accounts.not_ready_to_submit", ["phone"])
    await world.travel(seconds=61)
    await confirm_phone(world, tutor)
    assert (await tutor.post(f"{PATH}/submit")).json()["state"] == "in_verification"


async def test_who_has_submitted_is_asked_for_nothing_more(world: World) -> None:
    await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    await tutor.delete("/auth/phone")
    await tutor.put("/lessons/availability", {"weekly": [], "exceptions": []})
    assert (await tutor.post(f"{PATH}/submit")).json()["state"] == "in_verification", "twice is once"
    assert await missing(tutor) == []


async def test_no_document_is_taken_without_the_consent_to_its_check(world: World) -> None:
    tutor = await a_candidate(world)
    await tutor.delete("/auth/consents/tutor_documents")
    refused = await upload(tutor)
    assert (refused.status_code, refused.json()["code"]) == (422, "documents.consent_required")
    assert (await tutor.get("/documents")).json()["items"] == []
    await agree(tutor, "tutor_documents")
    assert (await upload(tutor)).status_code == 201
