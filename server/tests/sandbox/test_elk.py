"""The stand-in of Elasticsearch: what `_bulk` takes, what it turns down, and how one looks into it."""

from typing import Any

import httpx
import msgspec
import pytest

from sandbox.stand import Sandbox
from world import ELK_API_KEY

KEY = {"authorization": f"ApiKey {ELK_API_KEY}"}
NDJSON = {"content-type": "application/x-ndjson"}
STREAM = "logs-tutorium.web-test"
AT = "2026-11-25T10:00:00Z"


def lines(*values: Any) -> bytes:
    return b"".join(msgspec.json.encode(value) + b"\n" for value in values)


def created(document_id: str, stream: str = STREAM, **fields: Any) -> bytes:
    head = {"create": {"_index": stream, "_id": document_id}}
    return lines(head, {"@timestamp": AT} | fields)


async def bulk(sandbox: Sandbox, body: bytes, path: str = "/elk/_bulk", **changes: Any) -> httpx.Response:
    headers = KEY | NDJSON | changes.pop("headers", {})
    return await sandbox.http.post(path, content=body, headers=headers, **changes)


def statuses(answer: httpx.Response) -> list[tuple[int, str | None]]:
    assert answer.status_code == 200, answer.text
    items = [item for each in answer.json()["items"] for item in each.values()]
    assert answer.json()["errors"] == any(item["status"] >= 400 for item in items)
    return [(item["status"], item.get("error", {}).get("type")) for item in items]


async def test_a_document_is_created_once(sandbox: Sandbox) -> None:
    answer = await bulk(sandbox, created("1") + created("2") + created("1"))
    assert statuses(answer) == [(201, None), (201, None), (409, "version_conflict_engine_exception")]
    assert answer.headers["x-elastic-product"] == "Elasticsearch"


async def test_one_bad_document_does_not_hold_up_the_others(sandbox: Sandbox) -> None:
    no_time = lines({"create": {"_index": STREAM, "_id": "3"}}, {"message": "when?"})
    other_verb = lines({"index": {"_index": STREAM, "_id": "4"}}, {"@timestamp": AT})
    gone = lines({"delete": {"_index": STREAM, "_id": "1"}})
    torn = lines({"create": {"_index": STREAM, "_id": "5"}}) + b'{"@timestamp":\n'
    body = (
        created("1")
        + no_time
        + other_verb
        + gone
        + torn
        + created("6", "Logs-x-y")
        + created("7", "logs-typo")
    )
    answer = await bulk(sandbox, body, params={"require_data_stream": "true"})
    assert statuses(answer) == [
        (201, None),
        (400, "document_parsing_exception"),
        (400, "illegal_argument_exception"),
        (400, "illegal_argument_exception"),
        (400, "document_parsing_exception"),
        (400, "invalid_index_name_exception"),
        (404, "index_not_found_exception"),
    ]


@pytest.mark.parametrize(
    ("body", "headers", "status", "kind"),
    [
        (created("1")[:-1], {}, 400, "illegal_argument_exception"),
        (b"", {}, 400, "parse_exception"),
        (b"[1]\n{}\n", {}, 400, "illegal_argument_exception"),
        (lines({"upsert": {}}, {}), {}, 400, "illegal_argument_exception"),
        (lines({"create": {}}, {}), {}, 400, "action_request_validation_exception"),
        (lines({"create": {"_index": STREAM}}), {}, 400, "illegal_argument_exception"),
        (created("1"), {"authorization": "ApiKey wrong"}, 401, "security_exception"),
        (created("1"), {"authorization": f"Bearer {ELK_API_KEY}"}, 401, "security_exception"),
        (created("1"), {"content-type": "text/plain"}, 406, "status_exception"),
        (
            created("1"),
            {"content-type": "application/vnd.elasticsearch+x-ndjson; compatible-with=9"},
            400,
            "media_type_header_exception",
        ),
    ],
)
async def test_a_bad_request_is_turned_down_as_a_whole(
    sandbox: Sandbox, body: bytes, headers: dict[str, str], status: int, kind: str
) -> None:
    answer = await bulk(sandbox, body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, kind)
    assert answer.json()["status"] == status
    assert answer.headers["x-elastic-product"] == "Elasticsearch"
    assert await found(sandbox, "*") == []


async def test_a_newer_cluster_takes_a_newer_client(sandbox: Sandbox) -> None:
    newer = {"content-type": "application/vnd.elasticsearch+x-ndjson; compatible-with=9"}
    (await sandbox.http.post("/elk/_control/version", json={"version": "9.1.0"})).raise_for_status()
    assert (await sandbox.http.get("/elk/", headers=KEY)).json()["version"]["number"] == "9.1.0"
    assert statuses(await bulk(sandbox, created("1"), headers=newer)) == [(201, None)]


async def test_only_what_is_asked_for_is_answered(sandbox: Sandbox) -> None:
    paths = "errors,items.*.status,items.*.error.type"
    answer = await bulk(sandbox, created("1") + created("1"), params={"filter_path": paths})
    conflict = {"status": 409, "error": {"type": "version_conflict_engine_exception"}}
    assert answer.json() == {"errors": True, "items": [{"create": {"status": 201}}, {"create": conflict}]}


