"""The life of a process: open what it needs, serve until told to stop, finish what is running, close."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from granian.constants import Interfaces, SSLProtocols
from granian.server.embed import Server

from tutorium import assembly
from tutorium.platform import cache, clock, db, logging, remote
from tutorium.platform.settings import Settings, settings


@asynccontextmanager
async def resources(name: str, *, statement_seconds: int) -> AsyncIterator[Settings]:
    """Settings, logs, database, cache and the knowledge of all modules, for the length of the block."""
    config = settings()
    logging.set_up(name)
    clock.travel(timedelta(seconds=config.clock_offset_seconds))
    assembly.load_subscribers()
    assembly.load_api()
    await db.open_pools(config.database_url, size=config.database_pool, statement_seconds=statement_seconds)
    cache.open_cache(config.redis_url)
    try:
        yield config
    finally:
        await remote.close_client()
        await cache.close_cache()
        await db.close_pools()


def stop_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def server(app: Any, host: str, port: int, *, tls: tuple[Path, Path] | None = None) -> Server:
    """An HTTP server in this event loop: HTTP/1.1 and 2, over TLS when given a certificate and its key."""
    certificate, key = tls or (None, None)
    return Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        backlog=1024,
        log_enabled=False,
        ssl_cert=certificate,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
