"""A page of another site changes nothing here."""

from typing import Any

import httpx
import pytest
from litestar.handlers import HTTPRouteHandler

from tutorium.gateway.app import api
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
}


def _unsafe_routes() -> list[tuple[str, str]]:
    found = set()
    for route in api().routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "/webhooks/" not in route.path:
                found |= {
                    (method, route.path) for method in handler.http_methods - {"GET", "HEAD", "OPTIONS"}
                }
    return sorted(found)


@pytest.mark.parametrize("case", FOREIGN)
async def test_every_unsafe_route_refuses(world: World, case: str) -> None:
    routes = _unsafe_routes()
    assert len(routes) > 10
    headers = {name: value.replace("OURS", world.url) for name, value in FOREIGN[case].items()}
    headers.setdefault("content-type", "application/json")
    async with httpx.AsyncClient(base_url=world.url, headers=headers) as client:
        let_in = [
            (method, path)
            for method, path in routes
            if not _refused(await client.request(method, _filled(path), content="{}"))
        ]
    assert let_in == []


async def test_our_own_pages_and_programs_are_let_in(world: World) -> None:
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": world.url}):
        async with httpx.AsyncClient(base_url=world.url, headers=headers) as client:
            answer = await client.post("/api/v1/auth/login", json={"email": "a@b.test", "password": "x"})
        assert answer.json()["code"] == "auth.credentials_wrong"


def _filled(path: str) -> str:
    return "/".join(
        "0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11" if "{" in part else part for part in path.split("/")
    )


def _refused(answer: Any) -> bool:
    refused: bool = answer.status_code == 403 and answer.json()["code"] == "gateway.origin_refused"
    return refused
