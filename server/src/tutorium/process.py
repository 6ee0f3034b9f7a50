"""The life of a process: open what it needs, serve until told to stop, finish what is running, close."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from granian.constants import Interfaces, SSLProtocols
from granian.server.embed import Server

from tutorium import assembly
from tutorium.platform import broker, cache, clock, db, live, logging, outbound, remote, shipping
from tutorium.platform.settings import Settings, settings


@asynccontextmanager
async def resources(name: str, *, statement_seconds: int) -> AsyncIterator[Settings]:
    """Settings, logs, database, cache and the knowledge of all modules, for the length of the block."""
    config = settings()
    logging.set_up(name)
    shipper = shipping.start(config, name)
    try:
        async with _open(config, statement_seconds):
            yield config
    finally:
        await shipping.stop(shipper)


@asynccontextmanager
async def _open(config: Settings, statement_seconds: int) -> AsyncIterator[None]:
    clock.travel(timedelta(seconds=config.clock_offset_seconds))
    assembly.load_subscribers()
    assembly.load_api()
    await db.open_pools(config.database_url, size=config.database_pool, statement_seconds=statement_seconds)
    cache.open_cache(config.redis_url)
    counting = asyncio.create_task(outbound.keep_writing())
    broker.open_broker(config)
    live.start()
    try:
        yield
    finally:
        counting.cancel()
        await asyncio.wait([counting])
        await live.stop()
        await remote.close_client()
        await broker.close_broker()
        await cache.close_cache()
        await db.close_pools()


def stop_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


class Tls(msgspec.Struct, frozen=True):
    """A certificate and its key; `clients_of` is an authority: only whom it has signed may speak."""

    certificate: Path
    key: Path
    clients_of: Path | None = None


def public_tls(config: Settings) -> Tls | None:
    """What the port for everybody shows; None: a proxy in front ends TLS."""
    return Tls(config.tls_certificate, config.tls_key) if config.tls_certificate and config.tls_key else None


def internal_server(app: Any, config: Settings) -> Server:
    """The server of the internal port: in the clear on this machine, else for our own certificates only."""
    certificate, key = config.internal_tls_certificate, config.internal_tls_key
    tls = Tls(certificate, key, config.tls_ca) if certificate and key else None
    return server(app, config.internal_host, config.internal_port, tls=tls)


def server(app: Any, host: str, port: int, *, tls: Tls | None = None) -> Server:
    """An HTTP server in this event loop: HTTP/1.1 and 2, over TLS 1.2 or 1.3 when given a certificate."""
    return Server(
        app,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        backlog=1024,
        log_enabled=False,
        ssl_cert=tls.certificate if tls else None,
        ssl_key=tls.key if tls else None,
        ssl_ca=tls.clients_of if tls else None,
        ssl_client_verify=bool(tls and tls.clients_of),
        ssl_protocol_min=SSLProtocols.tls12,
    )
