"""The Document System answers late, twice, in another order or never: each document gets one verdict."""

from typing import Any

import pytest

from papers import DocumentSystem, a_candidate, application, documents, submit, uploaded
from people import Person, sign_in
from tutorium.platform import broker
from tutorium.platform.broker.embedded import Embedded
from tutorium.sandbox.document_system.wire import Status
from world import World


async def asked(world: World) -> tuple[DocumentSystem, Person, dict[str, Any]]:
    """A tutor whose identity document the Document System has been asked about."""
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    requests = await system.requests()
    return system, tutor, next(each for each in requests if each["document_type"] == "identity")


async def identity(tutor: Person) -> dict[str, Any]:
    return (await documents(tutor))["identity"]


async def verdicts(world: World, document_id: str) -> list[str]:
    rows = await world.fetch(
        "SELECT to_state FROM documents.document_event"
        " WHERE document_id = $1::text::uuid AND from_state IS DISTINCT FROM to_state ORDER BY id",
        document_id,
    )
    return [row["to_state"] for row in rows]


async def test_a_reply_told_twice_is_applied_once(world: World) -> None:
    system, _, request = await asked(world)
    await world.fault("document-system", "duplicate")  # the same message twice
    await system.answer(request["case_id"], "verified", sequence=2)
    await system.answer(request["case_id"], "verified", sequence=2)
    assert await verdicts(world, request["case_id"]) == ["uploaded", "scanning", "queued", "sent", "approved"]


async def test_an_older_reply_that_comes_later_changes_nothing(world: World) -> None:
    system, tutor, request = await asked(world)
    await system.answer(request["case_id"], "accepted", sequence=5)
    await system.answer(request["case_id"], "rejected", sequence=4, reason_codes=["forged"])
    assert (await identity(tutor))["state"] == "in_review"
    kept = await world.fetch("SELECT data FROM documents.document_event WHERE data ? 'ignored'")
    assert len(kept) == 1, "stored all the same"
    await system.answer(request["case_id"], "verified", sequence=6)
    assert (await identity(tutor))["state"] == "approved"


@pytest.mark.parametrize(
    ("status", "data", "state"),
    [
        ("verified", {"extracted": {"name_match": 0.85}}, "approved"),
        ("verified", {"extracted": {"name_match": 0.849}}, "manual_review"),
        ("failed", {}, "manual_review"),
        ("rejected", {"reason_codes": ["forged"]}, "rejected"),
        ("verified", {"valid_until": "2020-01-01"}, "needs_reupload"),
        ("verified", {"valid_until": "2099-12-31T00:00:00Z"}, "approved"),
    ],
)
async def test_what_a_verdict_means(world: World, status: Status, data: dict[str, Any], state: str) -> None:
    system, tutor, request = await asked(world)
    await system.answer(request["case_id"], status, **data)
    assert (await identity(tutor))["state"] == state


@pytest.mark.parametrize("fault", ["malformed", "wrong_type", "wrong_version", "huge", "unknown_case"])
async def test_what_cannot_be_read_changes_nothing(world: World, fault: str) -> None:
    system, tutor, request = await asked(world)
    await world.fault("document-system", fault)
    await system.answer(request["case_id"], "verified")
    await world.no_faults()
    await system.answer(
        request["case_id"], "rejected", valid_until="some day", extracted={"issued_at": "soon"}
    )
    assert (await identity(tutor))["state"] == "sent"
    await system.answer(request["case_id"], "verified")
    assert (await identity(tutor))["state"] == "approved"


async def test_without_progress_the_request_is_sent_once_more(world: World) -> None:
    system, _, request = await asked(world)
    await world.travel(minutes=16)
    again = [each for each in await system.requests() if each["case_id"] == request["case_id"]]
    assert [each["requests"] for each in again] == [2], "a new message about the same case"
    assert again[0]["file"]["sha256"] == request["file"]["sha256"]
    await world.travel(hours=10)
    assert await system.requests() == [], "once is enough"


async def test_with_progress_nobody_is_reminded(world: World) -> None:
    system, _, request = await asked(world)
    await system.answer(request["case_id"], "accepted")
    await world.travel(minutes=16)
    assert [each["case_id"] for each in await system.requests()] != [request["case_id"]]


async def test_without_a_verdict_in_48_hours_a_moderator_decides(world: World) -> None:
    system, tutor, request = await asked(world)
    await system.answer(request["case_id"], "accepted")
    await world.travel(hours=49)
    await sign_in(tutor)
    assert (await identity(tutor))["state"] == "manual_review"
    await system.answer(request["case_id"], "verified")
    assert (await identity(tutor))["state"] == "manual_review", "too late: a person has it now"
    assert (await system.fetched(request)).status_code == 404


async def test_requests_wait_while_nobody_takes_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    system = await DocumentSystem.at_work(world)
    tutor = await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    taken = await world.fetch(
        "DELETE FROM platform.broker_binding WHERE exchange = 'docs.requests' RETURNING *"
    )
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(broker, "_transport", Embedded(world.database_url))
        await submit(world, tutor)
        assert (await application(tutor))["state"] == "in_verification"
        assert await system.requests() == []
    for row in taken:
        await world.fetch("INSERT INTO platform.broker_binding VALUES ($1, $2, $3)", *row.values())
    await world.travel(minutes=2)
    assert {each["document_type"] for each in await system.requests()} == {"identity", "selfie"}
