"""Letters about a subscription: notices before every charge, and what came of it."""

from typing import Any

from people import Person, sign_in
from subscriptions.subscribers import (
    a_pair,
    at_the_bank,
    first_payment,
    next_step,
    on_card,
    subscribe,
    until_renewal,
    use_up,
)
from world import World


async def told(world: World, person: Person, operation: str) -> list[dict[str, Any]]:
    """The letters of one kind, the oldest first."""
    return list(reversed(await world.letters(person.email, f"Subscriptions.{operation}")))


async def test_three_letters_announce_a_charge_with_day_and_amount(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    await until_renewal(world, student, subscription)
    letters = await told(world, student, "RenewalAhead")
    assert len(letters) == 3
    for letter in letters:
        assert "12\u00a0000\u00a0₽" in letter["parameters"]["text"]
        assert "сохранённой карты" in letter["parameters"]["text"]
        assert letter["parameters"]["link"].endswith("/subscriptions")
    assert len(await told(world, student, "Started")) == 1


async def test_a_skip_is_told_instead_of_a_charge(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    for _ in range(3):
        await next_step(world, subscription)
    assert len(await told(world, student, "RenewalAhead")) == 2
    [letter] = await told(world, student, "RenewalSkipped")
    assert "480" in letter["parameters"]["text"]


async def test_an_unpaid_period_is_told_with_the_next_try_and_the_end(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    await at_the_bank(world, await first_payment(world, subscription), card="5555555555554600")
    await until_renewal(world, student, subscription)
    [letter] = await told(world, student, "PastDue")
    assert "Попробуем списать ещё раз" in letter["parameters"]["text"]
    for _ in range(5):
        await next_step(world, subscription)
    assert len(await told(world, student, "Ended")) == 1


async def test_who_pays_by_hand_is_asked_to_and_who_cancels_is_told_the_end(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    await use_up(world, subscription)
    await until_renewal(world, student, subscription)
    assert len(await told(world, student, "PaymentAsked")) == 1
    await sign_in(student)
    body = {"reason_code": "unused"}
    await student.post(f"/subscriptions/{subscription['id']}/cancel", body)
    [letter] = await told(world, student, "CancelAsked")
    assert "закончится" in letter["parameters"]["text"]
