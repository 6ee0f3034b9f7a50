"""Notifications to the shop: written with the change, sent until the shop says 200 or a day is over."""

import asyncio
from datetime import datetime, timedelta

import httpx
import msgspec

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.faults import between
from tutorium.sandbox.payment_system import store
from tutorium.sandbox.payment_system.shop import Shop
from tutorium.sandbox.payment_system.wire import Payment, Refund

GIVE_UP_AFTER = timedelta(hours=24)
_PAUSES = (1, 2, 5, 10, 30, 60, 300, 900, 3600)
"""Seconds before the next attempt; the last one repeats. The real plan is not published."""
_AT_ONCE = 20
_SECONDS_TO_ANSWER = 10.0


def announce(shop: Shop, event: str, subject: Payment | Refund, now: datetime) -> None:
    """Write the notification down, inside the change it tells of; the body is a picture of that moment."""
    if shop.faults.strikes("webhook_drop"):
        return
    body = msgspec.json.encode({"type": "notification", "event": event, "object": subject}).decode()
    copies = 2 if shop.faults.strikes("webhook_duplicate") else 1
    for _ in range(copies):
        due_at = now + timedelta(seconds=_lateness(shop))
        store.add_notification(
            shop.database, body, due_at=stamp(due_at), give_up_at=stamp(now + GIVE_UP_AFTER)
        )
    shop.wake.set()


async def deliver_due(shop: Shop) -> None:
    """Send what is due by now, several at once; never the same message twice at the same time."""
    by = stamp(shop.now())
    async with shop.delivering:
        while due := store.due_notifications(shop.database, by, _AT_ONCE):
            await asyncio.gather(*(_deliver(shop, *message) for message in due))


async def deliver_all(shop: Shop) -> None:
    """One attempt for every message that waits, whenever it is due."""
    store.hurry_notifications(shop.database, stamp(shop.now()))
    await deliver_due(shop)


async def _deliver(shop: Shop, number: int, body: str, attempts: int, give_up_at: str) -> None:
    accepted = await _accepted(shop, body)
    pause = timedelta(seconds=_PAUSES[min(attempts, len(_PAUSES) - 1)])
    again_at = stamp(shop.now() + pause)
    over = accepted or again_at > give_up_at
    store.postpone_notification(shop.database, number, None if over else again_at)


async def _accepted(shop: Shop, body: str) -> bool:
    try:
        answer = await shop.client.post(
            shop.webhook_url,
            content=body,
            headers={"Content-Type": "application/json"},
            timeout=_SECONDS_TO_ANSWER,
        )
    except httpx.HTTPError:
        return False
    return answer.status_code == httpx.codes.OK


def _lateness(shop: Shop) -> float:
    if shop.faults.strikes("webhook_delay"):
        return between(5.0, 30.0)
    if shop.faults.strikes("webhook_reorder"):
        return between(0.0, 3.0)
    return 0.0
