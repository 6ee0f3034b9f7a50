"""`tutorium serve`: the gateway with the modules it hosts, on the public port, and the internal port."""

import asyncio

import structlog
import uvloop

from tutorium.gateway.app import gateway, internal
from tutorium.gateway.redirect import to_https
from tutorium.platform import live
from tutorium.process import internal_server, public_tls, resources, server, stop_signal

DRAIN_SECONDS = 20.0

log = structlog.get_logger("serve")


def main() -> None:
    """Serve until SIGTERM or SIGINT; then finish the requests that are running, within 30 seconds."""
    uvloop.run(_serve())


async def _serve() -> None:
    async with resources("serve", statement_seconds=5) as config:
        stop = stop_signal()
        door = gateway()
        servers = [
            server(door, config.host, config.port, tls=public_tls(config)),
            internal_server(internal(), config),
        ]
        if config.redirect_port:
            servers.append(server(to_https(config.public_url), config.host, config.redirect_port))
        running = [asyncio.create_task(one.serve()) for one in servers]
        log.info("serving", port=config.port)
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, *running}, return_when=asyncio.FIRST_COMPLETED)
        await live.stop()
        await door.drain(DRAIN_SECONDS)
        for one in servers:
            one.stop()  # type: ignore[no-untyped-call]
        await asyncio.wait(running, timeout=5)
        for task in running:
            if task.done():
                task.result()
        log.info("stopped")
