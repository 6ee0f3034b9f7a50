"""Guessing costs more and more."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from auth.factors import audited
from newcomers import login, newcomer, register, stranger, token_of
from people import Person
from tutorium.modules.auth.model.attempts import (
    ATTEMPTS,
    ATTEMPTS_WINDOW,
    LONGEST_BLOCK,
    MOST_FAILURES,
    Attempts,
    after_attempt,
    block_length,
)
from tutorium.platform import cache
from world import World

NOW = datetime(2026, 11, 25, tzinfo=UTC)


async def guess_until_blocked(person: Person) -> int:
    for _ in range(ATTEMPTS):
        assert (await login(person, password="wrong-guess-1")).status_code == 401
    refused = await login(person, password="wrong-guess-1")
    assert refused.json()["code"] == "auth.too_many_attempts"
    return int(refused.headers["retry-after"])


async def test_each_block_is_twice_as_long_as_the_last(world: World) -> None:
    person = await newcomer(world)
    waits = []
    for _ in range(3):
        waits.append(await guess_until_blocked(person))
        await world.travel(seconds=waits[-1])
    assert waits == [1800, 3600, 7200]
    assert len(await audited(world, "auth.locked")) == 3


async def test_a_block_holds_without_redis(world: World) -> None:
    person = await newcomer(world)
    await guess_until_blocked(person)
    await cache.redis().flushdb()
    assert (await login(person)).status_code == 429


async def test_an_unknown_address_is_blocked_like_a_known_one(world: World) -> None:
    assert await guess_until_blocked(stranger(world)) == 1800


async def test_after_a_hundred_failures_only_a_new_password_helps(world: World) -> None:
    person = stranger(world)
    await register(person)
    for email in (person.email, "nobody@example.test"):
        await login(person, password="wrong-guess-1", email=email)
    await world.fetch("UPDATE auth.failure SET count = $1", MOST_FAILURES)
    for email in (person.email, "nobody@example.test"):
        refused = await login(person, email=email)
        assert (refused.status_code, refused.json()["code"]) == (403, "auth.password_reset_required")
    await person.post("/auth/password/forgot", {"email": person.email})
    token = await token_of(world, "Auth.ResetPassword", person)
    await person.post("/auth/password/reset", {"token": token, "password": "brisk-walnut-tango-7"})
    assert (await login(person, password="brisk-walnut-tango-7")).status_code == 200


async def test_a_right_password_forgets_the_failures_before_it(world: World) -> None:
    person = await newcomer(world)
    await login(person, password="wrong-guess-1")
    assert (await login(person)).status_code == 200
    assert await world.fetch("SELECT 1 FROM auth.failure") == []


@given(st.lists(st.integers(min_value=0, max_value=40_000), min_size=1, max_size=60))
def test_whatever_the_pace_five_guesses_in_half_an_hour_are_all(gaps: list[int]) -> None:
    attempts, now = Attempts(0, NOW, 0, None), NOW
    looked_at = []
    for gap in gaps:
        now += timedelta(seconds=gap)
        attempts = after_attempt(attempts, now)
        if not attempts.blocked(now):
            looked_at.append(now)
    for n, first in enumerate(looked_at[: -2 * ATTEMPTS]):
        assert looked_at[n + 2 * ATTEMPTS] - first >= ATTEMPTS_WINDOW


@given(st.integers(min_value=0, max_value=100))
def test_no_block_is_longer_than_a_day(rounds: int) -> None:
    assert ATTEMPTS_WINDOW <= block_length(rounds) <= block_length(rounds + 1) <= LONGEST_BLOCK
