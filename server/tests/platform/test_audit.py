"""The audit log: rows that nobody can change unseen."""

import asyncpg
import pytest

from tutorium.platform import audit, db
from tutorium.platform.ids import new_id
from tutorium.platform.request import Origin, came_from
from world import World


async def _write(count: int, action: str = "auth.signed_in") -> None:
    async with db.transaction() as connection:
        for number in range(count):
            await audit.record(connection, action, subject=f"user:{number}", count=number)


async def _tamper(world: World, *statements: str) -> None:
    """Do what only somebody with the rights of the database's owner can do."""
    await world.as_owner("SET LOCAL session_replication_role = replica", *statements)


async def test_a_row_says_who_did_what_from_where(world: World) -> None:
    actor_id, session_id = new_id(), new_id()
    asked = Origin("request-12345", "203.0.113.7", "a browser", actor_id, session_id)
    with came_from(asked):
        async with db.transaction() as connection:
            await audit.record(connection, "auth.session_ended", subject="user:1", reason="asked", sessions=2)
    async with db.connection() as connection:
        [entry] = await audit.entries(
            connection,
            action="auth.",
            subject="user:1",
            actor_id=actor_id,
            since=None,
            until=None,
            before=None,
            limit=10,
        )
    assert (entry.action, entry.address, entry.session_id) == (
        "auth.session_ended",
        "203.0.113.7",
        session_id,
    )
    assert (entry.request_id, entry.reason, entry.data) == ("request-12345", "asked", {"sessions": 2})


async def test_a_change_that_is_undone_leaves_no_row(world: World) -> None:
    async def change_that_fails() -> None:
        async with db.transaction() as connection:
            await audit.record(connection, "auth.signed_in", subject="user:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_that_fails()
    assert await world.fetch("SELECT FROM platform.audit") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform.audit SET reason = reason",
        "DELETE FROM platform.audit",
        "TRUNCATE platform.audit CASCADE",
        "UPDATE platform.audit_seal SET hash = hash",
        "DELETE FROM platform.audit_seal",
        "TRUNCATE platform.audit_seal CASCADE",
        "UPDATE platform.audit_sealed SET position = position",
        "DELETE FROM platform.audit_sealed",
        "TRUNCATE platform.audit_sealed",
    ],
)
async def test_rows_cannot_be_changed_or_removed(world: World, statement: str) -> None:
    await _write(3)
    await audit.seal()
    with pytest.raises(asyncpg.RestrictViolationError):
        await world.fetch(statement)
    async with db.connection() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)


async def test_the_chain_holds_over_many_seals(world: World) -> None:
    for _ in range(3):
        await _write(20)
        assert await audit.seal() == 20
    assert await audit.seal() == 0
    verdict = await audit.verify()
    assert (verdict.seals, verdict.entries, verdict.broken_at) == (3, 60, None)


FORGE = """
    INSERT INTO platform.audit
        (id, at, actor_id, action, subject, reason, address, session_id, request_id, data)
    SELECT gen_random_uuid(), at - $1::interval, actor_id, action, subject, 'forged', address, session_id,
           request_id, data
    FROM platform.audit WHERE subject = 'user:1' LIMIT 1
"""
FORGE_THE_PLACE = """
    INSERT INTO platform.audit_sealed (audit_id, seal, position)
    SELECT id, 2, 1000 FROM platform.audit WHERE reason = 'forged'
"""
FORGET = "DELETE FROM platform.audit WHERE subject = 'user:7'"
FORGET_THE_PLACE = """
    DELETE FROM platform.audit_sealed
    WHERE audit_id IN (SELECT id FROM platform.audit WHERE subject = 'user:7')
"""


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE platform.audit SET reason = 'nothing happened' WHERE subject = 'user:7'",),
        (FORGET,),
        (FORGET_THE_PLACE, FORGET),
        ("UPDATE platform.audit_sealed SET position = position + 100 * (position % 2) WHERE seal = 2",),
        ("DELETE FROM platform.audit_seal WHERE number = 2",),
        (FORGE.replace("$1", "'0 s'"), FORGE_THE_PLACE),
    ],
    ids=["changed", "deleted", "deleted with its place", "reordered", "seal deleted", "inserted"],
)
async def test_tampering_is_found(world: World, statements: tuple[str, ...]) -> None:
    for start in (0, 1, 2):
        await _write(29 if start == 1 else 5, action=f"auth.step_{start}")
        await audit.seal()
    await _tamper(world, *statements)
    assert (await audit.verify()).broken_at is not None


async def test_a_row_slipped_in_with_an_old_date_is_found(world: World) -> None:
    await _write(5)
    await audit.seal()
    await _tamper(world, FORGE.replace("$1", "'1 day'"))
    await audit.seal()
    verdict = await audit.verify()
    assert (verdict.broken_at, verdict.seals) == (2, 1)
