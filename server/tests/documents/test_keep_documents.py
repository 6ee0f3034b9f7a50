"""How long documents hold and their files are kept; whose they are."""

from datetime import timedelta
from uuid import UUID

from papers import DocumentSystem, a_candidate, documents, state, submit, uploaded
from people import Person, a_moderator, sign_in
from tutorium.modules.documents import api
from tutorium.platform import clock
from tutorium.platform.settings import settings
from world import World


def stored() -> int:
    return sum(path.is_file() for path in (settings().files_dir / "documents").rglob("*"))


async def listed(world: World, *kinds: str, **extracted: object) -> tuple[Person, Person]:
    """A tutor verified with these documents, and the moderator who let him in."""
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie", *kinds)
    await submit(world, tutor)
    for request in await system.requests():
        await system.answer(request["case_id"], "verified", extracted=extracted)
    moderator = await a_moderator(world)
    assert (await moderator.post(f"/backoffice/verifications/{tutor.id}/approve")).status_code == 200
    await world.settle()
    return tutor, moderator


async def badges(world: World, tutor: Person) -> list[str]:
    await world.travel(seconds=61)
    found: list[str] = (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()["badges"]
    return found


async def test_files_go_thirty_days_after_the_decision_and_the_verdict_stays(world: World) -> None:
    tutor, _ = await listed(world, "diploma", number_last4="1234", issued_at="2015-06-30")
    assert await badges(world, tutor) == ["verified", "diploma"]
    assert stored() == 6
    await world.travel(days=29)
    await world.run_schedule("documents.purge_files")
    assert stored() == 6
    await world.travel(days=2)
    await world.run_schedule("documents.purge_files")
    assert stored() == 0
    await sign_in(tutor)
    paper = (await documents(tutor))["diploma"]
    assert (paper["state"], paper["number_last4"], paper["issued_on"]) == ("approved", "1234", "2015-06-30")
    assert paper["pages"] == 0
    assert (await tutor.get(f"/documents/{paper['id']}/content")).status_code == 404
    [row] = await world.fetch("SELECT count(*) FROM documents.document WHERE sealed_key IS NOT NULL")
    assert row["count"] == 0, "the keys are destroyed, too"


async def test_a_certificate_holds_for_two_years_and_its_tutor_is_told(world: World) -> None:
    issued = (clock.now() - timedelta(days=300)).date()
    tutor, _ = await listed(world, "police_certificate", issued_at=issued.isoformat())
    paper = (await documents(tutor))["police_certificate"]
    assert paper["valid_until"] == issued.replace(year=issued.year + 2).isoformat()
    assert await badges(world, tutor) == ["verified", "police_certificate"]
    await world.travel(days=430 - 60)
    await world.run_schedule("documents.expire_documents")
    await sign_in(tutor)
    assert (await documents(tutor))["police_certificate"]["state"] == "expiring"
    await world.travel(days=70)
    await world.run_schedule("documents.expire_documents")
    await sign_in(tutor)
    assert (await documents(tutor))["police_certificate"]["state"] == "expired"
    assert await badges(world, tutor) == ["verified"]
    assert await state(tutor) == "listed", "grown-ups are taught on"


async def test_without_a_valid_identity_nobody_is_found(world: World) -> None:
    ends = (clock.now() + timedelta(days=90)).date()
    tutor, _ = await listed(world, expires_at=ends.isoformat())
    assert await state(tutor) == "listed"
    await world.travel(days=92)
    await world.run_schedule("documents.expire_documents")
    await sign_in(tutor)
    assert await state(tutor) == "restricted"


async def test_a_tutors_documents_are_copied_and_erased_with_him(world: World) -> None:
    tutor, _ = await listed(world)

    copied = await api.personal_data(user_id=UUID(tutor.id))
    assert {each["kind"] for each in copied["documents"]} == {"identity", "selfie"}
    assert copied["application"][0]["state"] == "approved"
    assert copied["history"]
    gone = await api.erase(user_id=UUID(tutor.id))
    assert (gone["documents"], gone["application"]) == (2, 1)
    assert stored() == 0
    assert await api.erase(user_id=UUID(tutor.id)) == {"history": 0, "documents": 0, "application": 0}


async def test_an_abandoned_draft_keeps_no_files(world: World) -> None:
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity")
    await world.travel(days=181)
    await world.run_schedule("documents.purge_files")
    assert stored() == 0


async def test_files_go_when_the_consent_does_and_the_verdict_stays(world: World) -> None:
    tutor, _ = await listed(world)
    assert stored() == 4
    assert (await tutor.delete("/auth/consents/tutor_documents")).status_code == 204
    await world.settle()
    await world.run_schedule("documents.purge_files")
    assert stored() == 0
    assert {each["state"] for each in (await documents(tutor)).values()} == {"approved"}
    assert await state(tutor) == "listed"


async def test_a_draft_goes_with_the_consent_and_what_is_being_checked_is_waited_for(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    drafting, checked = await a_candidate(world), await a_candidate(world)
    await uploaded(world, drafting, "identity")
    await uploaded(world, checked, "identity", "selfie")
    await submit(world, checked)
    for tutor in (drafting, checked):
        await tutor.delete("/auth/consents/tutor_documents")
    await world.settle()
    await world.run_schedule("documents.purge_files")
    assert (await documents(drafting), stored()) == ({}, 4)
    for request in await system.requests():
        await system.approve(request)
    assert {each["state"] for each in (await documents(checked)).values()} == {"approved"}


async def test_a_file_that_was_being_looked_through_goes_with_the_consent_too(world: World) -> None:
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity")
    await world.fetch("UPDATE documents.document SET state = 'scanning'")
    await tutor.delete("/auth/consents/tutor_documents")
    await world.settle()
    assert (await documents(tutor))["identity"]["state"] == "scanning"
    await world.travel(minutes=6)
    await world.run_schedule("documents.rescue_uploads")
    await world.run_schedule("documents.purge_files")
    assert (await documents(tutor), stored()) == ({}, 0)
