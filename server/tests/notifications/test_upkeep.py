"""Staff see what could not be sent and why, and give it another chance; the metrics say how much there is."""

from __future__ import annotations

from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from newcomers import newcomer
from tutorium.modules.notifications import api
from tutorium.modules.notifications.model.delivery import next_try
from tutorium.platform import clock
from tutorium.platform.errors import NotFound
from tutorium.platform.ids import new_id
from world import World


async def test_a_dead_letter_is_listed_without_an_address_and_sent_again_under_its_id(world: World) -> None:
    await world.fault("mindbox", "validation_error")
    person = await newcomer(world)
    await world.settle()
    [dead] = [each for each in await api.undelivered(limit=10) if each.channel == "letter"]
    assert (dead.operation, dead.recipient_id) == ("Auth.ConfirmEmail", UUID(person.id))
    assert dead.reason == "ValidationError  /customer/email"
    await world.run_schedule("notifications.count_messages")
    assert REGISTRY.get_sample_value("tutorium_messages_dead") == 1
    await world.no_faults()
    await api.send_again(message_id=dead.id, actor_id=new_id())
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1
    assert await api.undelivered(limit=10) == []
    [row] = await world.fetch("SELECT subject FROM platform.audit WHERE action = 'notifications.sent_again'")
    assert row["subject"] == f"message:{dead.id}"
    with pytest.raises(NotFound):
        await api.send_again(message_id=dead.id, actor_id=new_id())


async def test_how_long_the_oldest_has_been_waiting_is_known(world: World) -> None:
    await world.fault("mindbox", "error_503")
    await newcomer(world)
    await world.travel(minutes=10)
    state = await api.delivery()
    assert state.waiting == 1
    assert state.customers_untold == 1
    await world.run_schedule("notifications.count_messages")
    assert 590 < (REGISTRY.get_sample_value("tutorium_messages_oldest_seconds") or 0) < 900


async def test_after_three_days_a_letter_is_given_up(world: World) -> None:
    await world.fault("mindbox", "error_503")
    await newcomer(world)
    await world.travel(hours=73)
    await world.travel(hours=2)
    [dead] = await api.undelivered(limit=10)
    assert dead.reason == "HTTP 503"


def test_the_pauses_grow_to_an_hour_and_end_after_three_days() -> None:
    now = clock.now()

    def pause(attempts: int) -> float:
        at = next_try(attempts, created_at=now, useful_until=None, now=now, chance=0.5)
        assert at is not None
        return (at - now).total_seconds()

    assert [pause(attempts) for attempts in (1, 2, 3, 4)] == [5, 15, 45, 135]
    assert {pause(attempts) for attempts in (8, 9, 20, 1000)} == {3600}
    spread = [next_try(9, created_at=now, useful_until=None, now=now, chance=chance) for chance in (0, 0.999)]
    assert [round((at - now).total_seconds()) for at in spread if at] == [2880, 4319]
