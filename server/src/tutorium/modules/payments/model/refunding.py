"""Whether a refund that its payer asked for is given, and by whom (domain.md D3.3): pure rules."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.payments.model import RefundState
from tutorium.platform.identity import Role

RefusalReason = Literal["suspicious", "already_returned", "lesson_was_held", "duplicate", "other"]
"""Why a refund is declined."""
Doubt = Literal["amount", "young_account", "flagged"]
"""Why people decide: a large sum, an account younger than a week, a payer somebody is wary of."""

MOVES: Mapping[RefundState, frozenset[RefundState]] = {
    "requested": frozenset({"approved", "rejected", "cancelled_by_user"}),
    "approved": frozenset({"processing"}),
    "processing": frozenset({"succeeded", "manual_payout"}),
    "manual_payout": frozenset({"succeeded"}),
    "succeeded": frozenset(),
    "rejected": frozenset(),
    "cancelled_by_user": frozenset(),
}
NOT_RETURNED: frozenset[RefundState] = frozenset({"rejected", "cancelled_by_user"})


class Limits(msgspec.Struct, frozen=True):
    """Up to `auto_kopecks` a refund is approved by itself, up to `alone_kopecks` by one person.

    Accounts younger than `account_days` wait for people; the payer has his money within `days`.
    """

    auto_kopecks: int
    alone_kopecks: int
    account_days: int
    days: int


class Approval(msgspec.Struct, frozen=True):
    """Somebody of the staff who agreed to a refund."""

    approved_by: UUID
    at: datetime


def doubts(
    amount_kopecks: int,
    *,
    registered_at: datetime | None,
    flagged: bool,
    limits: Limits,
    now: datetime,
) -> list[Doubt]:
    """What speaks against approving a refund by itself; nothing: it is approved at once."""
    found: list[Doubt] = []
    if amount_kopecks > limits.auto_kopecks:
        found.append("amount")
    if registered_at is None or now - registered_at < timedelta(days=limits.account_days):
        found.append("young_account")
    if flagged:
        found.append("flagged")
    return found


def people_needed(amount_kopecks: int, limits: Limits) -> int:
    """How many people have to agree to a refund that waits for people."""
    return 2 if amount_kopecks > limits.alone_kopecks else 1


def may_decide(roles: frozenset[Role], amount_kopecks: int, limits: Limits) -> bool:
    """Whether somebody with these roles decides about a refund of this size: support about small ones."""
    if roles & {"finance", "admin"}:
        return True
    return "support" in roles and amount_kopecks <= limits.auto_kopecks
