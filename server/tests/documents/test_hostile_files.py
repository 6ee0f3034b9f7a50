"""Hostile files: none is kept as something that is served, none breaks anything, none takes long or much."""

import io
import resource

from PIL import Image

from hostile import NAMES, Hostile, corpus, picture
from papers import a_candidate, documents, scan, upload
from tutorium.modules.documents import providers
from tutorium.modules.documents.errors import FileNotADocument, FileTooLarge
from tutorium.modules.documents.model.checks import checked_type
from tutorium.modules.documents.model.rendering import CPU_SECONDS, MEMORY
from world import World


def is_plain(page: bytes) -> bool:
    """Whether these bytes are a picture and nothing besides."""
    opened = Image.open(io.BytesIO(page))
    length = 8 + int.from_bytes(page[4:8], "little")
    return (
        opened.format == "WEBP" and len(page) == length and not opened.getexif() and "xmp" not in opened.info
    )


async def judged(file: Hostile) -> str:
    """What becomes of a file: refused at the door, returned by the worker, or drawn."""
    try:
        media_type = checked_type(file.content, declared=file.media_type)
    except (FileNotADocument, FileTooLarge):
        return "refused"
    rendered = await providers.render(file.content, media_type)
    if rendered.refused:
        return "returned"
    assert all(is_plain(page) for page in rendered.pages), file.name
    return "drawn"


async def test_the_whole_corpus_is_refused_or_drawn_anew() -> None:
    found: dict[str, list[str]] = {"refused": [], "returned": [], "drawn": []}
    wrong = []
    largest_before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for file in corpus():
        outcome = await judged(file)
        found[outcome].append(file.name)
        if outcome == "drawn" and not file.shown:
            wrong.append(file.name)
    assert wrong == []
    assert sum(map(len, found.values())) >= 120
    assert all(found.values()), "each way out is taken by some file"
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # KB on Linux, of the largest child this process ever had: other tests have larger ones, and each counts
    # what it was before it became a reader, a copy of this process.
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert largest <= max(MEMORY // 1024, largest_before, ours), "no reader took more than it may"
    assert CPU_SECONDS == 10


async def test_what_is_refused_over_http_leaves_nothing_and_breaks_nothing(world: World) -> None:
    tutor = await a_candidate(world)
    some = [file for number, file in enumerate(corpus()) if number % 9 == 0][:18]
    for file in some:
        answer = await upload(tutor, "diploma", file.content, media_type=file.media_type)
        assert answer.status_code in (201, 422), (file.name, answer.text)
        await world.settle()
        for paper in (await documents(tutor)).values():
            assert paper["state"] in ("queued", "needs_reupload"), (file.name, paper)
            if paper["pages"]:
                seen = await tutor.get(f"/documents/{paper['id']}/content")
                assert is_plain(seen.content), file.name


async def test_names_of_files_are_of_no_account(world: World) -> None:
    tutor = await a_candidate(world)
    for number, name in enumerate(NAMES):
        answer = await upload(tutor, "diploma", scan(colour=f"#{number + 1:06x}"), name=name)
        assert answer.status_code == 201, (name, answer.text)
        await world.settle()
    rows = await world.fetch("SELECT d::text AS row FROM documents.document d")
    assert not any("passwd" in row["row"] or "exe" in row["row"] for row in rows)


async def test_the_place_a_photo_was_taken_at_is_not_shown(world: World) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    tutor = await a_candidate(world)
    await upload(tutor, content=picture("JPEG", exif=exif))
    await world.settle()
    paper = (await documents(tutor))["identity"]
    seen = await tutor.get(f"/documents/{paper['id']}/content")
    assert is_plain(seen.content)
    assert not Image.open(io.BytesIO(seen.content)).getexif()
