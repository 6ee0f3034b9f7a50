"""People who subscribe, and what they see of it."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from catalog.test_write_review import taught
from people import Person, a_student, a_tutor, sign_in
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.platform import clock, jobs
from tutorium.platform.ids import new_id
from world import World

CARD = "5555555555554444"
AUTOPAY = "2026-11-25"
COLLECT = "subscriptions.collect_due"
PLAN = {"subject": "math", "lessons_per_week": 2, "minutes": 60}
CYCLE, PRICE = 480, 1_200_000
"""Minutes of the plan above, and kopecks for them at 1,500 roubles an hour."""


async def a_pair(world: World, **changes: Any) -> tuple[Person, Person]:
    """A tutor and a student whom he has taught once."""
    tutor, student = await a_tutor(world), await a_student(world, **changes)
    await taught(world, student, tutor, 2)
    for person in (student, tutor):
        await sign_in(person)
    return tutor, student


async def begin(student: Person, tutor: Person, **changes: Any) -> dict[str, Any]:
    """Subscribe; the first payment waits."""
    answer = await student.post("/subscriptions", {"tutor_id": tutor.id, **PLAN} | changes, key=str(new_id()))
    assert answer.status_code == 201, answer.text
    begun: dict[str, Any] = answer.json()
    return begun


async def subscribe(
    world: World, student: Person, tutor: Person, *, card: str = CARD, **changes: Any
) -> dict[str, Any]:
    """Subscribe and pay the first period."""
    begun = await begin(student, tutor, **changes)
    await world.pay(begun["payment"]["payment_id"], card)
    return await shown(student, begun)


async def shown(student: Person, subscription: dict[str, Any]) -> dict[str, Any]:
    """The subscription as its payer sees it now."""
    answer = await student.get(f"/subscriptions/{subscription['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def triggers(student: Person, subscription: dict[str, Any]) -> list[str]:
    """What happened to the subscription, in order."""
    answer = await student.get(f"/subscriptions/{subscription['id']}/history")
    return [step["trigger"] for step in answer.json()["items"]]


async def on_card(world: World, student: Person, tutor: Person, **changes: Any) -> dict[str, Any]:
    """A subscription whose first period is paid and whose card is charged from now on."""
    return await subscribe(world, student, tutor, autopay_version=AUTOPAY, **changes)


async def next_step(world: World, subscription: dict[str, Any], *, at_once: int = 1) -> datetime:
    """Let the next step of a subscription come and be taken, by so many workers at once; when it was due."""
    [row] = await world.fetch(
        "SELECT next_step_at FROM subscriptions.subscription WHERE id = $1", UUID(subscription["id"])
    )
    due: datetime = row["next_step_at"]
    wait = due - clock.now() + timedelta(seconds=1)
    await world.travel(seconds=max(0.0, wait.total_seconds()))
    await asyncio.gather(*(jobs.run_schedule(COLLECT) for _ in range(at_once)))
    await world.settle()
    return due


async def until_renewal(world: World, student: Person, subscription: dict[str, Any]) -> dict[str, Any]:
    """Three notices pass, then the renewal is due and done; the subscription afterwards."""
    for _ in range(4):
        await next_step(world, subscription)
    await sign_in(student)
    return await shown(student, subscription)


async def use_up(world: World, subscription: dict[str, Any]) -> None:
    """Lessons take every free minute of the pair, and their money is divided."""
    ids = {name: UUID(subscription[name]) for name in ("payer_id", "learner_id", "tutor_id")}
    for lot in await subscriptions.lots(payer_id=ids["payer_id"]):
        if lot.free and lot.tutor_id == ids["tutor_id"]:
            lesson_id = new_id()
            await subscriptions.reserve(lesson_id=lesson_id, minutes=lot.free, lot_id=lot.lot_id, **ids)
            settled = await subscriptions.settle(lesson_id=lesson_id, charge_minutes=lot.free)
            assert settled is not None
            await payments.settle_lesson(
                lesson_id=lesson_id,
                payer_id=ids["payer_id"],
                tutor_id=ids["tutor_id"],
                charge_kopecks=settled.charged_kopecks,
                completed_minutes_before=0,
            )
    await world.settle()


async def at_the_bank(world: World, payment_id: str, **order: Any) -> None:
    """What the bank does to the card that was saved with a payment."""
    path = f"/payment-system/_control/payment-methods/{payment_id}"
    (await world.sandbox.post(path, json=order)).raise_for_status()


async def first_payment(world: World, subscription: dict[str, Any]) -> str:
    """The payment of the first period."""
    [row] = await world.fetch(
        """SELECT l.payment_id FROM subscriptions.credit_lot l WHERE l.subscription_id = $1
        ORDER BY l.created_at LIMIT 1""",
        UUID(subscription["id"]),
    )
    return str(row["payment_id"])


async def charges(world: World, subscription: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Period, attempt and state of every attempt."""
    rows = await world.fetch(
        """SELECT i.period_no, c.attempt, c.state FROM subscriptions.charge c
        JOIN subscriptions.invoice i ON i.id = c.invoice_id
        WHERE i.subscription_id = $1 AND i.period_no IS NOT NULL ORDER BY 1, 2""",
        UUID(subscription["id"]),
    )
    return [(row["period_no"], row["attempt"], row["state"]) for row in rows]
