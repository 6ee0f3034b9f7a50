"""Public pages of a running installation: how fast they are made, and how fast a phone shows them.

    python3 manage.py run                       # in another terminal
    .venv/bin/python -m bench.pages http://localhost:8000

Making: requests a second from one process, of a page that is kept and of pages nobody has asked for yet.
Showing: a cold browser of a phone's size, four times slower than this machine, on slow 4G.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
from playwright.async_api import Browser, async_playwright

from bench import ROOT
from bench.load import Load, Order
from tutorium.local.chromium import chromium

CONNECTIONS, SECONDS, NEW_PAGES, ROUNDS = 8, 5.0, 400, 3
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 93_750}
"""Lighthouse's phone: 150 ms for a round trip, 1.6 Mbit/s down; bytes a second."""
OBSERVE = """
window.shown = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
  .observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => { shown.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) shown.cls += entry.value; });
watch("longtask", (entry) => { shown.tbt += Math.max(0, entry.duration - 50); });
"""


class Shown(msgspec.Struct, frozen=True):
    """One visit: milliseconds, and kilobytes as they came over the wire."""

    fcp: float
    lcp: float
    cls: float
    tbt: float
    page_kb: float
    styles_kb: float
    scripts_kb: float
    all_kb: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("url", help="the address of the installation")
    asyncio.run(_measure(parser.parse_args().url.rstrip("/")))


async def _measure(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        found = (await client.get("/api/v1/catalog/tutors?limit=1&sort=rating")).json()["items"]
    pages = {"home": "/", "search": "/tutors", "tutor": f"/tutors/{found[0]['tutor_id']}"}
    print(f"{'':8}{'kept/s':>8}{'p50 ms':>8}{'new/s':>8}{'p50 ms':>8}{'alone ms':>10}")
    for name, path in pages.items():
        kept = await asyncio.to_thread(_load, url, [path], CONNECTIONS)
        new = await asyncio.to_thread(_load, url, _never_asked(path), CONNECTIONS)
        alone = await asyncio.to_thread(_load, url, _never_asked(path), 1)
        speed = f"{kept.per_second:8.0f}{kept.p50_ms:8.1f}{new.per_second:8.0f}{new.p50_ms:8.1f}"
        print(f"{name:8}{speed}{alone.p50_ms:10.1f}")
    titles = ("FCP ms", "LCP ms", "CLS", "TBT ms", "HTML kB", "CSS kB", "JS kB", "all kB")
    print(f"\n{'':8}" + "".join(f"{title:>9}" for title in titles))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, path in pages.items():
            visits = [await _visit(browser, url + path) for _ in range(ROUNDS)]
            columns = zip(*(msgspec.structs.astuple(visit) for visit in visits), strict=True)
            fcp, lcp, cls, tbt, *sizes = (statistics.median(column) for column in columns)
            row = f"{fcp:9.0f}{lcp:9.0f}{cls:9.4f}{tbt:9.0f}"
            print(f"{name:8}{row}" + "".join(f"{size:9.1f}" for size in sizes))
        await browser.close()


def _never_asked(path: str) -> list[str]:
    """Addresses of the same page that no cache knows; as many as one measurement may need."""
    return [f"{path}?visit={uuid.uuid4()}" for _ in range(NEW_PAGES * int(SECONDS))]


def _load(url: str, paths: list[str], connections: int) -> Load:
    port = urlsplit(url).port or 80
    order = Order(port=port, paths=paths, connections=connections, seconds=SECONDS)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        Path(file.name).write_bytes(msgspec.json.encode(order))
        done = subprocess.run(
            [sys.executable, "-m", "bench.load", file.name], cwd=ROOT, capture_output=True, check=True
        )
    return msgspec.json.decode(done.stdout, type=Load)


async def _visit(browser: Browser, address: str) -> Shown:
    context = await browser.new_context(locale="ru-RU", viewport={"width": 412, "height": 823})
    await context.add_init_script(OBSERVE)
    tab = await context.new_page()
    session = await context.new_cdp_session(tab)
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"] / 1000}),
    )
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", SLOW_4G)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await tab.goto(address, wait_until="networkidle")
    shown = await tab.evaluate("shown")
    fcp = await tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    await context.close()

    def kb(kind: str) -> float:
        return sum(size for request, size in sizes.items() if kinds.get(request) == kind)

    return Shown(
        fcp, shown["lcp"], shown["cls"], shown["tbt"],
        kb("Document"), kb("Stylesheet"), kb("Script"), sum(sizes.values()),
    )  # fmt: skip


if __name__ == "__main__":
    main()
