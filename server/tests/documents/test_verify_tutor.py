"""A tutor is verified: from the upload over the Document System and the moderator to the public list."""

import hashlib

from backoffice.staff import a_colleague
from lessons.booking import book, noon
from papers import DocumentSystem, a_candidate, application, documents, state, submit, upload, uploaded
from people import Person, a_guardian, a_tutor, sign_in
from world import World


async def visible(world: World, tutor: Person) -> bool:
    await world.travel(seconds=61)
    return (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).status_code == 200


async def test_a_tutor_is_listed_only_when_approved(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    papers = await uploaded(world, tutor, "identity", "selfie")
    assert {each["state"] for each in papers.values()} == {"queued"}
    assert await system.requests() == [], "a draft is nobody's business"
    assert (await submit(world, tutor)).json()["state"] == "submitted"
    assert await state(tutor) == "in_verification"
    assert not await visible(world, tutor)
    asked = await system.requests()
    assert {each["document_type"] for each in asked} == {"identity", "selfie"}
    assert tutor.id not in str(asked), "a pseudonym goes out, not the user"
    assert tutor.name not in str(asked)
    for request in asked:
        await system.approve(request, extracted={"name_match": 0.97, "number_last4": "4321"})
    papers = await documents(tutor)
    assert {each["state"] for each in papers.values()} == {"approved"}
    assert papers["identity"]["number_last4"] == "4321"
    assert await state(tutor) == "in_verification", "a person looks at the profile"
    moderator = await a_colleague(world, "moderator")
    [waiting] = (await moderator.get("/backoffice/verifications")).json()["items"]
    assert (waiting["tutor_id"], waiting["documents_waiting"]) == (tutor.id, 0)
    approved = await moderator.post(f"/backoffice/verifications/{tutor.id}/approve")
    assert approved.status_code == 200, approved.text
    await world.settle()
    assert await state(tutor) == "listed"
    assert (await moderator.get("/backoffice/verifications")).json()["items"] == []
    assert await visible(world, tutor)
    card = (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()
    assert card["badges"] == ["verified"]
    steps = [(each["kind"], each["to_state"]) for each in (await application(tutor))["steps"]]
    assert steps[-1] == (None, "approved")
    for kind in ("identity", "selfie"):
        own = [to for of, to in steps if of == kind]
        assert own == ["uploaded", "scanning", "queued", "sent", "in_review", "approved"]


async def test_what_is_missing_is_asked_for(world: World) -> None:
    await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity")
    await submit(world, tutor)
    assert await state(tutor) == "changes_requested"
    assert (await application(tutor))["reason_code"] == "documents"
    await uploaded(world, tutor, "selfie")
    await submit(world, tutor)
    assert await state(tutor) == "in_verification"


async def test_the_file_is_fetched_by_its_link_while_it_is_being_checked(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    request = (await system.requests())[0]
    fetched = await system.fetched(request)
    assert fetched.status_code == 200
    assert hashlib.sha256(fetched.content).hexdigest() == request["file"]["sha256"]
    assert len(fetched.content) == request["file"]["size"]
    assert fetched.headers["cache-control"] == "no-store"
    assert fetched.headers["content-disposition"] == "attachment"
    spoilt = request["file"]["uri"][:-1] + ("0" if request["file"]["uri"][-1] != "0" else "1")
    assert (await system.fetched({"file": {"uri": spoilt}})).status_code == 404
    await system.answer(request["case_id"], "verified")
    assert (await system.fetched(request)).status_code == 404, "decided: nobody has to look any more"


async def test_asked_again_a_tutor_sends_another_file(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    first, other = sorted(await system.requests(), key=lambda each: each["document_type"])
    await system.approve(other)
    await system.answer(first["case_id"], "needs_more", reason_codes=["cropped", "a code of theirs"])
    paper = (await documents(tutor))["identity"]
    assert (paper["state"], paper["reason_codes"]) == ("needs_reupload", ["cropped", "other"])
    assert await state(tutor) == "changes_requested"
    answer = await upload(tutor, "identity", content=None)
    assert answer.status_code == 201
    assert answer.json()["attempt"] == 2
    await submit(world, tutor)
    assert await state(tutor) == "in_verification"
    [again] = await system.requests()
    await system.answer(first["case_id"], "verified")
    assert (await documents(tutor))["identity"]["state"] == "sent", "that was about the first file"
    await system.approve(again)
    assert (await documents(tutor))["identity"]["state"] == "approved"


async def test_three_failures_end_the_application(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    for attempt in range(3):
        request = next(r for r in await system.requests() if r["document_type"] == "identity")
        await system.answer(request["case_id"], "needs_more", reason_codes=["unreadable"])
        if attempt < 2:
            assert await state(tutor) == "changes_requested"
            await upload(tutor, "identity", None)
            await submit(world, tutor)
    assert await state(tutor) == "rejected"
    found = await application(tutor)
    assert found["reason_code"] == "too_many_attempts"
    refused = await submit(world, tutor)
    assert (refused.status_code, refused.json()["code"]) == (409, "accounts.reapply_later")
    await world.travel(days=91)
    await sign_in(tutor)
    await upload(tutor, "identity", None)
    await submit(world, tutor)
    assert await state(tutor) == "in_verification"


async def test_without_a_certificate_only_grown_ups_are_taught(world: World) -> None:
    tutor = await a_tutor(world, verified=("identity",))
    guardian = await a_guardian(world)
    child = {"full_name": "Миша Петров", "birth_date": "2016-03-02"}
    learner = (await guardian.post("/accounts/me/children", child)).json()
    refused = await book(guardian, tutor, noon(), learner_id=learner["id"])
    assert (refused.status_code, refused.json()["code"]) == (422, "lessons.adults_only")
