"""What can be subscribed to, on what terms, and how much may be bought ahead (domain.md D4.1, D4.5)."""

from collections.abc import Iterator, Sequence

import msgspec

from tutorium.platform.money import price_of

LESSONS_PER_WEEK = range(1, 6)
DURATIONS = (30, 60, 90)
WEEKS_PER_CYCLE = 4


class Policy(msgspec.Struct, frozen=True):
    """The numbers a subscription was begun with; they stay its own whatever becomes of the defaults."""

    cycle_days: int = 28
    first_payment_minutes: int = 60
    notice_days: tuple[int, ...] = (7, 3, 1)
    charge_hour: int = 10
    retry_days: tuple[int, ...] = (1, 3, 7, 14)
    manual_days: int = 3
    unpaid_days: int = 14
    reanchor_hours: int = 72
    cap_cycles: int = 3


POLICY, POLICY_VERSION = Policy(), 1


class Offer(msgspec.Struct, frozen=True):
    """A subject at a level for a price of an hour."""

    subject: str
    level: str
    unit_price_kopecks: int


class Plan(msgspec.Struct, frozen=True):
    """So many lessons a week of so many minutes, paid for four weeks at a time."""

    subject: str
    level: str
    lessons_per_week: int
    lesson_minutes: int
    minutes_per_cycle: int
    unit_price_kopecks: int
    price_kopecks: int


def plan(offer: Offer, lessons_per_week: int, lesson_minutes: int) -> Plan:
    """The plan of an offer: its price is that of its minutes."""
    minutes = WEEKS_PER_CYCLE * lessons_per_week * lesson_minutes
    price = price_of(minutes, offer.unit_price_kopecks)
    return Plan(
        offer.subject,
        offer.level,
        lessons_per_week,
        lesson_minutes,
        minutes,
        offer.unit_price_kopecks,
        price,
    )


def durations(lesson_minutes: Sequence[int]) -> list[int]:
    """Which of a tutor's lesson lengths there are plans for."""
    return [each for each in DURATIONS if each in lesson_minutes]


def plans(offers: Sequence[Offer], lesson_minutes: Sequence[int]) -> Iterator[Plan]:
    """Every plan of a tutor."""
    for offer in offers:
        for minutes in durations(lesson_minutes):
            for lessons_per_week in LESSONS_PER_WEEK:
                yield plan(offer, lessons_per_week, minutes)


def find_plan(
    offers: Sequence[Offer],
    lesson_minutes: Sequence[int],
    *,
    subject: str,
    level: str | None,
    lessons_per_week: int,
    minutes: int,
) -> Plan | None:
    """The plan somebody wishes for; without a level the cheapest of the subject; None if there is none."""
    fitting = [each for each in offers if each.subject == subject and level in (None, each.level)]
    offer = min(fitting, key=lambda each: each.unit_price_kopecks, default=None)
    if offer is None or minutes not in durations(lesson_minutes) or lessons_per_week not in LESSONS_PER_WEEK:
        return None
    return plan(offer, lessons_per_week, minutes)


def balance_cap(policy: Policy, minutes_per_cycle: int) -> int:
    """How many minutes with a tutor may be paid for and not used."""
    return policy.cap_cycles * minutes_per_cycle
