"""The invariants of lots, checked every night (domain.md D4.5).

A lesson's end moves minutes first and money a moment later, so a pair that does not fit is only doubted: ten
minutes later it is looked at again, and then it is an error.
"""

from datetime import timedelta
from uuid import UUID

import structlog

from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions.events import PairDoubted
from tutorium.modules.subscriptions.queries import soundness as queries
from tutorium.platform import clock, metrics
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

SETTLING = timedelta(minutes=10)
AT_ONCE = 200

log = structlog.get_logger("subscriptions")


async def check() -> None:
    """Add up every lot, and the lots of every payer and tutor beside their escrow."""
    async with connection() as db:
        lots = {(each.payer_id, each.tutor_id): each.kopecks for each in await queries.money_by_pair(db)}
        unsound = await queries.unsound_lots(db, AT_ONCE)
    for each in unsound:
        log.error("lot_unsound", lot_id=str(each.id))
    metrics.lots_unsound.set(len(unsound))
    escrow = {(each.payer_id, each.tutor_id): each.kopecks for each in await payments.escrows()}
    doubted = [pair for pair in lots.keys() | escrow.keys() if lots.get(pair, 0) != escrow.get(pair, 0)]
    async with transaction() as db:
        for payer_id, tutor_id in sorted(doubted):
            again = clock.now() + SETTLING
            await publish(db, PairDoubted(payer_id=payer_id, tutor_id=tutor_id), at=again)


async def look_again(*, payer_id: UUID, tutor_id: UUID) -> None:
    """A pair that did not fit ten minutes ago: if it still does not, people have to look."""
    async with connection() as db:
        lots = await queries.money_of_pair(db, payer_id, tutor_id)
    escrow = await payments.escrow(payer_id=payer_id, tutor_id=tutor_id)
    if lots != escrow:
        log.error("pair_unsound", user_id=str(payer_id), tutor_id=str(tutor_id))
        metrics.pairs_unsound.inc()
