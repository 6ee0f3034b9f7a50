"""The clocks of a ticket: what is promised, how much of it is used, and when it is over (domain.md D7.2).

A clock counts the open time of a calendar while it runs. First answer: from the ticket's creation to the
first public answer of a person; it never stops. Next answer: from a customer's message to our next public
answer, after the first one. Resolution: from creation, minus the time in which the customer owes us an
answer or a date is waited for. Legal terms are clocks beside these, always open, and never stop.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from tutorium.modules.support.model import calendars
from tutorium.modules.support.model.calendars import CALENDARS, add, measure
from tutorium.modules.support.model.categories import Category, Priority
from tutorium.modules.support.model.states import OVER, STOPPED, State

Kind = Literal["first_answer", "next_answer", "resolution", "legal_refund", "legal_personal_data"]
Percent = Literal[75, 90, 100]
WARN_ASSIGNEE: Percent = 75
WARN_LEAD: Percent = 90
BREACH: Percent = 100
PERCENTS: tuple[Percent, ...] = (WARN_ASSIGNEE, WARN_LEAD, BREACH)


class Target(msgspec.Struct, frozen=True):
    """So much open time of a calendar."""

    calendar: calendars.Name
    time: timedelta


class Targets(msgspec.Struct, frozen=True):
    """What is promised to a ticket of one priority."""

    first_answer: Target
    next_answer: Target
    resolution: Target

    @property
    def by_kind(self) -> dict[Kind, Target]:
        """The same by the clocks that count them."""
        return {
            "first_answer": self.first_answer,
            "next_answer": self.next_answer,
            "resolution": self.resolution,
        }


class Policy(msgspec.Struct, frozen=True):
    """What is promised, by priority; a dispute has a term of its own."""

    by_priority: dict[Priority, Targets]
    dispute: Target


def _same(calendar: calendars.Name, first: timedelta, following: timedelta, resolution: Target) -> Targets:
    return Targets(Target(calendar, first), Target(calendar, following), resolution)


POLICIES: dict[int, Policy] = {
    1: Policy(
        by_priority={
            "p1": _same(
                "always",
                timedelta(minutes=15),
                timedelta(minutes=30),
                Target("always", timedelta(hours=4)),
            ),
            "p2": _same(
                "urgent",
                timedelta(minutes=30),
                timedelta(hours=2),
                Target("urgent", timedelta(hours=24)),
            ),
            "p3": _same(
                "daily",
                timedelta(hours=4),
                timedelta(hours=8),
                Target("working_daily", 3 * timedelta(hours=12)),
            ),
            "p4": _same(
                "office", timedelta(hours=8), timedelta(hours=16), Target("office", 5 * timedelta(hours=9))
            ),
        },
        dispute=Target("working_urgent", 3 * timedelta(hours=15)),
    )
}
"""Versions never change; a new promise is a new version, and a ticket keeps the one it began with."""
POLICY_VERSION = max(POLICIES)

REFUND_DAYS = 10
"""A demand to return money: article 22 of the consumer protection law (2300-1)."""
PERSONAL_DATA_DAYS = 10
"""A request about personal data: working days, article 20 part 1 of 152-FZ as of 2022-09-01."""


class Clock(msgspec.Struct, frozen=True):
    """A row of support.clock. `due_at` is known while it runs; `told` is the last percentage told."""

    ticket_id: UUID
    kind: Kind
    calendar: calendars.Name
    target: timedelta
    began_at: datetime
    spent: timedelta
    since: datetime | None
    due_at: datetime | None
    told: int
    done_at: datetime | None

    @property
    def runs(self) -> bool:
        """Whether time is being used."""
        return self.since is not None

    @property
    def is_legal(self) -> bool:
        """Whether the law set the term, not we."""
        return self.kind.startswith("legal")


def started(ticket_id: UUID, kind: Kind, target: Target, now: datetime) -> Clock:
    """A clock that begins to run."""
    fresh = Clock(
        ticket_id=ticket_id,
        kind=kind,
        calendar=target.calendar,
        target=target.time,
        began_at=now,
        spent=timedelta(),
        since=None,
        due_at=None,
        told=0,
        done_at=None,
    )
    return _running(fresh, now)


def stopped(clock: Clock, now: datetime) -> Clock:
    """The clock standing still; what it has used is kept."""
    if clock.since is None:
        return clock
    return replace(clock, spent=spent(clock, now), since=None, due_at=None)


def resumed(clock: Clock, now: datetime) -> Clock:
    """The clock running on from where it stood, even when it was done; a legal one as if it never stopped."""
    if clock.runs:
        return clock
    if clock.is_legal:
        return _running(replace(clock, done_at=None, spent=timedelta()), clock.began_at)
    return _running(replace(clock, done_at=None), now)


def done(clock: Clock, now: datetime) -> Clock:
    """What was promised has happened."""
    return clock if clock.done_at else replace(stopped(clock, now), done_at=now)


def spent(clock: Clock, now: datetime) -> timedelta:
    """How much open time the clock has used."""
    if clock.since is None:
        return clock.spent
    return clock.spent + measure(CALENDARS[clock.calendar], clock.since, now)


def moment(clock: Clock, percent: Percent) -> datetime | None:
    """When this part of the promised time is used up, if the clock runs on; None while it stands."""
    if clock.since is None:
        return None
    left = clock.target * percent / 100 - clock.spent
    return add(CALENDARS[clock.calendar], clock.since, left) if left > timedelta() else clock.since


def percent_reached(clock: Clock, now: datetime) -> Percent | None:
    """The last percentage whose moment has come; None before the first, and while the clock stands."""
    reached = [each for each in PERCENTS if (at := moment(clock, each)) is not None and at <= now]
    return reached[-1] if reached else None


def in_state(clock: Clock, state: State, now: datetime) -> Clock:
    """The clock after its ticket has moved to this state: only the resolution may stand still meanwhile."""
    if state in OVER:
        return done(clock, now)
    if clock.kind == "resolution":
        return stopped(clock, now) if state in STOPPED else resumed(clock, now)
    if clock.is_legal:
        return resumed(clock, now)
    return clock


def targets(version: int, priority: Priority, category: Category) -> Targets:
    """What this version of the policy promises."""
    policy = POLICIES[version]
    found = policy.by_priority[priority]
    return replace(found, resolution=policy.dispute) if category == "dispute" else found


def legal_clock(ticket_id: UUID, category: Category, now: datetime) -> Clock | None:
    """The law's own term for this category, if it has one."""
    if category == "refund":
        until = calendars.nth_day(now, REFUND_DAYS)
        return started(ticket_id, "legal_refund", Target("always", until - now), now)
    if category == "personal_data":
        until = calendars.nth_working_day(now, PERSONAL_DATA_DAYS)
        return started(ticket_id, "legal_personal_data", Target("always", until - now), now)
    return None


