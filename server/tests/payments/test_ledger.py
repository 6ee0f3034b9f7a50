"""What the ledger's tables refuse by themselves (reliability.md §4.5)."""

import asyncio

import asyncpg
import pytest

from payments.cashier import PRICE, a_paid_payment, balances, check_ledger
from tutorium.modules.payments.service.ledger import post
from tutorium.platform.db import transaction
from tutorium.platform.ids import new_id
from world import World

Lines = list[tuple[str, int]]


async def posted(lines: Lines, source: str = "") -> bool:
    """One posting in a transaction of its own."""
    async with transaction() as db:
        return await post(db, "test", source or str(new_id()), lines)


@pytest.mark.parametrize(
    "lines",
    [
        [("psp_clearing", -5), ("suspense", 4)],
        [("psp_clearing", -5)],
        [],
    ],
)
async def test_an_unbalanced_transaction_is_refused(world: World, lines: Lines) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await posted(lines)
    await check_ledger()


async def test_what_is_owed_to_people_never_goes_below_zero(world: World) -> None:
    await posted([("psp_clearing", -5), ("tutor_pending:a", 5)])
    with pytest.raises(asyncpg.CheckViolationError):
        await posted([("tutor_pending:a", -6), ("tutor_available:a", 6)])
    assert await balances("tutor_pending:a", "tutor_available:a") == [5, 0]


async def test_one_source_is_posted_once(world: World) -> None:
    lines = [("psp_clearing", -5), ("suspense", 5)]
    answers = await asyncio.gather(*(posted(lines, "one") for _ in range(20)))
    assert sorted(answers) == [False] * 19 + [True]
    assert await balances("suspense") == [5]
    await check_ledger()


async def test_crossing_postings_do_not_lock_each_other_out(world: World) -> None:
    await posted([("psp_clearing", -1000), ("tutor_pending:a", 500), ("tutor_pending:b", 500)])
    there = [("tutor_pending:a", -1), ("tutor_pending:b", 1)]
    back = [("tutor_pending:b", -1), ("tutor_pending:a", 1)]
    await asyncio.gather(*(posted(there if n % 2 else back) for n in range(100)))
    assert await balances("tutor_pending:a", "tutor_pending:b") == [500, 500]
    await check_ledger()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments.ledger_entry SET amount = 1",
        "DELETE FROM payments.ledger_entry",
        "UPDATE payments.ledger_txn SET source = 'other'",
        "TRUNCATE payments.ledger_entry",
    ],
)
async def test_what_was_posted_stays_as_it_is(world: World, statement: str) -> None:
    await a_paid_payment(world)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await world.fetch(statement)
    assert await balances("psp_clearing") == [-PRICE]
