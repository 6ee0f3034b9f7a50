"""Whether every promise about lessons and money holds, from the outside: database and Payment System."""

from collections.abc import Iterable
from typing import Any

import msgspec

from processes import Product

RULES = {
    "a lesson is stuck in its hold": """
        SELECT id FROM lessons.lesson WHERE state = 'held'""",
    "two live lessons of one tutor or one learner overlap": """
        SELECT a.id FROM lessons.lesson a JOIN lessons.lesson b ON a.id < b.id
            AND (a.tutor_id = b.tutor_id OR a.learner_id = b.learner_id) AND a.busy_range && b.busy_range
        WHERE a.state IN ('held', 'scheduled') AND b.state IN ('held', 'scheduled')""",
    "a payment is not final": """
        SELECT id FROM payments.payment WHERE state NOT IN ('succeeded', 'canceled')""",
    "a refund is not final": """
        SELECT id FROM payments.refund WHERE state <> 'succeeded'""",
    "a job is parked": """
        SELECT id::text || ' ' || entrypoint FROM platform.pgqueuer
        WHERE status NOT IN ('queued', 'picked')""",
    "the ledger does not sum to zero": """
        SELECT sum(amount)::text FROM payments.ledger_entry HAVING sum(amount) <> 0""",
    "a ledger transaction does not sum to zero": """
        SELECT txn_id FROM payments.ledger_entry GROUP BY txn_id HAVING sum(amount) <> 0 OR count(*) < 2""",
    "a balance is not the sum of its lines": """
        SELECT a.code FROM payments.account a LEFT JOIN payments.ledger_entry e ON e.account_id = a.id
        GROUP BY a.id HAVING a.balance <> coalesce(sum(e.amount), 0)""",
    "a paid payment is not in the ledger exactly once": """
        SELECT p.id FROM payments.payment p
        LEFT JOIN payments.ledger_txn t ON t.source = p.id::text AND t.kind = 'payment_succeeded'
        GROUP BY p.id HAVING count(t.id) <> (p.state = 'succeeded')::int""",
    "a paid payment has not become minutes": """
        SELECT p.id FROM payments.payment p
        LEFT JOIN subscriptions.credit_lot l ON l.payment_id = p.id
            AND l.price_kopecks = p.amount_kopecks AND l.lesson_id = p.purpose_id
        WHERE (p.state = 'succeeded') <> (l.id IS NOT NULL)""",
    "a paid lesson is neither scheduled nor is its money in a lot or given back": """
        SELECT s.id FROM payments.payment p JOIN lessons.lesson s ON s.id = p.purpose_id
        JOIN subscriptions.credit_lot l ON l.payment_id = p.id
        WHERE p.state = 'succeeded' AND s.state <> 'scheduled' AND l.free + l.refunded <> l.minutes""",
    "a scheduled lesson has no reserved minutes, or another one has": """
        SELECT s.id FROM lessons.lesson s LEFT JOIN subscriptions.reservation r ON r.lesson_id = s.id
        WHERE (s.state = 'scheduled') <> coalesce(r.state = 'reserved' AND r.minutes = s.minutes, false)""",
    "minutes and escrow differ": """
        SELECT a.code FROM payments.account a
        LEFT JOIN subscriptions.credit_lot l ON a.code = 'lesson_escrow:' || l.payer_id || ':' || l.tutor_id
        WHERE a.code LIKE 'lesson_escrow:%'
        GROUP BY a.id HAVING a.balance <> coalesce(sum(l.left_kopecks), 0)""",
    "a command made two lessons": """
        SELECT command_id FROM lessons.lesson GROUP BY command_id HAVING count(*) > 1""",
}


class Money(msgspec.Struct, frozen=True):
    """Kopecks taken and given back, as the Payment System says."""

    payments: int
    paid_kopecks: int
    refunds: int
    refunded_kopecks: int


async def broken_promises(product: Product) -> list[str]:
    """Every violation in words; empty when all is well."""
    found = []
    for rule, sql in RULES.items():
        found += [f"{rule}: {row[0]}" for row in await product.fetch(sql)]
    theirs, ours = await _theirs(product), await _ours(product)
    for provider_id in sorted(theirs.keys() | ours.keys()):
        a, b = theirs.get(provider_id, 0), ours.get(provider_id, 0)
        if a != b:
            found.append(f"the Payment System says {a} kopecks, the ledger {b}: {provider_id}")
    return found


async def money(product: Product) -> Money:
    """The sums of the Payment System."""
    movements = (await _theirs(product)).values()
    paid, back = [m for m in movements if m > 0], [m for m in movements if m < 0]
    return Money(len(paid), sum(paid), len(back), -sum(back))


async def _theirs(product: Product) -> dict[str, int]:
    answer = await product.sandbox.get("/payment-system/_control/payments")
    items: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    refunds = [refund for item in items for refund in item["refunds"]]
    return _kopecks(items, 1) | _kopecks(refunds, -1)


def _kopecks(items: Iterable[dict[str, Any]], sign: int) -> dict[str, int]:
    return {
        item["id"]: sign * int(item["amount"]["value"].replace(".", ""))
        for item in items
        if item["status"] == "succeeded"
    }


async def _ours(product: Product) -> dict[str, int]:
    rows = await product.fetch(
        """SELECT object.provider_id, -sum(e.amount)::bigint AS kopecks
        FROM (SELECT id, provider_id FROM payments.payment
            UNION ALL SELECT id, provider_id FROM payments.refund) AS object
        JOIN payments.ledger_txn t ON t.source = object.id::text
        JOIN payments.ledger_entry e ON e.txn_id = t.id
        JOIN payments.account a ON a.id = e.account_id AND a.code = 'psp_clearing'
        GROUP BY object.provider_id HAVING sum(e.amount) <> 0"""
    )
    return {row["provider_id"]: row["kopecks"] for row in rows}
