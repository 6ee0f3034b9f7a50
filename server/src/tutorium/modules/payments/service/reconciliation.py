"""The ledger beside the Payment System, object by object, in both directions (reliability.md INV-3)."""

from datetime import timedelta

import structlog
from prometheus_client import Gauge

from tutorium.modules.payments import providers
from tutorium.modules.payments.model import Difference, Reconciliation
from tutorium.modules.payments.model.desk import ReconciliationRun
from tutorium.modules.payments.queries import desk
from tutorium.modules.payments.queries import ledger as queries
from tutorium.modules.payments.service import charges, refunds
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.ids import new_id

WINDOW = timedelta(hours=72)
EDGE = timedelta(minutes=5)
"""Our row is older than the Payment System's object by as long as a call takes: at the edge of the window
one would be inside and the other outside."""
KEPT = 24 * 30
"""Comparisons that are remembered: a month of hours."""

log = structlog.get_logger("payments")
unexplained = Gauge(
    "tutorium_payments_unexplained_kopecks",
    "Kopecks by which the ledger and the Payment System differ over the last 72 hours",
)


async def reconcile_and_keep() -> None:
    """Compare, and write down what was found; a comparison that breaks off is written down as that."""
    try:
        found, broke_off = await reconcile(), False
    except ConnectionError as error:
        log.warning("reconciliation_broke_off", reason=str(error))
        found, broke_off = Reconciliation(matched=0, differences=[]), True
    run = ReconciliationRun(
        id=new_id(),
        at=clock.now(),
        matched=found.matched,
        unexplained_kopecks=found.unexplained_kopecks,
        differences=found.differences,
        broke_off=broke_off,
    )
    async with transaction() as db:
        await desk.insert_reconciliation(db, run, keep=KEPT)


async def reconcile() -> Reconciliation:
    """Compare the last 72 hours; what is merely not applied yet is applied on the way.

    Every difference is an error in the log, and their sum a metric. ConnectionError when the Payment System
    does not show its lists.
    """
    started = clock.now()
    since = started - WINDOW
    theirs: dict[str, int] = {}
    async for payment in providers.payments_since(since):
        await charges.adopt(payment)
        if payment.status == "succeeded":
            theirs[payment.id] = payment.amount_kopecks
    async for refund in providers.refunds_since(since):
        await refunds.adopt(refund)
        if refund.status == "succeeded":
            theirs[refund.id] = -refund.amount_kopecks
    # What was paid while the lists were being read may be in the ledger only: it belongs to the next hour.
    async with connection() as db:
        ours = {
            movement.provider_id: movement.kopecks
            for movement in await queries.movements(db, list(theirs), since + EDGE, started)
        }
    differences = [
        Difference(provider_id=each, provider_kopecks=theirs.get(each, 0), ledger_kopecks=ours.get(each, 0))
        for each in sorted(theirs.keys() | ours.keys())
        if theirs.get(each, 0) != ours.get(each, 0)
    ]
    for difference in differences:
        log.error("payments_differ", code=difference.provider_id)
    compared = len(theirs.keys() | ours.keys())
    found = Reconciliation(matched=compared - len(differences), differences=differences)
    unexplained.set(found.unexplained_kopecks)
    return found
