"""The line of the log that every request leaves: who asked for what, when, and why it was refused."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import structlog

from people import a_student
from world import World


@contextmanager
def heard() -> Iterator[list[dict[str, Any]]]:
    """What is logged within the block, as the JSON that is written."""
    root, lines, written = logging.getLogger(), list[dict[str, Any]](), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        next(h.formatter for h in root.handlers if "structlog" in type(h.formatter).__module__)
    )
    root.addHandler(handler)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        lines += [json.loads(line) for line in written.getvalue().splitlines()]


async def test_a_line_says_who_asked_for_what_when_and_how_it_ended(world: World) -> None:
    student = await a_student(world)
    with heard() as lines:
        answer = await student.get("/accounts/me")
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/v1/accounts/me", 200)
    assert line["user_id"] == student.id
    assert line["request_id"] == answer.headers["x-request-id"]
    assert datetime.fromisoformat(line["timestamp"]).tzinfo == UTC
    assert "code" not in line


async def test_a_refused_request_is_logged_with_the_reason(world: World) -> None:
    student, visitor = await a_student(world), world.visitor()
    with heard() as lines:
        await student.get("/backoffice/audit")
        await visitor.get("/accounts/me")
        await world.visitor(origin="https://evil.test").post("/auth/login")
        await visitor.post("/auth/login", {"email": "a@b.test", "password": 5})
        await visitor.post("/auth/login", {"email": "a@b.test", "password": "x" * (1 << 21)})
    told = [(line["status"], line["code"], line.get("user_id")) for line in lines if "code" in line]
    assert told == [
        (403, "forbidden", student.id),
        (401, "auth.session_required", None),
        (403, "gateway.origin_refused", None),
        (400, "malformed", None),
        (413, "gateway.body_too_large", None),
    ]


async def test_nobody_writes_a_line_of_the_log_himself(world: World) -> None:
    forged = 'x"}\n{"event": "forged", "level": "error"'
    with heard() as lines:
        await world.visitor().get("/catalog/tutors", q=forged, cursor=forged)
        structlog.get_logger("access").info("request", reason=forged)
    assert {line["event"] for line in lines} == {"request"}
    assert lines[-1]["reason"] == forged
