"""Processes are killed at random moments while people book and pay; nothing is lost and nothing doubled."""

import os
from pathlib import Path

from journeys.audit import broken_promises, money
from journeys.storm import Storm, calm, rage
from processes import a_product
from services import Services


async def test_kills_lose_neither_a_lesson_nor_a_kopeck(services: Services, tmp_path: Path) -> None:
    storm = Storm.by_chance()
    name = f"tutorium_storm_{os.getpid()}"
    async with a_product(services.database_url, services.redis_url, tmp_path, name=name) as product:
        weather = await rage(product, storm)
        await calm(product)

        assert weather.surprises == [], storm
        assert weather.fates.total() == storm.bookings
        assert min(weather.kills["serve"], weather.kills["worker"]) > 1
        assert await broken_promises(product) == [], storm
        rows = await product.fetch("SELECT id FROM lessons.lesson")
        assert {str(row["id"]) for row in rows} == weather.lessons, storm
        assert (await money(product)).payments > 0
