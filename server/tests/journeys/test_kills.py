"""Everything is killed at random moments: nothing is lost or doubled, and no safeguard can be spared."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from journeys.audit import broken_promises, lost_and_doubled, money
from journeys.storm import Storm, Target, a_battered_product, calm, rage
from missing import left_out
from rabbit import program
from services import Services

STORMS = 4
DATABASE = f"tutorium_storm_{os.getpid()}"


@pytest.fixture(autouse=True)
def rabbitmq() -> None:
    """Outside CI the storms are left out where there is no RabbitMQ."""
    if program("rabbitmq-server") is None:
        left_out("install rabbitmq-server")


async def test_kills_lose_and_double_nothing(services: Services, tmp_path: Path) -> None:
    storm = Storm.by_chance()
    async with a_battered_product(services.database_url, services.redis_url, tmp_path, name=DATABASE) as (
        product,
        broker,
    ):
        weather = await rage(product, broker, storm)
        await calm(product, broker, timedelta(minutes=2), timedelta(hours=49), in_the_end=True)

        assert weather.surprises == [], storm
        assert weather.fates.total() == storm.bookings + storm.candidates
        assert all(weather.kills[target] for target in storm.kills)
        assert await broken_promises(product) == [], storm
        assert await lost_and_doubled(product, broker.server.url) == [], storm
        lessons = await product.fetch("SELECT id FROM lessons.lesson")
        assert {str(row["id"]) for row in lessons} == weather.lessons, storm
        documents = await product.fetch("SELECT id FROM documents.document")
        assert {str(row["id"]) for row in documents} == weather.documents, storm
        assert (await money(product)).payments > 0


@pytest.mark.parametrize(
    ("safeguard", "kills"),
    [
        ("confirm", {"RabbitMQ": 2}),
        ("mandatory", {"sandbox": 3}),
        ("inbox", {}),
        ("transactional event", {"worker": 4}),
        ("manual ack", {"worker": 4}),
    ],
)
async def test_without_a_safeguard_something_is_lost_or_doubled(
    services: Services, tmp_path: Path, safeguard: str, kills: Mapping[Target, int]
) -> None:
    """A storm that happens to miss is followed by another one."""
    for number in range(STORMS):
        if await breaks(services, tmp_path / str(number), safeguard, kills):
            return
    pytest.fail(f"{STORMS} storms without {safeguard} broke nothing")


async def breaks(services: Services, folder: Path, safeguard: str, kills: Mapping[Target, int]) -> bool:
    """Whether a short storm loses or doubles something without this safeguard."""
    storm = Storm.by_chance(bookings=6, candidates=8, over_seconds=5.0, patience_seconds=30.0, kills=kills)
    async with a_battered_product(
        services.database_url, services.redis_url, folder, name=DATABASE, without=safeguard
    ) as (product, broker):
        await rage(product, broker, storm)
        await calm(product, broker, timedelta(minutes=2), in_the_end=False)
        broken = await lost_and_doubled(product, broker.server.url)
        return bool(broken + await broken_promises(product, in_the_end=False))
