"""What a browser is told about safety with every answer: all routes, all kinds of failure, all files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from httpx import Response

from accounts.pictures import picture, upload
from crowd import a_crowd
from gateway.outcomes import OUTCOMES, come_to
from people import a_student, a_tutor
from routes import Route, routes
from tutorium.gateway.pages import files
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings
from world import World

EXACT = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
NO_ROUTE = ("/", "/tutors", "/absent.js", "/health/live", "/api/docs", "/api/openapi.json", "/api/v1/nothing")


def missing(answer: Response) -> list[str]:
    """What is wrong with the headers of an answer."""
    told = answer.headers
    wrong = [name for name, value in EXACT.items() if told.get_list(name) != [value]]
    parts = [part.strip() for part in told.get("content-security-policy", "").split(";")]
    directives = dict(part.split(" ", 1) for part in parts if " " in part)
    wrong += [name for name, value in POLICY.items() if directives.get(name) != value]
    if "unsafe" in told.get("content-security-policy", "") or "*" in directives.values():
        wrong.append("content-security-policy")
    wrong += [name for name in ("x-request-id", "permissions-policy") if not told.get(name)]
    wrong += [name for name in told if name.startswith("access-control-")]
    for cookie in told.get_list("set-cookie"):
        name, *flags = [part.strip().lower() for part in cookie.split(";")]
        if not name.startswith("__host-") or {"secure", "httponly", "path=/"} - set(flags):
            wrong.append("set-cookie")
        if not {"samesite=lax", "samesite=strict"} & set(flags) or any("domain" in flag for flag in flags):
            wrong.append("set-cookie")
    return wrong


async def _ask(client: httpx.AsyncClient, route: Route) -> Response:
    address = route.address(dict.fromkeys(route.placeholders, str(new_id())))
    body: dict[str, str] | None = None if route.method == "GET" else {}
    return await client.request(route.method, address, json=body, headers={"idempotency-key": "headers"})


@pytest.mark.parametrize("who", ["nobody", "student", "tutor", "admin"])
async def test_every_route_has_them_and_keeps_private_answers_out_of_caches(
    world: World, who: str, record_property: Callable[[str, object], None]
) -> None:
    visitor = world.visitor()
    [person] = [visitor] if who == "nobody" else await a_crowd(world.database_url, world.url, 1, role=who)
    wrong = []
    for route in sorted(routes(), key=lambda route: route.operation == "logout"):
        answer = await _ask(person.http, route)
        failures = missing(answer)
        kept = answer.headers.get("cache-control", "")
        if not route.is_public and kept != "no-store" and not kept.startswith("private"):
            failures.append(f"cache-control: {kept}")
        if failures:
            wrong.append((str(route), answer.status_code, failures))
    record_property("cells", ("routes and headers", len(routes())))
    assert wrong == []


@pytest.mark.parametrize("how", OUTCOMES)
async def test_every_failure_has_them(world: World, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await come_to(how, world, monkeypatch)
    assert missing(answer) == []
    if answer.status_code >= 400:
        assert answer.headers["cache-control"] == "no-store"


@pytest.fixture
def static_files(world: World) -> Iterator[list[str]]:
    """Files of a build, of every kind there is."""
    home: Path = settings().web_dist
    names = [
        "assets/app-1a2b.js",
        "assets/app-1a2b.css",
        "assets/font-1a2b.woff2",
        "favicon.svg",
        "robots.txt",
    ]
    for name in (*names, "index.html"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text('<html lang="ru"></html>' if name == "index.html" else "x")
    files.cache_clear()
    yield names
    shutil.rmtree(home)
    files.cache_clear()


async def test_every_file_and_page_has_them(world: World, static_files: list[str]) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        for address in (*(f"/{name}" for name in static_files), *NO_ROUTE):
            answer = await client.get(address)
            assert answer.status_code in (200, 404), address
            assert missing(answer) == [], address


async def test_photos_have_them_and_one_that_waits_for_a_moderator_is_kept_nowhere(world: World) -> None:
    student, tutor = await a_student(world), await a_tutor(world)
    shown = (await upload(student, picture())).json()["photo_url"]
    waiting = (await upload(tutor, picture())).json()["photo_url"]
    for person, url, kept in ((student, shown, "public"), (tutor, waiting, "no-store")):
        answer = await person.get(url.removeprefix("/api/v1"))
        assert answer.status_code == 200
        assert missing(answer) == []
        assert answer.headers["cache-control"].startswith(kept)
