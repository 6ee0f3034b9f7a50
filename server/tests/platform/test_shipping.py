"""Log lines on their way to Elasticsearch: none is lost, none is doubled, and nobody waits for them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import structlog
from elasticsearch import AsyncElasticsearch

from people import a_student, registration
from tutorium import logs
from tutorium.platform import shipping
from tutorium.platform.settings import settings
from tutorium.platform.shipping import shipper as shipper_module
from tutorium.platform.shipping.sender import client
from tutorium.platform.shipping.shipper import Shipper
from tutorium.platform.shipping.spool import REJECTED
from world import ELK_API_KEY, World

EVENTS = 20_000
CHUNK = 5_000
log = structlog.get_logger("shipped")


class Cluster:
    """What a test sees of the stand-in."""

    def __init__(self, world: World) -> None:
        self.http = world.sandbox
        self.auth = {"authorization": f"ApiKey {ELK_API_KEY}"}

    async def search(self, q: str, size: int = 10_000) -> list[dict[str, Any]]:
        """Documents that fit, newest first."""
        answer = await self.http.get("/elk/_search", params={"q": q, "size": size}, headers=self.auth)
        hits: list[dict[str, Any]] = answer.raise_for_status().json()["hits"]["hits"]
        return hits

    async def count(self, q: str) -> int:
        """How many documents fit."""
        answer = await self.http.get("/elk/_search", params={"q": q, "size": 0}, headers=self.auth)
        return int(answer.raise_for_status().json()["hits"]["total"]["value"])

    async def has(self, q: str, number: int) -> None:
        """Wait until so many documents fit."""
        async with asyncio.timeout(120):
            while await self.count(q) < number:  # noqa: ASYNC110 -- another program counts
                await asyncio.sleep(0.05)


@pytest.fixture
async def cluster(world: World) -> Cluster:
    """An empty cluster."""
    (await world.sandbox.delete("/elk/_control/documents")).raise_for_status()
    return Cluster(world)


@asynccontextmanager
async def shipped(world: World, folder: Path, **changes: Any) -> AsyncIterator[Shipper]:
    """Within the block every line of this process is shipped."""
    given = {"elasticsearch_url": f"{world.sandbox_url}/elk", "elasticsearch_api_key": ELK_API_KEY}
    config = msgspec.structs.replace(settings(), **given | {"log_spool_dir": folder} | changes)
    shipper = shipping.start(config, "test")
    assert shipper is not None
    try:
        yield shipper
    finally:
        await shipping.stop(shipper)
        assert not shipper.is_alive()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses a person can wait for."""
    monkeypatch.setattr(shipper_module, "PAUSE_SECONDS", (0.1, 1.0))
    monkeypatch.setattr(shipper_module, "LOOK_SECONDS", 0.02)


