"""The page of docs/ that shows the tables of every module, read from a migrated database.

    .venv/bin/python server/tests/datamodel.py

migrates a database made for it, writes the page and drops the database; `test_documentation.py` fails while
the page is stale.
"""

from __future__ import annotations

import asyncio
import tempfile
from itertools import groupby
from pathlib import Path

import asyncpg
import msgspec

import documents
import services
import world
from tutorium.platform import db, migrations
from tutorium.platform.settings import MODULES

PAGE = "architecture/data.md"
SCHEMAS = (*MODULES, "platform")


class Column(msgspec.Struct, frozen=True):
    """A column of a table as the catalogue has it; `key` is PK, UK, or nothing."""

    schema: str
    table: str
    walled: bool
    name: str
    type: str
    key: str


class Reference(msgspec.Struct, frozen=True):
    """A foreign key: `table`.`column` names a row of `target`; `one` when no two rows name the same."""

    schema: str
    table: str
    column: str
    target: str
    one: bool


COLUMNS = """
SELECT n.nspname, c.relname, c.relrowsecurity, a.attname, format_type(a.atttypid, NULL),
       CASE WHEN EXISTS (SELECT FROM pg_index i
                         WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)) THEN 'PK'
            WHEN EXISTS (SELECT FROM pg_index i
                         WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1
                           AND i.indpred IS NULL AND a.attnum = ANY (i.indkey)) THEN 'UK'
            ELSE '' END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT LIKE 'pgqueuer%' AND c.relname <> 'alembic_version'
ORDER BY n.nspname, c.relname, a.attnum
"""
REFERENCES = """
SELECT n.nspname, c.relname, a.attname, t.relname,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1
                                        AND a.attnum = ANY (i.indkey))
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class t ON t.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND n.nspname = ANY ($1) AND c.relname NOT LIKE 'pgqueuer%'
ORDER BY n.nspname, c.relname, a.attname, t.relname
"""


async def page(connection: db.Db) -> str:
    """The text of the page."""
    columns = [Column(*row) for row in await connection.fetch(COLUMNS, SCHEMAS)]
    references = [Reference(*row) for row in await connection.fetch(REFERENCES, SCHEMAS)]
    lines = [
        *documents.head("Модель данных", 6, by="server/tests/datamodel.py"),
        "> **In short.** A schema per module, no foreign key out of it: other modules' things are named by",
        "> ids. Read from a migrated database. 🔒 marks tables whose rows PostgreSQL shows only to whom they",
        "> concern.",
        "",
        "У каждого модуля своя схема; внешних ключей наружу нет, чужое названо идентификатором. Таблицы",
        "очереди (PgQueuer) не показаны. 🔒 — строки таблицы PostgreSQL показывает только тому, кого они",
        "касаются ([0022](../decisions/0022-a-second-wall.md)).",
    ]
    for schema in SCHEMAS:
        own = [column for column in columns if column.schema == schema]
        if own:
            lines += ["", f"## {schema}", "", *_diagram(own, [r for r in references if r.schema == schema])]
            walled = sorted({column.table for column in own if column.walled})
            if walled:
                lines += ["", f"🔒 {', '.join(f'`{table}`' for table in walled)}"]
    return "\n".join(lines) + "\n"


def _diagram(columns: list[Column], references: list[Reference]) -> list[str]:
    lines = ["```mermaid", "erDiagram"]
    for table, own in groupby(columns, key=lambda column: column.table):
        lines.append(f"    {table} {{")
        lines += [f"        {_word(c.type)} {c.name} {c.key}".rstrip() for c in own]
        lines.append("    }")
    for each in references:
        end = "o|" if each.one else "o{"
        lines.append(f'    {each.target} ||--{end} {each.table} : "{each.column}"')
    return [*lines, "```"]


def _word(kind: str) -> str:
    """A type's name as one word, the way diagrams want it."""
    short = {"timestamp with time zone": "timestamptz", "double precision": "float8"}
    return short.get(kind, kind).replace("[]", "_array").replace(" ", "_")


async def _read(server: str) -> str:
    url = await world.new_database(server, "tutorium_documents")
    try:
        await asyncio.to_thread(migrations.upgrade, url)
        connection = await asyncpg.connect(url)
        try:
            return await page(connection)
        finally:
            await connection.close()
    finally:
        await world.drop_database(server, url)


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder, services.running:
        server, _ = services.database(Path(folder))
        (documents.DOCS / PAGE).write_text(asyncio.run(_read(server)), encoding="utf-8")


if __name__ == "__main__":
    main()
