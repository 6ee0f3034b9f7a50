"""The running product, for tests: every part real, in this process, on loopback ports of its own.

The gateway, the internal port and the sandbox are real HTTP servers; PostgreSQL and Redis are the session's
services; the jobs are done by a real worker. Only time is ours: `travel` moves the clock, and the jobs
waiting for a later moment with it.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import asyncpg
import httpx
import pytest
from prometheus_client import Counter

from people import Person
from tutorium import process
from tutorium.gateway.app import gateway, internal
from tutorium.platform import broker, cache, circuit, clock, db, jobs, metrics, migrations, policy, settings
from tutorium.sandbox.app import create_app
from tutorium.sandbox.config import SandboxConfig
from tutorium.sandbox.document_system.desk import Desk
from tutorium.worker import PLATFORM

if TYPE_CHECKING:
    from services import Services

    Pool = asyncpg.Pool[asyncpg.Record]

SECRETS = {
    "PAYMENT_SYSTEM_SHOP_ID": "100500",
    "PAYMENT_SYSTEM_SECRET_KEY": "test_shop_key",
    "MINDBOX_ENDPOINT_ID": "tutorium.Backend",
    "MINDBOX_SECRET_KEY": "mindbox_key",
    "YANDEX_ID_CLIENT_ID": "yandex-app",
    "YANDEX_ID_CLIENT_SECRET": "yandex_key",
    "VK_ID_CLIENT_ID": "54000001",
    "SECRET_KEY": "a pepper only the tests use",
    "INTERNAL_SECRET": "a secret between the test's processes",
}
ELK_API_KEY = "elasticsearch_key"
"""Of the stand-in of Elasticsearch: the product of the tests logs to standard error, unless a test ships."""
_MAKE_DUE = """WITH moved AS (UPDATE platform.pgqueuer SET execute_after = execute_after - $1::interval)
    SELECT pg_notify('tutorium_jobs', json_build_object('channel', 'tutorium_jobs', 'operation', 'update',
        'sent_at', now(), 'table', 'pgqueuer', 'type', 'table_changed_event')::text)"""
"""A worker looks once a second, or at once when it is told: the queue tells of new jobs only."""
SYSTEMS = ("payment-system", "mindbox", "yandex-id", "vk-id", "elk", "document-system")


class World:
    """What a test sees of the running product."""

    def __init__(
        self,
        url: str,
        sandbox_url: str,
        database_url: str,
        owner: Pool,
        desk: Desk,
        running: list[asyncio.Task[None]],
    ) -> None:
        self.url = url
        self.sandbox_url = sandbox_url
        self.database_url = database_url
        self.owner = owner
        self.desk = desk
        self.running = running
        self._quiet = _Traffic()
        self.sandbox = httpx.AsyncClient(base_url=sandbox_url, timeout=10)

    def visitor(self, **headers: str) -> Person:
        """Somebody with a browser and no account."""
        return Person(self.url, headers)

    async def settle(self) -> None:
        """Wait until every job that is due has been done, and what these bring about too."""
        async with asyncio.timeout(30):
            while await self._moves():  # noqa: ASYNC110 -- the queue is in PostgreSQL
                await asyncio.sleep(0.01)

    async def travel(self, **by: float) -> None:
        """Move the clock from one job's moment to the next, as time does, and wait until each is done."""
        left = timedelta(**by)
        await self.settle()
        while left > timedelta():
            step = min(left, await self._until_next_job() or left)
            clock.travel(step)
            await self.owner.execute(_MAKE_DUE, step)
            await cache.redis().flushdb()
            await self.settle()
            left -= step

    async def _until_next_job(self) -> timedelta | None:
        """How long until a job is due; what is due in the same second goes with it."""
        wait: timedelta | None = await self.owner.fetchval(
            """SELECT min(execute_after) - now() + interval '1 second' FROM platform.pgqueuer
            WHERE status = 'queued' AND execute_after > now()"""
        )
        return wait

    async def run_schedule(self, name: str) -> None:
        """Run one periodic job now, and what it brings about."""
        await jobs.run_schedule(name)
        await self.settle()

    async def letters(self, email: str, operation: str = "") -> list[dict[str, Any]]:
        """Letters to this address in the Mindbox sandbox, newest first."""
        await self.settle()
        answer = await self.sandbox.get("/mindbox/_inbox", params={"email": email})
        return [item for item in answer.json()["items"] if operation in ("", item["operation"])]

    async def text_messages(self, phone: str) -> list[dict[str, Any]]:
        """Text messages to this number in the Mindbox sandbox, newest first."""
        await self.settle()
        answer = await self.sandbox.get("/mindbox/_inbox", params={"phone": phone})
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def pay(self, payment_id: str, card: str = "5555555555554444") -> None:
        """Do what the payer does on the hosted page, and wait until the product knows."""
        path = f"/payment-system/_control/payments/{payment_id}/pay"
        (await self.sandbox.post(path, json={"card": card})).raise_for_status()
        await self.webhooks_delivered()

    async def provider_payment(self, payment_id: str) -> dict[str, Any]:
        """The Payment System's own record of one of our payments."""
        answer = await self.sandbox.get("/payment-system/_control/payments")
        return next(p for p in answer.json()["items"] if p["metadata"]["payment_id"] == payment_id)

    async def webhooks_delivered(self) -> None:
        """Wait until the sandbox has tried every notification it has, and the product has digested them."""
        (await self.sandbox.post("/payment-system/_control/webhooks/deliver")).raise_for_status()
        await self.settle()

    async def fault(self, system: str, kind: str, *, rate: float = 1.0, seconds: float = 600) -> None:
        """Switch on a fault of one of the SYSTEMS; the next test starts without it."""
        path = f"/{system}/_control/faults"
        body = {"kind": kind, "rate": rate, "seconds": seconds}
        (await self.sandbox.post(path, json=body)).raise_for_status()

    async def no_faults(self) -> None:
        """Switch off all faults."""
        for system in SYSTEMS:
            (await self.sandbox.delete(f"/{system}/_control/faults")).raise_for_status()

    async def fetch(self, sql: str, *args: Any) -> list[asyncpg.Record]:
        """Look into the database, for what no screen shows."""
        return await self.owner.fetch(sql, *args)

    async def empty(self) -> None:
        """Forget everything: no rows, no files, no cache, no faults, the clock of the machine."""
        if ended := [each for each in self.running if each.done()]:
            # Without its worker, say, every further test would fail, each after a long wait.
            pytest.exit(f"a part of the product has ended: {ended}", returncode=1)
        await self.settle()
        await self.no_faults()
        clock.travel(-clock.offset())
        tables = await self.fetch(
            "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')"
            "   AND tablename NOT LIKE 'pgqueuer_%' AND tablename <> 'broker_binding'"
        )
        # DELETE, not TRUNCATE: the worker is at home, and a few rows go faster than forty files.
        script = ";".join(f"DELETE FROM {row['name']}" for row in tables)  # noqa: S608 -- names of tables
        await self.as_owner("SET LOCAL session_replication_role = replica", script)
        for path in settings.settings().files_dir.rglob("*"):
            if path.is_file():
                path.unlink()
        (await self.sandbox.delete("/document-system/_control/rules")).raise_for_status()
        for message in await broker.parked():
            await broker.forget(message.id)
        await cache.redis().flushdb()
        policy.forget()
        circuit.circuits.clear()

    async def as_owner(self, *scripts: str) -> None:
        """Do in one transaction what only the owner of the database may do."""
        async with self.owner.acquire() as connection, connection.transaction():
            for script in scripts:
                await connection.execute(script)

    async def _moves(self) -> bool:
        """A message that is read while the queue is being looked at may have made a job: look once more."""
        before = self._traffic()
        return await self._busy() or self._messages_move() or self._traffic() != before

    async def _busy(self) -> bool:
        async with self.owner.acquire() as connection:
            return await jobs.waiting(connection) > 0

    def nothing_moves(self) -> None:
        """Wait for no message that has been sent so far: somebody else than the product asked."""
        self._quiet = self._traffic()

    def _traffic(self) -> _Traffic:
        return _Traffic(
            asked=_counted(metrics.broker_sent, link="docs", outcome="ok"),
            taken=self.desk.taken,
            answered=self.desk.posted,
            consumed=_counted(metrics.broker_consumed, queue="platform.doc-replies"),
        )

    def _messages_move(self) -> bool:
        """Whether a message is on its way to the Document System or back."""
        now = self._traffic()
        quiet = (
            self.desk.idle()
            and not broker.transport().in_hand()
            and now.taken - self._quiet.taken >= now.asked - self._quiet.asked
            and now.consumed - self._quiet.consumed >= now.answered - self._quiet.answered
        )
        if quiet:
            self._quiet = now
        return not quiet


