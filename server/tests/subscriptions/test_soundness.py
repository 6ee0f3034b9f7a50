"""The nightly look at lots and escrow: what does not add up is found, what is only late is not."""

from uuid import UUID

from subscriptions.subscribers import PRICE, a_pair, subscribe
from tutorium.platform import metrics
from world import World

NIGHTLY = "subscriptions.check_lots"


async def test_sound_lots_are_not_doubted(world: World) -> None:
    tutor, student = await a_pair(world)
    await subscribe(world, student, tutor)
    before = metrics.pairs_unsound._value.get()
    await world.run_schedule(NIGHTLY)
    await world.travel(minutes=11)
    assert metrics.pairs_unsound._value.get() == before
    assert metrics.lots_unsound._value.get() == 0


async def test_money_that_does_not_fit_is_found_at_the_second_look(world: World) -> None:
    tutor, student = await a_pair(world)
    await subscribe(world, student, tutor)
    before = metrics.pairs_unsound._value.get()
    await world.fetch(
        """UPDATE subscriptions.credit_lot SET left_kopecks = $2
        WHERE payer_id = $1 AND source = 'subscription'""",
        UUID(student.id),
        PRICE - 1,
    )
    await world.run_schedule(NIGHTLY)
    assert metrics.pairs_unsound._value.get() == before
    await world.travel(minutes=11)
    assert metrics.pairs_unsound._value.get() == before + 1


async def test_a_reservation_nobody_knows_of_is_found(world: World) -> None:
    tutor, student = await a_pair(world)
    await subscribe(world, student, tutor)
    await world.fetch(
        "UPDATE subscriptions.credit_lot SET free = free - 60, reserved = 60 WHERE source = 'subscription'"
    )
    await world.run_schedule(NIGHTLY)
    assert metrics.lots_unsound._value.get() == 1
