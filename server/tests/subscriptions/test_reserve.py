"""Minutes are put aside, used and returned once per lesson, however many ask at once."""

import asyncio
from typing import Any
from uuid import UUID

from subscriptions.lots import a_lot, the_lot
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.modules.subscriptions.api import Reservation
from tutorium.modules.subscriptions.model import Lot
from tutorium.platform.ids import new_id
from world import World


async def reserve(
    lot: Lot, minutes: int = 60, lesson_id: UUID | None = None, **choice: UUID
) -> Reservation | None:
    """Minutes for a lesson of the lot's payer, learner and tutor."""
    return await subscriptions.reserve(
        lesson_id=lesson_id or new_id(),
        payer_id=lot.payer_id,
        learner_id=choice.get("learner_id", lot.learner_id),
        tutor_id=lot.tutor_id,
        minutes=minutes,
        lot_id=choice.get("lot_id"),
    )


async def test_the_lot_that_expires_first_is_used_first(world: World) -> None:
    late = await a_lot(days=90)
    pair: dict[str, Any] = {
        "payer_id": late.payer_id,
        "learner_id": late.learner_id,
        "tutor_id": late.tutor_id,
    }
    soon = await a_lot(days=30, **pair)
    small = await a_lot(days=10, minutes=30, **pair)
    expired = await a_lot(days=-1, **pair)
    taken = [await reserve(late) for _ in range(3)]
    assert [each and each.lot_id for each in taken] == [soon.id, late.id, None]
    assert (await the_lot(small)).free == 30
    assert (await the_lot(expired)).free == 60


async def test_a_chosen_lot_is_used_or_none(world: World) -> None:
    first = await a_lot(days=10)
    pair: dict[str, Any] = {
        "payer_id": first.payer_id,
        "learner_id": first.learner_id,
        "tutor_id": first.tutor_id,
    }
    chosen = await a_lot(days=90, **pair)
    taken = await reserve(first, lot_id=chosen.id)
    assert taken is not None
    assert taken.lot_id == chosen.id
    assert await reserve(first, lot_id=chosen.id) is None


async def test_minutes_belong_to_one_learner(world: World) -> None:
    assert await reserve(await a_lot(), learner_id=new_id()) is None


async def test_many_lessons_at_once_never_take_more_than_there_is(world: World) -> None:
    lot = await a_lot(minutes=180)
    taken = await asyncio.gather(*(reserve(lot) for _ in range(30)))
    assert sum(each is not None for each in taken) == 3
    assert (await the_lot(lot)).reserved == 180


async def test_one_lesson_is_reserved_for_once(world: World) -> None:
    lot, lesson_id = await a_lot(minutes=180), new_id()
    taken = await asyncio.gather(*(reserve(lot, lesson_id=lesson_id) for _ in range(20)))
    assert len({each and each.lot_id for each in taken}) == 1
    assert (await the_lot(lot)).reserved == 60


async def test_a_released_lesson_stays_released(world: World) -> None:
    lot, lesson_id = await a_lot(), new_id()
    await reserve(lot, lesson_id=lesson_id)
    await subscriptions.release(lesson_id=lesson_id)
    again = await reserve(lot, lesson_id=lesson_id)
    assert again is not None
    assert again.state == "released"
    assert (await the_lot(lot)).free == 60


async def test_a_lesson_is_settled_once(world: World) -> None:
    lot, lesson_id = await a_lot(minutes=120), new_id()
    await reserve(lot, lesson_id=lesson_id)
    settled = await asyncio.gather(
        *(subscriptions.settle(lesson_id=lesson_id, charge_minutes=30) for _ in range(20))
    )
    assert {each and (each.charged_kopecks, each.released_minutes) for each in settled} == {(75_000, 30)}
    after = await the_lot(lot)
    assert (after.free, after.reserved, after.consumed, after.left_kopecks) == (90, 0, 30, 225_000)


async def test_nothing_reserved_nothing_settled(world: World) -> None:
    assert await subscriptions.settle(lesson_id=new_id(), charge_minutes=60) is None
    assert (await subscriptions.cancel_lesson(lesson_id=new_id(), charge_minutes=0)).paid_with == "none"


async def test_the_quote_of_a_cancellation_is_what_it_costs(world: World) -> None:
    lot, lesson_id = await a_lot(minutes=120), new_id()
    await reserve(lot, lesson_id=lesson_id)
    before = await the_lot(lot)
    quote = await subscriptions.quote_cancel(lesson_id=lesson_id, charge_minutes=30)
    assert await the_lot(lot) == before
    done = [await subscriptions.cancel_lesson(lesson_id=lesson_id, charge_minutes=30) for _ in range(2)]
    assert done == [quote, quote]
    assert (quote.paid_with, quote.charged_kopecks, quote.returned_minutes) == ("credits", 75_000, 30)
