"""The product as it runs in production: processes of their own, which can be killed and started again."""

import asyncio
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx
import msgspec

from people import Person
from tutorium.local.processes import end, free_ports, spawn
from tutorium.local.tls import Certificate
from tutorium.platform import migrations
from tutorium.platform.settings import Settings
from world import ELK_API_KEY, SECRETS

READY_SECONDS = 60.0
NAMES = ("sandbox", "worker", "serve")


def bare_environment() -> dict[str, str]:
    """The machine's environment without what the product reads, which the world of this session has set."""
    read = {field.name.upper() for field in msgspec.structs.fields(Settings)}
    return {name: value for name, value in os.environ.items() if name not in read}


class Product:
    """The processes of one installation, their addresses and their database."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        redis_url: str,
        *,
        tls: Certificate | None = None,
        amqp_url: str | None = None,
    ) -> None:
        port, serve_port, worker_port, sandbox_port = free_ports(4)
        self.folder = folder
        self.database_url = database_url
        self.url = f"{'https' if tls else 'http'}://localhost:{port}"
        self.sandbox_url = f"http://127.0.0.1:{sandbox_port}"
        self.internal_ports = {"serve": serve_port, "worker": worker_port}
        self.env = {**bare_environment(), "PYTHONTZPATH": "", "ENVIRONMENT": "test"} | SECRETS
        self.env |= {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PUBLIC_URL": self.url,
            "PORT": str(port),
            "PAYMENT_SYSTEM_URL": f"{self.sandbox_url}/payment-system/v3",
            "MINDBOX_URL": f"{self.sandbox_url}/mindbox",
            "YANDEX_ID_URL": f"{self.sandbox_url}/yandex-id",
            "YANDEX_ID_PROFILE_URL": f"{self.sandbox_url}/yandex-id",
            "VK_ID_URL": f"{self.sandbox_url}/vk-id",
            "FILES_DIR": str(folder / "files"),
            "WEB_DIST": str(folder / "web"),
            "MODULES": "all",
            "REMOTE_MODULES": "",
            "SANDBOX_HOST": "127.0.0.1",
            "SANDBOX_PORT": str(sandbox_port),
            "SANDBOX_DATA": str(folder / "sandbox"),
            "SANDBOX_WEBHOOK_URL": f"{self.url}/api/v1/webhooks/payments",
            "SANDBOX_SHOP_ID": SECRETS["PAYMENT_SYSTEM_SHOP_ID"],
            "SANDBOX_SECRET_KEY": SECRETS["PAYMENT_SYSTEM_SECRET_KEY"],
            "SANDBOX_MINDBOX_ENDPOINT_ID": SECRETS["MINDBOX_ENDPOINT_ID"],
            "SANDBOX_MINDBOX_KEY": SECRETS["MINDBOX_SECRET_KEY"],
            "SANDBOX_APP_URL": self.url,
            "SANDBOX_YANDEX_CLIENT_ID": SECRETS["YANDEX_ID_CLIENT_ID"],
            "SANDBOX_YANDEX_CLIENT_SECRET": SECRETS["YANDEX_ID_CLIENT_SECRET"],
            "SANDBOX_VK_CLIENT_ID": SECRETS["VK_ID_CLIENT_ID"],
            "AMQP_URL": amqp_url or "",
            "SANDBOX_BROKER_URL": amqp_url or database_url,
            "SANDBOX_ELK_API_KEY": ELK_API_KEY,
        }
        self.trust = ssl.create_default_context()
        self.internal = "http"
        if tls:
            self.trust = ssl.create_default_context(cafile=tls.authority)
            self.trust.load_cert_chain(tls.chain, tls.key)
            self.internal = "https"
            self.env |= {f"{prefix}TLS_CERTIFICATE": str(tls.chain) for prefix in ("", "INTERNAL_")}
            self.env |= {f"{prefix}TLS_KEY": str(tls.key) for prefix in ("", "INTERNAL_")}
            # The sandbox is a stranger: it knows the authority as the machine's own.
            self.env["REDIRECT_PORT"] = str(free_ports(1)[0])
            self.env |= {"TLS_CA": str(tls.authority), "SSL_CERT_FILE": str(tls.authority)}
        self.program: tuple[str, ...] = ("-m", "tutorium")
        """What Python runs, before the name of a command."""
        self.parts: dict[str, dict[str, str]] = {}
        """Variables of single processes; "NAME COMMAND" is one more process beside those of the NAMES."""
        self.away: set[str] = set()
        """Modules whose worker does not run: nobody waits for their jobs."""
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.sandbox = httpx.AsyncClient(base_url=self.sandbox_url, timeout=10)

    def start(self, *names: str) -> None:
        """Start processes; `ready` waits for them."""
        for name in names:
            self.running[name] = spawn(
                [sys.executable, *self.program, name.split()[-1]],
                log=self.folder / f"{name}.log",
                cwd=self.folder,
                env=self.env
                | {"INTERNAL_PORT": str(self.internal_ports.get(name, 0))}
                | self.parts.get(name, {}),
                orphan_signal=signal.SIGKILL,
            )

    async def ready(self, *names: str) -> None:
        """Wait until the processes do their work."""
        addresses = {"sandbox": self.sandbox_url, "serve": self.url}
        async with (
            httpx.AsyncClient(timeout=2, verify=self.trust) as http,
            asyncio.timeout(READY_SECONDS),
        ):
            for name in names:
                address = addresses.get(name) or self.internal_address(name)
                while not await _is_ready(http, address):
                    assert self.running[name].poll() is None, self.last_words(name)
                    await asyncio.sleep(0.05)

    def internal_address(self, name: str) -> str:
        """Where a process answers our own machines."""
        return f"{self.internal}://localhost:{self.internal_ports[name]}"

    def visitor(self) -> Person:
        """Somebody with a browser and no account."""
        return Person(self.url, trust=self.trust)

    async def settle(self) -> None:
        """Wait until every job that is due has been done."""
        await self.quiet()

    async def letters(self, email: str, operation: str = "") -> list[dict[str, Any]]:
        """Letters to this address in the Mindbox sandbox, newest first."""
        await self.quiet()
        answer = await self.sandbox.get("/mindbox/_inbox", params={"email": email})
        return [item for item in answer.json()["items"] if operation in ("", item["operation"])]

    async def text_messages(self, phone: str) -> list[dict[str, Any]]:
        """Text messages to this number in the Mindbox sandbox, newest first."""
        await self.quiet()
        answer = await self.sandbox.get("/mindbox/_inbox", params={"phone": phone})
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def pay(self, lesson: dict[str, Any]) -> None:
        """Do what the payer does on the hosted page, and wait until the product knows."""
        provider_id = urlsplit(lesson["payment"]["confirmation_url"]).path.rpartition("/")[2]
        path = f"/payment-system/_control/payments/{provider_id}/pay"
        (await self.sandbox.post(path, json={"card": "5555555555554444"})).raise_for_status()
        await self.quiet()

    def hang(self, name: str) -> None:
        """Let a process do nothing more, but keep what it has and what comes."""
        self.running[name].send_signal(signal.SIGSTOP)

    def kill(self, name: str) -> None:
        """End a process without a warning."""
        self.running[name].kill()
        self.running[name].wait()

    async def stop(self, *names: str) -> None:
        """Ask processes to finish what they are doing and end."""
        for name in names:
            await asyncio.to_thread(end, self.running.pop(name), (signal.SIGTERM, 30))

    async def travel(self, by: timedelta) -> None:
        """Start serve and worker again so much later, with everything due that has become due meanwhile."""
        await self.stop("serve", "worker")
        await self.fetch("UPDATE platform.pgqueuer SET execute_after = execute_after - $1::interval", by)
        await self.fetch("UPDATE platform.pgqueuer_schedules SET next_run = next_run - $1::interval", by)
        seconds = int(self.env.get("CLOCK_OFFSET_SECONDS", "0")) + int(by.total_seconds())
        self.env["CLOCK_OFFSET_SECONDS"] = str(seconds)
        body = {"advance_seconds": by.total_seconds()}
        (await self.sandbox.post("/payment-system/_control/clock", json=body)).raise_for_status()
        self.start("serve", "worker")
        await self.ready("serve", "worker")

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        """Look into the database."""
        connection = await asyncpg.connect(self.database_url)
        try:
            return await connection.fetch(sql, *args)
        finally:
            await connection.close()

    async def quiet(self, *, seconds: float = 60) -> None:
        """Wait until every job that is due has been done and every notification has been tried."""
        async with asyncio.timeout(seconds):
            for _ in range(2):
                deliver = "/payment-system/_control/webhooks/deliver"
                (await self.sandbox.post(deliver, timeout=60)).raise_for_status()
                while await self._busy():  # noqa: ASYNC110 -- the queue belongs to another process
                    await asyncio.sleep(0.1)

    async def _busy(self) -> bool:
        """A periodic job that died with its worker begins again after half a minute: nobody waits for it."""
        rows = await self.fetch(
            """SELECT FROM (
                SELECT entrypoint FROM platform.pgqueuer
                WHERE status = 'picked' OR status = 'queued' AND execute_after <= now()
                UNION ALL SELECT entrypoint FROM platform.pgqueuer_schedules
                WHERE status = 'queued' AND next_run <= now()
                    OR status = 'picked' AND heartbeat > now() - interval '5 seconds'
            ) AS due WHERE split_part(entrypoint, '.', 1) <> ALL($1::text[]) LIMIT 1""",
            list(self.away),
        )
        return bool(rows)

    def last_words(self, name: str) -> str:
        """The end of a process's log."""
        return "\n".join((self.folder / f"{name}.log").read_text(errors="replace").splitlines()[-20:])


