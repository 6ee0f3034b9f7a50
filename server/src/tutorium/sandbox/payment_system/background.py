"""What goes on without anybody calling: deadlines and notifications."""

import asyncio
from datetime import datetime
from typing import NoReturn

from tutorium.sandbox.payment_system import store
from tutorium.sandbox.payment_system.operations import settle_due
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.webhooks import deliver_due


async def run(shop: Shop) -> NoReturn:
    """Work on what is due, then sleep until the next thing is or somebody wakes it."""
    while True:
        shop.wake.clear()
        settle_due(shop)
        await deliver_due(shop)
        try:
            await asyncio.wait_for(shop.wake.wait(), _seconds_to_next(shop))
        except TimeoutError:
            continue


def _seconds_to_next(shop: Shop) -> float | None:
    next_due = store.next_due(shop.database)
    if next_due is None:
        return None
    return max((datetime.fromisoformat(next_due) - shop.now()).total_seconds(), 0.0)
