"""Every SQL statement is a literal, is valid against the migrated schema, and fills its Struct exactly."""

import re

import msgspec

from statements import Statement, statements
from tutorium.platform import db
from tutorium.platform.settings import MODULES
from world import World

SCHEMAS = (*MODULES, "platform")


def test_every_statement_is_a_literal() -> None:
    hidden = [statement.place for statement in statements() if statement.sql is None]
    assert hidden == []


def test_no_statement_names_another_modules_schema() -> None:
    strangers = [
        (statement.place, schema)
        for statement in statements()
        for schema in SCHEMAS
        if statement.module
        and schema != statement.module
        and re.search(rf"\b{schema}\.\w", statement.sql or "")
    ]
    assert strangers == []


async def test_every_statement_fits_the_schema_and_the_struct_it_fills(world: World) -> None:
    found = statements()
    assert found
    wrong = [problem for statement in found if (problem := await _problem(statement))]
    assert wrong == []


async def _problem(statement: Statement) -> str | None:
    async with db.connection() as connection:
        try:
            prepared = await connection.prepare(statement.sql or "")
            columns = tuple(attribute.name for attribute in prepared.get_attributes())
        except Exception as error:  # noqa: BLE001 -- whatever the database says is the finding
            return f"{statement.place}: {error}"
    if isinstance(statement.fills, type) and issubclass(statement.fills, msgspec.Struct):
        fields = statement.fills.__struct_fields__
        return None if columns == fields else f"{statement.place}: {columns} fill {fields}"
    if statement.function == "fetch_value" and len(columns) != 1:
        return f"{statement.place}: {columns} fill one value"
    return None


async def test_no_foreign_key_leaves_its_schema(world: World) -> None:
    leaving = await world.fetch(
        "SELECT conname FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid"
        " JOIN pg_class b ON b.oid = k.confrelid WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace"
    )
    assert leaving == []


async def test_every_module_keeps_to_its_own_schema(world: World) -> None:
    rows = await world.fetch(
        "SELECT DISTINCT schemaname FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')"
    )
    assert {row["schemaname"] for row in rows} <= set(SCHEMAS)
