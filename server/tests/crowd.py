"""Hundreds of people at once: signed in without the second of CPU that each password costs."""

import secrets
from datetime import UTC, datetime, timedelta

import asyncpg

from people import Person
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform.identity import STAFF
from tutorium.platform.ids import new_id

SIGNED_IN_FOR = timedelta(minutes=30)
"""Their sessions began so long ago: before any journey that the clock of a test makes."""


async def a_crowd(
    database_url: str,
    url: str,
    size: int,
    *,
    role: str = "student",
    timezone: str = "Europe/Moscow",
    now: datetime | None = None,
) -> list[Person]:
    """Grown-ups with a confirmed address and a browser that is signed in."""
    people, users, sessions = [], [], []
    since = (now or datetime.now(UTC)) - SIGNED_IN_FOR
    for _ in range(size):
        user_id, token = new_id(), secrets.token_urlsafe(32)
        person = Person(url, {"cookie": f"__Host-sid={token}"})
        person.id, person.email, person.name = str(user_id), f"{user_id}@example.test", "Пётр Толпин"
        people.append(person)
        users.append((user_id, person.email, [role], person.name, timezone, since))
        level = "two_factors" if role in STAFF else "one_factor"
        sessions.append((new_id(), user_id, token_hash(token), level, "127.0.0.1", since))
    connection = await asyncpg.connect(database_url)
    try:
        await connection.executemany(
            """INSERT INTO auth.user (id, email, roles, full_name, timezone, created_at, email_confirmed_at,
                locale, birth_date, password_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $6, 'ru', '1990-05-01', 'nobody signs in with this')""",
            users,
        )
        await connection.executemany(
            """INSERT INTO auth.session (id, user_id, token_hash, level, address, created_at, last_seen_at,
                proved_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $6)""",
            sessions,
        )
    finally:
        await connection.close()
    return people


async def leave(people: list[Person]) -> None:
    """Close the browsers."""
    for person in people:
        await person.http.aclose()
