"""`tutorium check`: whether every promise about money, lessons, the audit log and files holds.

The first rules hold at every moment. Those about two modules hold as soon as the events between them have
been heard: what changed within the last minutes before `moment` is left out.
"""

import argparse
import asyncio
import time
from datetime import datetime, timedelta

import msgspec

from tutorium import assembly
from tutorium.platform import audit, clock, db, remote
from tutorium.platform.settings import settings

HEARD_WITHIN = timedelta(minutes=10)
STATEMENT_SECONDS = 3600

RULES = {
    "the ledger sums to zero": """
        SELECT sum(amount)::text AS what FROM payments.ledger_entry HAVING sum(amount) <> 0""",
    "every posting sums to zero and has two lines or more": """
        SELECT t.id::text AS what FROM payments.ledger_txn t
        LEFT JOIN payments.ledger_entry e ON e.txn_id = t.id
        GROUP BY t.id HAVING coalesce(sum(e.amount), 0) <> 0 OR count(e.txn_id) < 2""",
    "a balance is the sum of its lines": """
        SELECT a.code AS what FROM payments.account a
        LEFT JOIN payments.ledger_entry e ON e.account_id = a.id
        GROUP BY a.id HAVING a.balance <> coalesce(sum(e.amount), 0)""",
    "no debt where none may be": """
        SELECT code AS what FROM payments.account WHERE balance < 0 AND NOT may_go_negative""",
    "a payment that succeeded is in the ledger once, another one never": """
        SELECT p.id::text AS what FROM payments.payment p
        LEFT JOIN payments.ledger_txn t ON t.source = p.id::text AND t.kind = 'payment_succeeded'
        GROUP BY p.id HAVING count(t.id) <> (p.state = 'succeeded')::int""",
    "no two live lessons of one tutor overlap": """
        SELECT a.id::text AS what FROM lessons.lesson a
        JOIN lessons.lesson b ON a.id < b.id AND a.tutor_id = b.tutor_id AND a.busy_range && b.busy_range
        WHERE a.state IN ('held', 'scheduled') AND b.state IN ('held', 'scheduled')""",
    "no two live lessons of one learner overlap": """
        SELECT a.id::text AS what FROM lessons.lesson a
        JOIN lessons.lesson b ON a.id < b.id AND a.learner_id = b.learner_id AND a.busy_range && b.busy_range
        WHERE a.state IN ('held', 'scheduled') AND b.state IN ('held', 'scheduled')""",
}
HEARD_RULES = {
    "escrow is the price of the minutes that are left": """
        SELECT a.code AS what FROM payments.account a
        LEFT JOIN subscriptions.credit_lot l ON a.code = 'lesson_escrow:' || l.payer_id || ':' || l.tutor_id
        WHERE a.code LIKE 'lesson\\_escrow:%' AND NOT EXISTS (
            SELECT FROM payments.ledger_entry e JOIN payments.ledger_txn t ON t.id = e.txn_id
            WHERE e.account_id = a.id AND t.happened_at > $1)
        GROUP BY a.id HAVING a.balance <> coalesce(sum(l.left_kopecks), 0)""",
}


class Broken(msgspec.Struct, frozen=True):
    """Something a rule does not hold for."""

    what: str


def main(arguments: list[str]) -> int:
    """Print a line for each promise; 1 when one is broken."""
    parser = argparse.ArgumentParser(prog="tutorium check", description="Whether every promise holds.")
    parser.add_argument(
        "--at", type=datetime.fromisoformat, default=clock.now(), help="when the database was like this"
    )
    return asyncio.run(_check(parser.parse_args(arguments).at))


async def _check(moment: datetime) -> int:
    assembly.load_api()
    await db.open_pools(settings().database_url, size=1, statement_seconds=STATEMENT_SECONDS)
    failed = 0
    try:
        for rule, broken, seconds in await broken_promises(moment):
            failed += bool(broken)
            print(f"{'BAD ' if broken else 'ok  '} {rule} ({seconds:.1f} s)")
            for what in broken[:10]:
                print(f"       {what}")
            if len(broken) > 10:
                print(f"       and {len(broken) - 10} more")
    finally:
        await db.close_pools()
    return 1 if failed else 0


async def broken_promises(moment: datetime) -> list[tuple[str, list[str], float]]:
    """For each promise what breaks it, and how many seconds it took to find out."""
    found = []
    begun = time.perf_counter()
    for rule, sql in (RULES | HEARD_RULES).items():
        values = [moment - HEARD_WITHIN] if rule in HEARD_RULES else []
        async with db.connection(system=True) as connection:
            rows = await db.fetch_all(connection, Broken, sql, *values)
        found.append((rule, [row.what for row in rows], time.perf_counter() - begun))
        begun = time.perf_counter()
    verdict = await audit.verify()
    broken = [] if verdict.broken_at is None else [f"seal {verdict.broken_at}"]
    found.append((f"the audit log's chain holds: {verdict.seals} seals", broken, time.perf_counter() - begun))
    begun = time.perf_counter()
    for name in sorted(remote.exposed_functions()):
        if name.endswith(".broken_files"):
            module = name.partition(".")[0]
            missing: list[str] = await remote.call(name)
            found.append((f"the files of {module} are whole", missing, time.perf_counter() - begun))
            begun = time.perf_counter()
    return found
