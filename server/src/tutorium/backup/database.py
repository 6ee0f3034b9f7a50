"""The database out of and into an archive: rows by COPY, the schema by the migrations that made it.

So a backup is independent of PostgreSQL's version and of its programs, and needs no superuser: the owner of
the tables reads them in one snapshot, and fills them again with their own triggers asleep and every
constraint awake.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import groupby
from typing import TypeAlias

import asyncpg

from tutorium.backup.archive import Head, Member, Sequence, Table, Writer
from tutorium.platform import clock
from tutorium.platform.settings import MODULES, ConfigurationError

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
SCHEMAS = ("platform", *MODULES)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Connection]:
    """A connection as the owner of the tables; ConfigurationError when there is none to be had."""
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise ConfigurationError(f"The database at DATABASE_URL cannot be reached: {error}.") from None
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[Connection]:
    """A connection that sees the database as it is now, whatever others do meanwhile."""
    async with (
        connected(url) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        await connection.execute("SET LOCAL statement_timeout = 0")
        yield connection


async def describe(db: Connection, secret_key_id: str) -> Head:
    """What a backup of this database holds."""
    tables = [Table(row["schema"], row["name"], tuple(row["columns"])) for row in await _tables(db)]
    sequences = [
        Sequence(row["schemaname"], row["sequencename"], row["value"] or 1, row["value"] is not None)
        for row in await db.fetch(
            "SELECT schemaname, sequencename, last_value AS value FROM pg_sequences"
            " WHERE schemaname = ANY($1) ORDER BY 1, 2",
            SCHEMAS,
        )
    ]
    revisions = await db.fetch("SELECT version_num FROM public.migration ORDER BY 1")
    return Head(
        taken_at=clock.now(),
        revisions=tuple(row["version_num"] for row in revisions),
        postgresql=await db.fetchval("SHOW server_version"),
        secret_key_id=secret_key_id,
        tables=tuple(_parents_first(tables, await _references(db))),
        sequences=tuple(sequences),
    )


async def _tables(db: Connection) -> list[asyncpg.Record]:
    return await db.fetch(
        """SELECT n.nspname AS schema, c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ANY($1)
        GROUP BY 1, 2 ORDER BY 1, 2""",
        SCHEMAS,
    )


async def _references(db: Connection) -> set[tuple[str, str]]:
    rows = await db.fetch(
        """SELECT format('%I.%I', a.relnamespace::regnamespace, a.relname) AS child,
            format('%I.%I', b.relnamespace::regnamespace, b.relname) AS parent
        FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
        WHERE k.contype = 'f' AND a.oid <> b.oid"""
    )
    return {(row["child"].replace('"', ""), row["parent"].replace('"', "")) for row in rows}


def _parents_first(tables: list[Table], references: set[tuple[str, str]]) -> Iterator[Table]:
    waiting = {f"{table.schema}.{table.name}": table for table in tables}
    while waiting:
        free = [
            name
            for name in waiting
            if not any(child == name and parent in waiting for child, parent in references)
        ]
        if not free:
            raise RuntimeError(f"tables that need each other: {sorted(waiting)}")
        for name in free:
            yield waiting.pop(name)


async def write_rows(db: Connection, head: Head, archive: Writer) -> None:
    """Every table into the archive."""
    for table in head.tables:
        name = f"{table.schema}.{table.name}"
        await db.copy_from_table(
            table.name,
            schema_name=table.schema,
            columns=table.columns,
            output=partial(archive.rows, name),
        )
        archive.end_of_rows(name)


async def is_used(db: Connection) -> bool:
    """Whether somebody has registered here."""
    known = await db.fetchval("SELECT to_regclass('auth.user')")
    return known is not None and await db.fetchval("SELECT EXISTS (SELECT FROM auth.user)")


async def others(db: Connection) -> int:
    """How many other connections the database has."""
    counted: int = await db.fetchval(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    return counted


async def clear(db: Connection) -> None:
    """Forget everything, the tables themselves included."""
    async with db.transaction():
        for schema in SCHEMAS:
            await db.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        await db.execute("DROP TABLE IF EXISTS public.migration")


async def read_rows(db: Connection, head: Head, members: Iterator[Member]) -> Iterator[Member]:
    """Fill the tables, which migrations have just made, in one transaction; the members that come after."""
    tables = {f"{table.schema}.{table.name}": table for table in head.tables}
    names = ", ".join(table.full_name for table in head.tables)
    async with db.transaction():
        await db.execute("SET LOCAL statement_timeout = 0")
        await _triggers(db, head, "DISABLE")
        await db.execute(f"TRUNCATE {names}")
        rest: Iterator[Member] = iter(())
        for name, parts in groupby(members, _table_of):
            if not name:
                rest = parts
                break
            table = tables[name]
            await db.copy_to_table(
                table.name,
                schema_name=table.schema,
                columns=table.columns,
                source=_contents(parts),
            )
        for sequence in head.sequences:
            await db.execute(
                "SELECT setval(format('%I.%I', $1::text, $2::text)::regclass, $3, $4)",
                sequence.schema,
                sequence.name,
                sequence.last_value,
                sequence.is_called,
            )
        await _triggers(db, head, "ENABLE")
    await db.execute("ANALYZE")
    return rest


def _table_of(member: Member) -> str:
    """The table whose rows these are; empty for what comes after the tables."""
    name = member[0]
    return name.split("/")[1] if name.startswith("tables/") else ""


async def _triggers(db: Connection, head: Head, state: str) -> None:
    for table in head.tables:
        await db.execute(f"ALTER TABLE {table.full_name} {state} TRIGGER USER")


async def _contents(parts: Iterator[Member]) -> AsyncIterator[bytes]:
    for _, content in parts:
        yield content
