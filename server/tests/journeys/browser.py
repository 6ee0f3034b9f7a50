"""People at a real browser, in front of an installation started by `tutorium up`.

Everything they see is photographed wide and narrow, light and dark, and looked over by axe-core; every
error in the console is kept.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec
import pyotp
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Error, Page, Request, async_playwright

from processes import bare_environment
from tutorium.local.announcement import Running
from tutorium.local.processes import end, free_ports, spawn
from tutorium.local.root import ROOT

ARTIFACTS = ROOT / ".artifacts/browser-path"
START_SECONDS = 120
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {1440: 900, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TURNED = ":root[data-mantine-color-scheme={0}], :root:not([data-mantine-color-scheme])"
"""The page has turned light or dark; those of the sandbox turn at once."""
STREAM = "/api/v1/notifications/stream"
A_VISITOR_HAS_NO_SESSION = "/api/v1/auth/session"
"""The one request of everybody that may be refused."""
ENTER = """async ([email, password, code]) => {
    const post = (path, body) => fetch(`/api/v1${path}`, {
        method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify(body),
    });
    let answer = await post("/auth/login", {email, password});
    if (answer.ok && code) answer = await post("/auth/login/second-factor", {method: "totp", code});
    return answer.status;
}"""


@asynccontextmanager
async def an_installation(folder: Path, *, ahead: timedelta = timedelta()) -> AsyncIterator[Running]:
    """`tutorium up` with embedded services in a folder and on ports of its own, its clock `ahead`."""
    port, sandbox_port = free_ports(2)
    env = bare_environment() | {
        "TUTORIUM_DATA": str(folder),
        "PORT": str(port),
        "SANDBOX_PORT": str(sandbox_port),
        "CLOCK_OFFSET_SECONDS": str(int(ahead.total_seconds())),
    }
    log = folder / "up.log"
    process = spawn([sys.executable, "-m", "tutorium", "up"], log=log, cwd=folder, env=env)
    announced = folder / "run.json"
    try:
        async with asyncio.timeout(START_SECONDS):
            while not announced.exists():
                assert process.poll() is None, log.read_text()
                await asyncio.sleep(0.1)
        yield msgspec.json.decode(announced.read_bytes(), type=Running)
    finally:
        await asyncio.to_thread(end, process, (signal.SIGTERM, 30))


@asynccontextmanager
async def a_browser(path: str) -> AsyncIterator[Browser]:
    """Chromium without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


class Visitor:
    """Somebody with a browser of his own, who keeps what was wrong with what he saw."""

    def __init__(self, page: Page, name: str, running: Running, ahead: timedelta) -> None:
        self.page = page
        self.name = name
        self.ahead = ahead
        self.app = running.app_url
        self.sandbox = running.sandbox_url
        self.complaints: list[str] = []
        self.seen = 0
        self.refusals = {A_VISITOR_HAS_NO_SESSION}
        """Requests that may be refused: the browser calls every refusal an error."""
        page.on("console", self._listen)
        self._asked: set[Request] = set()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error} ({page.url})"))

    def _listen(self, message: ConsoleMessage) -> None:
        expected = any(path in str(message.location.get("url")) for path in self.refusals)
        if message.type == "error" and not expected:
            self.complaints.append(f"{self.name}: {message.text} ({message.location.get('url')})")

    def _begun(self, request: Request) -> None:
        self._asked.add(request)

    def _ended(self, request: Request) -> None:
        self._asked.discard(request)

    async def screen(self, title: str) -> None:
        """Photograph what is on the screen, in both widths and both colours, and have axe look at it."""
        self.seen += 1
        await self.quiet()
        for width, height in SIZES.items():
            await self.page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                await self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await self.page.locator(TURNED.format(scheme)).wait_for(state="attached")
                await self.page.evaluate("scrollTo(0, 0)")
                picture = f"{self.name}-{self.seen:02}-{title}-{width}-{scheme}.png"
                await self.page.screenshot(path=ARTIFACTS / picture, full_page=True, animations="disabled")
                found: dict[str, Any] = (await Axe().run(self.page)).response
                for violation in found["violations"]:
                    where = [node["target"] for node in violation["nodes"][:3]]
                    self.complaints.append(f"{picture}: {violation['help']} {where}")
        await self.page.set_viewport_size({"width": 1440, "height": 900})
        await self.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    async def quiet(self) -> None:
        """Wait until half a second has passed without a request; the stream of live updates never ends."""
        async with asyncio.timeout(45):
            since = asyncio.get_running_loop().time()
            while asyncio.get_running_loop().time() - since < 0.5:
                await asyncio.sleep(0.05)
                if any(STREAM not in each.url for each in self._asked):
                    since = asyncio.get_running_loop().time()

    async def says(self, text: str) -> None:
        """Wait until these words can be read."""
        await self.page.get_by_text(text).first.wait_for()

    async def press(self, name: str, *, within: str = "main") -> None:
        """Press the button or follow the link with this name."""
        place = self.page.locator(within)
        button = place.get_by_role("button", name=name, exact=True)
        await button.or_(place.get_by_role("link", name=name, exact=True)).first.click()

    async def fill(self, label: str, value: str) -> None:
        """Fill the field with this label."""
        await self.page.get_by_label(label, exact=True).fill(value)

    async def open(self, path: str) -> None:
        """Type an address of the application."""
        await self.page.goto(f"{self.app}{path}")


@asynccontextmanager
async def a_visitor(
    browser: Browser, name: str, running: Running, *, timezone: str, ahead: timedelta = timedelta()
) -> AsyncIterator[Visitor]:
    """A fresh browser that speaks Russian, stands in this zone and has its clock `ahead`."""
    context = await browser.new_context(
        locale="ru-RU",
        timezone_id=timezone,
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": 1440, "height": 900},
    )
    context.set_default_timeout(45_000)
    if ahead:
        await context.clock.install(time=datetime.now(UTC) + ahead)
    visitor = Visitor(await context.new_page(), name, running, ahead)
    try:
        yield visitor
    finally:
        with suppress(Error):  # what went wrong before must be seen
            await visitor.page.screenshot(path=ARTIFACTS / f"{name}-at-the-end.png")
        (ARTIFACTS / f"{name}-complaints.txt").write_text("\n".join(visitor.complaints))
        await context.close()


async def enter(visitor: Visitor, running: Running, role: str) -> None:
    """Sign in, with the second factor where there is one."""
    account = next(each for each in running.accounts if each.role == role)
    now = datetime.now(UTC) + visitor.ahead
    code = pyotp.TOTP(account.totp_secret).at(now) if account.totp_secret else ""
    await visitor.open("/")
    assert await visitor.page.evaluate(ENTER, [account.email, running.password, code]) == 200


async def pick_a_late_slot(student: Visitor) -> None:
    """The last free time of the week shown, for a lesson that can be cancelled for nothing."""
    slots = student.page.locator("#slots button[aria-pressed]")
    await slots.first.wait_for()
    await student.quiet()  # a page that is rendered, and not taken over yet, has no ears
    await slots.last.click()
    await student.page.locator("#slots button[aria-pressed=true]").wait_for()