async def test_twenty_thousand_lines_arrive_once_each_through_every_kind_of_failure(
    world: World, cluster: Cluster, tmp_path: Path
) -> None:
    for kind, rate in (
        ("item_429", 0.05),
        ("item_503", 0.02),
        ("too_many_429", 0.05),
        ("error_503", 0.05),
        ("error_503_after", 0.05),
        ("reset", 0.05),
        ("too_large_413", 0.3),
    ):
        await world.fault("elk", kind, rate=rate)
    async with shipped(world, tmp_path) as shipper:
        for number in range(EVENTS):
            log.info("counted", count=number, attempt=number // CHUNK)
            while shipper.waiting > CHUNK:  # noqa: ASYNC110 -- a thread takes them
                await asyncio.sleep(0.01)
        await cluster.has("event.action:counted", EVENTS)
    seen: list[int] = []
    for chunk in range(EVENTS // CHUNK):
        found = await cluster.search(f"event.action:counted labels.attempt:{chunk}")
        seen += [int(hit["_source"]["labels"]["count"]) for hit in found]
    assert sorted(seen) == list(range(EVENTS))


async def test_what_cannot_be_sent_waits_for_the_next_process(
    world: World, cluster: Cluster, tmp_path: Path
) -> None:
    await world.fault("elk", "error_503")
    async with shipped(world, tmp_path):
        for number in range(1200):
            log.warning("waits", count=number)
    assert await cluster.count("waits") == 0
    await world.no_faults()
    async with shipped(world, tmp_path):
        log.info("began_again")
        await cluster.has("event.action:waits", 1200)
        await cluster.has("event.action:began_again", 1)
    assert len({hit["_source"]["labels"]["count"] for hit in await cluster.search("waits")}) == 1200
    assert _files(tmp_path, "*.bulk") == []


async def test_a_server_that_hangs_does_not_hold_up_the_end(
    world: World, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipper_module, "FLUSH_SECONDS", 0.2)
    await world.fault("elk", "timeout")
    async with shipped(world, tmp_path) as shipper:
        log.info("hangs")
        while shipper.waiting:  # noqa: ASYNC110 -- a thread takes it
            await asyncio.sleep(0.01)
    await world.no_faults()
    async with shipped(world, tmp_path):
        await cluster.has("event.action:hangs", 1)
    assert await cluster.count("event.action:hangs") == 1


async def test_a_wrong_key_loses_nothing(
    world: World, cluster: Cluster, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with shipped(world, tmp_path, elasticsearch_api_key="wrong") as shipper:
        log.info("kept_back")
        while shipper.waiting:  # noqa: ASYNC110 -- a thread takes it
            await asyncio.sleep(0.01)
    assert await cluster.count("kept_back") == 0
    async with shipped(world, tmp_path):
        await cluster.has("event.action:kept_back", 1)
    assert await cluster.count("logs_refused") == 0, "what the shipper says is not shipped"


async def test_a_document_nobody_takes_is_put_aside_and_the_others_go(
    world: World, cluster: Cluster, tmp_path: Path
) -> None:
    definitions = {path: msgspec.json.decode(text) for path, text in logs.definitions().items()}
    mapping = definitions["/_component_template/tutorium-mappings"]["template"]["mappings"]
    properties = mapping["properties"] | {"labels": {"properties": {"reason": {"type": "long"}}}}
    broken = {"template": {"mappings": mapping | {"properties": properties}}}
    broken["template"]["mappings"]["properties"]["user"] = {"properties": {"id": {"type": "ip"}}}
    await logs.set_up(client_of(world), definitions | {"/_component_template/tutorium-mappings": broken})
    async with shipped(world, tmp_path):
        log.info("fits")
        log.info("does_not_fit", user_id="no address")
        log.info("fits", user_id="127.0.0.1")
        await cluster.has("event.action:fits", 2)
    await logs.set_up(client_of(world), definitions)
    [aside] = _files(tmp_path, REJECTED)
    told = msgspec.json.decode(aside)
    assert (told["status"], told["error"]) == (400, "document_parsing_exception")
    assert await cluster.count("does_not_fit") == 0


async def test_every_request_is_found_by_its_number(world: World, cluster: Cluster, tmp_path: Path) -> None:
    await logs.set_up(
        client_of(world), {path: msgspec.json.decode(text) for path, text in logs.definitions().items()}
    )
    async with shipped(world, tmp_path):
        student = await a_student(world)
        answer = await student.get("/accounts/me")
        number = answer.headers["x-request-id"]
        await cluster.has(f"http.request.id:{number}", 1)
        await world.run_schedule("tutorium.seal_audit")
        await cluster.has("event.dataset:tutorium.audit event.action:auth.signed_in", 1)
        await cluster.has("event.action:audit_sealed", 1)
    [found] = await cluster.search(f"http.request.id:{number}")
    assert found["_source"]["user"]["id"] == student.id
    assert found["_source"]["labels"]["route"] == "/api/v1/accounts/me"
    [(head,)] = await world.fetch("SELECT encode(hash, 'hex') FROM platform.audit_seal")
    assert await cluster.count(f"labels.hash:{head}") == 1
    assert _files(tmp_path, REJECTED) == []


CANARIES = {
    "email": "canary-address@example.test",
    "password": "canary-password-Xy7",
    "name": "Канарейка Желтопёрова",
    "phone": "+79161230099",
    "card": "5555555555554477",
    "token": "canary-token-in-a-query",
    "cookie": "canary-cookie-value",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOjF9.c2lnbmF0dXJl",
    "detail": "canary-detail-of-postgresql",
    "text": "canary-text-of-an-exception",
}


async def test_canaries_are_in_no_document_and_in_no_file(
    world: World, cluster: Cluster, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Planted where they may get into a log by accident: forms, queries, headers, messages, exceptions."""
    given = CANARIES
    await world.fault("elk", "item_429", rate=0.3)
    async with shipped(world, tmp_path):
        visitor = world.visitor(
            cookie=f"__Host-session={given['cookie']}", authorization=f"Bearer {given['jwt']}"
        )
        await visitor.post("/auth/login", {"email": given["email"], "password": given["password"]})
        await visitor.post("/auth/register", registration(given["email"], full_name=given["name"]))
        await visitor.post("/auth/email/confirm", {"token": given["token"]})
        await visitor.get("/catalog/tutors", q=given["name"], cursor=given["token"])
        await visitor.get(f"/nothing?token={given['token']}&phone={given['phone']}")
        await world.settle()
        log.info("said", reason=f"card {given['card']} of {given['phone']}, {given['email']}, {given['jwt']}")
        log.info("said", password=given["password"], cookie=given["cookie"], body={"name": given["name"]})
        logging.getLogger("a.library").warning("token=%s %s", given["token"], given["jwt"])
        try:
            raise ValueError(given["text"]) from KeyError(f"x DETAIL:  Key (name)=({given['detail']})")
        except ValueError:
            log.exception("broke")
        await cluster.has("event.action:broke", 1)
        await cluster.has("event.action:said", 2)
    documents = await cluster.search("*")
    assert len(documents) > 5
    everything = msgspec.json.encode(documents) + b"".join(_files(tmp_path, "*"))
    for name, canary in given.items():
        assert canary.encode() not in everything, name
    lines = capfd.readouterr().err
    for name in set(given) - {"text"}:
        assert given[name] not in lines, name


def client_of(world: World) -> AsyncElasticsearch:
    """The official client, turned to the stand-in."""
    given = {"elasticsearch_url": f"{world.sandbox_url}/elk", "elasticsearch_api_key": ELK_API_KEY}
    return client(msgspec.structs.replace(settings(), **given))


def _files(folder: Path, pattern: str) -> list[bytes]:
    """What is in the files below a folder."""
    return [path.read_bytes() for path in folder.rglob(pattern) if path.is_file()]
