"""A person's data in subscriptions: the copy, minutes still paid for, and what ends when he leaves."""

from typing import Any
from uuid import UUID

from tutorium.modules.subscriptions import queries
from tutorium.modules.subscriptions.queries import personal
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.personal import OpenMatter


async def copy(user_id: UUID) -> dict[str, Any]:
    """Subscriptions and lots the person paid for or learns with, and what became of them."""
    async with connection() as db:
        return {
            "subscriptions": await personal.subscriptions_copy(db, user_id),
            "subscription_events": await personal.events_copy(db, user_id),
            "invoices": await personal.invoices_copy(db, user_id),
            "acquaintances": await personal.acquaintances_copy(db, user_id),
            "lots": await queries.lots_copy(db, user_id),
            "reservations": await queries.reservations_copy(db, user_id),
            "lot_refunds": await queries.lot_refunds_copy(db, user_id),
        }


async def open_matters(user_id: UUID) -> list[OpenMatter]:
    """Minutes that are paid for and not used, by the payer, for the learner or with the tutor."""
    async with connection() as db:
        found = await queries.open_credits(db, user_id)
    return [OpenMatter("credits", found.minutes, found.kopecks)] if found and found.minutes else []


async def erase(user_id: UUID) -> dict[str, int]:
    """End what would go on, and forget who was taught by whom. May be repeated."""
    async with transaction() as db:
        return {
            "subscriptions": await personal.end_live(db, user_id, clock.now()),
            "acquaintances": await personal.forget_acquaintances(db, user_id),
        }
