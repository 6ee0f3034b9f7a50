"""Files of a thread: what is taken, how it is kept, who may have it."""

import io
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response
from PIL import Image

from accounts.pictures import picture
from backoffice.staff import outcome
from people import Person, a_moderator, a_student, a_supporter
from support.desk import a_key, a_ticket, answers, letter, mine, notes, says
from tutorium.platform.settings import settings
from world import World

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


async def upload(person: Person, content: bytes, name: str = "снимок экрана.png", key: str = "") -> Response:
    """Send a file for a message."""
    headers = {
        "content-type": "application/octet-stream",
        "x-requested-with": "tests",
        "idempotency-key": key or a_key(),
    }
    return await person.http.post(
        "/support/attachments", params={"name": name}, content=content, headers=headers
    )


async def a_file(person: Person, content: bytes | None = None, name: str = "снимок.png") -> dict[str, Any]:
    """A file that waits for its message."""
    answer = await upload(person, content or picture("PNG"), name)
    assert answer.status_code == 201, answer.text
    stored: dict[str, Any] = answer.json()
    return stored


async def _content(person: Person, file: dict[str, Any]) -> Response:
    return await person.get(f"/support/attachments/{file['id']}/content")


def _stored() -> int:
    return len(list((settings().files_dir / "support").glob("*")))


async def test_a_picture_is_drawn_anew_and_a_pdf_is_kept(world: World) -> None:
    student = await a_student(world)
    exif = Image.Exif()
    exif[0x010E] = "секрет-в-метаданных"
    image = await a_file(student, picture("JPEG", (3000, 1500), exif=exif), "../../моё фото.jpeg")
    assert (image["name"], image["media_type"]) == ("моё фото.webp", "image/webp")
    pdf = await a_file(student, PDF, "чек №1.pdf")
    assert (pdf["media_type"], pdf["size"]) == ("application/pdf", len(PDF))
    sent = await says(student, await a_ticket(student), "Вот", attachments=[image["id"], pdf["id"]])
    assert [each["name"] for each in sent.json()["messages"][-1]["attachments"]] == [
        image["name"],
        pdf["name"],
    ]
    got = await _content(student, image)
    with Image.open(io.BytesIO(got.content)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (2400, 1200), {})
    assert (await _content(student, pdf)).content == PDF


async def test_files_are_downloads_that_nothing_runs_in(world: World) -> None:
    student = await a_student(world)
    got = await _content(student, await a_file(student, PDF, "чек; filename=x.html\r\n.pdf"))
    assert got.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "html" not in got.headers["content-disposition"].partition(".pdf")[2]
    assert got.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7 half of a file",
        picture("PNG")[:200],
        picture("GIF"),
        b"PK\x03\x04" + b"\x00" * 100,
    ],
    ids=["empty", "svg", "html", "half a pdf", "half a png", "gif", "zip"],
)
async def test_other_files_are_refused(world: World, content: bytes) -> None:
    student = await a_student(world)
    assert outcome(await upload(student, content)) == (422, "support.attachment_unreadable")
    assert _stored() == 0


async def test_a_file_larger_than_ten_megabytes_is_refused(world: World) -> None:
    student = await a_student(world)
    answer = await upload(student, PDF + b"\x00" * (10 << 20))
    assert answer.status_code == 413


async def test_a_file_sent_twice_is_one(world: World) -> None:
    student = await a_student(world)
    first, second = [await upload(student, PDF, key="same") for _ in range(2)]
    assert first.json() == second.json()


async def test_who_may_have_a_file(world: World) -> None:
    student, stranger, agent = await a_student(world), await a_student(world), await a_supporter(world)
    moderator = await a_moderator(world)
    file = await a_file(student)
    assert (await _content(agent, file)).status_code == 404, "nobody has sent it yet"
    ticket = await a_ticket(student, attachments=[file["id"]])
    secret, shown = await a_file(agent), await a_file(agent)
    await notes(agent, ticket, "Для коллег", attachments=[secret["id"]])
    await answers(agent, ticket, "Для вас", attachments=[shown["id"]])
    may = {
        "own": (student, file, 200),
        "agent": (agent, file, 200),
        "answer": (student, shown, 200),
        "note": (student, secret, 404),
        "stranger": (stranger, file, 404),
        "moderator": (moderator, file, 403),
    }
    for name, (who, each, status) in may.items():
        assert (await _content(who, each)).status_code == status, name
    seen = (await mine(student, ticket))["messages"]
    assert secret["id"] not in str(seen)


async def test_a_file_belongs_to_one_message_of_its_owner(world: World) -> None:
    student, stranger = await a_student(world), await a_student(world)
    file = await a_file(student)
    ticket = await a_ticket(student, attachments=[file["id"]])
    theirs = await stranger.post("/support/tickets", letter(attachments=[file["id"]]), key=a_key())
    assert outcome(theirs) == (422, "support.attachment_unknown")
    assert (await stranger.get("/support/tickets")).json()["items"] == []
    again = await says(student, ticket, "Ещё раз", attachments=[file["id"]])
    assert outcome(again) == (422, "support.attachment_unknown")


async def test_a_file_nobody_sends_is_forgotten(world: World) -> None:
    student = await a_student(world)
    kept, left = await a_file(student), await a_file(student)
    await a_ticket(student, attachments=[kept["id"]])
    await world.run_schedule("support.drop_waiting_files")
    assert _stored() == 2
    await world.travel(seconds=timedelta(hours=24, seconds=1).total_seconds())
    await world.run_schedule("support.drop_waiting_files")
    assert _stored() == 1
    assert (await _content(student, left)).status_code == 404
    assert (await _content(student, kept)).status_code == 200


async def test_files_go_with_their_owner(world: World) -> None:
    student = await a_student(world)
    await a_ticket(student, attachments=[(await a_file(student))["id"]])
    await student.post("/accounts/me/erase", {"email": student.email})
    await world.settle()
    assert _stored() == 0
