"""The stand-in of the Document System, asked by an independent client on both brokers."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, Response, get

from asker import ANSWER, Asker, ByRabbit, BySql, Came, a_question, letter_of
from missing import left_out
from sandbox.conftest import served
from services import Services
from tutorium.sandbox.app import create_app
from tutorium.sandbox.config import SandboxConfig
from tutorium.sandbox.document_system.rules import FAULTS as DOCUMENT_FAULTS
from world import World, free_port

FILE = b"%PDF-1.7 a diploma"
SHA256 = hashlib.sha256(FILE).hexdigest()


@get("/file", media_type="application/pdf")
async def _file() -> Response[bytes]:
    return Response(FILE)


class Stand:
    """The Document System, somebody who asks it, and the file he asks about."""

    def __init__(self, asker: Asker, control: httpx.AsyncClient, file_url: str) -> None:
        self.asker = asker
        self.control = control
        self.file_url = file_url

    def letter(self, **changes: Any) -> dict[str, Any]:
        """A good question."""
        return letter_of(a_question(self.file_url, SHA256, **changes))

    async def tell(self, lever: str, **order: Any) -> httpx.Response:
        """Pull a lever."""
        return await self.control.post(f"/document-system/_control/{lever}", json=order)

    async def answered(self, letter: dict[str, Any], count: int = 2) -> list[tuple[str, int]]:
        """Ask and wait: status and sequence of so many answers."""
        await self.asker.ask(letter)
        return [(c.data["status"], c.data["sequence"]) for c in await self.asker.answers(count)]


@pytest.fixture(params=["embedded", "RabbitMQ"])
async def stand(
    request: pytest.FixtureRequest, services: Services, world: World, tmp_path: Path
) -> AsyncIterator[Stand]:
    """The world's own; where that one is on RabbitMQ, one of our own for the embedded queue beside it."""
    if request.param == "RabbitMQ" and services.amqp_url is None:
        left_out("install rabbitmq-server, or name one in AMQP_URL")
    files, port = free_port(), free_port()
    own = request.param == "embedded" and services.amqp_url is not None
    asker = BySql(world.database_url) if request.param == "embedded" else ByRabbit(services.amqp_url or "")
    url = f"http://127.0.0.1:{port}" if own else world.sandbox_url
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(served(Litestar([_file], openapi_config=None), files))
        if own:
            app = create_app(_config(port, tmp_path, world.database_url))
            await stack.enter_async_context(served(app, port))
        control = await stack.enter_async_context(httpx.AsyncClient(base_url=url))
        await asker.begin()
        while not (await control.get("/document-system/_control/cases")).json()["connected"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        yield Stand(asker, control, f"http://127.0.0.1:{files}/file")
        await asker.end()
    world.nothing_moves()


def _config(port: int, folder: Path, broker_url: str) -> SandboxConfig:
    return SandboxConfig(
        host="127.0.0.1",
        port=port,
        data=folder,
        webhook_url="http://127.0.0.1:1/",
        shop_id="1",
        secret_key="k",
        mindbox_key="k",
        mindbox_endpoint_id="e",
        app_url="http://localhost:1",
        yandex_client_id="y",
        yandex_client_secret="s",
        vk_client_id="v",
        elk_api_key="k",
        broker_url=broker_url,
    )


async def test_a_question_is_accepted_and_answered_as_agreed(stand: Stand) -> None:
    letter = stand.letter()
    assert await stand.answered(letter) == [("accepted", 1), ("verified", 2)]
    accepted, verified = stand.asker.came
    for came in (accepted, verified):
        assert came.properties["correlation_id"] == letter["correlation_id"] == came.data["case_id"]
        assert came.properties["message_id"] == came.event["id"]
        assert came.properties["type"] == came.event["type"] == ANSWER
        assert came.properties["content_type"].startswith("application/cloudevents+json")
        assert came.event["specversion"] == "1.0"
    assert accepted.properties["message_id"] != verified.properties["message_id"]
    assert set(verified.data["extracted"]) == {"issued_at", "number_last4", "name_match"}
    assert verified.data["decided_at"]


@pytest.mark.parametrize(
    ("decision", "status", "reasons"),
    [
        ("approve", "verified", []),
        ("reject", "rejected", ["forged"]),
        ("needs_reupload", "needs_more", ["unreadable"]),
    ],
)
async def test_a_rule_decides(stand: Stand, decision: str, status: str, reasons: list[str]) -> None:
    assert (await stand.tell("rules", decision=decision)).json() == {"decision": decision}
    await stand.answered(stand.letter())
    assert stand.asker.came[-1].data["status"] == status
    assert stand.asker.came[-1].data["reason_codes"] == reasons


async def test_a_rule_of_one_kind_leaves_the_others_alone(stand: Stand) -> None:
    await stand.tell("rules", decision="reject", kind="selfie", reason_codes=["wrong_document"])
    await stand.answered(stand.letter(document_type="selfie"))
    assert stand.asker.came[-1].data["reason_codes"] == ["wrong_document"]
    await stand.answered(stand.letter(document_type="identity"), count=4)
    assert stand.asker.came[-1].data["status"] == "verified"
    await stand.tell("rules", decision="approve")
    await stand.answered(stand.letter(document_type="selfie"), count=6)
    assert stand.asker.came[-1].data["status"] == "verified"


@pytest.mark.parametrize(
    "order",
    [
        {"decision": "perhaps"},
        {"decision": "approve", "delay_seconds": -1},
        {"decision": "approve", "name_match": 2},
        {"decision": "approve", "other": 1},
        {},
    ],
)
async def test_a_rule_that_is_none_is_refused(stand: Stand, order: dict[str, Any]) -> None:
    assert (await stand.tell("rules", **order)).status_code == 400


async def test_a_verdict_may_take_its_time(stand: Stand) -> None:
    await stand.tell("rules", decision="approve", delay_seconds=3600)
    assert await stand.answered(stand.letter(), count=1) == [("accepted", 1)]
    await stand.tell("clock", advance_seconds=3601)
    assert [c.data["status"] for c in await stand.asker.answers(2)] == ["accepted", "verified"]


async def test_silence_and_a_second_question(stand: Stand) -> None:
    await stand.tell("rules", decision="silent")
    letter = stand.letter()
    await stand.asker.ask(letter)
    await stand.tell("rules", decision="silent", kind="other")
    case = letter["correlation_id"]
    async with asyncio.timeout(20):
        while not (await _case(stand, case)).get("examined"):  # noqa: ASYNC110 -- another process' memory
            await asyncio.sleep(0.02)
    assert (await _case(stand, case))["answers"] == []
    await stand.tell("rules", decision="approve")
    again = letter_of({**a_question(stand.file_url, SHA256), "case_id": case})
    assert await stand.answered(again) == [("accepted", 1), ("verified", 2)]
    assert (await _case(stand, case))["requests"] == 2


async def test_a_question_that_comes_twice_is_answered_once(stand: Stand) -> None:
    letter = stand.letter()
    await stand.asker.ask(letter)
    assert await stand.answered(letter) == [("accepted", 1), ("verified", 2)]
    assert await stand.answered(stand.letter(), count=4)
    assert len(stand.asker.came) == 4


@pytest.mark.parametrize("file", ["other", "absent"])
async def test_a_file_that_is_not_the_announced_one_cannot_be_checked(stand: Stand, file: str) -> None:
    address = stand.file_url if file == "other" else stand.file_url + "s"
    await stand.answered(letter_of(a_question(address, hashlib.sha256(b"x").hexdigest())))
    trouble = "checksum_mismatch" if file == "other" else "file_unreachable"
    answer = stand.asker.came[-1].data
    assert (answer["status"], answer["reason_codes"]) == ("failed", [trouble])


async def test_nonsense_is_not_answered_and_does_no_harm(stand: Stand) -> None:
    good = stand.letter()
    for bad in (
        good | {"body": b"{"},
        good | {"reply_to": "docs.requests"},
        good | {"message_id": "7"},
        good | {"correlation_id": "another"},
    ):
        await stand.asker.ask(bad)
    assert await stand.answered(good) == [("accepted", 1), ("verified", 2)]


FAULTS: dict[str, tuple[int, Callable[[list[Came], str], bool]]] = {
    "silent": (0, lambda came, _: came == []),
    "late": (1, lambda came, _: came[0].data["status"] == "accepted"),
    "failed": (2, lambda came, _: came[1].data["status"] == "failed"),
    "duplicate": (4, lambda came, _: [_id(came, n) for n in (0, 2)] == [_id(came, n) for n in (1, 3)]),
    "out_of_order": (2, lambda came, _: [c.data["sequence"] for c in came] == [2, 1]),
    "unknown_case": (2, lambda came, case: all(c.data["case_id"] != case for c in came)),
    "malformed": (2, lambda came, _: not any(c.body.endswith(b"}") for c in came)),
    "wrong_type": (2, lambda came, _: {c.event["type"] for c in came} == {"document.weather.v1.report"}),
    "wrong_version": (2, lambda came, _: {c.event["specversion"] for c in came} == {"9.0"}),
    "huge": (2, lambda came, _: all(len(c.body) > 2 << 20 for c in came)),
}
"""Fault -> how many answers come, and what is true of them and the case."""


def _id(came: list[Came], number: int) -> str:
    return str(came[number].properties["message_id"])


@pytest.mark.parametrize("kind", FAULTS)
async def test_every_fault_is_what_it_says(stand: Stand, kind: str) -> None:
    count, holds = FAULTS[kind]
    await stand.tell("faults", kind=kind)
    letter = stand.letter()
    await stand.asker.ask(letter)
    assert holds(await stand.asker.answers(count), letter["correlation_id"])


async def test_a_late_verdict_comes_after_the_deadline(stand: Stand) -> None:
    await stand.tell("faults", kind="late")
    assert await stand.answered(stand.letter(), count=1) == [("accepted", 1)]
    await stand.tell("clock", advance_seconds=49 * 3600)
    assert (await stand.asker.answers(2))[-1].data["status"] == "verified"


async def test_there_are_no_other_faults(stand: Stand) -> None:
    assert (await stand.tell("faults", kind="rain")).status_code == 400
    assert set(FAULTS) == DOCUMENT_FAULTS


async def test_a_person_sees_the_cases_and_the_rules(stand: Stand) -> None:
    await stand.tell("rules", decision="reject", kind="diploma", reason_codes=["forged"])
    letter = stand.letter()
    await stand.answered(letter)
    text = (await stand.control.get("/document-system/cases")).text
    for words in ("diploma: отклонять", "Отклонён", letter["correlation_id"], "Связь с брокером есть"):
        assert words in text


async def _case(stand: Stand, case_id: str) -> dict[str, Any]:
    items = (await stand.control.get("/document-system/_control/cases")).json()["items"]
    return next((item for item in items if item["question"]["case_id"] == case_id), {})
