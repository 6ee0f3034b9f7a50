"""Sensitive actions ask to prove again who one is."""

import pytest

from auth.factors import SESSION, audited, options_of, with_authenticator, with_passkey
from newcomers import newcomer, the_same_browser
from people import PASSWORD, Person
from world import World

SENSITIVE = [
    ("POST", "/auth/totp"),
    ("DELETE", "/auth/totp"),
    ("POST", "/auth/recovery-codes"),
    ("POST", "/auth/passkeys/options"),
    ("POST", "/auth/email/change"),
    ("POST", "/auth/password/change"),
]


async def is_asked(person: Person, method: str = "POST", path: str = "/auth/recovery-codes") -> bool:
    answer = await person.http.request(method, path, json={})
    return (answer.status_code, answer.json().get("code")) == (403, "auth.step_up_required")


@pytest.mark.parametrize(("method", "path"), SENSITIVE)
async def test_a_proof_counts_for_ten_minutes(world: World, method: str, path: str) -> None:
    person = await newcomer(world)
    assert not await is_asked(person, method, path)
    await world.travel(minutes=10, seconds=1)
    assert await is_asked(person, method, path)
    assert (
        await person.post("/auth/step-up", {"method": "password", "password": PASSWORD})
    ).status_code == 204
    assert not await is_asked(person, method, path)


async def test_step_up_gives_a_new_token_and_the_old_one_is_dead(world: World) -> None:
    person = await newcomer(world)
    before = the_same_browser(world, person)
    await person.post("/auth/step-up", {"method": "password", "password": PASSWORD})
    assert (await before.get(SESSION)).status_code == 401
    assert (await person.get(SESSION)).status_code == 200
    assert await audited(world, "auth.stepped_up") == [{"subject": f"user:{person.id}", "how": "password"}]


async def test_a_wrong_password_is_no_proof_and_is_counted(world: World) -> None:
    person = await newcomer(world)
    wrong = {"method": "password", "password": "not-mine-at-all"}
    answers = [await person.post("/auth/step-up", wrong) for _ in range(6)]
    assert [answer.json()["code"] for answer in answers] == ["auth.current_password_wrong"] * 5 + [
        "auth.too_many_attempts"
    ]


async def test_who_has_a_factor_proves_himself_with_it(world: World) -> None:
    person, codes = await with_authenticator(world)
    await world.travel(minutes=11)
    refused = await person.post("/auth/step-up", {"method": "password", "password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (422, "auth.step_up_by_factor")
    assert await is_asked(person)
    assert (await person.post("/auth/step-up", {"method": "totp", "code": person.code()})).status_code == 204
    assert not await is_asked(person)
    await world.travel(minutes=11)
    spent = await person.post("/auth/step-up", {"method": "recovery_code", "code": codes[0]})
    assert spent.json()["code"] == "auth.code_wrong", "they were renewed a moment ago"
    await world.travel(minutes=31)
    assert (await person.post("/auth/step-up", {"method": "totp", "code": person.code()})).status_code == 204


async def test_a_passkey_is_a_proof(world: World) -> None:
    person, key = await with_passkey(world)
    await world.travel(minutes=11)
    assert await is_asked(person)
    credential = key.sign(await options_of(person, "/auth/passkeys/proof-options"))
    proof = {"method": "passkey", "credential": credential}
    assert (await person.post("/auth/step-up", proof)).status_code == 204
    assert not await is_asked(person)
    assert (await person.post("/auth/step-up", proof)).json()["code"] == "auth.passkey_refused"


@pytest.mark.parametrize("method", ["totp", "recovery_code", "passkey", "password"])
async def test_a_proof_without_its_content_is_malformed(world: World, method: str) -> None:
    person = await newcomer(world)
    answer = await person.post("/auth/step-up", {"method": method})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


async def test_using_a_session_does_not_prove_anything(world: World) -> None:
    person = await newcomer(world)
    for _ in range(3):
        await world.travel(minutes=4)
        await person.get(SESSION)
    assert await is_asked(person)
