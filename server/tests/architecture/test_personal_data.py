"""No table that names a person is forgotten: by the register, by the copy of his data, by its erasure."""

import re
from pathlib import Path

from statements import statements
from tutorium import assembly
from tutorium.platform.remote import exposed_functions
from tutorium.platform.settings import MODULES
from world import World

REGISTER = Path(__file__).parents[3] / "docs/security/personal-data.md"
PERSON = re.compile(
    r"^(user|owner|payer|learner|tutor|guardian|recipient|actor|author|inviter|student|staff|assignee)_id$"
)
HOOKS = ("personal_data", "open_matters", "erase")


def _register() -> dict[str, tuple[str, str, str, str, str]]:
    """Table -> purpose, ground, term, whether it is copied, what erasing does to it."""
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.+) \|$", REGISTER.read_text(encoding="utf-8"), re.MULTILINE)
    return {table: tuple(cell.strip() for cell in rest.split("|")) for table, rest in rows}


def _sql(module: str) -> list[str]:
    return [each.sql or "" for each in statements() if each.module == module]


async def test_every_table_that_names_a_person_is_in_the_register(world: World) -> None:
    columns = await world.fetch(
        "SELECT table_schema || '.' || table_name AS name, column_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE t.table_type = 'BASE TABLE'"
        "   AND table_schema NOT IN ('pg_catalog', 'information_schema', 'public')"
    )
    naming = {row["name"] for row in columns if PERSON.match(row["column_name"])} | {"auth.user"}
    assert naming == set(_register())


def test_the_register_says_why_on_what_ground_and_how_long() -> None:
    for table, row in _register().items():
        purpose, ground, term, copied, erased = row
        assert all((purpose, ground, term)), table
        assert copied == "да" or re.match(r"нет: \S", copied), table
        assert erased in ("удаляется", "обезличивается", "остаётся"), table


def test_what_is_said_to_be_copied_is_copied() -> None:
    for table, (_, _, _, copied, _) in _register().items():
        module = table.split(".")[0]
        copies = [sql for sql in _sql(module) if "jsonb_agg(r)" in sql]
        found = any(re.search(rf"(FROM|JOIN) {re.escape(table)}\b", sql) for sql in copies)
        assert found == (copied == "да"), table


def test_what_is_said_to_be_erased_is_erased() -> None:
    for table, (_, _, _, _, erased) in _register().items():
        every = _sql(table.split(".")[0])
        if erased == "удаляется":
            deleted = re.compile(rf"DELETE\s+FROM\s+{re.escape(table)}\s+WHERE")
            assert any(deleted.search(sql) for sql in every), table
        if erased == "обезличивается":
            assert any(re.search(rf"UPDATE {re.escape(table)} SET", sql) for sql in every), table


def test_every_module_can_be_asked() -> None:
    assembly.load_api()
    missing = {f"{module}.{hook}" for module in MODULES for hook in HOOKS} - set(exposed_functions())
    assert missing == set()
