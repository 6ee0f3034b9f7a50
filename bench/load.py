"""A closed-loop HTTP client in a process of its own: each connection asks again when it has been answered.

Its one argument is a file with an `Order`; what it found out goes to standard output as a `Load`.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import msgspec
import uvloop


class Order(msgspec.Struct, frozen=True):
    """What to ask for, and how hard."""

    port: int
    paths: list[str]
    connections: int
    seconds: float
    pause: float = 0.0
    """Seconds between an answer and the next question of a connection."""


class Load(msgspec.Struct, frozen=True):
    """What came back; latencies in milliseconds."""

    requests: int
    failures: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


async def run(order: Order) -> Load:
    """Ask until the time is over."""
    latencies: list[float] = []
    statuses: list[int] = []
    begun = time.perf_counter()
    until = begun + order.seconds
    await asyncio.gather(
        *(
            _connection(order, islice(cycle(order.paths), number * 7, None), until, latencies, statuses)
            for number in range(order.connections)
        )
    )
    seconds = time.perf_counter() - begun
    latencies.sort()
    return Load(
        requests=len(latencies),
        failures=sum(status != 200 for status in statuses),
        seconds=seconds,
        p50_ms=_percentile(latencies, 0.50) * 1000,
        p99_ms=_percentile(latencies, 0.99) * 1000,
    )


async def _connection(
    order: Order, paths: Iterator[str], until: float, latencies: list[float], statuses: list[int]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", order.port)
    while (started := time.perf_counter()) < until:
        writer.write(f"GET {next(paths)} HTTP/1.1\r\nHost: localhost:{order.port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        latencies.append(time.perf_counter() - started)
        statuses.append(int(head[9:12]))
        if order.pause:
            await asyncio.sleep(order.pause)
    writer.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without Content-Length")


def _percentile(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


if __name__ == "__main__":
    found = uvloop.run(run(msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Order)))
    sys.stdout.buffer.write(msgspec.json.encode(found))
