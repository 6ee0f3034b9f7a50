"""What is not shown: the repository, lists of files, traces of errors, answers to other sites."""

import shutil
from collections.abc import Iterator

import httpx
import pytest
from litestar import get

from tutorium.gateway.app import api
from tutorium.gateway.door import Door
from tutorium.gateway.pages import files
from tutorium.platform.settings import settings
from world import World

NOT_SERVED = (
    "/.git/config",
    "/.env",
    "/../beside.txt",
    "/..%2fbeside.txt",
    "/%2e%2e/beside.txt",
    "/assets/../../beside.txt",
    "/assets/..%2f..%2fbeside.txt",
    "//beside.txt",
    "/package.json",
)
FOLDERS = ("/assets", "/assets/", "/api", "/api/", "/api/v1/", "/health")
MEDIA_TYPES = {
    "/": "text/html; charset=utf-8",
    "/tutors": "text/html; charset=utf-8",
    "/api/docs": "text/html; charset=utf-8",
    "/api/openapi.json": "application/vnd.oai.openapi+json",
    "/api/v1/catalog/subjects": "application/json",
    "/api/v1/accounts/me": "application/problem+json",
    "/absent.js": "application/problem+json",
    "/health/live": "application/json",
}


@pytest.fixture
def build(world: World) -> Iterator[None]:
    """A small web application where the gateway looks for it, with other files beside it."""
    home = settings().web_dist
    (home / "assets").mkdir(parents=True)
    (home / "index.html").write_text("<html><body>shell</body></html>")
    (home / "assets/listed-1.js").write_text("1")
    (home.parent / "beside.txt").write_text("canary")
    files.cache_clear()
    yield
    shutil.rmtree(home)
    files.cache_clear()


@pytest.mark.usefixtures("build")
@pytest.mark.parametrize("path", NOT_SERVED)
async def test_nothing_beside_the_web_application_is_served(world: World, path: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(httpx.URL(world.url, raw_path=path.encode()))
    assert "canary" not in answer.text
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.usefixtures("build")
@pytest.mark.parametrize("path", FOLDERS)
async def test_no_folder_is_listed(world: World, path: str) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        answer = await client.get(path)
        assert (await client.get("/assets/listed-1.js")).text == "1"
    assert answer.status_code in (200, 404)
    assert "listed-1" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
async def test_methods_nobody_needs_are_not_taken(world: World, method: str) -> None:
    async with httpx.AsyncClient(base_url=world.url, headers={"x-echo": "canary"}) as client:
        for path in ("/", "/api/v1/catalog/subjects"):
            answer = await client.request(method, path)
            assert 400 <= answer.status_code < 500, path
            assert "canary" not in answer.text


async def test_no_other_site_may_read_an_answer(world: World) -> None:
    headers = {"origin": "https://evil.test", "access-control-request-method": "POST"}
    async with httpx.AsyncClient(base_url=world.url, headers=headers) as client:
        for path in ("/", "/api/v1/catalog/subjects", "/api/v1/auth/session", "/api/v1/auth/login"):
            for answer in (await client.get(path), await client.options(path)):
                allowed = [name for name in answer.headers if name.startswith("access-control-")]
                assert allowed == [], path
                assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.usefixtures("build")
@pytest.mark.parametrize("path", sorted(MEDIA_TYPES))
async def test_every_answer_says_what_it_is(world: World, path: str) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        answer = await client.get(path)
    assert answer.headers["content-type"] == MEDIA_TYPES[path]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/api/docs", "/api/v1/accounts/me", "/absent.js", "/health/live"])
async def test_the_headers_demand_enough(world: World, path: str) -> None:
    async with httpx.AsyncClient(base_url=world.url) as client:
        headers = (await client.get(path)).headers
    lasting, *others = (part.strip() for part in headers["strict-transport-security"].split(";"))
    assert int(lasting.removeprefix("max-age=")) >= 365 * 24 * 3600
    assert "includeSubDomains" in others
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    for directive in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert policy[directive] == "'none'", directive
    assert (policy["script-src"], policy["connect-src"]) == ("'self'", "'self'")
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


async def test_a_bug_is_logged_with_its_trace_and_told_without(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    @get("/broken")
    async def broken() -> None:
        raise RuntimeError("SELECT secret FROM somewhere")

    app = api()
    app.register(broken)
    door = httpx.ASGITransport(Door(app, form_targets=""), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=door, base_url="http://test") as client:
        answer = await client.get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "gateway.broken")
    assert not app.debug
    assert any("request_failed" in record.getMessage() for record in caplog.records)
    assert "SELECT secret" in caplog.text
    for word in ("secret", "RuntimeError", "Traceback", ".py"):
        assert word not in answer.text
