"""Whether every promise holds, from the outside: the database, and what the other companies have recorded."""

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aio_pika
import msgspec

from processes import Product
from tutorium.modules.documents.providers import LINK
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.broker.model import DELAYS
from tutorium.platform.ids import id_of
from tutorium.sandbox.clock import stamp

LONG_ENOUGH_SECONDS = 90.0
IN_THE_END_SECONDS = 180.0
"""What is not final is looked at every minute; a refund that was never sent needs two of them."""
LOOKS = 10
"""So often no queue holds an answer that has not been read, half a second apart: it is lost."""

RULES = {
    "two live lessons of one tutor or one learner overlap": """
        SELECT a.id FROM lessons.lesson a JOIN lessons.lesson b ON a.id < b.id
            AND (a.tutor_id = b.tutor_id OR a.learner_id = b.learner_id) AND a.busy_range && b.busy_range
        WHERE a.state IN ('held', 'scheduled') AND b.state IN ('held', 'scheduled')""",
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
    "a profile does not follow its application": """
        SELECT tutor_id || ' ' || p.state || ' ' || a.state
        FROM documents.application a JOIN accounts.tutor_profile p USING (tutor_id)
        WHERE a.state <> 'draft' AND a.state <> p.state""",
    "a message is neither sent nor of no more use": """
        SELECT id || ' ' || operation FROM notifications.message WHERE state IN ('queued', 'dead')""",
    "a document waits to be looked through": """
        SELECT id || ' ' || state FROM documents.document WHERE state IN ('uploaded', 'scanning')""",
}
"""What is never true once nothing is under way."""
IN_THE_END = {
    "a lesson is stuck in its hold": """
        SELECT id FROM lessons.lesson WHERE state = 'held'""",
    "a payment is not final": """
        SELECT id FROM payments.payment WHERE state NOT IN ('succeeded', 'canceled')""",
    "a refund is not final": """
        SELECT id FROM payments.refund WHERE state <> 'succeeded'""",
    "a document that is being verified is neither decided nor with a moderator": """
        SELECT d.id || ' ' || d.state FROM documents.document d JOIN documents.application a USING (tutor_id)
        WHERE d.current AND a.state = 'in_verification'
            AND d.state NOT IN ('approved', 'rejected', 'manual_review')""",
}
"""What is not true, either, when every time limit has passed."""


class Money(msgspec.Struct, frozen=True):
    """Kopecks taken and given back, as the Payment System says."""

    payments: int
    paid_kopecks: int
    refunds: int
    refunded_kopecks: int


async def broken_promises(product: Product, *, in_the_end: bool = True) -> list[str]:
    """Every violation in words; empty when all is well. Not `in_the_end`: time limits have not passed yet."""
    found = []
    for rule, sql in (RULES | (IN_THE_END if in_the_end else {})).items():
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


async def something_is_said(product: Product, *, within_seconds: float) -> None:
    """Wait until the Document System says something more; at most so long."""
    said = "SELECT count(*) FROM ds_answer WHERE sent_at NOT NULL"
    before = _their_records(product, said)
    with suppress(TimeoutError):
        async with asyncio.timeout(within_seconds):
            while _their_records(product, said) == before:  # noqa: ASYNC110 -- it lies elsewhere
                await asyncio.sleep(0.05)


async def answers_are_read(product: Product, broker: str) -> None:
    """Wait until the Document System has said what it has to say, and we have dealt with it or parked it.

    What is lost is not waited for: this returns once no queue holds anything; `lost_and_doubled` finds it.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(LONG_ENOUGH_SECONDS):
            looks = 0
            while _unanswered(product) or (looks < LOOKS and await _unread(product, broker)):
                await asyncio.sleep(0.5)
                looks = 0 if await _on_its_way(broker) else looks + 1


async def ends_are_reached(product: Product) -> None:
    """Wait until everything is as it has to be in the end; what never is, `broken_promises` finds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(IN_THE_END_SECONDS):
            while [sql for sql in IN_THE_END.values() if await product.fetch(sql)]:  # noqa: ASYNC110 -- it lies elsewhere
                await asyncio.sleep(1)
    await product.quiet()


async def _on_its_way(broker: str) -> bool:
    queues = [LINK.queue, *(LINK.waiting(delay) for delay in DELAYS)]
    async with await aio_pika.connect(broker) as connection, connection.channel() as channel:
        found = [(await channel.declare_queue(name, passive=True)).declaration_result for name in queues]
    return any(each.message_count for each in found)


def _their_records(product: Product, sql: str, *values: str) -> list[Any]:
    """What the stand-ins have written down."""
    path = Path(product.env["SANDBOX_DATA"]) / "sandbox.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as records:
        return records.execute(sql, values).fetchall()


def _unanswered(product: Product) -> bool:
    now = stamp(datetime.now(UTC) + timedelta(seconds=int(product.env.get("CLOCK_OFFSET_SECONDS", "0"))))
    due = "SELECT seq FROM ds_answer WHERE sent_at IS NULL AND due_at <= ?"
    return bool(
        _their_records(product, "SELECT case_id FROM ds_case WHERE examined = 0")
        or _their_records(product, due, now)
    )


async def _unread(product: Product, broker: str) -> set[str]:
    """Answers the broker has confirmed to the Document System, and which we have neither read nor parked."""
    sent = {
        row[0] for row in _their_records(product, "SELECT message_id FROM ds_answer WHERE sent_at NOT NULL")
    }
    read = {str(row[0]) for row in await product.fetch("SELECT event_id FROM platform.inbox")}
    if sent <= read:
        return set()
    parked = await Amqp(broker, authority=None, may_declare=False).parked(LINK, len(sent) * 3)
    return sent - read - {each.message_id for each in parked}


async def lost_and_doubled(product: Product, broker: str) -> list[str]:
    """Messages between us and the Document System or Mindbox that were lost, or had more than one effect."""
    asked = {row[0] for row in _their_records(product, "SELECT message_id FROM ds_message")}
    ours = await product.fetch("SELECT id FROM documents.document WHERE sent_at IS NOT NULL")
    requests = {str(id_of("documents.request", row["id"], 1)) for row in ours}
    found = [f"a request was lost: {each}" for each in requests - asked]
    found += [f"an answer was lost: {each}" for each in await _unread(product, broker)]
    answers = dict(
        _their_records(
            product, "SELECT case_id, count(*) FROM ds_answer WHERE sent_at NOT NULL GROUP BY case_id"
        )
    )
    effects = await product.fetch(
        "SELECT document_id, count(*) AS n FROM documents.document_event"
        " WHERE actor_kind = 'document_system' GROUP BY document_id"
    )
    found += [
        f"answers were applied twice: {row['document_id']}"
        for row in effects
        if row["n"] > answers.get(str(row["document_id"]), 0)
    ]
    taken = {row[0] for row in _their_records(product, "SELECT transaction_id FROM mindbox_transaction")}
    sent = await product.fetch(
        "SELECT id FROM notifications.message WHERE state = 'sent' AND channel <> 'centre'"
    )
    found += [f"a letter was lost: {row['id']}" for row in sent if str(row["id"]) not in taken]
    [(letters,)] = _their_records(product, "SELECT count(*) FROM letter")
    if letters != len(sent):
        found.append(f"{len(sent)} letters were sent, {letters} have arrived")
    return found


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
