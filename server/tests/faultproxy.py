"""A TCP proxy that can be slow or dead: what a network does to a service between two packets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal

Weather = Literal["up", "slow", "deaf", "void", "down"]
"""deaf: what is said arrives, the answers do not; void: nothing arrives, and nobody is told."""
SLOW_SECONDS = 1.0
"""Far longer than any of our clients waits for Redis."""


class FaultProxy:
    """Passes bytes on to another port, as the weather allows."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.weather: Weather = "up"
        self.port = 0
        self._open: set[asyncio.StreamWriter] = set()

    def turn(self, weather: Weather) -> None:
        """Change the weather; when it goes down, what is connected is cut off."""
        self.weather = weather
        if weather == "down":
            for writer in list(self._open):
                writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side leaves."""
        if self.weather == "down":
            writer.transport.abort()
            return
        there_reader, there = await asyncio.open_connection(*self.target)
        ends = {writer, there}
        self._open |= ends
        pumps = [
            asyncio.ensure_future(self._pump(reader, there, back=False)),
            asyncio.ensure_future(self._pump(there_reader, writer, back=True)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open -= ends
            for pump in pumps:
                pump.cancel()
            for end in ends:
                end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                if self.weather == "slow":
                    await asyncio.sleep(SLOW_SECONDS)
                if self.weather == "void" or (self.weather == "deaf" and back):
                    continue
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def a_fault_proxy(host: str, port: int) -> AsyncIterator[FaultProxy]:
    """A proxy in front of this address, on a port of its own."""
    proxy = FaultProxy(host, port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.turn("down")
