"""A tutor's papers, and a Document System that answers about them what a test tells it to."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import httpx
import msgspec
from httpx import Response
from PIL import Image

from people import Person, Town, prepare, someone
from tutorium.platform import clock
from tutorium.platform.ids import new_id
from tutorium.sandbox.clock import stamp
from tutorium.sandbox.database import change
from tutorium.sandbox.document_system import store
from tutorium.sandbox.document_system.wire import Answer, Status
from world import World

KEY = "document.verify.v1.reply.platform"


def scan(kind: str = "JPEG", colour: str = "white", size: tuple[int, int] = (600, 400)) -> bytes:
    """A picture of a document, or a PDF of one page."""
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, kind)
    return output.getvalue()


async def upload(
    person: Person,
    kind: str = "identity",
    content: bytes | None = None,
    *,
    media_type: str = "image/jpeg",
    name: str = "scan.jpg",
    key: str | None = None,
) -> Response:
    """Send a file as a document of this kind."""
    files = {"file": (name, scan() if content is None else content, media_type)}
    headers = {"idempotency-key": key or str(new_id()), "x-requested-with": "tests"}
    return await person.send("POST", "/documents", data={"kind": kind}, files=files, headers=headers)


async def a_candidate(world: Town, **changes: Any) -> Person:
    """A tutor who has all he needs to ask to be verified; he has not submitted his profile."""
    tutor = await someone(world, **{"role": "tutor", "full_name": "Иван Кузнецов"} | changes)
    await prepare(world, tutor)
    return tutor


async def submit(world: Town, tutor: Person) -> Response:
    """Ask to be verified, and wait until it is under way."""
    answer = await tutor.post("/accounts/me/tutor-profile/submit")
    await world.settle()
    return answer


async def uploaded(world: Town, tutor: Person, *kinds: str) -> dict[str, dict[str, Any]]:
    """Upload these kinds, wait until they are looked through; the documents by kind."""
    for number, kind in enumerate(kinds):
        answer = await upload(tutor, kind, scan(colour=f"#{number + 1:06x}"))
        assert answer.status_code == 201, answer.text
    await world.settle()
    return await documents(tutor)


async def documents(tutor: Person) -> dict[str, dict[str, Any]]:
    """The tutor's latest document of each kind, as he sees it."""
    items = (await tutor.get("/documents")).json()["items"]
    return {each["kind"]: each for each in items if each["current"]}


async def application(tutor: Person) -> dict[str, Any]:
    """The tutor's application, as he sees it."""
    found: dict[str, Any] = (await tutor.get("/documents/application")).json()
    return found


async def state(tutor: Person) -> str:
    """The state of the tutor's profile."""
    found: str = (await tutor.get("/accounts/me/tutor-profile")).json()["state"]
    return found


class DocumentSystem:
    """The stand-in, silent, and the answers of the test in its place."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sequence = 0
        self._seen: dict[str, int] = {}

    @classmethod
    async def at_work(cls, world: World) -> DocumentSystem:
        """The stand-in takes requests and leaves the answers to the test."""
        rule = {"decision": "silent"}
        (await world.sandbox.post("/document-system/_control/rules", json=rule)).raise_for_status()
        return cls(world)

    async def requests(self) -> list[dict[str, Any]]:
        """Every case it was asked about since the last time, with `requests`, how often so far."""
        await self.world.settle()
        cases = (await self.world.sandbox.get("/document-system/_control/cases")).json()["items"]
        asked = [case["question"] | {"requests": case["requests"]} for case in reversed(cases)]
        own = {row["id"] for row in await self.world.fetch("SELECT id::text FROM documents.document")}
        new = [
            each
            for each in asked
            if each["case_id"] in own and self._seen.get(each["case_id"]) != each["requests"]
        ]
        self._seen |= {each["case_id"]: each["requests"] for each in new}
        return new

    async def fetched(self, request: dict[str, Any]) -> Response:
        """The file behind the link in a request."""
        async with httpx.AsyncClient() as http:
            return await http.get(request["file"]["uri"])

    async def answer(self, case_id: str, status: Status, *, sequence: int | None = None, **data: Any) -> None:
        """Send a reply, and wait until the product has dealt with it."""
        self.sequence += 1
        told = {
            "case_id": case_id,
            "status": status,
            "sequence": self.sequence if sequence is None else sequence,
            "decided_at": clock.now().isoformat(),
        }
        answer = msgspec.convert(told | data, Answer)
        desk = self.world.desk
        at = stamp(desk.clock.now())  # which does not travel with ours
        with change(desk.database):
            store.plan(desk.database, answer, str(new_id()), KEY, at)
        desk.wake.set()
        await self.world.settle()

    async def approve(self, request: dict[str, Any], **data: Any) -> None:
        """What it was asked about is good, and the file is the one that was meant."""
        content = (await self.fetched(request)).content
        assert hashlib.sha256(content).hexdigest() == request["file"]["sha256"]
        await self.answer(request["case_id"], "accepted")
        await self.answer(request["case_id"], "verified", **data)
