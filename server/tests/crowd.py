"""Hundreds of people at once: signed in without the second of CPU that each password costs."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta

import asyncpg

from people import Person
from tutorium.modules.auth.service.tokens import token_hash
from tutorium.platform.identity import STAFF
from tutorium.platform.ids import new_id

SIGNED_IN_FOR = timedelta(minutes=30)
"""Their sessions began so long ago: before any journey that the clock of a test makes."""
_phones = itertools.count(1)


async def a_crowd(
    database_url: str,
    url: str,
    size: int,
    *,
    role: str = "student",
    timezone: str = "Europe/Moscow",
    now: datetime | None = None,
) -> list[Person]:
    """Grown-ups with a confirmed address and telephone number, and a browser that is signed in."""
    people, users, sessions = [], [], []
    since = (now or datetime.now(UTC)) - SIGNED_IN_FOR
    for _ in range(size):
        user_id, token = new_id(), secrets.token_urlsafe(32)
        person = Person(url, {"cookie": f"__Host-sid={token}"})
        person.id, person.email, person.name = str(user_id), f"{user_id}@example.test", "Пётр Толпин"
        people.append(person)
        phone = f"+7904{next(_phones):07}"
        users.append((user_id, person.email, [role], person.name, timezone, since, phone))
        level = "two_factors" if role in STAFF else "one_factor"
        sessions.append((new_id(), user_id, token_hash(token), level, "127.0.0.1", since))
    connection = await asyncpg.connect(database_url)
    try:
        await connection.executemany(
            """INSERT INTO auth.user (id, email, roles, full_name, timezone, created_at, email_confirmed_at,
                phone, phone_confirmed_at, locale, birth_date, password_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $6, 'ru', '1990-05-01', 'nobody signs in with this')""",
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


async def verified(database_url: str, tutor: Person) -> None:
    """A tutor with a profile, as if a moderator had approved him; listed once he agrees to be published."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            "INSERT INTO accounts.verified_document (tutor_id, kind, verified_on)"
            " SELECT $1, kind, current_date FROM unnest(ARRAY['identity', 'police_certificate']) AS kind",
            tutor.id,
        )
        await connection.execute(
            "UPDATE accounts.tutor_profile SET state = 'approved' WHERE tutor_id = $1", tutor.id
        )
    finally:
        await connection.close()


async def leave(people: list[Person]) -> None:
    """Close the browsers."""
    for person in people:
        await person.http.aclose()
