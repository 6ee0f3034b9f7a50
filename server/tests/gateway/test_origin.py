"""A page of another site changes nothing here."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from people import a_student
from routes import SAFE, Route, routes
from world import World

FOREIGN: dict[str, dict[str, str]] = {
    "no word of where it comes from": {},
    "cross-site": {"sec-fetch-site": "cross-site"},
    "same-site": {"sec-fetch-site": "same-site"},
    "cross-site with our origin": {"sec-fetch-site": "cross-site", "origin": "OURS"},
    "null origin": {"origin": "null"},
    "another origin": {"origin": "https://evil.test"},
    "a form of our own": {"origin": "OURS", "content-type": "application/x-www-form-urlencoded"},
    "a plain text form": {"origin": "OURS", "content-type": "text/plain"},
    "a form with files": {"origin": "OURS", "content-type": "multipart/form-data; boundary=x"},
}


def _unsafe_routes() -> list[Route]:
    """Every route that changes something, but those that programs of other systems call without a session."""
    return [each for each in routes() if each.method not in SAFE and "/webhooks/" not in each.path]


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("case", FOREIGN)
async def test_every_unsafe_route_refuses(
    world: World, case: str, signed_in: bool, record_property: Callable[[str, object], None]
) -> None:
    headers = {name: value.replace("OURS", world.url) for name, value in FOREIGN[case].items()}
    headers.setdefault("content-type", "application/json")
    if signed_in:  # the browser of a victim sends the cookie along
        headers["cookie"] = (await a_student(world)).http.headers["cookie"]
    async with httpx.AsyncClient(base_url=f"{world.url}/api/v1", headers=headers) as client:
        let_in = [
            str(route)
            for route in _unsafe_routes()
            if not _refused(await client.request(route.method, _filled(route), content="{}"))
        ]
    record_property("cells", ("unsafe routes and other origins", len(_unsafe_routes())))
    assert let_in == []


async def test_our_own_pages_and_programs_are_let_in(world: World) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": world.url}):
        async with httpx.AsyncClient(base_url=world.url, headers=headers) as client:
            answer = await client.post("/api/v1/auth/login", json={"email": "a@b.test", "password": "x"})
        assert answer.json()["code"] == "auth.credentials_wrong"


def _filled(route: Route) -> str:
    return route.address(dict.fromkeys(route.placeholders, "0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11"))


def _refused(answer: Any) -> bool:
    refused: bool = answer.status_code == 403 and answer.json()["code"] == "gateway.origin_refused"
    return refused
