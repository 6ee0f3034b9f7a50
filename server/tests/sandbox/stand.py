"""A sandbox and a shop's server for tests, and what one does with them."""

import asyncio
import os
import ssl
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar, Request, Response, post
from litestar.datastructures import State

from world import ELK_API_KEY, free_port

SHOP_ID, SECRET_KEY = "100500", "test_shop_key"
ENDPOINT_ID, MINDBOX_KEY = "tutorium.Backend", "mindbox_key"
APP_URL = "http://localhost:9"
YANDEX_ID, YANDEX_SECRET, VK_ID = "yandex-app", "yandex_key", "54000001"
CERTIFICATES = ssl.create_default_context()
"""Loaded once: it takes longer than a whole test."""


class ShopServer:
    """The shop's end of the notifications: keeps what it receives and answers as told, 200 otherwise."""

    def __init__(self) -> None:
        self.port = free_port()
        self.received: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.told = asyncio.Event()

    @property
    def url(self) -> str:
        """Where notifications go."""
        return f"http://127.0.0.1:{self.port}/webhooks"

    def events(self) -> list[str]:
        """What was told so far, in order."""
        return [notification["event"] for notification in self.received]

    def app(self) -> Litestar:
        """The server itself."""

        @post("/webhooks")
        async def take(request: Request[None, None, State]) -> Response[None]:
            self.received.append(await request.json())
            self.told.set()
            return Response(None, status_code=self.answers.pop(0) if self.answers else 200)

        return Litestar([take], openapi_config=None)


class Sandbox:
    """What a test does with a running sandbox."""

    def __init__(self, url: str) -> None:
        self.url = url
        prefix = f"{url}/payment-system/v3"
        self.api = httpx.AsyncClient(base_url=prefix, auth=(SHOP_ID, SECRET_KEY), verify=CERTIFICATES)
        self.http = httpx.AsyncClient(base_url=url, verify=CERTIFICATES)

    async def create(self, *, key: str = "key-1", **fields: Any) -> dict[str, Any]:
        """A pending payment of 1500 roubles in one stage, unless told otherwise."""
        answer = await self.api.post("/payments", json=a_payment(**fields), headers={"Idempotence-Key": key})
        return accepted(answer)

    async def pay(self, payment_id: str, card: str = "5555555555554444", **more: Any) -> dict[str, Any]:
        """Pay with a test card, as on the hosted page."""
        path = f"/payment-system/_control/payments/{payment_id}/pay"
        return accepted(await self.http.post(path, json={"card": card, **more}))

    async def paid(self, **fields: Any) -> dict[str, Any]:
        """A payment that succeeded."""
        return await self.pay((await self.create(**fields))["id"])

    async def refund(self, payment_id: str, value: str, *, key: str = "refund-1") -> httpx.Response:
        """Ask for money back."""
        body = {"payment_id": payment_id, "amount": {"value": value, "currency": "RUB"}}
        return await self.api.post("/refunds", json=body, headers={"Idempotence-Key": key})

    async def get(self, path: str) -> dict[str, Any]:
        """An object of the API as it is now."""
        return accepted(await self.api.get(path))

    async def fault(self, kind: str, system: str = "payment-system") -> None:
        """Switch a fault on for every call."""
        accepted(await self.http.post(f"/{system}/_control/faults", json={"kind": kind}))

    async def no_faults(self, system: str = "payment-system") -> None:
        """Everything works again."""
        (await self.http.delete(f"/{system}/_control/faults")).raise_for_status()

    async def travel(self, **by: float) -> None:
        """Move the sandbox's clock."""
        seconds = by.get("seconds", 0) + 60 * by.get("minutes", 0) + 3600 * by.get("hours", 0)
        order = {"advance_seconds": seconds}
        accepted(await self.http.post("/payment-system/_control/clock", json=order))

    async def deliver(self) -> None:
        """One attempt for every notification that waits."""
        (await self.http.post("/payment-system/_control/webhooks/deliver")).raise_for_status()

    async def payments(self) -> list[dict[str, Any]]:
        """What the Payment System holds to be true."""
        items: list[dict[str, Any]] = (await self.http.get("/payment-system/_control/payments")).json()[
            "items"
        ]
        return items


def a_payment(**fields: Any) -> dict[str, Any]:
    """The body of a request for a payment."""
    return {
        "amount": {"value": "1500.00", "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "http://localhost:9/return?lesson=7"},
        "description": "Урок математики",
    } | fields


def accepted(answer: httpx.Response) -> dict[str, Any]:
    """The object in a successful answer."""
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def environment(data: Path, port: int, webhook_url: str) -> dict[str, str]:
    """The variables of a sandbox that runs as a program of its own."""
    return os.environ | {
        "ENVIRONMENT": "test",
        "SANDBOX_HOST": "127.0.0.1",
        "SANDBOX_PORT": str(port),
        "SANDBOX_DATA": str(data),
        "SANDBOX_WEBHOOK_URL": webhook_url,
        "SANDBOX_SHOP_ID": SHOP_ID,
        "SANDBOX_SECRET_KEY": SECRET_KEY,
        "SANDBOX_MINDBOX_KEY": MINDBOX_KEY,
        "SANDBOX_MINDBOX_ENDPOINT_ID": ENDPOINT_ID,
        "SANDBOX_APP_URL": APP_URL,
        "SANDBOX_YANDEX_CLIENT_ID": YANDEX_ID,
        "SANDBOX_YANDEX_CLIENT_SECRET": YANDEX_SECRET,
        "SANDBOX_VK_CLIENT_ID": VK_ID,
        "SANDBOX_BROKER_URL": "amqp://127.0.0.1:1",
        "SANDBOX_ELK_API_KEY": ELK_API_KEY,
    }
