"""A storm of any size: people book, pay and are verified while everything is killed. Prints what broke.

The tests weather short ones; this is for a night. `--without` takes one safeguard away, or each in turn, to
see what it is for. A line that is not clean names its seed.
"""

import argparse
import asyncio
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import get_args

from journeys.audit import broken_promises, lost_and_doubled, money
from journeys.storm import Storm, Target, a_battered_product, calm, rage
from journeys.weakened import SAFEGUARDS

SHARES: dict[Target, float] = {"serve": 0.3, "worker": 0.3, "sandbox": 0.25, "RabbitMQ": 0.15}
SHOWN = 5


def main() -> None:
    """Weather the storms asked for."""
    parser = argparse.ArgumentParser(prog="bench.storm", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--bookings", type=int, default=200)
    parser.add_argument("--candidates", type=int, default=100)
    parser.add_argument("--kills", type=int, default=200, help="of all processes in a round, at most")
    parser.add_argument("--over-seconds", type=float, default=300, help="within which the people come")
    parser.add_argument("--without", choices=["each", *SAFEGUARDS], help="a safeguard to do without")
    parser.add_argument("--seed", type=int, help="of the first round; the next ones count from it")
    chosen = parser.parse_args()
    first = Storm.by_chance().seed if chosen.seed is None else chosen.seed
    safeguards = list(SAFEGUARDS) if chosen.without == "each" else [chosen.without or ""]
    targets = "".join(f"{target:>10}" for target in get_args(Target))
    print(
        f"{'seed':>12}{'seconds':>9}{targets}{'retries':>9}{'paid':>6}{'refunds':>9}{'judged':>8}  what broke"
    )
    for number in range(chosen.rounds):
        storm = Storm(
            seed=first + number,
            bookings=chosen.bookings,
            candidates=chosen.candidates,
            over_seconds=chosen.over_seconds,
            kills={target: round(chosen.kills * share) for target, share in SHARES.items()},
            patience_seconds=chosen.over_seconds + 1800,
        )
        for without in safeguards:
            asyncio.run(_weather(storm, chosen.server, chosen.redis, without))


async def _weather(storm: Storm, server: str, redis: str, without: str) -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with a_battered_product(
            server, redis, Path(folder), name="tutorium_storm", without=without
        ) as (product, broker):
            weather = await rage(product, broker, storm)
            await calm(product, broker, timedelta(minutes=2), in_the_end=False)
            broken = weather.surprises + await lost_and_doubled(product, broker.server.url)
            await calm(product, broker, timedelta(hours=49), in_the_end=True)
            broken += await broken_promises(product)
            sums = await money(product)
            judged = await product.fetch("SELECT count(*) FROM documents.document WHERE state = 'approved'")
    kills = "".join(f"{weather.kills[target]:>10}" for target in get_args(Target))
    print(
        f"{storm.seed:>12}{time.monotonic() - begun:>9.0f}{kills}{weather.unanswered:>9}{sums.payments:>6}"
        f"{sums.refunds:>9}{judged[0][0]:>8}  {f'without {without}: ' if without else ''}"
        f"{len(broken)}{''.join(f'; {each}' for each in broken[:SHOWN])}",
        flush=True,
    )


if __name__ == "__main__":
    main()