def first_clocks(
    ticket_id: UUID, *, version: int, priority: Priority, category: Category, now: datetime
) -> list[Clock]:
    """The clocks a ticket begins with."""
    promised = targets(version, priority, category)
    legal = legal_clock(ticket_id, category, now)
    return [
        started(ticket_id, "first_answer", promised.first_answer, now),
        started(ticket_id, "resolution", promised.resolution, now),
        *([legal] if legal else []),
    ]


class Stay(msgspec.Struct, frozen=True):
    """A ticket was in a state from a moment on."""

    at: datetime
    state: State


def recounted(clock: Clock, target: Target, history: Sequence[Stay], now: datetime) -> Clock:
    """The clock under another target: what it has used is counted anew, in the hours of the new calendar.

    `history`: the states of the ticket from its creation on.
    """
    hours = CALENDARS[target.calendar]
    if clock.kind == "resolution":
        ends = [*(stay.at for stay in history[1:]), now]
        stays = [
            measure(hours, stay.at, end)
            for stay, end in zip(history, ends, strict=True)
            if stay.state not in STOPPED | OVER
        ]
        used = sum(stays, timedelta())
    else:
        used = measure(hours, clock.began_at, now)
    fresh = replace(clock, calendar=target.calendar, target=target.time, spent=used, told=0, due_at=None)
    return _running(fresh, now) if clock.runs else replace(fresh, since=None)


def next_due(clocks: Iterable[Clock]) -> datetime | None:
    """When the next answer is due to the customer, whichever of the two clocks runs."""
    answers = [each.due_at for each in clocks if each.kind in ("first_answer", "next_answer") and each.due_at]
    return min(answers, default=None)


def _running(clock: Clock, since: datetime) -> Clock:
    running = replace(clock, since=since)
    return replace(running, due_at=moment(running, BREACH))
