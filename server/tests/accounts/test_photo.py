"""Photos: whatever is uploaded, what is kept is a small picture and nothing but a picture."""

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import pytest
from PIL import Image

from accounts.pictures import PATH, picture, shown, stored_files, upload
from people import Person, a_student, a_tutor
from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.model.portraits import SIDE, UPLOAD_BYTES
from world import World

GPS, LATITUDE, ORIENTATION = 0x8825, 2, 0x0112


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    """The beginning of a PNG that says it is this large, and whatever chunks follow."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "accounts.photo_unreadable"),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", "accounts.photo_unreadable"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "accounts.photo_unreadable"),
    "a GIF": (lambda: picture("GIF"), "accounts.photo_unreadable"),
    "a TIFF": (lambda: picture("TIFF"), "accounts.photo_unreadable"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "accounts.photo_unreadable"),
    "a program": (lambda: b"\x7fELF" + bytes(4000), "accounts.photo_unreadable"),
    "a page that begins like a JPEG": (lambda: b"\xff\xd8\xff<html>", "accounts.photo_unreadable"),
    "a page that begins like a PNG": (lambda: b"\x89PNG\r\n\x1a\n<html>", "accounts.photo_unreadable"),
    "a page that begins like a WebP": (lambda: b"RIFF\0\0\0\0WEBP<html>", "accounts.photo_unreadable"),
    "half a JPEG": (lambda: picture()[: len(picture()) // 2], "accounts.photo_unreadable"),
    "half a PNG": (lambda: picture("PNG")[: len(picture("PNG")) // 2], "accounts.photo_unreadable"),
    "half a WebP": (lambda: picture("WEBP")[: len(picture("WEBP")) // 2], "accounts.photo_unreadable"),
    "a PNG without pixels": (lambda: png_of(500, 500, chunk(b"IEND", b"")), "accounts.photo_unreadable"),
    "a PNG of noise": (
        lambda: png_of(500, 500, chunk(b"IDAT", b"\x78\x9c" + bytes(range(256)))),
        "accounts.photo_unreadable",
    ),
    "a bomb of 25 gigapixels": (
        lambda: png_of(500_000, 50_000, chunk(b"IDAT", zlib.compress(bytes(100)))),
        "accounts.photo_too_many_pixels",
    ),
    "a bomb just over the limit": (
        lambda: png_of(8000, 5001, chunk(b"IDAT", zlib.compress(bytes(100)))),
        "accounts.photo_too_many_pixels",
    ),
    "a text bomb in a PNG": (
        lambda: png_of(500, 500, chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(200 << 20), 9))),
        "accounts.photo_unreadable",
    ),
    "a line": (lambda: picture("PNG", (4000, 1)), "accounts.photo_too_small"),
    "a dot": (lambda: picture("PNG", (1, 1)), "accounts.photo_too_small"),
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_becomes_a_small_square_webp_everybody_sees_and_browsers_keep(
    world: World, kind: str
) -> None:
    student = await a_student(world)
    answer = await upload(student, picture(kind), "application/octet-stream")
    assert answer.status_code == 200, answer.text
    url = answer.json()["photo_url"]
    assert (await student.get("/accounts/me")).json()["photo_url"] == url
    photo = await shown(world.visitor(), url)
    assert photo.headers["content-type"] == "image/webp"
    assert photo.headers["cache-control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(photo.content)) as image:
        assert (image.format, image.size) == ("WEBP", (SIDE, SIDE))
    assert len(photo.content) < 60_000


async def test_where_and_with_what_it_was_taken_is_not_kept(world: World) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera with a serial number"
    exif.get_ifd(GPS)[LATITUDE] = (55.0, 45.0, 21.0)
    content = picture(exif=exif)
    assert b"serial number" in content
    with Image.open(io.BytesIO(content)) as image:
        assert image.getexif().get_ifd(GPS)
    student = await a_student(world)
    url = (await upload(student, content)).json()["photo_url"]
    kept = (await shown(student, url)).content
    assert b"serial number" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (dict(image.getexif()), image.info.get("icc_profile"), image.info.get("xmp")) == (
            {},
            None,
            None,
        )


async def test_a_photo_taken_with_the_phone_on_its_side_stands_upright(world: World) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    student = await a_student(world)
    url = (await upload(student, picture(exif=exif))).json()["photo_url"]
    with Image.open(io.BytesIO((await shown(student, url)).content)) as image:
        upper, lower = (image.convert("RGB").getpixel((SIDE // 2, y)) for y in (20, SIDE - 20))
    assert isinstance(upper, tuple)
    assert isinstance(lower, tuple)
    assert upper[0] > upper[2]
    assert lower[2] > lower[0]


@pytest.mark.filterwarnings("error::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_no_photo_is_refused_by_name(world: World, name: str) -> None:
    student = await a_student(world)
    make, code = HOSTILE[name]
    answer = await upload(student, make())
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await student.get("/accounts/me")).json()["photo_url"] is None


async def test_what_hides_behind_a_picture_does_not_survive(world: World) -> None:
    student = await a_student(world)
    hidden = b"<script>alert('hidden')</script>PK\x03\x04"
    url = (await upload(student, picture() + hidden)).json()["photo_url"]
    assert b"hidden" not in (await shown(student, url)).content


async def test_ten_megabytes_are_read_and_not_a_byte_more(world: World) -> None:
    student = await a_student(world)
    largest = picture() + bytes(UPLOAD_BYTES - len(picture()))
    assert (await upload(student, largest)).status_code == 200
    refused = await upload(student, largest + b"\0")
    assert (refused.status_code, refused.json()["code"]) == (413, "gateway.body_too_large")


async def test_a_body_without_a_length_is_cut_off_while_it_comes(world: World) -> None:
    student = await a_student(world)

    async def nameless() -> AsyncIterator[bytes]:
        for _ in range(UPLOAD_BYTES * 3 // 2 >> 20):
            yield bytes(1 << 20)

    headers = {"x-requested-with": "tests", "content-type": "image/png"}
    answer = await student.http.put(PATH, content=nameless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "gateway.body_too_large")


async def test_other_routes_still_take_a_megabyte_only(world: World) -> None:
    student = await a_student(world)
    answer = await student.patch("/accounts/me", {"full_name": "x" * (1 << 20)})
    assert (answer.status_code, answer.json()["code"]) == (413, "gateway.body_too_large")


async def test_the_photo_before_is_deleted(world: World) -> None:
    student = await a_student(world)
    before = set(stored_files())
    first = (await upload(student, picture())).json()["photo_url"]
    second = (await upload(student, picture("PNG"))).json()["photo_url"]
    await world.settle()
    assert (await shown(student, first)).status_code == 404
    assert (await shown(student, second)).status_code == 200
    assert len(set(stored_files()) - before) == 1


async def test_a_removed_photo_is_gone_everywhere(world: World) -> None:
    student = await a_student(world)
    before = set(stored_files())
    url = (await upload(student, picture())).json()["photo_url"]
    assert (await student.delete(PATH)).status_code == 204
    assert (await student.delete(PATH)).status_code == 204
    await world.settle()
    assert (await student.get("/accounts/me")).json()["photo_url"] is None
    assert (await shown(student, url)).status_code == 404
    assert set(stored_files()) == before
    assert await world.fetch("SELECT id FROM accounts.photo") == []


async def test_of_many_uploads_at_once_one_photo_is_left(world: World) -> None:
    student = await a_student(world)
    before = set(stored_files())
    answers = await asyncio.gather(*(upload(student, picture()) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    await world.settle()
    assert len(await world.fetch("SELECT id FROM accounts.photo")) == 1
    assert len(set(stored_files()) - before) == 1


async def test_the_photo_of_a_listed_tutor_is_his_and_the_moderators_until_it_is_approved(
    world: World,
) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    changed = (await upload(tutor, picture())).json()
    assert changed["on_review"] == ["photo"]
    url = changed["photo_url"]
    assert (await shown(tutor, url)).status_code == 200
    assert (await shown(student, url)).status_code == 404
    assert (await shown(world.visitor(), url)).status_code == 404
    [review] = await accounts.reviews_waiting(cursor=None, limit=10)
    assert (review.photo_changes, review.photo_before_url, review.photo_after_url) == (True, None, url)
    await accounts.decide_review(
        review_id=review.review_id, moderator_id=UUID(student.id), approved=True, reason_code=None, note=""
    )
    await world.settle()
    assert (await shown(world.visitor(), url)).status_code == 200
    assert (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()["photo_url"] == url


async def test_a_declined_photo_is_deleted_and_the_one_before_stays(world: World) -> None:
    tutor = await a_tutor(world)
    files = set(stored_files())
    await approve(tutor)
    kept = (await tutor.get("/accounts/me")).json()["photo_url"]
    declined = (await upload(tutor, picture("PNG"))).json()["photo_url"]
    [review] = await accounts.reviews_waiting(cursor=None, limit=10)
    await accounts.decide_review(
        review_id=review.review_id,
        moderator_id=UUID(tutor.id),
        approved=False,
        reason_code="not_a_portrait",
        note="",
    )
    await world.settle()
    assert (await tutor.get("/accounts/me")).json()["photo_url"] == kept
    assert (await shown(tutor, declined)).status_code == 404
    assert len(set(stored_files()) - files) == 1


async def test_a_photo_sent_anew_while_it_waits_replaces_the_first(world: World) -> None:
    tutor = await a_tutor(world)
    files = set(stored_files())
    await upload(tutor, picture())
    second = (await upload(tutor, picture("PNG"))).json()["photo_url"]
    await world.settle()
    [review] = await accounts.reviews_waiting(cursor=None, limit=10)
    assert review.photo_after_url == second
    assert len(set(stored_files()) - files) == 1
    await tutor.delete(PATH)
    await world.settle()
    assert await accounts.reviews_waiting(cursor=None, limit=10) == []
    assert set(stored_files()) == files


async def approve(tutor: Person) -> None:
    """A photo that was let through."""
    await upload(tutor, picture())
    [review] = await accounts.reviews_waiting(cursor=None, limit=10)
    await accounts.decide_review(
        review_id=review.review_id, moderator_id=UUID(tutor.id), approved=True, reason_code=None, note=""
    )


async def test_a_photo_is_uploaded_by_those_signed_in_and_from_our_pages(world: World) -> None:
    assert (await upload(world.visitor(), picture())).status_code == 401
    student = await a_student(world)
    foreign = await student.http.put(
        PATH, content=picture(), headers={"sec-fetch-site": "cross-site", "x-requested-with": "x"}
    )
    form = await student.http.put(PATH, content=picture(), headers={"content-type": "multipart/form-data"})
    assert (foreign.status_code, form.status_code) == (403, 403)
    assert foreign.json()["code"] == "gateway.origin_refused"
