"""How the platform does: a few numbers of now, and series over days, in the zone of whoever looks."""

from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.documents import api as documents
from tutorium.modules.lessons import api as lessons
from tutorium.modules.payments.api import desk as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.modules.support import api as support
from tutorium.platform import clock, jobs, outbound
from tutorium.platform.db import connection

Period = Literal["today", "week", "month", "quarter"]
DAYS: dict[Period, int] = {"today": 1, "week": 7, "month": 28, "quarter": 90}


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """What happened within an hour (of today) or a day: lessons by their beginning, money by its posting.

    Tickets by their opening, and by their first answer: in the promised time, or late.
    """

    since: datetime
    registrations: int
    active_students: int
    scheduled: int
    awaiting: int
    completed: int
    cancelled: int
    taken_kopecks: int
    refunded_kopecks: int
    commission_kopecks: int
    tickets_opened: int
    answered_in_time: int
    answered_late: int


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """What stands now; failed calls are those to other systems within a day."""

    tutors_listed: int
    verifications_waiting: int
    reviews_waiting: int
    refunds_waiting: int
    tickets: support.TicketsStanding
    subscriptions: subscriptions.SubscriptionsStanding
    parked_jobs: int
    failed_calls: int
    calls: int


class Dashboard(msgspec.Struct, frozen=True):
    """`active_students` learn in the whole period; a point's are those of its stretch."""

    timezone: str
    step: Literal["hour", "day"]
    points: list[Point]
    active_students: int
    now: Now


def edges_of(period: Period, zone: ZoneInfo, now: datetime) -> list[datetime]:
    """The beginnings of the period's days, or of today's hours, in a zone, and the end of the last.

    A day of the zone: on two days a year it has 23 or 25 hours.
    """
    today = now.astimezone(zone).date()
    if period == "today":
        begin = datetime.combine(today, time(), zone).timestamp()
        end = datetime.combine(today + timedelta(days=1), time(), zone).timestamp()
        hours = round((end - begin) / 3600)
        return [datetime.fromtimestamp(begin + 3600 * n, tz=now.tzinfo) for n in range(hours + 1)]
    first = today - timedelta(days=DAYS[period] - 1)
    days = range(DAYS[period] + 1)
    return [datetime.combine(first + timedelta(days=n), time(), zone).astimezone(now.tzinfo) for n in days]


async def dashboard(*, user_id: UUID, period: Period) -> Dashboard:
    """The series of a period, a dozen statements however long it is."""
    cards = await accounts.people(user_ids=[user_id])
    name = cards[0].timezone if cards else "Europe/Moscow"
    edges = edges_of(period, ZoneInfo(name), clock.now())
    registrations = await auth.registrations(edges=edges)
    money = {each.place: each for each in await payments.money_between(edges=edges)}
    asked = {each.place: each for each in await support.tickets_between(edges=edges)}
    taught = {each.place: each for each in await lessons.lessons_between(edges=edges)}
    whole = await lessons.lessons_between(edges=[edges[0], edges[-1]])
    points = [
        Point(
            since=since,
            registrations=came,
            active_students=part.learners if (part := taught.get(place)) else 0,
            scheduled=part.scheduled if part else 0,
            awaiting=part.awaiting if part else 0,
            completed=part.completed if part else 0,
            cancelled=part.cancelled if part else 0,
            taken_kopecks=moved.taken_kopecks if (moved := money.get(place)) else 0,
            refunded_kopecks=moved.refunded_kopecks if moved else 0,
            commission_kopecks=moved.commission_kopecks if moved else 0,
            tickets_opened=talk.opened if (talk := asked.get(place)) else 0,
            answered_in_time=talk.answered_in_time if talk else 0,
            answered_late=talk.answered_late if talk else 0,
        )
        for place, (since, came) in enumerate(zip(edges, registrations, strict=False), start=1)
    ]
    return Dashboard(
        timezone=name,
        step="hour" if period == "today" else "day",
        points=points,
        active_students=whole[0].learners if whole else 0,
        now=await _now(),
    )


async def _now() -> Now:
    async with connection() as db:
        since = clock.now() - timedelta(days=1)
        calls = await outbound.between(db, since=since, step=timedelta(days=1))
        parked = await jobs.count_parked(db)
    return Now(
        tutors_listed=await accounts.tutors_count(states=["listed"]),
        verifications_waiting=await documents.verifications_count(),
        reviews_waiting=await accounts.reviews_count(),
        refunds_waiting=await payments.refunds_to_decide(),
        tickets=await support.tickets_standing(),
        subscriptions=await subscriptions.subscriptions_standing(),
        parked_jobs=parked,
        failed_calls=sum(each.failed for each in calls),
        calls=sum(each.ok + each.failed for each in calls),
    )
