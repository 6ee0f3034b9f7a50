"""Passkeys: making one, signing in with nothing else, proving oneself, names, removal."""

import asyncio
from datetime import timedelta

import pytest

from auth.factors import (
    SESSION,
    at_the_second_step,
    audited,
    options_of,
    register_passkey,
    second_factor,
    with_passkey,
)
from authenticator import Authenticator
from newcomers import login, newcomer, the_same_browser
from people import Person, someone
from tutorium.platform import clock
from world import World

SIGN_IN, SIGN_IN_OPTIONS = "/auth/login/passkey", "/auth/login/passkey/options"


async def sign_in_with(key: Authenticator, browser: Person) -> int:
    credential = key.sign(await options_of(browser, SIGN_IN_OPTIONS))
    return (await browser.post(SIGN_IN, {"credential": credential})).status_code


async def test_a_passkey_signs_in_by_itself_with_two_factors(world: World) -> None:
    person, key = await with_passkey(world)
    browser = world.visitor()
    assert await sign_in_with(key, browser) == 200
    session = (await browser.get(SESSION)).json()
    assert (session["user_id"], session["level"]) == (person.id, "two_factors")


async def test_the_browser_is_asked_for_a_discoverable_key_and_a_verified_user(world: World) -> None:
    person = await newcomer(world)
    options = await options_of(person, "/auth/passkeys/options")
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert (options["attestation"], options["rp"]["id"]) == ("none", "localhost")
    asked = await options_of(world.visitor(), SIGN_IN_OPTIONS)
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials"), "the browser offers the keys it knows"


async def test_an_authenticator_that_does_not_check_its_holder_is_refused(world: World) -> None:
    person = await newcomer(world)
    refused = await register_passkey(person, Authenticator(world.url, verifies=False))
    assert (refused.status_code, refused.json()["code"]) == (422, "auth.passkey_refused")
    _, key = await with_passkey(world)
    key.flags &= ~0x04
    assert await sign_in_with(key, world.visitor()) == 422


async def test_a_passkey_made_for_another_site_is_refused(world: World) -> None:
    person = await newcomer(world)
    refused = await register_passkey(person, Authenticator("https://tutorium.evil.test"))
    assert refused.status_code == 422
    _, key = await with_passkey(world)
    key.origin = "https://tutorium.evil.test"
    assert await sign_in_with(key, world.visitor()) == 422


