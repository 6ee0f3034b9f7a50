"""Letters reach Mindbox once, whatever happens on the way."""

import asyncio
from uuid import UUID

import pytest

from newcomers import newcomer, register, stranger
from tutorium.modules.auth.events import EmailConfirmationRequested
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.service import sending
from tutorium.platform.db import transaction
from tutorium.platform.events import publish
from world import World


async def messages(world: World) -> list[tuple[str, str, int, str | None]]:
    """State of every letter."""
    rows = await world.fetch(
        "SELECT operation, state, attempts, last_error FROM notifications.message"
        " WHERE channel = 'letter' ORDER BY created_at"
    )
    return [tuple(row) for row in rows]


async def test_a_letter_speaks_the_language_of_its_reader(world: World) -> None:
    for locale, subject in (("ru", "Подтвердите почту"), ("en", "Confirm your e-mail")):
        person = await newcomer(world, locale=locale)
        [letter] = await world.letters(person.email, "Auth.ConfirmEmail")
        assert letter["parameters"]["subject"] == subject
        assert letter["parameters"]["link"].startswith(f"{world.url}/confirm-email?token=")
        assert letter["parameters"]["link"] in letter["parameters"]["text"]


async def test_an_event_delivered_again_makes_no_second_letter(world: World) -> None:
    person = await newcomer(world)
    [row] = await world.fetch("SELECT id FROM auth.token")
    for _ in range(3):
        async with transaction() as db:
            fact = EmailConfirmationRequested(user_id=UUID(person.id), token_id=row["id"])
            await publish(db, fact)
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1
    assert await messages(world) == [("Auth.ConfirmEmail", "sent", 1, None)]


async def test_a_letter_sent_by_many_workers_at_once_arrives_once(world: World) -> None:
    await world.fault("mindbox", "error_503")
    person = await newcomer(world)
    await world.settle()
    await world.no_faults()
    [row] = await world.fetch("SELECT id FROM notifications.message")
    await asyncio.gather(*(sending.send(row["id"]) for _ in range(10)))
    async with transaction() as db:
        await publish(db, MessageQueued(message_id=row["id"]))
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1


@pytest.mark.parametrize(
    "fault", ["error_500_before", "error_500_after", "too_many_429", "reset", "empty_body", "html_body"]
)
async def test_an_answer_nobody_understands_is_followed_by_the_same_letter(world: World, fault: str) -> None:
    await world.fault("mindbox", fault)
    person = stranger(world)
    await register(person)
    await world.settle()
    [(_, state, attempts, error)] = await messages(world)
    assert (state, error is not None) == ("queued", True)
    assert attempts >= 1
    await world.no_faults()
    await world.travel(hours=1)
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1
    [(_, state, _, error)] = await messages(world)
    assert (state, error) == ("sent", None)


async def test_a_letter_that_mindbox_refuses_is_not_tried_again(world: World) -> None:
    await world.fault("mindbox", "validation_error")
    person = await newcomer(world)
    await world.settle()
    await world.no_faults()
    await world.travel(hours=1)
    assert await world.letters(person.email) == []
    assert await messages(world) == [("Auth.ConfirmEmail", "dead", 1, "ValidationError  /customer/email")]
