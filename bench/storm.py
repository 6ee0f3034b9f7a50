"""Storms, one after another: people book and pay while processes are killed at random. Prints what broke.

The journey test weathers one short storm; this is for a night. A line that is not clean names its seed.
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from journeys.audit import broken_promises, money
from journeys.storm import Storm, calm, rage
from processes import a_product


def main() -> None:
    """Weather the storms asked for."""
    parser = argparse.ArgumentParser(prog="bench.storm", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--bookings", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20, help="of each process in a round, at most")
    parser.add_argument("--over-seconds", type=float, default=20, help="within which the people come")
    parser.add_argument("--seed", type=int, help="of the first round; the next ones count from it")
    chosen = parser.parse_args()
    first = Storm.by_chance().seed if chosen.seed is None else chosen.seed
    print(f"{'seed':>12}{'seconds':>9}{'kills':>7}{'retries':>9}{'paid':>6}{'refunds':>9}  broken promises")
    for number in range(chosen.rounds):
        storm = Storm(
            seed=first + number,
            bookings=chosen.bookings,
            over_seconds=chosen.over_seconds,
            kills=chosen.kills,
        )
        asyncio.run(_weather(storm, chosen.server, chosen.redis))


async def _weather(storm: Storm, server: str, redis: str) -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with a_product(server, redis, Path(folder), name="tutorium_storm") as product:
            weather = await rage(product, storm)
            await calm(product)
            broken = weather.surprises + await broken_promises(product)
            sums = await money(product)
    seconds = time.monotonic() - begun
    print(
        f"{storm.seed:>12}{seconds:>9.0f}{weather.kills.total():>7}{weather.unanswered:>9}{sums.payments:>6}"
        f"{sums.refunds:>9}  {'; '.join(broken) or 'none'}",
        flush=True,
    )


if __name__ == "__main__":
    main()