async def found(sandbox: Sandbox, q: str, target: str = "", **body: Any) -> list[str]:
    path = f"/elk{target}/_search"
    answer = await sandbox.http.post(path, params={"q": q}, json=body, headers=KEY)
    return [hit["_id"] for hit in answer.raise_for_status().json()["hits"]["hits"]]


async def test_documents_are_found_by_words_fields_and_time(sandbox: Sandbox) -> None:
    documents = created("1", message="lesson booked", event={"type": ["access"]}, http={"status": 201})
    documents += created(
        "2", message="lesson canceled", user={"id": "u-1"}, **{"@timestamp": "2026-11-26T10:00:00Z"}
    )
    await bulk(sandbox, documents + created("3", "logs-tutorium.audit-test", message="signed in"))
    assert await found(sandbox, "lesson") == ["2", "1"]
    assert await found(sandbox, "LESSON user.id:u-1") == ["2"]
    assert await found(sandbox, "event.type:access AND http.status:201") == ["1"]
    assert await found(sandbox, "*", "/logs-tutorium.audit-*") == ["3"]
    assert await found(sandbox, "", query={"term": {"user.id": "u-1"}}) == ["2"]
    since = {"range": {"@timestamp": {"gte": "2026-11-26"}}}
    assert await found(sandbox, "", query={"bool": {"filter": [since, {"match_all": {}}]}}) == ["2"]
    page = await sandbox.http.get("/elk/logs", params={"q": "canceled"})
    assert page.text.count("<article") == 1
    assert "lesson canceled" in page.text


async def put(sandbox: Sandbox, path: str, body: Any) -> int:
    answer = await sandbox.http.put(f"/elk{path}", json=body, headers=KEY)
    return answer.status_code


async def test_a_template_decides_what_fits(sandbox: Sandbox) -> None:
    mapping = {"dynamic": "strict", "properties": {"@timestamp": {"type": "date"}, "n": {"type": "long"}}}
    component = {"template": {"mappings": mapping}}
    template = {"index_patterns": [STREAM], "data_stream": {}, "priority": 200, "composed_of": ["ours"]}
    assert await put(sandbox, "/_index_template/ours", template) == 400, "its component is not there yet"
    assert await put(sandbox, "/_component_template/ours", component) == 200
    assert await put(sandbox, "/_index_template/ours", template) == 200
    assert await put(sandbox, "/_index_template/rival", template) == 400, "the same pattern and priority"
    body = created("1", n=5) + created("2", n="five") + created("3", m=1) + created("4", n={"a": 1})
    assert statuses(await bulk(sandbox, body)) == [
        (201, None),
        (400, "document_parsing_exception"),
        (400, "strict_dynamic_mapping_exception"),
        (400, "document_parsing_exception"),
    ]


@pytest.mark.parametrize(
    "policy",
    [
        {"policy": {"phases": {"tepid": {"actions": {}}}}},
        {"policy": {"phases": {"hot": {"actions": {"delete": {}}}}}},
        {"phases": {}},
    ],
)
async def test_a_wrong_policy_is_not_taken(sandbox: Sandbox, policy: dict[str, Any]) -> None:
    assert await put(sandbox, "/_ilm/policy/ours", policy) == 400


@pytest.mark.parametrize(
    ("fault", "status", "stored"),
    [("too_many_429", 429, False), ("error_503", 503, False), ("error_503_after", 503, True)],
)
async def test_faults_of_the_whole(sandbox: Sandbox, fault: str, status: int, stored: bool) -> None:
    await sandbox.fault(fault, "elk")
    assert (await bulk(sandbox, created("1"))).status_code == status
    assert await found(sandbox, "*") == (["1"] if stored else [])


async def test_a_connection_breaks_after_storing(sandbox: Sandbox) -> None:
    await sandbox.fault("reset", "elk")
    with pytest.raises(httpx.RemoteProtocolError):
        await bulk(sandbox, created("1"))
    assert await found(sandbox, "*") == ["1"]


async def test_a_small_limit_turns_down_what_is_too_large(sandbox: Sandbox) -> None:
    await sandbox.fault("too_large_413", "elk")
    assert (await bulk(sandbox, created("1", message="x" * 60_000))).status_code == 413
    assert statuses(await bulk(sandbox, created("2"))) == [(201, None)]


async def test_faults_of_single_documents(sandbox: Sandbox) -> None:
    await sandbox.fault("item_429", "elk")
    assert statuses(await bulk(sandbox, created("1"))) == [(429, "es_rejected_execution_exception")]
    await sandbox.no_faults("elk")
    await sandbox.fault("item_503", "elk")
    assert statuses(await bulk(sandbox, created("1"))) == [(503, "unavailable_shards_exception")]
    answer = await sandbox.http.post("/elk/_control/faults", json={"kind": "flood"})
    assert answer.status_code == 400