async def test_a_challenge_is_answered_once_however_many_try(world: World) -> None:
    _, key = await with_passkey(world)
    credential = key.sign(await options_of(world.visitor(), SIGN_IN_OPTIONS))
    browsers = [world.visitor() for _ in range(50)]
    answers = await asyncio.gather(*(each.post(SIGN_IN, {"credential": credential}) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 49


async def test_a_challenge_dies_after_five_minutes(world: World) -> None:
    _, key = await with_passkey(world)
    browser = world.visitor()
    credential = key.sign(await options_of(browser, SIGN_IN_OPTIONS))
    clock.travel(timedelta(minutes=5))
    assert (await browser.post(SIGN_IN, {"credential": credential})).status_code == 422


async def test_a_challenge_serves_its_own_purpose_and_its_own_session(world: World) -> None:
    person, key = await with_passkey(world)
    one, other = await at_the_second_step(world, person), await at_the_second_step(world, person)
    for_one = key.sign(await options_of(one, "/auth/passkeys/proof-options"))
    assert (await second_factor(other, method="passkey", credential=for_one)).status_code == 422
    for_signing_in = key.sign(await options_of(one, SIGN_IN_OPTIONS))
    assert (await second_factor(one, method="passkey", credential=for_signing_in)).status_code == 422


async def test_a_passkey_is_the_second_step_after_the_password(world: World) -> None:
    person, key = await with_passkey(world)
    browser = await at_the_second_step(world, person)
    credential = key.sign(await options_of(browser, "/auth/passkeys/proof-options"))
    assert (await second_factor(browser, method="passkey", credential=credential)).status_code == 200
    assert (await browser.get(SESSION)).json()["level"] == "two_factors"


async def test_somebody_elses_passkey_is_no_second_step(world: World) -> None:
    person, _ = await with_passkey(world)
    _, strange = await with_passkey(world)
    browser = await at_the_second_step(world, person)
    credential = strange.sign(await options_of(browser, "/auth/passkeys/proof-options"))
    assert (await second_factor(browser, method="passkey", credential=credential)).status_code == 422
    assert (await browser.get(SESSION)).status_code == 401


async def test_wrong_passwords_do_not_lock_the_passkey(world: World) -> None:
    person, key = await with_passkey(world)
    for _ in range(6):
        answer = await login(world.visitor(), password="not-my-password", email=person.email)
    assert answer.status_code == 429
    assert await sign_in_with(key, world.visitor()) == 200


async def test_a_counter_that_falls_back_is_told_and_locks_nobody_out(world: World) -> None:
    person, key = await with_passkey(world)
    assert await sign_in_with(key, world.visitor()) == 200
    assert await audited(world, "auth.passkey_counter_regressed") == []
    key.count = 0
    assert await sign_in_with(key, world.visitor()) == 200
    [row] = await audited(world, "auth.passkey_counter_regressed")
    assert row["subject"] == f"user:{person.id}"


async def test_backup_flags_and_counter_are_kept(world: World) -> None:
    _, key = await with_passkey(world, backed_up=True)
    assert await sign_in_with(key, world.visitor()) == 200
    [row] = await world.fetch("SELECT backup_eligible, backed_up, sign_count FROM auth.passkey")
    assert tuple(row) == (True, True, 1)


async def test_passkeys_have_names_and_can_be_removed(world: World) -> None:
    person = await someone(world)
    key = Authenticator(world.url)
    made = (await register_passkey(person, key)).json()
    assert len(made["recovery_codes"]) == 10
    passkey = f"/auth/passkeys/{made['passkey_id']}"
    assert (await person.patch(passkey, {"name": "Телефон"})).status_code == 204
    [listed] = (await person.get("/auth/passkeys")).json()["items"]
    assert (listed["name"], listed["last_used_at"]) == ("Телефон", None)
    stranger = await newcomer(world)
    assert (await stranger.patch(passkey, {"name": "Моё"})).status_code == 404
    assert (await stranger.delete(passkey)).status_code == 404
    assert (await person.delete(passkey)).status_code == 204
    assert (await person.get("/auth/passkeys")).json()["items"] == []
    assert await sign_in_with(key, world.visitor()) == 422
    for operation in ("Auth.PasskeyAdded", "Auth.PasskeyRemoved"):
        assert len(await world.letters(person.email, operation)) == 1


async def test_a_second_passkey_keeps_the_recovery_codes_and_ends_other_sessions(world: World) -> None:
    person, key = await with_passkey(world)
    there = world.visitor()
    await sign_in_with(key, there)
    before = the_same_browser(world, person)
    again = await register_passkey(person, Authenticator(world.url), "Второй")
    assert again.json()["recovery_codes"] == []
    assert (await there.get(SESSION)).status_code == 401
    assert (await before.get(SESSION)).status_code == 401, "the session has a new token"
    assert (await person.get(SESSION)).status_code == 200


async def test_a_blocked_user_does_not_enter_with_a_passkey(world: World) -> None:
    _, key = await with_passkey(world)
    await world.fetch("UPDATE auth.user SET blocked_at = now()")
    assert await sign_in_with(key, world.visitor()) == 403


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"response": 5},
        {"response": {"clientDataJSON": "?"}},
        {"response": {"clientDataJSON": "e30"}},
        {"id": [], "response": {"clientDataJSON": "eyJ0eXBlIjoieCJ9"}},
    ],
)
async def test_nonsense_is_refused_by_name(world: World, credential: dict[str, object]) -> None:
    answer = await world.visitor().post(SIGN_IN, {"credential": credential})
    assert (answer.status_code, answer.json()["code"]) == (422, "auth.passkey_refused")


async def test_a_credential_with_broken_parts_is_refused_by_name(world: World) -> None:
    _, key = await with_passkey(world)
    for broken in ("authenticatorData", "signature", "userHandle", "clientDataJSON"):
        browser = world.visitor()
        credential = key.sign(await options_of(browser, SIGN_IN_OPTIONS))
        credential["response"][broken] = "AAAA" if broken != "userHandle" else 7
        answer = await browser.post(SIGN_IN, {"credential": credential})
        assert answer.json().get("code") == "auth.passkey_refused", broken
    for wrong in ({"id": 5}, {"id": "AAAA"}, {"rawId": None}, {"type": "x"}):
        browser = world.visitor()
        credential = key.sign(await options_of(browser, SIGN_IN_OPTIONS)) | wrong
        assert (await browser.post(SIGN_IN, {"credential": credential})).status_code == 422, wrong
