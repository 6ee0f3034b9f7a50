"""The sandbox and a shop's server, both on loopback ports of their own, new for every test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server
from litestar import Litestar
from yookassa import Configuration

from sandbox.stand import (
    APP_URL,
    CERTIFICATES,
    ENDPOINT_ID,
    MINDBOX_KEY,
    SECRET_KEY,
    SHOP_ID,
    VK_ID,
    YANDEX_ID,
    YANDEX_SECRET,
    Sandbox,
    ShopServer,
)
from tutorium.sandbox.app import create_app
from tutorium.sandbox.config import SandboxConfig
from world import ELK_API_KEY, free_port


@pytest.fixture
async def shop() -> AsyncIterator[ShopServer]:
    """The shop's server."""
    server = ShopServer()
    async with served(server.app(), server.port):
        yield server


@pytest.fixture
async def sandbox(shop: ShopServer, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """An empty sandbox that notifies the shop."""
    port = free_port()
    config = SandboxConfig(
        host="127.0.0.1",
        port=port,
        data=tmp_path,
        webhook_url=shop.url,
        shop_id=SHOP_ID,
        secret_key=SECRET_KEY,
        mindbox_key=MINDBOX_KEY,
        mindbox_endpoint_id=ENDPOINT_ID,
        app_url=APP_URL,
        yandex_client_id=YANDEX_ID,
        yandex_client_secret=YANDEX_SECRET,
        vk_client_id=VK_ID,
        broker_url="amqp://127.0.0.1:1",
        elk_api_key=ELK_API_KEY,
    )
    async with served(create_app(config), port):
        running = Sandbox(f"http://127.0.0.1:{port}")
        yield running
        await running.no_faults()
        await running.api.aclose()
        await running.http.aclose()


@pytest.fixture
def official_sdk(sandbox: Sandbox) -> Sandbox:
    """The official SDK, whose configuration is global, turned to this sandbox."""
    Configuration.configure(SHOP_ID, SECRET_KEY, api_url=f"{sandbox.url}/payment-system/v3")
    return sandbox


@asynccontextmanager
async def served(app: Litestar, port: int) -> AsyncIterator[None]:
    server = Server(app, address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)
    serving = asyncio.create_task(server.serve())
    async with httpx.AsyncClient(verify=CERTIFICATES) as client, asyncio.timeout(10):
        while True:
            try:
                await client.get(f"http://127.0.0.1:{port}/")
                break
            except httpx.TransportError:
                await asyncio.sleep(0.01)
    yield
    server.stop()  # type: ignore[no-untyped-call]
    await serving
