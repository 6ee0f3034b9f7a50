"""The services of the session are real ones."""

import asyncpg
import redis

from services import Services


async def test_the_database_of_the_session_lets_us_create_databases(services: Services) -> None:
    connection = await asyncpg.connect(services.database_url)
    try:
        await connection.execute("CREATE DATABASE tutorium_probe")
        await connection.execute("DROP DATABASE tutorium_probe")
    finally:
        await connection.close()


def test_the_redis_of_the_session_answers(services: Services) -> None:
    with redis.Redis.from_url(services.redis_url) as client:
        assert client.ping()
