"""A charge the bank suspects of fraud is a ticket that nobody had to write (T1; domain.md D4.3)."""

from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from people import Person, a_supporter
from subscriptions.subscribers import a_pair, at_the_bank, first_payment, on_card, until_renewal, use_up
from support.desk import at_desk, clock_of, did, mine, says
from tutorium.modules.subscriptions.events import ChargeDeclined
from tutorium.platform.db import transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id
from world import World

FRAUD, NO_MONEY, EXPIRED = "5555555555554568", "5555555555554600", "5555555555554543"


async def declined(world: World, card: str, **changes: Any) -> tuple[Person, dict[str, Any]]:
    """A student whose subscription was to be renewed with this card, and the subscription."""
    tutor, student = await a_pair(world, **changes)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    await at_the_bank(world, await first_payment(world, subscription), card=card)
    return student, await until_renewal(world, student, subscription)


async def tickets_of(student: Person) -> list[dict[str, Any]]:
    """His tickets, the latest first."""
    found: list[dict[str, Any]] = (await student.get("/support/tickets")).json()["items"]
    return found


async def test_suspected_fraud_opens_an_urgent_ticket_about_the_subscription(world: World) -> None:
    student, subscription = await declined(world, FRAUD)
    [listed] = await tickets_of(student)
    ticket = await mine(student, listed)
    assert (ticket["state"], ticket["category"]) == ("new", "billing")
    assert ticket["subscription_id"] == subscription["id"]
    assert ticket["subject"] == "Банк отклонил списание за подписку"
    [message] = ticket["messages"]
    assert (message["number"], message["author_role"], message["author_name"]) == (1, "system", "")
    shown = await at_desk(await a_supporter(world), ticket)
    assert (shown["priority"], shown["subscription"]["id"]) == ("p2", subscription["id"])
    assert shown["subscription"]["next_charge"]["outcome"] == "pay"
    assert did(shown) == ["opened"]
    assert (shown["history"][0]["actor_role"], shown["history"][0]["actor_name"]) == ("system", "")
    first, whole = clock_of(shown, "first_answer"), clock_of(shown, "resolution")
    assert (first["target_minutes"], whole["target_minutes"]) == (30, 24 * 60)
    assert first["due_at"] == ticket["answer_due_at"] is not None
    assert (await says(student, ticket, "Это платил я")).status_code == 201


async def test_a_charge_is_told_of_once_however_often_it_is_delivered(world: World) -> None:
    student, subscription = await declined(world, FRAUD)
    [row] = await world.fetch("SELECT id FROM subscriptions.charge WHERE decline = 'fraud'")
    event = ChargeDeclined(
        charge_id=row["id"],
        subscription_id=UUID(subscription["id"]),
        payer_id=UUID(student.id),
        reason="fraud_suspected",
        decline="fraud",
        retry_at=None,
    )
    await _tell(world, event)
    assert len(await tickets_of(student)) == 1
    await _tell(world, replace(event, charge_id=new_id()))
    assert len(await tickets_of(student)) == 2, "another charge is another matter"


async def _tell(world: World, event: ChargeDeclined) -> None:
    async with transaction() as db:
        await publish(db, event)
    await world.settle()


async def test_the_ticket_is_written_in_the_language_of_the_payer(world: World) -> None:
    student, _ = await declined(world, FRAUD, locale="en")
    [ticket] = await tickets_of(student)
    assert ticket["subject"] == "The bank declined a charge for your subscription"


@pytest.mark.parametrize("card", [NO_MONEY, EXPIRED])
async def test_other_declines_are_for_the_payer_alone(world: World, card: str) -> None:
    student, subscription = await declined(world, card)
    assert subscription["state"] == "past_due"
    assert await tickets_of(student) == []
