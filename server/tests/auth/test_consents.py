"""Consents: one record per purpose, withdrawn as easily as given; documents in all their editions."""

import pytest

from newcomers import newcomer
from people import Person, a_guardian, a_student, a_tutor, agree
from tutorium.modules.auth.model.documents import CURRENT, DOCUMENTS
from world import World


async def state(person: Person, kind: str) -> dict[str, object]:
    items = (await person.get("/auth/consents")).json()["items"]
    found: dict[str, object] = next(item for item in items if item["kind"] == kind)
    return found


async def test_every_edition_of_a_document_can_be_read(world: World) -> None:
    visitor = world.visitor()
    listed = (await visitor.get("/auth/documents")).json()["items"]
    assert {item["kind"] for item in listed} == set(DOCUMENTS)
    for kind, editions in DOCUMENTS.items():
        for edition in editions:
            shown = (await visitor.get(f"/auth/documents/{kind}", version=edition.version)).json()
            assert shown["text"] == edition.wordings["ru"].text
            assert [each["text_version"] for each in shown["editions"]] == [
                each.version for each in reversed(editions)
            ]
        assert (await visitor.get(f"/auth/documents/{kind}")).json()["text_version"] == editions[-1].version


@pytest.mark.parametrize(("kind", "version"), [("nothing", None), ("offer", "1999-01-01")])
async def test_what_was_never_published_is_not_found(world: World, kind: str, version: str | None) -> None:
    assert (await world.visitor().get(f"/auth/documents/{kind}", version=version)).status_code == 404


async def test_a_consent_is_recorded_with_version_hash_address_browser_and_method(world: World) -> None:
    student = await a_student(world)
    await student.post(
        "/auth/consents",
        {"kind": "marketing", "text_version": CURRENT["marketing"].version},
        **{"user-agent": "A browser of the test"},
    )
    [row] = await world.fetch("SELECT * FROM auth.consent WHERE kind = 'marketing'")
    assert (row["text_version"], row["text_hash"]) == (
        CURRENT["marketing"].version,
        CURRENT["marketing"].hash,
    )
    assert (row["method"], row["agent"], row["withdrawn_at"]) == ("account", "A browser of the test", None)
    assert row["address"]


async def test_withdrawing_is_one_request_and_the_history_keeps_both(world: World) -> None:
    student = await a_student(world)
    await agree(student, "marketing")
    await agree(student, "marketing")
    assert (await state(student, "marketing"))["given"] is True
    assert (await student.delete("/auth/consents/marketing")).status_code == 204
    assert (await student.delete("/auth/consents/marketing")).status_code == 204
    after = await state(student, "marketing")
    assert (after["given"], after["withdrawn_at"] is not None) == (False, True)
    await agree(student, "marketing")
    history = (await student.get("/auth/consents")).json()["history"]
    own = [each for each in history if each["kind"] == "marketing"]
    assert [each["withdrawn_at"] is None for each in own] == [True, False], "one record for one act"


@pytest.mark.parametrize("kind", ["offer", "personal_data"])
async def test_what_the_account_stands_on_ends_with_the_account(world: World, kind: str) -> None:
    student = await a_student(world)
    refused = await student.delete(f"/auth/consents/{kind}")
    assert (refused.status_code, refused.json()["code"]) == (409, "auth.consent_needed_for_account")
    assert (await state(student, kind))["given"] is True


async def test_a_new_edition_is_due_until_it_is_accepted(world: World) -> None:
    old = DOCUMENTS["personal_data"][0].version
    shown = [
        {"kind": "offer", "text_version": CURRENT["offer"].version},
        {"kind": "personal_data", "text_version": old},
    ]
    person = await newcomer(world, consents=shown)
    due = await state(person, "personal_data")
    assert (due["due"], due["shown_version"]) == (True, old)
    assert due["changes"], "the person is told what is new"
    assert (await state(person, "offer"))["due"] is False
    await agree(person, "personal_data")
    assert (await state(person, "personal_data"))["due"] is False


async def test_a_version_nobody_published_cannot_be_agreed_to(world: World) -> None:
    student = await a_student(world)
    refused = await student.post("/auth/consents", {"kind": "marketing", "text_version": "2031-01-01"})
    assert (refused.status_code, refused.json()["code"]) == (422, "auth.document_version_unknown")


@pytest.mark.parametrize("kind", ["public_profile", "minor_data"])
async def test_nobody_gives_a_consent_that_is_not_his(world: World, kind: str) -> None:
    student = await a_student(world)
    body = {"kind": kind, "text_version": "2026-11-25"}
    assert (await student.post("/auth/consents", body)).json()["code"] == "auth.consent_not_yours"


async def test_a_tutor_who_withdraws_the_publication_leaves_the_search(world: World) -> None:
    tutor = await a_tutor(world)
    page = f"/catalog/tutors/{tutor.id}"
    assert (await tutor.get("/accounts/me/tutor-profile")).json()["state"] == "listed"
    assert (await tutor.delete("/auth/consents/public_profile")).status_code == 204
    await world.settle()
    assert (await tutor.get("/accounts/me/tutor-profile")).json()["state"] == "restricted"
    await world.travel(seconds=30)
    assert (await world.visitor().get(page)).status_code == 404
    refused = await tutor.post("/accounts/me/tutor-profile/submit")
    assert refused.json()["code"] == "accounts.public_profile_consent_required"
    await agree(tutor, "public_profile")
    assert (await tutor.post("/accounts/me/tutor-profile/submit")).json()["state"] == "listed"
    await world.travel(seconds=30)
    assert (await world.visitor().get(page)).status_code == 200


async def test_consents_of_others_cannot_be_seen_or_withdrawn(world: World) -> None:
    first, second = await a_student(world), await a_guardian(world)
    await agree(first, "marketing")
    await second.delete("/auth/consents/marketing")
    assert (await state(first, "marketing"))["given"] is True
    assert (await state(second, "marketing"))["given"] is False
    assert (await world.visitor().get("/auth/consents")).status_code == 401
