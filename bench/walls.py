"""What row-level security costs: the same requests with a student's rights and with those of the product.

Everything is in this process but PostgreSQL and Redis: the gateway answers without a network, first with the
pool of `tutorium_app`, to which the policies show the student's rows only, then with that of
`tutorium_system`, which sees all rows, so that nothing but the wall differs. Other people's lessons and
payments are multiplied first. The order of the two changes from round to round; numbers are medians.
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import get_args

import asyncpg
import httpx
import msgspec
from limits import RateLimitItemPerMinute

from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_student, a_tutor
from services import Services
from tutorium.gateway import limits
from tutorium.gateway.app import gateway
from tutorium.platform import db
from world import World, a_world

PATHS = ("/lessons?limit=20", "/payments?limit=20")
TABLES = ("lessons.lesson", "payments.payment")


class Chosen(msgspec.Struct, frozen=True):
    """The command line."""

    server: str
    redis: str
    lessons: int
    others: int
    connections: int
    requests: int
    rounds: int


class Measured(msgspec.Struct, frozen=True):
    """One round of one kind of request; latencies in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.walls", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--lessons", type=int, default=12, help="of the student")
    parser.add_argument("--others", type=int, default=50_000, help="rows of other people in each table")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--requests", type=int, default=600, help="a round")
    parser.add_argument("--rounds", type=int, default=6)
    chosen = msgspec.convert(vars(parser.parse_args()), Chosen)
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(_measure(chosen, Path(name)))


async def _measure(chosen: Chosen, folder: Path) -> None:
    services = Services(
        database_url=chosen.server,
        redis_url=chosen.redis,
        amqp_url=None,
        chromium=None,
        prometheus=None,
        origins={"PostgreSQL": "given"},
    )
    async with a_world(services, folder, apart=False) as world:
        student = await _fill(world, chosen)
        limits.PER_USER = RateLimitItemPerMinute(10**9)
        pools = {role: db._pools[role] for role in get_args(db.Role)}
        found: dict[tuple[str, str], list[Measured]] = {}
        for number in range(chosen.rounds):
            for role in sorted(pools, reverse=bool(number % 2)):
                db._pools["tutorium_app"] = pools[role]
                for path in PATHS:
                    found.setdefault((path, role), []).append(await _round(student, path, chosen))
        db._pools.update(pools)
        _print(found)
        await _told(pools["tutorium_app"], student)


async def _fill(world: World, chosen: Chosen) -> Person:
    tutor, student = await a_tutor(world), await a_student(world)
    for number in range(chosen.lessons):
        start = noon(2 + number // 2).replace(hour=10 + 4 * (number % 2))
        await a_scheduled_lesson(world, student, tutor, start)
    for table in TABLES:
        await _multiply(world, table, chosen.others)
    return student


async def _multiply(world: World, table: str, rows: int) -> None:
    """Copy rows with new identifiers everywhere: other people's, with other tutors."""
    columns = await world.fetch(
        "SELECT column_name AS name, data_type AS kind FROM information_schema.columns"
        " WHERE format('%s.%s', table_schema, table_name) = $1 AND is_generated = 'NEVER'",
        table,
    )
    names = ", ".join(f'"{column["name"]}"' for column in columns)
    values = ", ".join(_copied(column["name"], column["kind"]) for column in columns)
    insert = f"INSERT INTO {table} ({names}) SELECT {values}"
    copies = f"{insert} FROM {table} t, generate_series(1, {rows}) LIMIT {rows}"
    await world.as_owner("SET LOCAL session_replication_role = replica", copies, f"ANALYZE {table}")


def _copied(name: str, kind: str) -> str:
    if kind == "uuid":
        return "gen_random_uuid()"
    is_key = name.endswith(("_id", "_key"))  # the Payment System's number of a payment is unique, too
    return f'left(t."{name}", 0) || gen_random_uuid()' if is_key else f't."{name}"'


async def _round(student: Person, path: str, chosen: Chosen) -> Measured:
    transport = httpx.ASGITransport(gateway())
    seconds: list[float] = []
    left = chosen.requests

    async def connection(client: httpx.AsyncClient) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            begun = time.perf_counter()
            (await client.get(f"/api/v1{path}")).raise_for_status()
            seconds.append(time.perf_counter() - begun)

    headers = {"cookie": student.http.headers["cookie"]}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=headers) as client:
        await client.get(f"/api/v1{path}")
        begun = time.perf_counter()
        await asyncio.gather(*(connection(client) for _ in range(chosen.connections)))
        took = time.perf_counter() - begun
    cuts = quantiles(seconds, n=100)
    return Measured(len(seconds) / took, cuts[49] * 1000, cuts[98] * 1000)


def _print(found: dict[tuple[str, str], list[Measured]]) -> None:
    print(f"{'request':<22} {'role':<16} {'a second':>9} {'p50 ms':>8} {'p99 ms':>8}")
    for (path, role), rounds in sorted(found.items()):
        numbers = [median(getattr(each, name) for each in rounds) for name in Measured.__struct_fields__]
        print(f"{path:<22} {role:<16} {numbers[0]:>9.0f} {numbers[1]:>8.2f} {numbers[2]:>8.2f}")


async def _told(pool: "asyncpg.Pool[asyncpg.Record]", student: Person) -> None:
    """How long it takes to tell PostgreSQL who is asking: once a connection is taken, with either role."""
    seconds = []
    async with pool.acquire() as connection:
        for _ in range(2000):
            begun = time.perf_counter()
            await connection.fetchval("SELECT set_config('app.actor_id', $1, false)", student.id)
            seconds.append(time.perf_counter() - begun)
    print(f"telling who is asking: {median(seconds) * 1000:.3f} ms for each connection taken (median)")


if __name__ == "__main__":
    main()
