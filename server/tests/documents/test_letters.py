"""What a tutor hears of his verification, by mail and in the centre."""

from datetime import timedelta
from typing import Any

from papers import DocumentSystem, a_candidate, documents, submit, upload, uploaded
from people import Person, a_moderator, sign_in
from tutorium.platform import clock
from world import World


async def notices(tutor: Person) -> list[str]:
    """The titles in the centre, the newest first."""
    found: list[dict[str, Any]] = (await tutor.get("/notifications")).json()["items"]
    return [each["title"] for each in found]


async def test_a_tutor_is_told_that_a_document_will_not_do_and_then_that_he_is_verified(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie", "diploma")
    await submit(world, tutor)
    for request in await system.requests():
        if request["document_type"] == "identity":
            await system.answer(request["case_id"], "needs_more", reason_codes=["cropped"])
        else:
            await system.approve(request)
    await world.settle()
    [returned] = await world.letters(tutor.email, "Documents.Returned")
    assert "паспорт" in returned["parameters"]["text"]
    assert returned["parameters"]["link"].endswith("/tutor/verification")
    assert "cropped" not in str(returned), "why stays on the site"
    assert await world.letters(tutor.email, "Documents.VerificationDecided") == []
    await upload(tutor, "identity", None)
    await submit(world, tutor)
    for request in await system.requests():
        await system.approve(request)
    moderator = await a_moderator(world)
    assert (await moderator.post(f"/backoffice/verifications/{tutor.id}/approve")).status_code == 200
    await world.settle()
    [decided] = await world.letters(tutor.email, "Documents.VerificationDecided")
    assert decided["parameters"]["outcome"] == "Вы прошли проверку"
    assert sorted(await notices(tutor)) == [
        "Вы прошли проверку",
        "Документ не подошёл: паспорт",
        "Документ проверен: диплом",
    ]


async def test_a_moderators_verdicts_are_told_each_time(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor, moderator = await a_candidate(world), await a_moderator(world)
    await uploaded(world, tutor, "identity", "selfie")
    for path, body in (
        ("request-changes", {"reason_code": "profile", "note": "Секретная подробность"}),
        ("request-changes", {"reason_code": "profile", "note": "Ещё раз"}),
        ("reject", {"reason_code": "other", "note": ""}),
    ):
        await submit(world, tutor)
        for request in await system.requests():
            await system.approve(request)
        decided = await moderator.post(f"/backoffice/verifications/{tutor.id}/{path}", body)
        assert decided.status_code == 200, decided.text
        await world.settle()
    letters = await world.letters(tutor.email, "Documents.VerificationDecided")
    outcomes = sorted(each["parameters"]["outcome"] for each in letters)
    assert outcomes == ["Заявка отклонена", "Заявку вернули на доработку", "Заявку вернули на доработку"]
    assert "Секретная" not in str(letters)


async def test_the_end_of_a_document_is_announced_and_told(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie", "police_certificate")
    await submit(world, tutor)
    ends = clock.now().date() + timedelta(days=30)
    for request in await system.requests():
        valid = {"expires_at": ends.isoformat()} if request["document_type"] == "police_certificate" else {}
        await system.approve(request, extracted=valid)
    assert (await documents(tutor))["police_certificate"]["valid_until"] == ends.isoformat()
    await world.run_schedule("documents.expire_documents")
    await world.run_schedule("documents.expire_documents")
    await world.settle()
    [soon] = await world.letters(tutor.email, "Documents.Expiring")
    assert str(ends.year) in soon["parameters"]["valid_until"]
    await world.travel(days=31)
    await world.run_schedule("documents.expire_documents")
    await world.settle()
    assert len(await world.letters(tutor.email, "Documents.Expired")) == 1
    await sign_in(tutor)
    assert "Истёк документ: справка об отсутствии судимости" in await notices(tutor)
