"""An authenticator app: setting it up, signing in with it, removing it."""

import asyncio

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from auth.factors import SESSION, at_the_second_step, audited, second_factor, with_authenticator
from newcomers import login, newcomer, the_same_browser
from people import Person, an_admin, sign_in, someone
from tutorium.modules.auth.model.factors import matching_step, new_totp_secret
from tutorium.platform import clock, sealing
from world import World


def wrong_code(person: Person) -> str:
    current = int(clock.now().timestamp()) // 30
    right = {pyotp.TOTP(person.totp_secret).generate_otp(current + n) for n in range(-2, 3)}
    return next(code for code in map("{:06}".format, range(10)) if code not in right)


async def test_a_confirmed_app_is_asked_for_at_the_next_sign_in(world: World) -> None:
    person, codes = await with_authenticator(world)
    assert len(set(codes)) == 10
    assert (await person.get(SESSION)).json()["level"] == "two_factors", "the session has shown both"
    browser = await at_the_second_step(world, person)
    refused = await browser.get(SESSION)
    assert (refused.status_code, refused.json()["code"]) == (401, "auth.second_factor_required")
    assert (await browser.get("/accounts/me")).json()["code"] == "auth.second_factor_required"
    assert (await second_factor(browser, method="totp", code=person.code())).status_code == 200
    assert (await browser.get(SESSION)).json()["level"] == "two_factors"


async def test_the_picture_and_the_link_say_the_same_as_the_secret(world: World) -> None:
    person = await newcomer(world)
    started = (await person.post("/auth/totp")).json()
    assert pyotp.parse_uri(started["otpauth_uri"]).secret == started["secret"]
    assert person.email.replace("@", "%40") in started["otpauth_uri"]
    assert started["qr_svg"].startswith("<svg")


async def test_an_app_that_was_never_confirmed_does_not_count(world: World) -> None:
    person = await newcomer(world)
    await person.post("/auth/totp")
    assert (await login(person)).json()["second_factor_required"] is False


async def test_setting_up_again_gives_another_secret_until_one_is_confirmed(world: World) -> None:
    person = await newcomer(world)
    first = (await person.post("/auth/totp")).json()["secret"]
    person.totp_secret = (await person.post("/auth/totp")).json()["secret"]
    assert person.totp_secret != first
    assert (await person.post("/auth/totp/confirm", {"code": person.code()})).status_code == 200
    again = await person.post("/auth/totp")
    assert (again.status_code, again.json()["code"]) == (409, "auth.factor_exists")


async def test_a_code_opens_one_session_however_many_try(world: World) -> None:
    person, _ = await with_authenticator(world)
    browsers = [await at_the_second_step(world, person) for _ in range(5)]
    copies = [the_same_browser(world, browsers[n % 5]) for n in range(50)]
    code = person.code()
    answers = await asyncio.gather(*(second_factor(each, method="totp", code=code) for each in copies))
    assert sorted(answer.status_code for answer in answers).count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 401, 422, 429}


async def test_a_code_of_the_last_half_minute_counts_an_older_one_does_not(world: World) -> None:
    person, _ = await with_authenticator(world)
    await world.travel(minutes=5)
    totp, current = pyotp.TOTP(person.totp_secret), int(clock.now().timestamp()) // 30
    browser = await at_the_second_step(world, person)
    old = await second_factor(browser, method="totp", code=totp.generate_otp(current - 3))
    assert (old.status_code, old.json()["code"]) == (422, "auth.code_wrong")
    assert (await second_factor(browser, method="totp", code=totp.generate_otp(current))).status_code == 200
    other = await at_the_second_step(world, person)
    earlier = await second_factor(other, method="totp", code=totp.generate_otp(current - 1))
    assert earlier.status_code == 422, "a step before the last used one is spent, too"


