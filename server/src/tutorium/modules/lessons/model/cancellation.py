"""What a cancellation costs (domain.md D3.1): pure functions, the same for the quote and for the command."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

import msgspec

Preset = Literal["flexible", "standard", "strict"]
CostRule = Literal["free", "half", "full", "regret", "tutor", "unpaid"]
POLICY_VERSION = 1


class Policy(msgspec.Struct, frozen=True):
    """The terms a lesson was booked under; stored with it, so that later changes never touch it.

    Free until `free_hours` before the start, half the price until `full_hours`, then all of it.
    Within `regret_minutes` after booking it is free, if the start is at least `regret_hours` away.
    """

    preset: Preset
    free_hours: int
    full_hours: int
    regret_minutes: int = 15
    regret_hours: int = 2


POLICIES: Mapping[Preset, Policy] = {
    "flexible": Policy("flexible", free_hours=4, full_hours=1),
    "standard": Policy("standard", free_hours=12, full_hours=2),
    "strict": Policy("strict", free_hours=24, full_hours=4),
}


class Cost(msgspec.Struct, frozen=True):
    """How many minutes of the lesson are kept for the tutor, and by which rule."""

    charge_minutes: int
    rule: CostRule


def free_until(policy: Policy, *, starts_at: datetime, booked_at: datetime) -> datetime:
    """The last moment at which a student cancels for nothing."""
    regular = starts_at - timedelta(hours=policy.free_hours)
    regret = min(
        booked_at + timedelta(minutes=policy.regret_minutes), starts_at - timedelta(hours=policy.regret_hours)
    )
    return max(regular, regret) if regret >= booked_at else regular


def cost_of_cancelling(
    policy: Policy,
    *,
    minutes: int,
    starts_at: datetime,
    booked_at: datetime,
    paid: bool,
    by_tutor: bool,
    now: datetime,
) -> Cost:
    """The cost of cancelling at `now`, by the server's clock; the limits belong to the cheaper side."""
    if not paid:
        return Cost(0, "unpaid")
    if by_tutor:
        return Cost(0, "tutor")
    if now <= starts_at - timedelta(hours=policy.free_hours):
        return Cost(0, "free")
    if now <= free_until(policy, starts_at=starts_at, booked_at=booked_at):
        return Cost(0, "regret")
    if now <= starts_at - timedelta(hours=policy.full_hours):
        return Cost(minutes // 2, "half")
    return Cost(minutes, "full")


def kopecks_of(minutes: int, *, of_minutes: int, price_kopecks: int) -> int:
    """The price of `minutes` out of a lesson of `of_minutes`, rounded half up to the kopeck."""
    return (price_kopecks * minutes * 2 + of_minutes) // (of_minutes * 2)
