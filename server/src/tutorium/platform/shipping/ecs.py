"""From a line of the log to a document of the Elastic Common Schema (ECS 8.11), field by field.

Only what is named here gets into a document. Of an exception a document holds the kind and the frames, never
the text: libraries quote values in it. The text, masked, stays on standard error.

Source: the ECS field reference (ecs_flat.yml). `http.route` is not in ECS, so the route stands in `labels`.
"""

import os
import re
import socket
from typing import Any

import msgspec

from tutorium.platform import clock

VERSION = "8.11.0"
LONGEST = 2_000
LONGEST_TRACE = 16_000
LABELS = (
    "route job job_id module function attempt count lesson_id payment_id refund_id tutor_id lot_id operation "
    "state port signal seconds seal hash subject system error"
).split()
"""Keys of a line that become `labels` under their own names: this list, and the mapping, are complete."""
REFUSED = (401, 403)
_EVENT = re.compile(r"[a-z][a-z0-9_]{2,60}")
_FRAME = re.compile(r'[\s|+-]*File "[^"]+", line \d+, in .+')
_KIND = re.compile(r"[\s|+-]*(?P<kind>(?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?::|$)")


class Origin(msgspec.Struct, frozen=True):
    """The process whose lines these are."""

    environment: str
    process: str
    host: str
    pid: int


class Parcel(msgspec.Struct, frozen=True):
    """A document as two lines of a bulk request: what to do with it, and the document itself."""

    loud: bool
    """A warning, an error or a deed of the audit log: kept when information has to go."""
    head: bytes
    body: bytes


def origin_of_lines(environment: str, process: str) -> Origin:
    """This process."""
    return Origin(environment, process, socket.gethostname(), os.getpid())


def dataset(line: dict[str, Any]) -> str:
    """Which of the three streams a line goes to; each is kept for a time of its own."""
    if line.get("logger") == "audit":
        return "tutorium.audit"
    return "tutorium.web" if line.get("level") in ("debug", "info") else "tutorium.errors"


def document(line: dict[str, Any], origin: Origin) -> dict[str, Any]:
    """The document of a line."""
    text = str(line.get("event", ""))
    set_ = dataset(line)
    found: dict[str, Any] = {
        "@timestamp": line["timestamp"],
        "ecs": {"version": VERSION},
        "message": text[:LONGEST],
        "log": {"level": line.get("level", "info"), "logger": line.get("logger", "")},
        "service": {
            "name": "tutorium",
            "environment": origin.environment,
            "node": {"name": f"{origin.host}-{origin.process}"},
        },
        "host": {"name": origin.host},
        "process": {"pid": origin.pid, "name": origin.process},
        "data_stream": {"type": "logs", "dataset": set_, "namespace": origin.environment},
        "event": {"kind": "event", "dataset": set_} | _event(line, text),
    }
    if request := _request(line):
        found["http"] = request
    if "url" in line:
        found["url"] = {"path": str(line["url"]).partition("?")[0][:LONGEST]}
    if "user_id" in line:
        found["user"] = {"id": str(line["user_id"])}
        found["related"] = {"user": [str(line["user_id"])]}
    if error := _error(line):
        found["error"] = error
    if labels := {key: str(line[key])[:LONGEST] for key in LABELS if key in line}:
        found["labels"] = labels
    return found


def _event(line: dict[str, Any], text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if line.get("logger") == "audit":
        found |= {"category": ["iam"], "type": ["info"], "action": str(line.get("action", text))}
    elif "job" in line:
        found |= {"category": ["process"], "type": ["info"]}
    elif "status" in line:
        found |= {"category": ["web"], "type": _access(line["status"])}
    if "action" not in found and _EVENT.fullmatch(text):
        found["action"] = text
    if "duration_ms" in line:
        found["duration"] = round(float(line["duration_ms"]) * 1_000_000)
    for key, field in (("event_id", "id"), ("reason", "reason"), ("code", "code")):
        if key in line:
            found[field] = str(line[key])[:LONGEST]
    if outcome := _outcome(line):
        found["outcome"] = outcome
    return found


def _access(status: int) -> list[str]:
    if status in REFUSED:
        return ["access", "denied"]
    return ["access", "error"] if status >= 500 else ["access"]


def _outcome(line: dict[str, Any]) -> str | None:
    if "status" in line:
        return "failure" if line["status"] >= 400 else "success"
    given = {"ok": "success", "done": "success", "refused": "failure", "failed": "failure"}
    return given.get(str(line["outcome"]), "unknown") if "outcome" in line else None


def _request(line: dict[str, Any]) -> dict[str, Any]:
    request = {"method": line.get("method"), "id": line.get("request_id")}
    found: dict[str, Any] = {}
    if present := {key: str(value) for key, value in request.items() if value}:
        found["request"] = present
    if "status" in line:
        found["response"] = {"status_code": int(line["status"])}
    return found


def _error(line: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "exception" in line:
        kept, kinds = _frames(str(line["exception"]))
        found["stack_trace"] = "\n".join(kept)[-LONGEST_TRACE:]
        if kinds:
            found["type"] = kinds[-1]
    if "code" in line and line.get("status", 500) >= 400:
        found["code"] = str(line["code"])
    return found


def _frames(trace: str) -> tuple[list[str], list[str]]:
    """The lines of a trace that name code, and the kinds of the exceptions, without what they said."""
    kept, kinds, after_frame = list[str](), list[str](), False
    for text in trace.splitlines():
        if _FRAME.fullmatch(text):
            kept.append(text)
            after_frame = True
        elif after_frame and (match := _KIND.match(text)) and not text.startswith("    "):
            kept.append(match["kind"])
            kinds.append(match["kind"])
            after_frame = False
    return kept, kinds


def parcel(line: str, origin: Origin, document_id: str) -> Parcel:
    """The line, as it stands on standard error, packed; of one that cannot be mapped, that it came."""
    try:
        found = document(msgspec.json.decode(line, type=dict[str, Any]), origin)
        body = msgspec.json.encode(found)
    except Exception:  # noqa: BLE001 -- whatever a line holds, its loss must be seen and nothing else lost
        found = _unmapped(origin)
        body = msgspec.json.encode(found)
    stream = f"logs-{found['data_stream']['dataset']}-{origin.environment}"
    head = msgspec.json.encode({"create": {"_index": stream, "_id": document_id}})
    return Parcel(not stream.startswith("logs-tutorium.web"), head, body)


def _unmapped(origin: Origin) -> dict[str, Any]:
    line = {"event": "log_line_unmapped", "level": "error", "logger": "shipping"}
    return document(line | {"timestamp": clock.now().isoformat()}, origin)
