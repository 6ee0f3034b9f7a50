"""What stands between a visitor and us: neither headers nor the borders of a message can be made up."""

import asyncio
from urllib.parse import urlsplit

import httpx
import pytest

from newcomers import login, newcomer
from people import a_student
from tutorium.gateway import placement
from tutorium.platform import clock
from tutorium.platform.request import Origin
from world import World

MADE_UP = {
    "x-forwarded-for": "203.0.113.7",
    "x-real-ip": "203.0.113.7",
    "forwarded": "for=203.0.113.7",
    "true-client-ip": "203.0.113.7",
    "x-forwarded-host": "evil.test",
    "x-user-id": "0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11",
}


async def test_nobody_chooses_his_address_by_a_header(world: World) -> None:
    person = await newcomer(world)
    visitor = world.visitor(**MADE_UP)
    assert (await login(visitor, "wrong", person.email)).status_code == 401
    rows = await world.fetch("SELECT address FROM platform.audit WHERE action = 'auth.sign_in_failed'")
    assert [row["address"] for row in rows] == ["127.0.0.1"]


async def test_the_header_of_our_processes_means_nothing_at_the_public_port(world: World) -> None:
    student = await a_student(world)
    known = (await student.get("/auth/session")).json()
    caller = placement.sign(placement.Caller(None, None, Origin("forged-12345"), clock.now().timestamp()))
    forged = world.visitor(**MADE_UP, **{placement.HEADER: caller})
    answer = await forged.get("/accounts/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_required")
    assert answer.headers["x-request-id"] != "forged-12345"
    student.http.headers[placement.HEADER] = caller
    assert (await student.get("/auth/session")).json()["user_id"] == known["user_id"]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nContent-Length: 60\r\n",
        "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    ],
)
async def test_a_message_has_one_end(world: World, head: str) -> None:
    """Where two headers disagree about its length, no second request hides in the first one."""
    at = urlsplit(world.url)
    hidden = "0\r\n\r\nGET /api/openapi.json HTTP/1.1\r\nHost: hidden\r\n\r\n"
    reader, writer = await asyncio.open_connection(at.hostname, at.port)
    request = (
        f"POST /api/v1/auth/login HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n{head}\r\n{hidden}"
    )
    writer.write(request.encode())
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"openapi" not in answer
    assert not answer.startswith(b"HTTP/1.1 5")


async def test_a_parameter_given_twice_is_no_way_around_its_limits(world: World) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        for query in ("limit=1&limit=100000", "limit=100000&limit=1", "limit=1&LIMIT=100000"):
            answer = await client.get(f"/api/v1/catalog/tutors?{query}")
            assert answer.status_code in (200, 400), query
            if answer.is_success:
                assert len(answer.json()["items"]) <= 1


async def test_dots_in_a_path_are_no_way_to_another_route(world: World) -> None:
    """The route whose access was checked is the route that is asked, wherever its module lives."""
    student = await a_student(world)
    answer = await student.post("/auth/external/links/%2e%2e", {"next": "/"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
