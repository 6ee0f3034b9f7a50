"""A file comes in: once for one command, within its limits, encrypted before it lies anywhere."""

import hashlib

import pytest

from backoffice.staff import outcome
from papers import DocumentSystem, a_candidate, documents, scan, submit, upload, uploaded
from people import Person, a_student, someone
from tutorium.modules.documents import queries
from tutorium.modules.documents.service import files
from tutorium.platform import db
from tutorium.platform.sealing import SealBroken
from tutorium.platform.settings import settings
from world import World

MARK = b"passport 4510 123456"


def stored() -> list[bytes]:
    folder = settings().files_dir / "documents"
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


async def test_a_repeated_command_is_one_document(world: World) -> None:
    tutor = await a_candidate(world)
    content = scan()
    first = await upload(tutor, content=content, key="once")
    assert first.status_code == 201
    assert first.json()["state"] == "uploaded"
    repeated = await upload(tutor, content=content, key="once")
    assert (repeated.status_code, repeated.json()["id"]) == (201, first.json()["id"])
    reused = await upload(tutor, content=scan(colour="red"), key="once")
    assert (reused.status_code, reused.json()["code"]) == (422, "gateway.idempotency_key_reused")
    again = await upload(tutor, content=content)
    assert again.json()["id"] == first.json()["id"], "the same file is the same document"
    assert len((await tutor.get("/documents")).json()["items"]) == 1
    await world.settle()
    other = await upload(tutor, content=scan(colour="red"))
    assert other.json()["attempt"] == 2


async def test_nothing_lies_open_and_everything_decrypts_to_its_hash(world: World) -> None:
    tutor = await a_candidate(world)
    content = scan() + MARK  # behind the end of the picture
    answer = await upload(tutor, content=content)
    await world.settle()
    assert (await documents(tutor))["identity"]["pages"] == 1
    assert len(stored()) == 2
    assert not any(MARK in each or b"JFIF" in each or b"WEBP" in each for each in stored())
    async with db.connection(system=True) as connection:
        document = await queries.documents.document(connection, answer.json()["id"])
    assert document is not None
    opened = await files.load(document, files.ORIGINAL)
    assert opened == content
    assert hashlib.sha256(opened).hexdigest() == document.sha256
    assert MARK not in (await files.load(document, "1") or b""), "the viewing copy is drawn anew"
    page = settings().files_dir / "documents" / str(document.id)
    (page / "1").write_bytes((page / files.ORIGINAL).read_bytes())
    with pytest.raises(SealBroken):
        await files.load(document, "1")


async def test_twenty_files_a_day(world: World) -> None:
    tutor = await a_candidate(world)
    for number in range(20):
        answer = await upload(tutor, "diploma", scan(size=(600, 400 + number)))
        assert answer.status_code == 201, answer.text
        await world.settle()
    assert outcome(await upload(tutor, "diploma", scan(colour="red"))) == (429, "documents.too_many_uploads")
    await world.travel(hours=25)


async def test_what_is_being_checked_is_not_replaced(world: World) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    assert outcome(await upload(tutor, content=scan(colour="red"))) == (409, "documents.under_review")
    for request in await system.requests():
        await system.answer(request["case_id"], "verified")
    assert (await upload(tutor, content=scan(colour="red"))).status_code == 201


async def test_a_replaced_draft_is_destroyed(world: World) -> None:
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity")
    await upload(tutor, content=scan(colour="red"))
    await world.settle()
    assert len(stored()) == 4
    await world.run_schedule("documents.purge_files")
    assert len(stored()) == 2


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (scan("PNG"), "image/jpeg", "documents.file_not_a_document"),
        (scan("GIF"), "image/gif", "documents.file_not_a_document"),
        (b"", "image/jpeg", "documents.file_not_a_document"),
        (scan() + bytes(10 << 20), "image/jpeg", "documents.file_too_large"),
        (b"%PDF-1.7\n" + bytes(15 << 20), "application/pdf", "documents.file_too_large"),
    ],
)
async def test_a_file_is_what_its_bytes_say_and_no_larger_than_allowed(
    world: World, content: bytes, media_type: str, code: str
) -> None:
    tutor = await a_candidate(world)
    answer = await upload(tutor, content=content, media_type=media_type)
    assert outcome(answer) == (422, code)
    assert stored() == []


async def test_documents_are_for_tutors(world: World) -> None:
    student: Person = await a_student(world)
    assert (await upload(student)).status_code == 403
    assert (await student.get("/documents/application")).status_code == 403


async def test_answers_are_kept_as_they_are_given(world: World) -> None:
    tutor = await someone(world, role="tutor", full_name="Иван Кузнецов")
    before = (await tutor.get("/documents/application")).json()
    assert (before["state"], before["teaches_minors"], before["version"]) == ("draft", False, 0)
    assert before["consented"] is False
    assert before["required"] == ["identity", "selfie"]
    body = {"teaches_minors": True, "tax_status": "self_employed"}
    assert (await tutor.put("/documents/application", body)).status_code == 200
    after = (await tutor.get("/documents/application")).json()
    assert (after["teaches_minors"], after["tax_status"]) == (True, "self_employed")
