"""What shipping costs those who ask: the same requests with and without Elasticsearch, and while it fails.

The product runs as processes of its own, the stand-in of Elasticsearch in the sandbox's. Every request leaves
a line. `off`: standard error only; `on`: shipped; `busy`: one document in ten gets 429 or 503, requests are
turned down or cut off; `away`: it answers after 30 s. Rounds are in random order; numbers are medians.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from pathlib import Path
from statistics import median

import httpx
import msgspec

from bench.load import Load, Order
from processes import Product, a_product
from world import ELK_API_KEY

ROOT = Path(__file__).parents[1]
FAULTS: dict[str, dict[str, float]] = {
    "off": {},
    "on": {},
    "busy": {"item_429": 0.05, "item_503": 0.05, "error_503": 0.1, "reset": 0.1, "too_large_413": 0.3},
    "away": {"timeout": 1.0},
}


class Chosen(msgspec.Struct, frozen=True):
    """The command line."""

    server: str
    redis: str
    rounds: int
    seconds: float
    connections: int
    pause: float


class Round(msgspec.Struct, frozen=True):
    """One round: what the clients saw, and what became of the lines."""

    load: Load
    kept: int
    dropped: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.logs", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--pause", type=float, default=0.02, help="of a connection after an answer")
    given = parser.parse_args()
    asyncio.run(_measure(Chosen(**vars(given))))


async def _measure(chosen: Chosen) -> None:
    rounds: dict[str, list[Round]] = {mode: [] for mode in FAULTS}
    order = [mode for _ in range(chosen.rounds) for mode in FAULTS]
    random.SystemRandom().shuffle(order)
    with tempfile.TemporaryDirectory() as folder:
        async with a_product(chosen.server, chosen.redis, Path(folder), name="tutorium_logs") as product:
            for mode in order:
                rounds[mode].append(await _round(product, chosen, mode, Path(folder)))
    print(f"{'':6}{'lines/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'kept':>8}{'dropped':>9}")
    for mode, found in rounds.items():
        numbers = [median(values) for values in zip(*(_numbers(one) for one in found), strict=True)]
        print("{:6}{:>9.0f}{:>9.2f}{:>9.2f}{:>8.0f}{:>9.0f}".format(mode, *numbers))


def _numbers(one: Round) -> tuple[float, float, float, int, int]:
    return one.load.per_second, one.load.p50_ms, one.load.p99_ms, one.kept, one.dropped


async def _round(product: Product, chosen: Chosen, mode: str, folder: Path) -> Round:
    await product.stop("serve")
    (await product.sandbox.delete("/elk/_control/faults")).raise_for_status()
    for kind, rate in FAULTS[mode].items():
        order = {"kind": kind, "rate": rate}
        (await product.sandbox.post("/elk/_control/faults", json=order)).raise_for_status()
    product.env |= {
        "ELASTICSEARCH_URL": "" if mode == "off" else f"{product.sandbox_url}/elk",
        "ELASTICSEARCH_API_KEY": "" if mode == "off" else ELK_API_KEY,
        "LOG_SPOOL_DIR": str(folder / f"spool-{mode}"),
    }
    product.start("serve")
    await product.ready("serve")
    await _load(product, chosen, 1.0)
    load = await _load(product, chosen, chosen.seconds)
    async with httpx.AsyncClient() as http:
        text = (await http.get(f"http://127.0.0.1:{product.internal_ports['serve']}/metrics")).text
    kept = _sum(text, 'tutorium_log_lines_total{outcome="kept"}')
    return Round(load, kept, _sum(text, "tutorium_log_lines_dropped_total{"))


def _sum(text: str, name: str) -> int:
    return int(sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name)))


async def _load(product: Product, chosen: Chosen, seconds: float) -> Load:
    port = int(product.env["PORT"])
    order = Order(port, ["/health/live"], chosen.connections, seconds, chosen.pause)
    file = product.folder / "order.json"
    file.write_bytes(msgspec.json.encode(order))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.load", str(file), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    answer, _ = await process.communicate()
    return msgspec.json.decode(answer, type=Load)


if __name__ == "__main__":
    main()
