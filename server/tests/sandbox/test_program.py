"""The sandbox as a program: its configuration, its end, and what survives a kill."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from sandbox.stand import Sandbox, ShopServer, environment
from world import free_port

COMMAND = (sys.executable, "-c", "from tutorium.sandbox.serve import main; main()")


@asynccontextmanager
async def running(env: dict[str, str]) -> AsyncIterator[tuple[Process, Sandbox]]:
    process = await asyncio.create_subprocess_exec(*COMMAND, env=env)
    sandbox = Sandbox(f"http://127.0.0.1:{env['SANDBOX_PORT']}")
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    await sandbox.http.get("/")
                    break
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
        yield process, sandbox
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await sandbox.api.aclose()
        await sandbox.http.aclose()


async def test_a_kill_loses_nothing(shop: ShopServer, tmp_path: Path) -> None:
    env = environment(tmp_path, free_port(), shop.url)
    shop.answers = [500]
    async with running(env) as (process, sandbox):
        await sandbox.travel(hours=1)
        paid = await sandbox.paid()
        refund = (await sandbox.refund(paid["id"], "500.00")).json()
        before = await sandbox.payments()
        process.send_signal(signal.SIGKILL)
        await process.wait()
    async with running(env) as (_, sandbox):
        assert await sandbox.payments() == before
        assert (await sandbox.create())["id"] == paid["id"]
        assert before[0]["refunds"][0]["id"] == refund["id"]
        await sandbox.deliver()
        later = await sandbox.create(key="later")
    assert later["created_at"] >= paid["created_at"]
    assert {"payment.succeeded", "refund.succeeded"} == set(shop.events())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_when_told_even_while_somebody_waits(
    shop: ShopServer, tmp_path: Path, number: signal.Signals
) -> None:
    async with running(environment(tmp_path, free_port(), shop.url)) as (process, sandbox):
        await sandbox.fault("timeout")
        waiting = asyncio.create_task(sandbox.api.get("/me", timeout=10))
        await sandbox.payments()
        process.send_signal(number)
        async with asyncio.timeout(5):
            assert await process.wait() == 0
        await asyncio.wait({waiting})
        waiting.exception()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SANDBOX_SECRET_KEY", "", "needs the environment variable SANDBOX_SECRET_KEY"),
        ("SANDBOX_PORT", "http", "SANDBOX_PORT must be a port number"),
        ("SANDBOX_WEBHOOK_URL", "localhost", "SANDBOX_WEBHOOK_URL must be an http or https address"),
        ("ENVIRONMENT", "production", "does not start with ENVIRONMENT=production"),
    ],
)
async def test_a_wrong_configuration_is_one_sentence(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    env = environment(tmp_path, free_port(), "http://127.0.0.1:9/") | {name: value}
    process = await asyncio.create_subprocess_exec(*COMMAND, env=env, stderr=PIPE)
    _, errors = await process.communicate()
    assert process.returncode == 2
    assert sentence in errors.decode()
    assert len(errors.decode().strip().splitlines()) == 1
