"""A person's data in payments: the copy, money still on its way, and what goes.

The ledger and the payments stay: accounting has its own ground, five years (402-ФЗ, article 29).
"""

from typing import Any
from uuid import UUID

from tutorium.modules.payments.model import tutor_available, tutor_pending
from tutorium.modules.payments.queries import methods
from tutorium.modules.payments.queries import personal as queries
from tutorium.platform.db import connection, transaction
from tutorium.platform.personal import OpenKind, OpenMatter

NOBODY = ""


async def copy(user_id: UUID) -> dict[str, Any]:
    """Payments and refunds of the payer, earnings of the tutor."""
    async with connection() as db:
        return {
            "payments": await queries.payments_copy(db, user_id),
            "refunds": await queries.refunds_copy(db, user_id),
            "refund_checks": await queries.flags_copy(db, user_id),
            "earnings": await queries.earnings_copy(db, user_id),
            "methods": await methods.methods_copy(db, user_id),
        }


async def open_matters(user_id: UUID) -> list[OpenMatter]:
    """Payments without an outcome, refunds on their way, earnings not paid out."""
    async with connection() as db:
        found: list[tuple[OpenKind, queries.OpenMoney | None]] = [
            ("payments", await queries.open_payments(db, user_id)),
            ("refunds", await queries.open_refunds(db, user_id)),
            ("earnings", await queries.owed(db, [tutor_pending(user_id), tutor_available(user_id)])),
        ]
    return [OpenMatter(kind, each.count, each.kopecks) for kind, each in found if each and each.count]


async def erase(user_id: UUID) -> dict[str, int]:
    """Forget the address on the payments, the saved methods and any wariness. May be repeated."""
    async with transaction() as db:
        return {
            "addresses": await queries.forget_address(db, user_id, NOBODY),
            "refund_checks": await queries.forget_flag(db, user_id),
            "methods": await methods.delete_methods(db, user_id),
        }
