"""What becomes of a line of the log on its way to Elasticsearch, and what never gets there."""

import logging
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tutorium import logs
from tutorium.platform.shipping.backlog import Backlog
from tutorium.platform.shipping.ecs import LABELS, Origin, document, parcel
from tutorium.platform.shipping.spool import REJECTED, Spool

HERE = Origin("test", "serve", "host1", 42)
AT = "2026-11-25T10:00:00.123456Z"
REQUEST: dict[str, Any] = {
    "event": "request",
    "level": "info",
    "logger": "access",
    "timestamp": AT,
    "method": "GET",
    "route": "/api/v1/lessons/{id}",
    "status": 403,
    "duration_ms": 12.5,
    "code": "forbidden",
    "user_id": "u-1",
    "request_id": "r-1",
}
TRACE = """Traceback (most recent call last):
  File "/app/a.py", line 3, in book
    raise KeyError(secret)
KeyError: 'canary-one'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/b.py", line 9, in answer
    save(name)
asyncpg.exceptions.UniqueViolationError: duplicate key
DETAIL:  Key (name)=(canary-two) already exists."""


def test_a_request_is_told_in_the_fields_of_ecs() -> None:
    found = document(REQUEST, HERE)
    assert found["@timestamp"] == AT
    assert found["http"] == {"request": {"method": "GET", "id": "r-1"}, "response": {"status_code": 403}}
    assert found["event"] == {
        "kind": "event",
        "dataset": "tutorium.web",
        "category": ["web"],
        "type": ["access", "denied"],
        "action": "request",
        "duration": 12_500_000,
        "code": "forbidden",
        "outcome": "failure",
    }
    assert found["labels"] == {"route": "/api/v1/lessons/{id}"}
    assert (found["user"], found["error"]) == ({"id": "u-1"}, {"code": "forbidden"})
    assert found["service"]["node"]["name"] == "host1-serve"


def test_of_an_exception_only_its_kind_and_its_frames_travel() -> None:
    line = {"event": "request_failed", "level": "error", "logger": "gateway", "timestamp": AT}
    found = document(line | {"exception": TRACE, "url": "/api/v1/x?token=canary-three"}, HERE)
    assert found["error"]["type"] == "asyncpg.exceptions.UniqueViolationError"
    assert found["error"]["stack_trace"].splitlines() == [
        '  File "/app/a.py", line 3, in book',
        "KeyError",
        '  File "/app/b.py", line 9, in answer',
        "asyncpg.exceptions.UniqueViolationError",
    ]
    assert found["url"] == {"path": "/api/v1/x"}
    assert b"canary" not in msgspec.json.encode(found)


def test_a_line_that_cannot_be_mapped_is_told_of() -> None:
    for line in ("not JSON", '{"event":"no time"}', '{"event":"x","timestamp":"t","status":"many"}'):
        one = parcel(line, HERE, "id-1")
        found = msgspec.json.decode(one.body)
        assert found["message"] == "log_line_unmapped"
        assert one.loud


@pytest.mark.parametrize(
    ("logger", "level", "stream"),
    [("access", "info", "web"), ("access", "warning", "errors"), ("audit", "info", "audit")],
)
def test_there_are_three_streams(logger: str, level: str, stream: str) -> None:
    line = msgspec.json.encode({"event": "x", "level": level, "logger": logger, "timestamp": AT}).decode()
    head = msgspec.json.decode(parcel(line, HERE, "id-1").head)
    assert head == {"create": {"_index": f"logs-tutorium.{stream}-test", "_id": "id-1"}}


def test_a_full_queue_gives_up_information_first() -> None:
    queue = Backlog(4)
    for number in range(4):
        queue.offer(logging.INFO, f"info {number}")
    queue.offer(logging.INFO, "one too many")
    for number in range(5):
        queue.offer(logging.ERROR, f"error {number}")
    assert queue.take(10, 1 << 20) == [f"error {number}" for number in range(4)]
    assert len(queue) == 0


def test_a_batch_is_bounded_in_lines_and_in_size() -> None:
    queue = Backlog()
    for number in range(10):
        queue.offer(logging.INFO, f"{number}" * 100)
    assert len(queue.take(3, 1 << 20)) == 3
    assert len(queue.take(100, 150)) == 2


def _parcels(count: int, level: str = "info") -> list[Any]:
    line = msgspec.json.encode({"event": "x", "level": level, "logger": "l", "timestamp": AT}).decode()
    return [parcel(line, HERE, f"{level}-{number}") for number in range(count)]


def test_what_waits_is_taken_over_by_the_next_process_and_by_one_only(tmp_path: Path) -> None:
    first = Spool(tmp_path, "serve")
    first.write(_parcels(3))
    second = Spool(tmp_path, "serve")
    assert second.folder != first.folder
    assert second.segments() == []
    second.write(_parcels(2, "error"))
    first.close()
    second.close()
    third, worker = Spool(tmp_path, "serve"), Spool(tmp_path, "worker")
    kept = [one for segment in third.segments() for one in third.read(segment)]
    assert sorted(one.head for one in kept) == sorted(
        one.head for one in (*_parcels(3), *_parcels(2, "error"))
    )
    assert worker.segments() == []


def test_a_file_torn_by_a_kill_gives_what_is_whole(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "serve")
    spool.write(_parcels(3))
    spool.seal()
    [segment] = spool.segments()
    segment.write_bytes(segment.read_bytes()[:-20])
    assert spool.read(segment) == _parcels(2)


def test_a_full_spool_keeps_room_for_errors(tmp_path: Path) -> None:
    size = sum(len(one.head) + len(one.body) + 2 for one in _parcels(1))
    spool = Spool(tmp_path, "serve", limit=size * 20)
    spool.write(_parcels(100))
    spool.write(_parcels(1, "error"))
    spool.seal()
    kept = [one for segment in spool.segments() for one in spool.read(segment)]
    assert 10 < sum(not one.loud for one in kept) < 20
    assert sum(one.loud for one in kept) == 1


def test_rejected_documents_are_put_aside(tmp_path: Path) -> None:
    spool = Spool(tmp_path, "serve")
    [one] = _parcels(1)
    spool.reject(one, 400, "document_parsing_exception")
    told = msgspec.json.decode((spool.folder / REJECTED).read_bytes())
    assert (told["status"], told["error"]) == (400, "document_parsing_exception")
    assert told["document"] == msgspec.json.decode(one.body)


def test_the_mapping_names_every_field_of_every_document() -> None:
    text = logs.definitions()["/_component_template/tutorium-mappings"]
    mapping = msgspec.json.decode(text)["template"]["mappings"]
    assert set(mapping["properties"]["labels"]["properties"]) == set(LABELS)
    lines: list[dict[str, Any]] = [
        REQUEST,
        REQUEST | {"exception": TRACE, "url": "/x", "status": 500, "event_id": "e", "reason": "why"},
        {"event": "audited", "level": "info", "logger": "audit", "timestamp": AT, "action": "auth.locked"},
        {"event": "x", "level": "info", "logger": "jobs", "timestamp": AT, "job": "a.b", "outcome": "ok"}
        | {name: 1 for name in LABELS if name != "job"},
    ]
    for line in lines:
        _all_named(document(line, HERE), mapping, "")


def _all_named(value: dict[str, Any], mapping: dict[str, Any], path: str) -> None:
    for name, inner in value.items():
        assert name in mapping["properties"], f"{path}.{name}"
        if isinstance(inner, dict):
            _all_named(inner, mapping["properties"][name], f"{path}.{name}")