@asynccontextmanager
async def a_product(
    server_url: str,
    redis_url: str,
    folder: Path,
    *,
    name: str,
    tls: Certificate | None = None,
    amqp_url: str | None = None,
    more: Mapping[str, str] | None = None,
    arrange: Callable[[Product], Sequence[str]] = lambda _: NAMES,
) -> AsyncIterator[Product]:
    """Everything started on a fresh database of this name, with `more` variables; gone afterwards.

    `arrange` may set up other processes than the NAMES, and says which are to be started.
    """
    database_url = await _fresh_database(server_url, name)
    await asyncio.to_thread(migrations.upgrade, database_url)
    product = Product(folder, database_url, redis_url, tls=tls, amqp_url=amqp_url)
    product.env |= more or {}
    names = arrange(product)
    try:
        product.start(*names)
        await product.ready(*names)
        yield product
    finally:
        await product.stop(*list(product.running))
        await product.sandbox.aclose()
        await _execute(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _is_ready(http: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await http.get(f"{address}/health/ready")).is_success
    except httpx.TransportError:
        return False


async def _fresh_database(server_url: str, name: str) -> str:
    await _execute(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    await _execute(server_url, f'CREATE DATABASE "{name}"')
    address, question, options = server_url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{question}{options}"


async def _execute(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
