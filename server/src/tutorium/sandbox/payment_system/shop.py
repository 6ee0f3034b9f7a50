"""The one shop of this sandbox: what all parts of the Payment System work with."""

import asyncio
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from tutorium.sandbox.clock import Clock
from tutorium.sandbox.faults import Faults


@dataclass(frozen=True)
class Shop:
    """Credentials, memory, clock, fault switches and the line to the shop's own server."""

    shop_id: str
    secret_key: str
    webhook_url: str
    database: sqlite3.Connection
    clock: Clock
    faults: Faults
    client: httpx.AsyncClient
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something became due earlier than the background work expects."""
    delivering: asyncio.Lock = field(default_factory=asyncio.Lock)

    def now(self) -> datetime:
        """The present moment of the sandbox's clock."""
        return self.clock.now()
