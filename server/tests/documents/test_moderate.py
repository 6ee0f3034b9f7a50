"""A moderator's day: the queue, a look with a reason, and decisions of which one counts."""

import asyncio
import io
from typing import Any

import pytest
from PIL import Image

from backoffice.staff import a_colleague, audited, outcome, proves_again
from papers import DocumentSystem, a_candidate, application, documents, state, submit, upload, uploaded
from people import Person, a_tutor
from world import World

WHY = "Машина не уверена в имени, заявка 17"


async def in_doubt(world: World, *kinds: str) -> tuple[Person, dict[str, dict[str, Any]]]:
    """A tutor whose documents of these kinds wait for a moderator; the others are approved."""
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    for request in await system.requests():
        sure = request["document_type"] not in kinds
        await system.answer(request["case_id"], "verified" if sure else "failed")
    return tutor, await documents(tutor)


async def look(who: Person, document_id: str, **params: Any) -> Any:
    return await who.get(f"/documents/{document_id}/content", **params)


async def test_a_document_is_opened_with_a_reason_and_a_fresh_factor(world: World) -> None:
    tutor, papers = await in_doubt(world, "identity")
    moderator = await a_colleague(world, "moderator")
    paper = papers["identity"]["id"]
    assert outcome(await look(moderator, paper)) == (422, "documents.look_reason_missing")
    assert (await look(moderator, paper, reason="ok")).status_code == 400
    seen = await look(moderator, paper, reason=WHY)
    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/webp")
    assert seen.headers["cache-control"] == "no-store"
    assert seen.headers["content-disposition"] == "attachment"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in seen.headers["content-security-policy"]
    assert Image.open(io.BytesIO(seen.content)).size == (600, 400)
    [row] = await audited(world, "documents.page_seen")
    assert (row["reason"], row["subject"]) == (WHY, f"user:{tutor.id}")
    assert (await look(moderator, paper, page=2, reason=WHY)).status_code == 404
    await world.fetch("UPDATE auth.session SET proved_at = proved_at - interval '11 minutes'")
    assert outcome(await look(moderator, paper, reason=WHY)) == (403, "auth.step_up_required")


async def test_others_do_not_see_a_document(world: World) -> None:
    tutor, papers = await in_doubt(world, "identity")
    paper = papers["identity"]["id"]
    assert (await look(tutor, paper)).status_code == 200
    rival = await a_tutor(world)
    assert (await look(rival, paper)).status_code == 404
    assert (await rival.get(f"/documents/{paper}")).status_code == 404
    supporter = await a_colleague(world, "support")
    assert (await look(supporter, paper, reason=WHY)).status_code == 403
    assert (await supporter.get("/backoffice/verifications")).status_code == 403
    assert (await look(world.visitor(), paper)).status_code == 401


