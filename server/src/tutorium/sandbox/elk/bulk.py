"""`_bulk`, as strict as the real one: what makes the whole request fail, and what one document."""

import re
from typing import Any

import msgspec

from tutorium.sandbox.database import change
from tutorium.sandbox.elk import store
from tutorium.sandbox.elk.cluster import ITEM_FAULTS, Cluster
from tutorium.sandbox.elk.errors import ElasticError, failure
from tutorium.sandbox.elk.mapping import objection
from tutorium.sandbox.elk.templates import mapping_of

ACTIONS = ("create", "index", "update", "delete")
_STREAM = re.compile(r"logs-[a-z0-9_.]{1,100}-[a-z0-9_.]{1,100}")
_MEDIA_TYPE = re.compile(
    r"application/(?:x-ndjson|json|vnd\.elasticsearch\+(?:x-nd)?json; ?compatible-with=(?P<major>\d+))"
)


def check_media_type(cluster: Cluster, given: str) -> None:
    """A client may not be newer than the cluster."""
    match = _MEDIA_TYPE.match(given)
    if match is None:
        raise ElasticError(406, "status_exception", f"Content-Type header [{given}] is not supported")
    if int(match["major"] or 0) > cluster.major or int(match["major"] or cluster.major) < cluster.major - 1:
        reason = f"Invalid media-type value on headers [Content-Type]: {given}"
        raise ElasticError(400, "media_type_header_exception", reason)


def perform(cluster: Cluster, body: bytes, target: str | None, *, streams_only: bool) -> dict[str, Any]:
    """Do every operation of the body in order; the answer."""
    if len(body) > cluster.largest:
        raise ElasticError(413, "content_too_long_exception", f"entity content is too long [{len(body)}]")
    if not body:
        raise ElasticError(400, "parse_exception", "request body is required")
    if not body.endswith(b"\n"):
        reason = "The bulk request must be terminated by a newline [\\n]"
        raise ElasticError(400, "illegal_argument_exception", reason)
    operations = _operations(body.split(b"\n")[:-1], target)
    mappings: dict[str, dict[str, Any]] = {}
    items = []
    with change(cluster.database):
        for action, stream, document_id, source in operations:
            if stream not in mappings:
                mappings[stream] = mapping_of(cluster, stream)
            status, error = _do(cluster, action, stream, document_id, source, mappings[stream], streams_only)
            items.append({action: _item(stream, document_id, status, error)})
        store.trim(cluster.database)
    failed = any(item["status"] >= 400 for each in items for item in each.values())
    return {"took": 1, "errors": failed, "items": items}


def _operations(lines: list[bytes], target: str | None) -> list[tuple[str, str, str, bytes]]:
    """(action, data stream, id, document) of each pair of lines."""
    found = []
    rest = iter(lines)
    for number, line in enumerate(rest, 1):
        action, options = _action(line, number)
        stream = options.get("_index") or target
        if not stream:
            raise ElasticError(
                400, "action_request_validation_exception", "Validation Failed: 1: index is missing;"
            )
        source = b"" if action == "delete" else next(rest, None)
        if source is None:
            raise ElasticError(
                400, "illegal_argument_exception", "The bulk request must have a source for each action"
            )
        found.append((action, stream, str(options.get("_id", "")), source))
    return found


def _action(line: bytes, number: int) -> tuple[str, dict[str, Any]]:
    malformed = f"Malformed action/metadata line [{number}]"
    try:
        command = msgspec.json.decode(line, type=dict[str, dict[str, Any]])
    except msgspec.MsgspecError as error:
        raise ElasticError(400, "illegal_argument_exception", malformed) from error
    if len(command) != 1 or next(iter(command)) not in ACTIONS:
        raise ElasticError(400, "illegal_argument_exception", f"{malformed}, expected one of {ACTIONS}")
    [(action, options)] = command.items()
    return action, options


def _do(
    cluster: Cluster,
    action: str,
    stream: str,
    document_id: str,
    source: bytes,
    mapping: dict[str, Any],
    streams_only: bool,
) -> tuple[int, dict[str, str] | None]:
    for kind, (status, name) in ITEM_FAULTS.items():
        if cluster.faults.strikes(kind):
            return status, failure(name, "a fault switch")
    if not _STREAM.fullmatch(stream):
        return _no_stream(stream, streams_only)
    if action != "create":
        reason = "only write ops with an op_type of create are allowed in data streams"
        return 400, failure("illegal_argument_exception", reason)
    try:
        document = msgspec.json.decode(source, type=dict[str, Any])
    except msgspec.MsgspecError:
        return 400, failure("document_parsing_exception", "failed to parse: malformed JSON")
    if problem := objection(document, mapping):
        return 400, problem
    if not store.save(cluster.database, stream, document_id, document["@timestamp"], source):
        return 409, failure("version_conflict_engine_exception", f"[{document_id}]: version conflict")
    return 201, None


def _no_stream(stream: str, streams_only: bool) -> tuple[int, dict[str, str]]:
    if stream != stream.lower() or re.search(r'[\\/*?"<>| ,#:]', stream):
        return 400, failure("invalid_index_name_exception", f"Invalid index name [{stream}]")
    reason = f"no such index [{stream}]"
    if streams_only:
        reason += " and [require_data_stream] request flag is [true]"
    return 404, failure("index_not_found_exception", reason)


def _item(stream: str, document_id: str, status: int, error: dict[str, str] | None) -> dict[str, Any]:
    item: dict[str, Any] = {"_index": stream, "_id": document_id, "status": status}
    return item | ({"error": error} if error else {"result": "created", "_version": 1})
