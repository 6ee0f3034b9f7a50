"""Guardians: children without a login, young people with one; who may book for whom, and until when."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from lessons.booking import a_scheduled_lesson, book, noon
from people import Person, a_guardian, a_student, a_tutor, link_token
from tutorium.platform import clock
from world import World

VERSION = "2026-11-25"
PATH = "/accounts/me/guardianships"
CHILD = {"full_name": "Петя Петров", "birth_date": "2016-05-01"}
_keys = itertools.count()


async def a_teenager(world: World, *, years: int = 15) -> Person:
    born = (clock.now() - timedelta(days=round(years * 365.25) + 30)).date()
    return await a_student(world, birth_date=born.isoformat(), full_name="Саша Петров")


async def invite(person: Person, email: str, **body: Any) -> Any:
    return await person.post(PATH, {"email": email} | body, key=f"invitation-{next(_keys)}")


async def token_for(world: World, email: str) -> str:
    letters = await world.letters(email)
    return link_token(next(each for each in letters if each["operation"].endswith("Invited")))


async def linked(world: World) -> tuple[Person, Person, str]:
    """A teenager, his guardian, and the id of what binds them."""
    teenager, guardian = await a_teenager(world), await a_guardian(world)
    assert (await invite(teenager, guardian.email)).status_code == 201
    body = {"token": await token_for(world, guardian.email), "consent_version": VERSION}
    answer = await guardian.post("/accounts/guardianships/accept", body)
    assert answer.status_code == 200, answer.text
    return teenager, guardian, answer.json()["id"]


async def test_the_young_person_names_the_guardian_who_confirms_by_the_link(world: World) -> None:
    teenager, guardian, bond = await linked(world)
    [seen] = (await guardian.get(PATH)).json()["items"]
    assert (seen["state"], seen["my_side"], seen["other_name"]) == ("active", "guardian", "Саша Петров")
    [own] = (await teenager.get(PATH)).json()["items"]
    assert (own["id"], own["my_side"], own["other_name"], own["email"]) == (
        bond,
        "learner",
        "Ольга Петрова",
        None,
    )
    consents = await world.fetch("SELECT * FROM auth.consent WHERE kind = 'minor_data'")
    assert [(str(c["user_id"]), str(c["subject_id"]), c["method"]) for c in consents] == [
        (guardian.id, bond, "invitation")
    ]
    for person in (teenager, guardian):
        assert len(await world.letters(person.email, "Accounts.GuardianshipStarted")) == 1


async def test_the_guardian_invites_and_the_young_person_confirms(world: World) -> None:
    teenager, guardian = await a_teenager(world), await a_guardian(world)
    assert (await invite(guardian, teenager.email)).json()["code"] == "accounts.minor_consent_required"
    assert (await invite(guardian, teenager.email, consent_version=VERSION)).status_code == 201
    token = await token_for(world, teenager.email)
    shown = (await world.visitor().post("/accounts/guardianships/invitation", {"token": token})).json()
    assert (shown["inviter_name"], shown["my_side"]) == ("Ольга Петрова", "learner")
    answer = await teenager.post("/accounts/guardianships/accept", {"token": token})
    assert (answer.status_code, answer.json()["state"]) == (200, "active")


async def test_an_invitation_works_once_and_for_whom_it_is_meant(world: World) -> None:
    teenager, guardian, other = await a_teenager(world), await a_guardian(world), await a_guardian(world)
    await invite(teenager, guardian.email)
    body = {"token": await token_for(world, guardian.email), "consent_version": VERSION}
    accept = "/accounts/guardianships/accept"
    for stranger in (teenager, await a_student(world)):
        assert (await stranger.post(accept, body)).json()["code"] == "accounts.invitation_for_others"
    without = await guardian.post(accept, {"token": body["token"]})
    assert without.json()["code"] == "accounts.minor_consent_required"
    assert (await guardian.post(accept, body)).status_code == 200
    assert (await other.post(accept, body)).json()["code"] == "accounts.invitation_invalid"


async def test_an_invitation_dies_after_a_week_and_forgets_the_address(world: World) -> None:
    teenager = await a_teenager(world)
    await invite(teenager, "mother@example.test")
    token = await token_for(world, "mother@example.test")
    await world.travel(days=8)
    await world.run_schedule("accounts.end_guardianships")
    shown = await world.visitor().post("/accounts/guardianships/invitation", {"token": token})
    assert shown.json()["code"] == "accounts.invitation_invalid"
    [row] = await world.fetch("SELECT state, invited_email FROM accounts.guardianship")
    assert tuple(row) == ("expired", None)


async def test_letters_to_strangers_have_a_limit(world: World) -> None:
    teenager = await a_teenager(world)
    for number in range(5):
        assert (await invite(teenager, f"adult{number}@example.test")).status_code == 201
    refused = await invite(teenager, "adult6@example.test")
    assert (refused.status_code, refused.json()["code"]) == (429, "accounts.too_many_invitations")


async def test_a_grown_up_needs_no_guardian(world: World) -> None:
    refused = await invite(await a_student(world), "mother@example.test")
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.not_a_minor")


async def test_under_18_nobody_books_without_a_guardian(world: World) -> None:
    tutor, teenager = await a_tutor(world), await a_teenager(world)
    refused = await book(teenager, tutor, noon())
    assert (refused.status_code, refused.json()["code"]) == (403, "lessons.guardian_required")


async def test_the_guardian_books_and_pays_for_the_young_person_who_sees_it(world: World) -> None:
    tutor = await a_tutor(world)
    teenager, guardian, _ = await linked(world)
    assert (await book(teenager, tutor, noon())).json()["code"] == "lessons.guardian_pays"
    lesson = await a_scheduled_lesson(world, guardian, tutor, noon(), learner_id=teenager.id)
    assert (lesson["payer_id"], lesson["learner_name"]) == (guardian.id, "Саша Петров")
    assert [each["id"] for each in (await teenager.get("/lessons")).json()["items"]] == [lesson["id"]]
    assert len((await guardian.get("/payments")).json()["items"]) == 1
    assert (await teenager.get("/payments")).json()["items"] == []


async def test_another_guardian_looks_on_and_strangers_see_nothing(world: World) -> None:
    tutor = await a_tutor(world)
    teenager, guardian, _ = await linked(world)
    father, stranger = await a_guardian(world), await a_guardian(world)
    await invite(teenager, father.email)
    body = {"token": await token_for(world, father.email), "consent_version": VERSION}
    bond = (await father.post("/accounts/guardianships/accept", body)).json()["id"]
    lesson = await a_scheduled_lesson(world, guardian, tutor, noon(), learner_id=teenager.id)
    path = f"/lessons/{lesson['id']}"
    seen = (await father.get(path)).json()
    assert (seen["allowed_actions"], seen["payment"]) == ([], None)
    assert (await father.post(f"{path}/cancel", {"reason_code": "other"})).status_code == 404
    assert [each["id"] for each in (await father.get("/lessons")).json()["items"]] == [lesson["id"]]
    for answer in (
        await stranger.get(path),
        await stranger.get(f"{PATH}/{bond}"),
        await stranger.delete(f"{PATH}/{bond}"),
        await book(stranger, tutor, noon(3), learner_id=teenager.id),
    ):
        assert answer.status_code == 404
    await teenager.delete(f"{PATH}/{bond}")
    assert (await father.get(path)).status_code == 404, "an end counts at the next request"


@pytest.mark.parametrize("side", ["guardian", "learner"])
async def test_either_side_ends_it_at_once(world: World, side: str) -> None:
    tutor = await a_tutor(world)
    teenager, guardian, bond = await linked(world)
    who = guardian if side == "guardian" else teenager
    assert (await who.delete(f"{PATH}/{bond}")).status_code == 204
    assert (await book(guardian, tutor, noon(), learner_id=teenager.id)).status_code == 404
    assert (await book(teenager, tutor, noon())).json()["code"] == "lessons.guardian_required"
    [consent] = await world.fetch("SELECT withdrawn_at FROM auth.consent WHERE kind = 'minor_data'")
    assert consent["withdrawn_at"] is not None
    for person in (teenager, guardian):
        assert len(await world.letters(person.email, "Accounts.GuardianshipEnded")) == 1


async def test_it_ends_at_eighteen(world: World) -> None:
    _, guardian, bond = await linked(world)
    await world.travel(days=365 * 3)
    await world.run_schedule("accounts.end_guardianships")
    [row] = await world.fetch("SELECT state, ended_by FROM accounts.guardianship")
    assert tuple(row) == ("ended", "system")
    assert bond
    assert len(await world.letters(guardian.email, "Accounts.GuardianshipEnded")) == 1


async def test_a_child_is_corrected_and_removed_by_its_guardian_only(world: World) -> None:
    guardian, other = await a_guardian(world), await a_guardian(world)
    child = (await guardian.post("/accounts/me/children", CHILD)).json()
    path = f"/accounts/me/children/{child['id']}"
    assert child["consented"] is True
    changed = await guardian.patch(path, {"full_name": "Пётр Петров"})
    assert (changed.json()["full_name"], changed.json()["birth_date"]) == ("Пётр Петров", "2016-05-01")
    assert (await guardian.patch(path, {"birth_date": "1990-01-01"})).json()["code"] == "accounts.not_a_child"
    for answer in (
        await other.patch(path, {"full_name": "Чужой"}),
        await other.delete(path),
        await other.post(f"{path}/consent", {"text_version": VERSION}),
        await other.delete(f"{path}/consent"),
    ):
        assert answer.status_code == 404
    assert (await guardian.delete(path)).status_code == 204
    assert (await guardian.get("/accounts/me/children")).json() == {"items": []}


async def test_a_version_that_never_was_adds_nobody_and_invites_nobody(world: World) -> None:
    guardian = await a_guardian(world)
    added = await guardian.post("/accounts/me/children", CHILD | {"consent_version": "1999-01-01"})
    invited = await invite(guardian, "teenager@example.test", consent_version="1999-01-01")
    for answer in (added, invited):
        assert (answer.status_code, answer.json()["code"]) == (422, "auth.document_version_unknown")
    assert (await guardian.get("/accounts/me/children")).json()["items"] == []
    assert await world.letters("teenager@example.test") == []


async def test_a_child_with_lessons_ahead_is_not_removed(world: World) -> None:
    tutor, guardian = await a_tutor(world), await a_guardian(world)
    child = (await guardian.post("/accounts/me/children", CHILD)).json()
    await a_scheduled_lesson(world, guardian, tutor, noon(), learner_id=child["id"])
    refused = await guardian.delete(f"/accounts/me/children/{child['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "accounts.child_in_use")
    assert "lessons" in refused.json()["open"]


async def test_without_the_consent_no_new_lesson_is_booked_for_a_child(world: World) -> None:
    tutor, guardian = await a_tutor(world), await a_guardian(world)
    child = (await guardian.post("/accounts/me/children", CHILD | {"consent_version": VERSION})).json()
    path = f"/accounts/me/children/{child['id']}/consent"
    assert (await guardian.delete(path)).status_code == 204
    refused = await book(guardian, tutor, noon(), learner_id=child["id"])
    assert (refused.status_code, refused.json()["code"]) == (403, "lessons.guardian_consent_required")
    assert (await guardian.post(path, {"text_version": VERSION})).json()["consented"] is True
    assert (await book(guardian, tutor, noon(), learner_id=child["id"])).status_code == 201
