"""A year of one subscription: a charge a period, at ten in the morning, through both clock changes."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from payments.cashier import check_ledger
from people import sign_in
from subscriptions.lots import owed
from subscriptions.subscribers import (
    PRICE,
    a_pair,
    charges,
    next_step,
    on_card,
    shown,
    triggers,
    use_up,
)
from tutorium.platform import clock
from world import World

BERLIN = ZoneInfo("Europe/Berlin")


async def test_a_year_is_renewed_once_a_period_through_both_clock_changes(world: World) -> None:
    tutor, student = await a_pair(world, timezone="Europe/Berlin")
    subscription = await on_card(world, student, tutor)
    began = clock.now()
    offsets = set()
    while clock.now() < began + timedelta(days=365):
        if await _period(world, subscription) != 6:  # one cycle is saved up: nothing is charged then
            await use_up(world, subscription)
        due = await next_step(world, subscription, at_once=5)
        offsets.add(due.astimezone(BERLIN).utcoffset())
        assert due.astimezone(BERLIN).hour == 10
    await sign_in(student)
    after = await shown(student, subscription)
    assert len(offsets) == 2, "summer and winter time were lived through"
    assert (after["state"], after["period_no"]) == ("active", 14)
    made = await charges(world, subscription)
    assert made == [(number, 1, "succeeded") for number in range(1, 15) if number != 7]
    history = await triggers(student, subscription)
    assert (history.count("renewed"), history.count("skipped")) == (12, 1)
    await _one_object_of_the_payment_system_each(world, subscription, len(made))
    await _periods_of_28_local_days(world, subscription)
    left, escrow = await owed(world, student, tutor)
    assert left == escrow
    await check_ledger()


async def _period(world: World, subscription: dict[str, object]) -> int:
    [row] = await world.fetch(
        "SELECT period_no FROM subscriptions.subscription WHERE id = $1", UUID(str(subscription["id"]))
    )
    return int(row["period_no"])


async def _one_object_of_the_payment_system_each(
    world: World, subscription: dict[str, object], count: int
) -> None:
    rows = await world.fetch(
        "SELECT id, provider_id, amount_kopecks FROM payments.payment"
        " WHERE purpose = 'subscription' AND details ->> 'subscription_id' = $1 AND state = 'succeeded'",
        str(subscription["id"]),
    )
    assert len(rows) == count
    assert {row["amount_kopecks"] for row in rows} == {PRICE}
    items = (await world.sandbox.get("/payment-system/_control/payments")).json()["items"]
    ours = {str(row["id"]) for row in rows}
    theirs = [item["id"] for item in items if (item["metadata"] or {}).get("payment_id") in ours]
    assert sorted(theirs) == sorted(row["provider_id"] for row in rows)


async def _periods_of_28_local_days(world: World, subscription: dict[str, object]) -> None:
    [row] = await world.fetch(
        "SELECT started_at, period_end, period_no FROM subscriptions.subscription WHERE id = $1",
        UUID(str(subscription["id"])),
    )
    began, ends = row["started_at"].astimezone(BERLIN), row["period_end"].astimezone(BERLIN)
    assert (ends.date() - began.date()).days == 28 * row["period_no"]
    assert ends.time() == began.time()