async def test_of_two_moderators_one_decides(world: World) -> None:
    tutor, papers = await in_doubt(world, "identity")
    moderators = [await a_colleague(world, "moderator") for _ in range(6)]
    path = f"/backoffice/documents/{papers['identity']['id']}"
    answers = await asyncio.gather(
        *(
            who.post(f"{path}/approve")
            if number % 2
            else who.post(f"{path}/reject", {"reason_codes": ["forged"]})
            for number, who in enumerate(moderators)
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409, 409, 409]
    assert {outcome(each)[1] for each in answers if each.status_code == 409} == {"documents.document_decided"}
    winner = next(each for each in answers if each.status_code == 200).json()
    await world.settle()
    assert (await documents(tutor))["identity"]["state"] == winner["state"]
    rows = await world.fetch("SELECT action FROM platform.audit WHERE action LIKE 'documents.document_%'")
    assert len(rows) == 1


async def test_of_two_verdicts_about_a_tutor_one_counts(world: World) -> None:
    tutor, _ = await in_doubt(world)
    moderators = [await a_colleague(world, "moderator") for _ in range(4)]
    path = f"/backoffice/verifications/{tutor.id}"
    answers = await asyncio.gather(
        *(
            who.post(f"{path}/approve") if n % 2 else who.post(f"{path}/reject", {"reason_code": "other"})
            for n, who in enumerate(moderators)
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    await world.settle()
    won = next(n for n, each in enumerate(answers) if each.status_code == 200)
    assert await state(tutor) == ("listed" if won % 2 else "rejected")


async def test_a_tutor_is_not_approved_before_his_documents(world: World) -> None:
    tutor, papers = await in_doubt(world, "identity")
    moderator = await a_colleague(world, "moderator")
    refused = await moderator.post(f"/backoffice/verifications/{tutor.id}/approve")
    assert outcome(refused) == (409, "documents.documents_missing")
    assert refused.json()["kinds"] == ["identity"]
    body = {"issued_on": "2020-05-01", "valid_until": "2040-05-01"}
    good = await moderator.post(f"/backoffice/documents/{papers['identity']['id']}/approve", body)
    assert (good.json()["state"], good.json()["valid_until"]) == ("approved", "2040-05-01")
    stale = await moderator.post(f"/backoffice/verifications/{tutor.id}/approve", **{"if-match": '"1"'})
    assert stale.status_code == 409
    assert (await moderator.post(f"/backoffice/verifications/{tutor.id}/approve")).status_code == 200
    await world.settle()
    assert await state(tutor) == "listed"


async def test_a_tutor_sent_back_with_a_note_submits_again(world: World) -> None:
    tutor, _ = await in_doubt(world)
    moderator = await a_colleague(world, "moderator")
    body = {"reason_code": "profile", "note": "Уберите телефон из рассказа о себе"}
    answer = await moderator.post(f"/backoffice/verifications/{tutor.id}/request-changes", body)
    assert answer.json()["state"] == "changes_requested"
    await world.settle()
    assert await state(tutor) == "changes_requested"
    assert (await application(tutor))["note"] == body["note"]
    await submit(world, tutor)
    assert await state(tutor) == "in_verification"
    [waiting] = (await moderator.get("/backoffice/verifications")).json()["items"]
    assert waiting["tutor_id"] == tutor.id
    case = (await moderator.get(f"/backoffice/verifications/{tutor.id}")).json()
    assert case["headline"] == "Подготовка к ЕГЭ по математике"
    assert {each["actor"] for each in case["steps"]} == {"tutor", "system", "document_system", "moderator"}


async def test_a_forger_never_applies_again(world: World) -> None:
    tutor, _ = await in_doubt(world)
    moderator = await a_colleague(world, "moderator")
    body = {"reason_code": "forged_documents", "note": ""}
    await moderator.post(f"/backoffice/verifications/{tutor.id}/reject", body)
    await world.settle()
    assert await state(tutor) == "rejected"
    found = await application(tutor)
    assert (found["reapply_at"], found["reason_code"]) == (None, "forged_documents")
    assert outcome(await submit(world, tutor)) == (409, "accounts.reapply_later")
    assert outcome(await upload(tutor, "identity")) == (409, "documents.application_decided")


async def test_the_queue_begins_with_the_nearest_deadline(world: World) -> None:
    first, _ = await in_doubt(world)
    await world.travel(minutes=10)
    second, _ = await in_doubt(world, "identity", "selfie")
    moderator = await a_colleague(world, "moderator")
    await proves_again(world, moderator)
    page = (await moderator.get("/backoffice/verifications", limit=1)).json()
    rest = (await moderator.get("/backoffice/verifications", cursor=page["next_cursor"])).json()
    assert [each["tutor_id"] for each in page["items"] + rest["items"]] == [first.id, second.id]
    assert [each["documents_waiting"] for each in page["items"] + rest["items"]] == [0, 2]
    assert (await moderator.get("/backoffice/waiting")).json()["verifications"] == 2
    assert (await moderator.get("/backoffice/verifications", cursor="x")).status_code == 400


@pytest.mark.parametrize("body", [{}, {"reason_codes": []}, {"reason_codes": ["because"]}])
async def test_nothing_is_returned_without_a_reason(world: World, body: dict[str, Any]) -> None:
    _, papers = await in_doubt(world, "identity")
    moderator = await a_colleague(world, "moderator")
    path = f"/backoffice/documents/{papers['identity']['id']}/reupload"
    assert (await moderator.post(path, body)).status_code == 400
