"""The session cookie, wherever it is set: locked to our site, hidden from scripts, gone at signing out."""

from collections.abc import AsyncIterator

from httpx import Response

from auth.factors import at_the_second_step, options_of, register_passkey, second_factor
from authenticator import Authenticator
from newcomers import login, newcomer, the_same_browser
from people import PASSWORD
from world import World

FLAGS = {"path=/", "httponly", "secure", "samesite=lax"}


async def answers_with_a_cookie(world: World) -> AsyncIterator[tuple[str, Response]]:
    person = await newcomer(world)
    yield "login", await login(person)
    step_up = {"method": "password", "password": PASSWORD}
    yield "step-up by password", await person.post("/auth/step-up", step_up)
    key = Authenticator(world.url)
    yield "adding a passkey", await register_passkey(person, key)
    person.totp_secret = (await person.post("/auth/totp")).json()["secret"]
    yield "adding an app", await person.post("/auth/totp/confirm", {"code": person.code()})
    yield "step-up", await person.post("/auth/step-up", {"method": "totp", "code": person.code()})
    yield "the first step", await login(the_same_browser(world, person))
    browser = await at_the_second_step(world, person)
    yield "the second step", await second_factor(browser, method="totp", code=person.code())
    await login(browser)
    credential = key.sign(await options_of(browser, "/auth/login/passkey/options"))
    yield "a passkey alone", await browser.post("/auth/login/passkey", {"credential": credential})
    yield "removing the app", await browser.delete("/auth/totp")
    [listed] = (await browser.get("/auth/passkeys")).json()["items"]
    yield "removing the passkey", await browser.delete(f"/auth/passkeys/{listed['passkey_id']}")


async def test_every_cookie_is_a_host_cookie_with_all_flags(world: World) -> None:
    tokens = set()
    async for name, answer in answers_with_a_cookie(world):
        assert answer.status_code < 300, (name, answer.text)
        [cookie] = answer.headers.get_list("set-cookie")
        value, *attributes = [part.strip() for part in cookie.split(";")]
        assert value.startswith("__Host-sid="), name
        flags = {attribute.lower() for attribute in attributes}
        assert flags >= FLAGS, name
        assert not any(flag.startswith("domain") for flag in flags), name
        assert len(value.removeprefix("__Host-sid=")) == 43, "256 random bits"
        tokens.add(value)
    assert len(tokens) == 10, "each a new token"


async def test_signing_out_clears_what_the_browser_keeps_of_us(world: World) -> None:
    answer = await (await newcomer(world)).post("/auth/logout")
    assert answer.headers["clear-site-data"] == '"cookies", "storage"'
    [cookie] = answer.headers.get_list("set-cookie")
    assert {"max-age=0", *FLAGS} <= {part.strip().lower() for part in cookie.split(";")}
