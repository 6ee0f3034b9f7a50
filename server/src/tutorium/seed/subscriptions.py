"""Subscriptions of the demo: a student's that goes on, one that is to end, and one for a guardian's child.

They are gifts, as the lessons are: the minutes are worth nothing, so that the ledger tells only of real
payments. What is renewed is paid for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from msgspec.structs import replace

from tutorium.modules.subscriptions.model import LIFE, Lot
from tutorium.modules.subscriptions.model.agenda import in_days, next_step
from tutorium.modules.subscriptions.model.plans import Offer, durations, plan
from tutorium.modules.subscriptions.model.subscription import State, Subscription, begun
from tutorium.modules.subscriptions.queries import insert_lot, update_lot
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.platform.db import transaction
from tutorium.platform.ids import new_id
from tutorium.seed.lessons import SeededLesson
from tutorium.seed.people import Person, Tutor

ZONE = "Europe/Moscow"


async def save_subscriptions(
    db: "asyncpg.Connection[asyncpg.Record]",
    taught: Sequence[SeededLesson],
    tutors: Sequence[Tutor],
    student: Person,
    guardian: Person,
    *,
    now: datetime,
) -> None:
    """Who was taught by whom, and the subscriptions of those one can sign in as."""
    known = {(each.learner_id, each.tutor.id): each.ends_at for each in taught if each.past}
    await db.executemany(
        "INSERT INTO subscriptions.acquaintance (learner_id, tutor_id, since) VALUES ($1, $2, $3)",
        [(learner, tutor, since) for (learner, tutor), since in known.items()],
    )
    children = {each.learner_id for each in taught if each.payer_id == guardian.id}
    goes_on = _begun(student.id, student.id, tutors[0], 2, began=now - timedelta(days=22))
    to_end = _begun(student.id, student.id, tutors[2], 1, began=now - timedelta(days=16), ends=True)
    of_child = [_begun(guardian.id, child, tutors[0], 1, began=now - timedelta(days=9)) for child in children]
    for subscription, used in ((goes_on, 5), (to_end, 1), *((each, 2) for each in of_child)):
        await _save(subscription, used=used)


def _begun(
    payer_id: UUID, learner_id: UUID, tutor: Tutor, lessons: int, *, began: datetime, ends: bool = False
) -> tuple[Subscription, bool]:
    offer, minutes = tutor.offers[0], max(durations(tutor.lesson_minutes))
    new = begun(
        plan(Offer(offer.subject, offer.level, offer.price_kopecks_per_hour), lessons, minutes),
        subscription_id=new_id(),
        command_id=new_id(),
        payer_id=payer_id,
        learner_id=learner_id,
        tutor_id=tutor.id,
        timezone=ZONE,
        now=began,
    )
    return new, ends


async def _save(found: tuple[Subscription, bool], *, used: int) -> None:
    """The subscription with its first period and its minutes, some of which are used."""
    new, ends = found
    paid_at = new.created_at + timedelta(minutes=3)
    end = in_days(paid_at, new.policy_snapshot.cycle_days, new.timezone)
    steps: list[tuple[datetime, str, str | None, str, str | None]] = [
        (new.created_at, "subscribed", None, "incomplete", None),
        (paid_at, "first_paid", "incomplete", "active", None),
    ]
    if ends:
        steps.append((paid_at + timedelta(days=9), "cancel_asked", "active", "active", "unused"))
    async with transaction(system=True) as db:
        await queries.insert_subscription(db, new, None)
        active = replace(new, state=State.ACTIVE, period_no=1, period_start=paid_at, period_end=end)
        active = replace(active, started_at=paid_at, cancel_at_period_end=ends)
        active = replace(active, cancel_reason="unused" if ends else None)
        due = next_step(active)
        await queries.update_subscription(db, active, due.at if due else None)
        for at, trigger, source, target, reason in steps:
            actor = None if trigger == "first_paid" else new.payer_id
            await queries.insert_event(
                db,
                new.id,
                at=at,
                trigger=trigger,
                from_state=source,
                to_state=target,
                actor_id=actor,
                reason_code=reason,
            )
        lot = _lot(new, paid_at)
        await insert_lot(db, lot)
        consumed = used * new.lesson_minutes
        await update_lot(db, replace(lot, free=lot.free - consumed, consumed=consumed))


def _lot(new: Subscription, paid_at: datetime) -> Lot:
    return Lot(
        id=new_id(),
        payer_id=new.payer_id,
        learner_id=new.learner_id,
        tutor_id=new.tutor_id,
        source="subscription",
        lesson_id=None,
        subscription_id=new.id,
        payment_id=new_id(),
        minutes=new.minutes_per_cycle,
        free=new.minutes_per_cycle,
        reserved=0,
        consumed=0,
        refunded=0,
        unit_price_kopecks=new.unit_price_kopecks,
        price_kopecks=new.price_kopecks,
        left_kopecks=0,
        created_at=paid_at,
        expires_at=paid_at + LIFE,
    )
