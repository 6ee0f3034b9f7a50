"""Signing in, staying in, being thrown out."""

import asyncio

import pytest
from argon2 import PasswordHasher

from newcomers import login, newcomer, register, stranger, the_same_browser
from people import PASSWORD
from tutorium.modules.auth.errors import Busy
from tutorium.modules.auth.service import hashing
from tutorium.platform import cache, settings
from world import World

SESSION = "/auth/session"


async def hash_of(world: World) -> str:
    [row] = await world.fetch("SELECT password_hash FROM auth.user")
    return str(row["password_hash"])


async def test_the_cookie_is_locked_to_our_site_and_hidden_from_scripts(world: World) -> None:
    person = stranger(world)
    await register(person)
    cookie = (await login(person)).headers["set-cookie"].lower()
    assert cookie.startswith("__host-sid=")
    for part in ("httponly", "secure", "samesite=lax", "path=/"):
        assert part in cookie
    assert "domain" not in cookie


async def test_an_unknown_address_and_a_wrong_password_look_alike(world: World) -> None:
    person = stranger(world)
    await register(person)
    wrong = await login(person, password="not-my-password")
    unknown = await login(person, email="nobody@example.test")
    assert wrong.status_code == unknown.status_code == 401
    same = [{k: v for k, v in a.json().items() if k != "request_id"} for a in (wrong, unknown)]
    assert same[0] == same[1]
    assert same[0]["code"] == "auth.credentials_wrong"


async def test_five_failures_lock_the_account_from_there_for_half_an_hour(world: World) -> None:
    person = stranger(world)
    await register(person)
    answers = await asyncio.gather(*(login(person, password=f"wrong-guess-{n}") for n in range(8)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 3
    refused = await login(person)
    assert (refused.status_code, refused.json()["code"]) == (429, "auth.too_many_attempts")
    assert 0 < int(refused.headers["retry-after"]) <= 1800
    await world.travel(minutes=31)
    assert (await login(person)).status_code == 200


async def test_success_forgets_earlier_failures(world: World) -> None:
    person = stranger(world)
    await register(person)
    for _ in range(2):
        for _ in range(4):
            await login(person, password="wrong-guess-1")
        assert (await login(person)).status_code == 200


async def test_signing_out_ends_the_session_at_once(world: World) -> None:
    person = await newcomer(world)
    stolen = the_same_browser(world, person)
    assert (await stolen.get(SESSION)).status_code == 200
    assert (await person.post("/auth/logout")).status_code == 204
    answer = await stolen.get(SESSION)
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_required")


async def test_signing_in_again_replaces_the_session_of_this_browser(world: World) -> None:
    person = await newcomer(world)
    old = the_same_browser(world, person)
    await login(person)
    assert (await person.get(SESSION)).status_code == 200
    assert (await old.get(SESSION)).status_code == 401


async def test_a_session_survives_the_loss_of_redis(world: World) -> None:
    person = await newcomer(world)
    await cache.redis().flushdb()
    assert (await person.get(SESSION)).status_code == 200
    await cache.close_cache()
    cache.open_cache("redis://127.0.0.1:1/0")
    try:
        assert (await person.get(SESSION)).status_code == 200
    finally:
        await cache.close_cache()
        cache.open_cache(settings.settings().redis_url)


async def test_a_students_session_lives_as_long_as_it_is_used_but_thirty_days_at_most(world: World) -> None:
    person = await newcomer(world)
    for _ in range(2):
        await world.travel(days=13)
        assert (await person.get(SESSION)).status_code == 200
    await world.travel(days=4, minutes=1)
    assert (await person.get(SESSION)).status_code == 401


async def test_an_idle_tutor_is_signed_out_after_a_day(world: World) -> None:
    person = await newcomer(world, role="tutor")
    await world.travel(hours=23)
    assert (await person.get(SESSION)).status_code == 200
    await world.travel(hours=25)
    assert (await person.get(SESSION)).status_code == 401


async def test_the_use_of_a_session_is_noted_once_a_minute(world: World) -> None:
    person = await newcomer(world)
    seen = []
    for seconds in (0, 30, 45):
        await world.travel(seconds=seconds)
        await person.get(SESSION)
        [row] = await world.fetch("SELECT last_seen_at FROM auth.session")
        seen.append(row["last_seen_at"])
    assert seen[0] == seen[1] < seen[2]


async def test_a_hash_with_old_parameters_is_renewed_at_sign_in(
    world: World, strong_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashing, "hasher", strong_hasher)
    person = stranger(world)
    await register(person)
    assert (await hash_of(world)).startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    weaker = PasswordHasher(memory_cost=8192, time_cost=1, parallelism=1)
    old = weaker.hash(hashing.peppered(PASSWORD))
    await world.fetch("UPDATE auth.user SET password_hash = $1", old)
    assert (await login(person)).status_code == 200
    assert not hashing.outdated(await hash_of(world))


async def test_more_hashes_than_the_queue_holds_are_turned_away(world: World) -> None:
    room = hashing.AT_ONCE + hashing.WAITING
    outcomes = await asyncio.gather(
        *(hashing.matches(None, "any password") for _ in range(room + 20)), return_exceptions=True
    )
    assert [outcome for outcome in outcomes if not isinstance(outcome, Busy)] == [False] * room
    assert (await login(stranger(world))).status_code == 401, "there is room again"
