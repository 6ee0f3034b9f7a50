"""How fast tutors and slots are found in a large base, beside what PostgreSQL alone could do.

Seeds a database (once: an existing one is used again), starts `tutorium serve`, loads it from another
process, and lets pgbench run the very statements that the requests send, with the same number of
connections. Every number is the median of the rounds.
"""

import argparse
import asyncio
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import asyncpg
import msgspec

from bench import ROOT
from bench.load import Load, Order
from bench.statements import Statement, per_second, recorded
from processes import Product
from tutorium.platform import settings
from tutorium.process import resources

TICKS = os.sysconf("SC_CLK_TCK")


class Chosen(msgspec.Struct, frozen=True):
    """The command line."""

    server: str
    redis: str
    database: str
    tutors: int
    lessons: int
    connections: int
    seconds: int
    rounds: int


class Round(msgspec.Struct, frozen=True):
    """One measurement of one kind of request."""

    load: Load
    cpu_ms_per_thousand: float
    sql_per_second: float | None


def main() -> None:
    """Measure and print."""
    chosen = _chosen()
    database_url = f"{chosen.server.rpartition('/')[0]}/{chosen.database}"
    with tempfile.TemporaryDirectory() as name:
        product = Product(Path(name), database_url, chosen.redis)
        asyncio.run(_measure(product, chosen))


def _chosen() -> Chosen:
    parser = argparse.ArgumentParser(prog="bench.catalog", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--database", default="tutorium_bench", help="made and filled when it is not there")
    parser.add_argument("--tutors", type=int, default=20_000)
    parser.add_argument("--lessons", type=int, default=500_000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    return msgspec.convert(vars(parser.parse_args()), Chosen)


async def _measure(product: Product, chosen: Chosen) -> None:
    await _fill(product, chosen)
    kinds = await _kinds(product)
    statements = await _statements(product, kinds)
    product.start("serve")
    await product.ready("serve")
    rounds: dict[str, list[Round]] = {name: [] for name in kinds}
    try:
        for _ in range(chosen.rounds):
            for name, paths in kinds.items():
                rounds[name].append(await _round(product, chosen, paths, statements[name]))
    finally:
        await product.stop("serve")
        await product.sandbox.aclose()
    _print(chosen, rounds)


async def _fill(product: Product, chosen: Chosen) -> None:
    connection = await asyncpg.connect(chosen.server)
    known = await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", chosen.database)
    if not known:
        await connection.execute(f'CREATE DATABASE "{chosen.database}"')
    await connection.close()
    begun = time.monotonic()
    numbers = ["--tutors", str(chosen.tutors), "--lessons", str(chosen.lessons)]
    for arguments in (["migrate"], ["seed", "--if-empty", *numbers]):
        command = [sys.executable, "-m", "tutorium", *arguments]
        await asyncio.to_thread(subprocess.run, command, env=product.env, check=True)
    print(f"The base was ready after {time.monotonic() - begun:.1f} s.")


async def _kinds(product: Product) -> dict[str, list[str]]:
    """What people ask for: name -> paths, enough of them that no two following ones are the same."""
    dice = random.Random(2027)
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    tutors = [
        str(row["tutor_id"])
        for row in await product.fetch(
            "SELECT tutor_id FROM catalog.card WHERE next_slot_at IS NOT NULL ORDER BY tutor_id LIMIT 2000"
        )
    ]

    def search(**wanted: object) -> str:
        return f"/api/v1/catalog/tutors?{urlencode(wanted)}"

    def slots() -> str:
        since = now + timedelta(days=dice.randrange(1, 21))
        window = {"from": since.isoformat(), "to": (since + timedelta(days=7)).isoformat(), "minutes": 60}
        return f"/api/v1/lessons/tutors/{dice.choice(tutors)}/slots?{urlencode(window)}"

    subjects = ["math", "english", "physics", "russian", "chemistry"]
    words = ["подготовка к экзамену", "математика ЕГЭ", "разговорный английский", "олимпиадные задачи"]
    days = [now + timedelta(days=day, hours=8) for day in range(1, 15)]
    return {
        "front page": [search(), search(limit=12)],
        "subject, cheapest first": [search(subject=s, sort="price") for s in subjects],
        "subject, price, rating": [
            search(subject=s, price_max=price, rating_min=4.5)
            for s in subjects
            for price in (120_000, 160_000, 200_000)
        ],
        "words": [search(q=text) for text in words],
        "free on a day, soonest": [
            search(
                subject=s,
                available_from=d.isoformat(),
                available_to=(d + timedelta(hours=6)).isoformat(),
                sort="soonest",
            )
            for s in subjects[:3]
            for d in days[:5]
        ],
        "tutor's page": [f"/api/v1/catalog/tutors/{tutor}" for tutor in dice.sample(tutors, 50)],
        "slots of a week": [slots() for _ in range(50)],
    }


async def _statements(product: Product, kinds: dict[str, list[str]]) -> dict[str, list[list[Statement]]]:
    os.environ |= product.env | {"DATABASE_POOL": "1"}
    settings.settings.cache_clear()
    async with resources("bench", statement_seconds=30):
        logging.disable()
        return {name: await recorded(paths) for name, paths in kinds.items()}


async def _round(
    product: Product, chosen: Chosen, paths: list[str], statements: list[list[Statement]]
) -> Round:
    port = int(product.env["PORT"])
    order = product.folder / "order.json"
    process = product.running["serve"].pid
    for seconds in (1, chosen.seconds):  # the first second warms up
        order.write_bytes(msgspec.json.encode(Order(port, paths, chosen.connections, seconds)))
        before = _cpu_ms(process)
        client = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.load", str(order), cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        answer, _ = await client.communicate()
    load = msgspec.json.decode(answer, type=Load)
    cpu = (_cpu_ms(process) - before) / load.requests * 1000
    sql = await asyncio.to_thread(
        per_second,
        statements,
        product.database_url,
        product.folder,
        connections=chosen.connections,
        seconds=chosen.seconds,
    )
    return Round(load, cpu, sql)


def _cpu_ms(process: int) -> float:
    """Milliseconds of processor time the process has used, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def _print(chosen: Chosen, rounds: dict[str, list[Round]]) -> None:
    print(
        f"{chosen.tutors} tutors, {chosen.lessons} lessons, {chosen.connections} connections, medians of"
        f" {chosen.rounds} rounds of {chosen.seconds} s, {os.cpu_count()} processors\n"
    )
    head = ("request", "req/s", "p50 ms", "p99 ms", "CPU ms/1000", "SQL alone/s", "app : SQL", "failures")
    print("{:<26}{:>9}{:>9}{:>9}{:>13}{:>13}{:>11}{:>10}".format(*head))
    for name, found in rounds.items():
        rate = statistics.median(each.load.per_second for each in found)
        sql = [each.sql_per_second for each in found if each.sql_per_second is not None]
        alone = statistics.median(sql) if sql else None
        print(
            f"{name:<26}{rate:>9.0f}"
            f"{statistics.median(each.load.p50_ms for each in found):>9.1f}"
            f"{statistics.median(each.load.p99_ms for each in found):>9.1f}"
            f"{statistics.median(each.cpu_ms_per_thousand for each in found):>13.0f}"
            f"{format(alone, '.0f') if alone else 'no pgbench':>13}"
            f"{f'1 : {alone / rate:.1f}' if alone else '':>11}"
            f"{sum(each.load.failures for each in found):>10}"
        )


if __name__ == "__main__":
    main()
