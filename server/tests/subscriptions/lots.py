"""Lots of minutes: bought the real way, or put there for tests that touch no money."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from people import Person
from tutorium.modules.subscriptions import model, queries
from tutorium.modules.subscriptions.model import Lot
from tutorium.platform import clock
from tutorium.platform.db import transaction
from tutorium.platform.ids import new_id
from world import World


class Bought(msgspec.Struct, frozen=True):
    """A lesson that was booked and whose money came."""

    lesson_id: str
    payment_id: str
    starts_at: str


async def a_lot(*, minutes: int = 60, days: int = 180, **changes: Any) -> Lot:
    """A lot that nobody paid for."""
    lot = Lot(
        id=new_id(),
        payer_id=new_id(),
        learner_id=new_id(),
        tutor_id=new_id(),
        source="single",
        lesson_id=new_id(),
        subscription_id=None,
        payment_id=new_id(),
        minutes=minutes,
        free=minutes,
        reserved=0,
        consumed=0,
        refunded=0,
        unit_price_kopecks=150_000,
        price_kopecks=2_500 * minutes,
        left_kopecks=2_500 * minutes,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )
    lot = msgspec.structs.replace(lot, **changes)
    async with transaction() as db:
        await queries.insert_lot(db, lot)
    return lot


async def the_lot(lot: Lot) -> Lot:
    """The lot as it is now; its minutes add up."""
    async with transaction() as db:
        found = await queries.lock_lot(db, lot.id)
    assert found is not None
    assert found.free + found.reserved + found.consumed + found.refunded == found.minutes
    assert found.left_kopecks >= model.refundable_kopecks(found)
    return found


async def book(student: Person, tutor: Person, starts_at: str) -> dict[str, Any]:
    """Book an hour of mathematics; the lesson."""
    body = {"tutor_id": tutor.id, "subject": "math", "starts_at": starts_at, "minutes": 60, "kind": "single"}
    answer = await student.post("/lessons", body, key=str(new_id()))
    assert answer.status_code == 201, answer.text
    lesson: dict[str, Any] = answer.json()
    return lesson


async def a_slot(tutor: Person, *, days: int = 3) -> str:
    """A free hour of the tutor so many days ahead."""
    window = {"from": clock.now() + timedelta(days=days), "to": clock.now() + timedelta(days=days + 1)}
    texts = {name: moment.strftime("%Y-%m-%dT%H:%M:%SZ") for name, moment in window.items()}
    answer = await tutor.get(f"/lessons/tutors/{tutor.id}/slots", **texts, minutes=60)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["slots"][0]["starts_at"])


async def buy_lesson(world: World, student: Person, tutor: Person) -> Bought:
    """Book a lesson and pay it with a card."""
    starts_at = await a_slot(tutor)
    lesson = await book(student, tutor, starts_at)
    await world.pay(lesson["payment"]["payment_id"])
    return Bought(lesson["id"], lesson["payment"]["payment_id"], starts_at)


async def buy_too_late(world: World, student: Person, rival: Person, tutor: Person) -> Bought:
    """Pay a lesson after its hold expired and a rival took the slot: the money becomes free minutes (L2a)."""
    starts_at = await a_slot(tutor)
    lesson = await book(student, tutor, starts_at)
    await world.travel(minutes=16)
    await book(rival, tutor, starts_at)
    await world.pay(lesson["payment"]["payment_id"])
    return Bought(lesson["id"], lesson["payment"]["payment_id"], starts_at)


async def long_with_us(world: World, *people: Person) -> None:
    """These have had their accounts for a year: nothing speaks against their refunds."""
    ids = [UUID(person.id) for person in people]
    await world.fetch(
        "UPDATE auth.user SET created_at = created_at - interval '1 year' WHERE id = ANY($1)", ids
    )


async def credits_of(student: Person) -> list[dict[str, Any]]:
    """The lots that the student sees."""
    items: list[dict[str, Any]] = (await student.get("/subscriptions/credits")).json()["items"]
    return items


async def owed(world: World, student: Person, tutor: Person) -> tuple[int, int]:
    """Kopecks of a pair, left in its lots and in its escrow: the same when everything is done."""
    [row] = await world.fetch(
        """SELECT (SELECT coalesce(sum(left_kopecks), 0)::bigint FROM subscriptions.credit_lot
                WHERE payer_id = $1 AND tutor_id = $2) AS lots,
            (SELECT coalesce(sum(balance), 0)::bigint FROM payments.account WHERE code = $3) AS escrow""",
        UUID(student.id),
        UUID(tutor.id),
        f"lesson_escrow:{student.id}:{tutor.id}",
    )
    return row["lots"], row["escrow"]