class _Traffic(NamedTuple):
    """Messages counted since the world began."""

    asked: int = 0
    taken: int = 0
    answered: int = 0
    consumed: int = 0


def _counted(counter: Counter, **labels: str) -> int:
    return sum(
        int(sample.value)
        for family in counter.collect()
        for sample in family.samples
        if sample.name.endswith("_total") and labels.items() <= sample.labels.items()
    )


@asynccontextmanager
async def a_world(services: Services, folder: Path, *, apart: bool) -> AsyncIterator[World]:
    """The product on a database of its own; `apart` puts every module behind HTTP calls."""
    database_url = await new_database(services.database_url, f"tutorium_test_{os.getpid()}")
    port, internal_port, sandbox_port = free_port(), free_port(), free_port()
    url, sandbox_url = f"http://localhost:{port}", f"http://127.0.0.1:{sandbox_port}"
    here = f"http://127.0.0.1:{internal_port}"
    os.environ |= SECRETS | {
        "ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "DATABASE_POOL": "16",  # two worlds at once, and a server of 100 connections
        "REDIS_URL": services.redis_url,
        "AMQP_URL": services.amqp_url or "",
        "PUBLIC_URL": url,
        "PORT": str(port),
        "INTERNAL_PORT": str(internal_port),
        "PAYMENT_SYSTEM_URL": f"{sandbox_url}/payment-system/v3",
        "MINDBOX_URL": f"{sandbox_url}/mindbox",
        "YANDEX_ID_URL": f"{sandbox_url}/yandex-id",
        "YANDEX_ID_PROFILE_URL": f"{sandbox_url}/yandex-id",
        "VK_ID_URL": f"{sandbox_url}/vk-id",
        "FILES_DIR": str(folder / "files"),
        "WEB_DIST": str(folder / "web"),
        "REMOTE_MODULES": ",".join(f"{m}={here}" for m in settings.MODULES) if apart else "",
    }
    settings.settings.cache_clear()
    await asyncio.to_thread(migrations.upgrade, database_url)
    sandbox = create_app(
        SandboxConfig(
            host="127.0.0.1",
            port=sandbox_port,
            data=folder / "sandbox",
            webhook_url=f"{url}/api/v1/webhooks/payments",
            shop_id=SECRETS["PAYMENT_SYSTEM_SHOP_ID"],
            secret_key=SECRETS["PAYMENT_SYSTEM_SECRET_KEY"],
            mindbox_key=SECRETS["MINDBOX_SECRET_KEY"],
            mindbox_endpoint_id=SECRETS["MINDBOX_ENDPOINT_ID"],
            app_url=url,
            yandex_client_id=SECRETS["YANDEX_ID_CLIENT_ID"],
            yandex_client_secret=SECRETS["YANDEX_ID_CLIENT_SECRET"],
            vk_client_id=SECRETS["VK_ID_CLIENT_ID"],
            broker_url=services.amqp_url or database_url,
            elk_api_key=ELK_API_KEY,
        )
    )
    stop = asyncio.Event()
    async with process.resources("test", statement_seconds=5) as config:
        servers = [
            process.server(gateway(), "127.0.0.1", port),
            process.server(internal(), "127.0.0.1", internal_port),
            process.server(sandbox, "127.0.0.1", sandbox_port),
        ]
        running = [asyncio.create_task(server.serve()) for server in servers]
        worker = jobs.work(database_url, config.hosted | {PLATFORM}, stop, schedules=False)
        running.append(asyncio.create_task(worker))
        running.append(asyncio.create_task(broker.work(config.hosted, stop)))
        await _answering(url, sandbox_url)
        async with asyncio.timeout(10):
            await broker.transport().consuming.wait()
        async with asyncpg.create_pool(database_url, min_size=1, max_size=4, init=db.speak_json) as owner:
            world = World(url, sandbox_url, database_url, owner, sandbox.state.desk, running)
            yield world
            await world.sandbox.aclose()
        stop.set()
        for server in servers:
            server.stop()  # type: ignore[no-untyped-call]
        await asyncio.wait(running, timeout=10)
    await drop_database(services.database_url, database_url)


async def _answering(*urls: str) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(10):
        for url in urls:
            while True:
                try:
                    await client.get(f"{url}/health/live")
                    break
                except httpx.TransportError:
                    await asyncio.sleep(0.02)


async def new_database(server: str, name: str) -> str:
    """The address of an empty database of this name on the server."""
    await drop_database(server, f"/{name}")
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    head, _, _ = server.rpartition("/")
    return f"{head}/{name}"


async def drop_database(server: str, url: str) -> None:
    """Drop the database at this address, whoever uses it."""
    connection = await asyncpg.connect(server)
    await connection.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')
    await connection.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
