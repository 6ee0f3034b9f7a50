"""Public pages before any script has run, and in a browser that takes them over."""

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import async_playwright

from people import a_tutor
from tutorium.gateway.pages import files
from tutorium.gateway.public_pages import renderer_of
from tutorium.local.root import ROOT
from tutorium.platform.settings import settings
from world import World

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NOBODY = "0192f3aa-0000-7000-8000-000000000001"


@pytest.fixture
def bundle(world: World) -> Iterator[Path]:
    """The built web app where the gateway looks for it; the script with which it renders."""
    home = settings().web_dist
    rendering = home.with_name("dist-server")
    shutil.copytree(ROOT / "web/dist", home)
    shutil.copytree(ROOT / "web/dist-server", rendering)
    files.cache_clear()
    renderer_of.cache_clear()
    yield rendering / "entry-server.js"
    shutil.rmtree(home)
    shutil.rmtree(rendering)
    files.cache_clear()
    renderer_of.cache_clear()


def put_instead(bundle: Path, script: str | None) -> None:
    """Another script, or none."""
    bundle.unlink()
    if script is not None:
        bundle.write_text(script)


async def page(world: World, path: str, **headers: str) -> httpx.Response:
    """What a browser gets for an address."""
    async with httpx.AsyncClient() as client:
        return await client.get(f"{world.url}{path}", headers={"accept-language": "ru", **headers})


def text_of(answer: httpx.Response) -> str:
    """What can be read without scripts."""
    body = re.sub(r"<(script|style).*?</\1>", "", answer.text, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", body))


def data_of(answer: httpx.Response) -> Any:
    """What machines read."""
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.text)
    return json.loads(data)


async def test_the_tutors_page_can_be_read_before_any_script_has_run(world: World, bundle: Path) -> None:
    tutor = await a_tutor(world, full_name="Аристарх Полуэктов")
    answer = await page(world, f"/tutors/{tutor.id}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    text = text_of(answer)
    for words in (
        "Аристарх Полуэктов",
        f"1{NO_BREAK_SPACE}500{NO_BREAK_SPACE}₽",
        "МГУ, мехмат",
        "Выберите время",
    ):
        assert words in text
    assert "<title>Аристарх Полуэктов · Tutorium</title>" in answer.text
    assert (
        '<meta name="description" content="Подготовка к ЕГЭ по математике. 60 минут от 1500 ₽.' in answer.text
    )
    assert f'<link rel="canonical" href="{world.url}/tutors/{tutor.id}" />' in answer.text
    data = data_of(answer)
    assert data["provider"]["name"] == "Аристарх Полуэктов"
    assert data["offers"]["lowPrice"] == 1500


async def test_home_names_the_subjects_and_the_search_names_tutors_and_prices(
    world: World, bundle: Path
) -> None:
    tutor = await a_tutor(world, full_name="Аристарх Полуэктов")
    home = await page(world, "/")
    assert "Математика" in text_of(home)
    assert data_of(home)["@type"] == "WebSite"
    search = await page(world, "/tutors?subject=math&utm_source=letter")
    assert "Аристарх Полуэктов" in text_of(search)
    assert f"1{NO_BREAK_SPACE}500{NO_BREAK_SPACE}₽" in text_of(search)
    assert f'href="{world.url}/tutors?subject=math"' in search.text
    [entry] = data_of(search)["itemListElement"]
    assert entry["url"] == f"{world.url}/tutors/{tutor.id}"


async def test_the_language_is_the_browsers(world: World, bundle: Path) -> None:
    russian = await page(world, "/legal/offer")
    english = await page(world, "/legal/offer", **{"accept-language": "en-GB,en;q=0.9"})
    assert '<html lang="ru"' in russian.text
    assert '<html lang="en"' in english.text
    assert text_of(russian) != text_of(english)
    assert "accept-language" in english.headers["vary"]


@pytest.mark.parametrize("path", [f"/tutors/{NOBODY}", "/tutors/nobody", "/legal/nothing"])
async def test_what_does_not_exist_is_404_and_still_a_page(world: World, bundle: Path, path: str) -> None:
    answer = await page(world, path)
    assert answer.status_code == 404
    assert '<div id="root">' in answer.text


async def test_every_answer_has_a_nonce_of_its_own_though_the_page_is_kept(
    world: World, bundle: Path
) -> None:
    first, second = await page(world, "/"), await page(world, "/")
    nonces = [set(re.findall(r'nonce="([^"]+)"', answer.text)) for answer in (first, second)]
    for answer, found in zip((first, second), nonces, strict=True):
        [nonce] = found
        assert f"'nonce-{nonce}'" in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
    assert nonces[0] != nonces[1]
    rendered = [re.sub(r'(nonce|content)="[^"]*"', "", answer.text) for answer in (first, second)]
    assert rendered[0] == rendered[1]


async def test_what_a_tutor_writes_stays_text(world: World, bundle: Path) -> None:
    wicked = "</script><script>alert(1)</script><!--page--> \" ' & __proto__"
    tutor = await a_tutor(world, profile={"headline": wicked, "about": wicked})
    for path in (f"/tutors/{tutor.id}", "/tutors"):
        answer = await page(world, path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert wicked in text_of(answer)
    assert data_of(await page(world, f"/tutors/{tutor.id}"))["description"] == wicked


@pytest.mark.parametrize(
    "script", ["throw new Error('broken')", "globalThis.render = () => { for (;;); }", None]
)
async def test_without_a_renderer_that_works_there_is_the_shell(
    world: World, bundle: Path, script: str | None
) -> None:
    put_instead(bundle, script)
    answer = await page(world, "/tutors")
    assert answer.status_code == 200
    assert '<script type="module"' in answer.text
    assert "<title>Tutorium</title>" in answer.text
    assert 'name="description"' in answer.text
    assert 'id="rendered"' not in answer.text


async def test_a_browser_takes_the_page_over_without_a_complaint(
    world: World, bundle: Path, browser_path: str
) -> None:
    tutor = await a_tutor(world)
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for language, zone in (("ru-RU", "Asia/Vladivostok"), ("en-US", "Europe/Moscow")):
            context = await browser.new_context(locale=language, timezone_id=zone)
            tab = await context.new_page()
            tab.on("console", lambda message: complaints.append(message.text))
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            for path in ("/", "/tutors", f"/tutors/{tutor.id}", "/legal/offer"):
                await tab.goto(f"{world.url}{path}", wait_until="networkidle")
                assert await tab.locator("#rendered").count() == 1
                assert await tab.locator("#rendered-styles").count() == 0
        await browser.close()
    assert complaints == []
