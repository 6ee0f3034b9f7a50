"""The ledger: every kopeck moves from one account to another, once, and never back without a trace.

A line is an amount on an account: plus means we owe more (or earned), minus means we owe less, or, on
`psp_clearing`, that the Payment System holds it for us. The lines of a transaction sum to zero; the
database refuses anything else.
"""

from tutorium.modules.payments.model import Escrow, Soundness, account_kind, may_go_negative
from tutorium.modules.payments.queries import ledger as queries
from tutorium.platform import clock
from tutorium.platform.db import Db, connection
from tutorium.platform.ids import new_id


async def post(db: Db, kind: str, source: str, lines: list[tuple[str, int]]) -> bool:
    """Post one transaction of (account code, kopecks) lines; False if this source was posted before.

    An account that must not go below zero makes the whole use case fail: that is a bug, not a refusal.
    """
    moved = [(code, kopecks) for code, kopecks in lines if kopecks]
    codes = sorted({code for code, _ in moved})
    await queries.open_accounts(db, [(code, account_kind(code), may_go_negative(code)) for code in codes])
    txn_id = new_id()
    if not await queries.insert_transaction(db, txn_id, kind, source, clock.now()):
        return False
    ids = {account.code: account.id for account in await queries.lock_accounts(db, codes)}
    amounts = [kopecks for _, kopecks in moved]
    await queries.insert_entries(db, txn_id, [ids[code] for code, _ in moved], amounts)
    return True


async def balance(*, code: str) -> int:
    """Kopecks on an account."""
    async with connection() as db:
        return await queries.balance(db, code)


async def escrows() -> list[Escrow]:
    """What lies in escrow for lessons, by payer and tutor: refunds that wait are not for lessons any more."""
    async with connection() as db:
        return await queries.escrows(db)


async def soundness() -> Soundness:
    """The ledger added up in three ways: all zero when it is sound."""
    async with connection() as db:
        found = await queries.soundness(db)
    return found or Soundness(0, 0, 0)
