"""The second wall: statements of a route see the rows of who is asking, whatever the statement says.

The permission checks of the code are not asked here: everything is read and written raw, as the role of the
routes. A table with a column that names a person stands behind the wall or is listed here with a reason.
"""

from uuid import UUID

import asyncpg
import pytest

from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_student, a_tutor
from tutorium.platform import db
from tutorium.platform.ids import new_id
from tutorium.platform.request import Actor, acting_as
from world import World

PERSONAL = "user_id payer_id learner_id student_id guardian_id recipient_id owner_id tutor_id".split()
OPEN = {
    "auth.token": "used before anybody is known; holds hashes",
    "auth.external_attempt": "used before anybody is known; found by a secret of the browser",
    "accounts.photo": "photos are public",
    "catalog.card": "cards are public",
    "catalog.card_offer": "cards are public",
    "catalog.review": "reviews are public",
    "lessons.diary": "hours and terms are public",
    "lessons.learner": "ids only, locked by whoever books",
}


async def _walled(world: World) -> set[str]:
    rows = await world.fetch("SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity")
    return {row["name"] for row in rows}


async def test_every_personal_table_stands_behind_the_wall_or_says_why_not(world: World) -> None:
    rows = await world.fetch(
        "SELECT DISTINCT format('%s.%s', table_schema, table_name) AS name"
        " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_type = 'BASE TABLE' AND column_name = ANY($1::text[])"
        "   AND table_schema NOT IN ('pg_catalog', 'information_schema')",
        PERSONAL,
    )
    walled = await _walled(world)
    assert {row["name"] for row in rows} - walled == set(OPEN)
    assert len(walled) > 10


async def test_the_roles_own_nothing_and_bypass_nothing(world: World) -> None:
    [owned] = await world.fetch(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
        " WHERE r.rolname IN ('tutorium_app', 'tutorium_system')"
    )
    roles = await world.fetch(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles"
        " WHERE rolname IN ('tutorium_app', 'tutorium_system')"
    )
    assert owned["count"] == 0
    assert len(roles) == 2
    assert not any(any(row.values()) for row in roles)


async def _counts(actor: Actor, tables: set[str]) -> dict[str, int]:
    found = {}
    with acting_as(actor):
        for table in sorted(tables):
            async with db.connection() as connection:
                found[table] = await connection.fetchval(
                    f"SELECT count(*) FROM {table}"  # noqa: S608 -- names of tables
                )
    return found


@pytest.fixture
async def cast(world: World) -> tuple[Person, Person]:
    """A student who has paid for a lesson, and the tutor."""
    tutor, student = await a_tutor(world), await a_student(world)
    await a_scheduled_lesson(world, student, tutor, noon())
    return student, tutor


async def test_a_stranger_and_a_visitor_see_no_row(world: World, cast: tuple[Person, Person]) -> None:
    walled = await _walled(world)
    nobody: Actor = "nobody"
    for actor in (nobody, new_id()):
        assert {table: n for table, n in (await _counts(actor, walled)).items() if n} == {}
    assert (await _counts("system", walled))["lessons.lesson"] == 1


async def test_everybody_sees_his_own_rows(world: World, cast: tuple[Person, Person]) -> None:
    student, tutor = cast
    tables = {"payments.payment", "lessons.lesson", "accounts.profile", "subscriptions.credit_lot"}
    assert set((await _counts(UUID(student.id), tables)).values()) == {1}
    seen = await _counts(UUID(tutor.id), tables)
    assert (seen["lessons.lesson"], seen["accounts.profile"], seen["payments.payment"]) == (1, 1, 0)


async def test_the_actor_is_forgotten_with_the_connection(world: World, cast: tuple[Person, Person]) -> None:
    student, _ = cast
    for _ in range(30):  # more than the pool has connections
        assert (await _counts(UUID(student.id), {"lessons.lesson"}))["lessons.lesson"] == 1
        assert (await _counts("nobody", {"lessons.lesson"}))["lessons.lesson"] == 0


async def test_rows_cannot_be_written_in_anothers_name(world: World, cast: tuple[Person, Person]) -> None:
    student, tutor = cast
    with acting_as(UUID(tutor.id)):
        async with db.connection() as connection:
            done = await connection.execute("UPDATE payments.payment SET payer_id = $1", UUID(tutor.id))
            assert done == "UPDATE 0"
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(
                    "INSERT INTO accounts.child (id, guardian_id, full_name, birth_date, created_at)"
                    " VALUES ($1, $2, 'Чужой ребёнок', '2015-01-01', '2026-01-01Z')",
                    new_id(),
                    UUID(student.id),
                )