async def test_wrong_codes_lock_the_second_step_and_are_written_down(world: World) -> None:
    person, codes = await with_authenticator(world)
    browser = await at_the_second_step(world, person)
    wrong = wrong_code(person)
    answers = [await second_factor(browser, method="totp", code=wrong) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    locked = await second_factor(browser, method="recovery_code", code=codes[0])
    assert locked.status_code == 429, "codes on paper are locked with the others"
    assert len(await audited(world, "auth.second_factor_failed")) == 5
    assert len(await audited(world, "auth.locked")) == 1


async def test_a_pending_session_dies_after_ten_minutes(world: World) -> None:
    person, _ = await with_authenticator(world)
    browser = await at_the_second_step(world, person)
    await world.travel(minutes=10)
    answer = await second_factor(browser, method="totp", code=person.code())
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_required")


async def test_the_pending_token_is_dead_after_the_second_step(world: World) -> None:
    person, _ = await with_authenticator(world)
    browser = await at_the_second_step(world, person)
    pending = the_same_browser(world, browser)
    await second_factor(browser, method="totp", code=person.code())
    assert (await pending.get("/auth/factors")).json()["code"] == "auth.session_required"
    again = await second_factor(browser, method="totp", code=person.code())
    assert (again.status_code, again.json()["code"]) == (409, "auth.nothing_pending")


async def test_adding_and_removing_the_app_ends_other_sessions_and_is_told(world: World) -> None:
    person = await someone(world)
    there = world.visitor()
    there.email = person.email
    await login(there)
    before = the_same_browser(world, person)
    person.totp_secret = (await person.post("/auth/totp")).json()["secret"]
    assert (await person.post("/auth/totp/confirm", {"code": person.code()})).status_code == 200
    for other in (there, before):
        assert (await other.get(SESSION)).status_code == 401
    there.totp_secret = person.totp_secret
    assert (await login(there)).json()["second_factor_required"]
    assert (await second_factor(there, method="totp", code=person.code())).status_code == 200
    assert (await person.delete("/auth/totp")).status_code == 204
    assert (await there.get(SESSION)).status_code == 401
    assert (await person.get(SESSION)).status_code == 200
    assert (await person.get("/auth/factors")).json() == {
        "totp": False,
        "passkeys": 0,
        "recovery_codes_left": 0,
        "password": True,
    }
    assert (await login(there)).json()["second_factor_required"] is False
    for operation in ("Auth.AuthenticatorAdded", "Auth.AuthenticatorRemoved"):
        assert len(await world.letters(person.email, operation)) == 1
    for action in ("auth.factor_added", "auth.factor_removed"):
        assert await audited(world, action) == [{"subject": f"user:{person.id}", "factor": "totp"}]


async def test_staff_without_a_factor_may_only_set_one_up(world: World) -> None:
    person = await someone(world)
    await world.fetch("UPDATE auth.user SET roles = '{support}'")
    await sign_in(person)
    assert (await person.get(SESSION)).json()["level"] == "one_factor"
    refused = await person.get("/accounts/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.second_factor_missing")
    person.totp_secret = (await person.post("/auth/totp")).json()["secret"]
    assert (await person.post("/auth/totp/confirm", {"code": person.code()})).status_code == 200
    assert (await person.get("/accounts/me")).status_code == 200


async def test_staff_cannot_be_left_without_a_factor(world: World) -> None:
    admin = await an_admin(world)
    refused = await admin.delete("/auth/totp")
    assert (refused.status_code, refused.json()["code"]) == (409, "auth.last_factor")
    assert (await admin.get("/auth/factors")).json()["totp"] is True


async def test_no_secret_lies_open_in_the_database(world: World) -> None:
    person, codes = await with_authenticator(world)
    rows = await world.fetch("SELECT t::text AS line FROM auth.totp t")
    rows += await world.fetch("SELECT t::text AS line FROM auth.recovery_code t")
    rows += await world.fetch("SELECT t::text AS line FROM platform.audit t")
    for secret in (
        person.totp_secret,
        person.totp_secret.encode().hex(),
        codes[0],
        codes[0].replace("-", ""),
    ):
        assert not any(secret in row["line"] for row in rows)
    [row] = await world.fetch("SELECT user_id, sealed_secret FROM auth.totp")
    sealed, owner = row["sealed_secret"], row["user_id"].bytes
    assert sealing.unseal(sealed, owner=owner).decode() == person.totp_secret


@given(st.integers(min_value=-10, max_value=10))
def test_a_code_counts_half_a_minute_early_and_late(distance: int) -> None:
    secret, now = new_totp_secret(), clock.now()
    step = int(now.timestamp()) // 30 + distance
    found = matching_step(secret, pyotp.TOTP(secret).generate_otp(step), now=now)
    assert (found == step) if abs(distance) <= 1 else (found is None or abs(found - step) <= 11)
