"""The layers every request passes, seen from outside."""

import httpx
import pytest

from papers import upload
from people import a_student
from tutorium.platform.web import BODY_BYTES
from world import World


async def test_an_unknown_address_is_a_problem_in_the_callers_language(world: World) -> None:
    visitor = world.visitor()
    russian = await visitor.get("/nothing/here")
    assert russian.status_code == 404
    assert russian.headers["content-type"] == "application/problem+json"
    assert russian.json()["code"] == "not_found"
    assert russian.json()["request_id"] == russian.headers["x-request-id"]
    visitor.http.headers["accept-language"] = "en-GB,en;q=0.9"
    english = await visitor.get("/nothing/here")
    assert english.json()["detail"] != russian.json()["detail"]
    assert english.json()["code"] == russian.json()["code"]


async def test_unreadable_input_names_the_field(world: World) -> None:
    answer = await world.visitor().post("/auth/login", {"email": "a@b.test", "password": 5})
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"
    assert answer.json()["errors"][0]["field"] == "password"


async def test_an_unknown_field_is_refused(world: World) -> None:
    body = {"email": "a@b.test", "password": "x", "admin": True}
    answer = await world.visitor().post("/auth/login", body)
    assert answer.status_code == 400
    assert "admin" in answer.json()["errors"][0]["message"]


async def test_a_body_of_brackets_within_brackets_is_refused(world: World) -> None:
    answer = await world.visitor().send(
        "POST", "/auth/login", content=b"[" * 2000, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


async def test_an_answer_that_says_nothing_is_empty(world: World) -> None:
    answer = await world.visitor().post("/auth/password/forgot", {"email": "nobody@example.test"})
    assert (answer.status_code, answer.content) == (202, b"")


async def test_the_wrong_method_is_405_and_a_huge_body_is_413(world: World) -> None:
    visitor = world.visitor()
    assert (await visitor.delete("/catalog/subjects")).json()["code"] == "gateway.method_not_allowed"
    answer = await visitor.post("/auth/login", {"email": "a@b.test", "password": "x" * BODY_BYTES})
    assert (answer.status_code, answer.json()["code"]) == (413, "gateway.body_too_large")


@pytest.mark.parametrize("size", [1000, 3_000_000])
async def test_who_is_refused_while_he_sends_a_file_can_read_why(world: World, size: int) -> None:
    """A connection that is closed on him would look like a network that is down."""
    refused = await upload(world.visitor(), content=b"x" * size)
    assert (refused.status_code, refused.json()["code"]) == (401, "auth.session_required")


async def test_private_answers_are_not_stored_and_public_ones_are_revalidated(world: World) -> None:
    student = await a_student(world)
    assert (await student.get("/accounts/me")).headers["cache-control"] == "no-store"
    public = await student.get("/catalog/subjects")
    assert public.headers["cache-control"].startswith("public")
    again = await student.http.get("/catalog/subjects", headers={"if-none-match": public.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_health_tells_life_from_readiness(world: World) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{world.url}/health/live")).json()["status"] == "live"
        ready = await client.get(f"{world.url}/health/ready")
    assert ready.json() == {"status": "ready", "degraded": [], "missing": []}


async def test_the_type_of_a_problem_leads_to_its_explanation(world: World) -> None:
    problem = (await world.visitor().get("/nothing/here")).json()
    page, _, anchor = problem["type"].partition("#")
    async with httpx.AsyncClient() as client:
        explained = await client.get(f"{world.url}{page}")
    assert f'id="{anchor}"' in explained.text


@pytest.mark.parametrize("place", ["/health/live", "/api/v1/catalog/subjects", "/api/v1/nothing"])
async def test_head_is_get_without_the_body(world: World, place: str) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        head, get = await client.head(place), await client.get(place)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
