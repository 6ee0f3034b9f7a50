"""INV-14: what has been revoked is dead when the answer comes, with Redis up, slow and down."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from auth.factors import SESSION
from faultproxy import FaultProxy, Weather, a_fault_proxy
from newcomers import login, newcomer, the_same_browser, token_of
from people import PASSWORD, Person, link_token, set_up_authenticator
from tutorium import process
from tutorium.gateway.app import gateway
from tutorium.platform import cache, settings
from world import World, free_port

NEW = "brisk-walnut-tango-7"
THIEVES = 4
Revoke = Callable[[World, Person], Awaitable[None]]


async def sign_out(world: World, person: Person) -> None:
    assert (await the_same_browser(world, person).post("/auth/logout")).status_code == 204


async def end_it_from_elsewhere(world: World, person: Person) -> None:
    elsewhere = await signed_in_elsewhere(world, person)
    items = (await elsewhere.get("/auth/sessions")).json()["items"]
    other = next(item for item in items if not item["current"])
    assert (await elsewhere.delete(f"/auth/sessions/{other['session_id']}")).status_code == 204


async def end_all_others(world: World, person: Person) -> None:
    elsewhere = await signed_in_elsewhere(world, person)
    assert (await elsewhere.delete("/auth/sessions")).status_code == 204


async def change_the_password(world: World, person: Person) -> None:
    elsewhere = await signed_in_elsewhere(world, person)
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert (await elsewhere.post("/auth/password/change", body)).status_code == 204


async def reset_the_password(world: World, person: Person) -> None:
    await world.visitor().post("/auth/password/forgot", {"email": person.email})
    token = await token_of(world, "Auth.ResetPassword", person)
    body = {"token": token, "password": NEW}
    assert (await world.visitor().post("/auth/password/reset", body)).status_code == 204


async def add_a_factor(world: World, person: Person) -> None:
    await set_up_authenticator(await signed_in_elsewhere(world, person))


async def step_up(world: World, person: Person) -> None:
    body = {"method": "password", "password": PASSWORD}
    assert (await the_same_browser(world, person).post("/auth/step-up", body)).status_code == 204


async def change_the_address(world: World, person: Person) -> None:
    elsewhere = await signed_in_elsewhere(world, person)
    await elsewhere.post("/auth/email/change", {"email": "moved@example.test"})
    token = link_token((await world.letters("moved@example.test"))[0])
    assert (await elsewhere.post("/auth/email/change/confirm", {"token": token})).status_code == 204


async def block(world: World, person: Person) -> None:
    await world.fetch("UPDATE auth.user SET blocked_at = now() WHERE id = $1::text::uuid", person.id)


WAYS: list[Revoke] = [
    sign_out,
    end_it_from_elsewhere,
    end_all_others,
    change_the_password,
    reset_the_password,
    add_a_factor,
    step_up,
    change_the_address,
    block,
]


async def signed_in_elsewhere(world: World, person: Person) -> Person:
    elsewhere = world.visitor()
    elsewhere.email = person.email
    assert (await login(elsewhere)).status_code == 200
    return elsewhere


@asynccontextmanager
async def behind_a_proxy() -> AsyncIterator[tuple[str, FaultProxy]]:
    """A second gateway whose every word to Redis goes through the proxy; its address."""
    direct = settings.settings().redis_url
    kept = cache.redis().connection_pool.connection_kwargs
    async with a_fault_proxy(kept["host"], kept["port"]) as proxy:
        through = direct.replace(f"{kept['host']}:{kept['port']}", f"127.0.0.1:{proxy.port}")
        assert through != direct
        port = free_port()
        await point_at(through)
        server = process.server(gateway(), "127.0.0.1", port)
        serving = asyncio.create_task(server.serve())
        try:
            yield f"http://localhost:{port}", proxy
        finally:
            server.stop()  # type: ignore[no-untyped-call]
            await asyncio.wait([serving], timeout=10)
            await point_at(direct)


async def point_at(redis_url: str) -> None:
    os.environ["REDIS_URL"] = redis_url
    settings.settings.cache_clear()
    await cache.close_cache()
    cache.open_cache(redis_url)


@pytest.mark.parametrize("weather", ["up", "slow", "down"])
async def test_no_request_after_a_revocation_succeeds(world: World, weather: Weather) -> None:
    async with behind_a_proxy() as (url, proxy):
        for revoke in WAYS:
            proxy.turn("up")
            person = await newcomer(world)
            thieves = [Person(url, {"cookie": person.http.headers["cookie"]}) for _ in range(THIEVES)]
            for thief in thieves:
                assert (await thief.get(SESSION)).status_code == 200, "the session is known to everybody"
            proxy.turn(weather)
            late = await asked_all_the_time(thieves, revoke(world, person))
            assert set(late) == {401}, (revoke.__name__, weather)


async def asked_all_the_time(thieves: list[Person], revocation: Awaitable[None]) -> list[int]:
    """The answers to requests that were sent after the revocation had been answered."""
    revoked = asyncio.Event()
    late: list[int] = []

    async def use(thief: Person) -> None:
        while len(late) < 3 * THIEVES:
            after = revoked.is_set()
            status = (await thief.get(SESSION)).status_code
            if after:
                late.append(status)

    users = [asyncio.create_task(use(thief)) for thief in thieves]
    await revocation
    revoked.set()
    await asyncio.gather(*users)
    return late


async def test_no_session_that_begins_beside_a_change_outlives_it(world: World) -> None:
    """Signing in with the old password while it is being changed: whoever comes too late has no session."""
    for _ in range(3):
        person = await newcomer(world)
        browsers = [world.visitor() for _ in range(4)]
        changed, *_ = await asyncio.gather(
            person.post("/auth/password/change", {"current_password": PASSWORD, "new_password": NEW}),
            *(login(browser, email=person.email) for browser in browsers),
        )
        assert changed.status_code == 204, changed.text
        alive = [browser for browser in browsers if (await browser.get(SESSION)).status_code == 200]
        assert alive == []
        assert (await person.get(SESSION)).status_code == 200
