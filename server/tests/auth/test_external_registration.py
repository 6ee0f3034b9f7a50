"""Registering after a return from Yandex ID or VK ID."""

import asyncio
from typing import Any

import pytest

from auth.external import account_at, come_back, register, somebody
from newcomers import newcomer, the_same_browser, token_of
from people import Person, a_student
from world import World


async def test_yandex_vouches_for_the_address_so_registering_signs_in(world: World) -> None:
    account = await account_at(world, "yandex")
    person = world.visitor()
    answer = await come_back(world, person, "yandex", account, next_path="/tutors?subject=math")
    assert answer.json() == {"outcome": "registration", "next": "/tutors?subject=math"}
    assert (await person.get("/auth/session")).status_code == 401
    assert (await person.get("/auth/external/registration")).json() == {
        "provider": "yandex",
        "email": account["email"],
        "email_proved": True,
        "full_name": "Мария Волкова",
        "birth_date": "1994-03-08",
        "next": "/tutors?subject=math",
    }
    assert (await register(person)).json() == {"outcome": "signed_in"}
    session = (await person.get("/auth/session")).json()
    assert (session["email"], session["email_confirmed"]) == (account["email"], True)
    await world.settle()
    assert (await person.get("/accounts/me")).json()["full_name"] == "Мария Волкова"
    assert len(await world.fetch("SELECT * FROM auth.consent")) == 2
    assert (await person.get("/auth/external/registration")).status_code == 422, "it is finished"


async def test_one_registration_sent_many_times_at_once_makes_one_user(world: World) -> None:
    person = world.visitor()
    await come_back(world, person, "yandex", await account_at(world, "yandex"))
    browsers = [the_same_browser(world, person) for _ in range(10)]
    answers = await asyncio.gather(*(register(each) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 9
    assert len(await world.fetch("SELECT * FROM auth.user")) == 1


async def test_without_an_address_it_is_typed_and_confirmed_by_a_letter(world: World) -> None:
    account = await account_at(world, "vk", email=None)
    person = world.visitor()
    person.email = "typed@example.test"
    await come_back(world, person, "vk", account)
    assert (await person.get("/auth/external/registration")).json()["email"] is None
    missing = await register(person)
    assert (missing.status_code, missing.json()["code"]) == (422, "auth.external_email_missing")
    assert missing.json()["errors"][0]["field"] == "email"
    assert (await register(person, email=person.email)).json() == {"outcome": "confirm_email"}
    assert (await person.get("/auth/session")).status_code == 401
    token = await token_of(world, "Auth.ConfirmEmail", person)
    assert (await person.post("/auth/email/confirm", {"token": token})).status_code == 200
    assert (await come_back(world, person, "vk", account)).json()["outcome"] == "signed_in"
    assert (await person.get("/auth/session")).json()["email_confirmed"] is True


async def test_who_keeps_his_address_from_us_types_it(world: World) -> None:
    account = await account_at(world, "yandex")
    person = world.visitor()
    await come_back(world, person, "yandex", account, email=False)
    prefilled = (await person.get("/auth/external/registration")).json()
    assert (prefilled["email"], prefilled["email_proved"]) == (None, False)


async def test_another_address_than_yandexs_is_confirmed_by_a_letter(world: World) -> None:
    person = world.visitor()
    await come_back(world, person, "yandex", await account_at(world, "yandex"))
    assert (await register(person, email="other@example.test")).json() == {"outcome": "confirm_email"}


async def test_vk_does_not_vouch_for_its_address(world: World) -> None:
    person = world.visitor()
    await come_back(world, person, "vk", await account_at(world, "vk"))
    prefilled = (await person.get("/auth/external/registration")).json()
    assert (bool(prefilled["email"]), prefilled["email_proved"]) == (True, False)
    assert (await register(person)).json() == {"outcome": "confirm_email"}


async def test_an_equal_address_opens_no_account(world: World) -> None:
    owner = await a_student(world)
    account = await account_at(world, "yandex", email=owner.email.upper())
    person = world.visitor()
    answer = await come_back(world, person, "yandex", account)
    assert (answer.status_code, answer.json()["code"]) == (409, "auth.external_email_known")
    assert (await person.get("/auth/session")).status_code == 401
    assert await world.fetch("SELECT * FROM auth.external_link") == []


async def test_an_address_nobody_vouches_for_tells_nothing_of_its_owner(world: World) -> None:
    owner = await a_student(world)
    answers = []
    for email in (owner.email, "free@example.test"):
        person = world.visitor()
        returned = await come_back(world, person, "vk", await account_at(world, "vk", email=email))
        sent = await register(person)
        answers.append((returned.json(), sent.status_code, sent.json(), sorted(sent.headers)))
    assert answers[0] == answers[1]
    assert len(await world.letters(owner.email, "Auth.AlreadyRegistered")) == 1
    assert len(await world.fetch("SELECT * FROM auth.user")) == 2
    assert len(await world.fetch("SELECT * FROM auth.external_link")) == 1


async def test_an_address_registered_meanwhile_is_said_to_whom_it_belongs(world: World) -> None:
    account = await account_at(world, "yandex")
    person = world.visitor()
    await come_back(world, person, "yandex", account)
    await newcomer(world)
    await world.fetch("UPDATE auth.user SET email = $1", account["email"])
    assert (await register(person)).json()["code"] == "auth.external_email_known"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"consents": []}, 422, "auth.consent_required"),
        ({"birth_date": "2020-01-01"}, 422, "auth.too_young"),
        ({"timezone": "Europe/Atlantis"}, 422, "auth.timezone_unknown"),
        ({"role": "admin"}, 400, "malformed"),
        ({"email": "nobody"}, 400, "malformed"),
        ({"password": "верблюд-синий-чайник-42"}, 400, "malformed"),
    ],
)
async def test_a_bad_form_is_refused_by_name_and_can_be_sent_again(
    world: World, changes: dict[str, Any], status: int, code: str
) -> None:
    person = world.visitor()
    await come_back(world, person, "yandex", await account_at(world, "yandex"))
    answer = await register(person, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await register(person)).json()["outcome"] == "signed_in"


async def test_the_form_waits_half_an_hour(world: World) -> None:
    person = world.visitor()
    await come_back(world, person, "yandex", await account_at(world, "yandex"))
    await world.travel(minutes=29)
    assert (await person.get("/auth/external/registration")).status_code == 200
    await world.travel(minutes=1)
    assert (await register(person)).json()["code"] == "auth.external_expired"
    await world.run_schedule("auth.forget_old")
    assert await world.fetch("SELECT * FROM auth.external_attempt") == []


async def test_an_account_without_a_password_gets_one_by_a_letter(world: World) -> None:
    person, account = await somebody(world)
    assert (await person.get("/auth/external/links")).json()["has_password"] is False
    wrong = await person.post("/auth/login", {"email": person.email, "password": "anything-at-all"})
    assert wrong.json()["code"] == "auth.credentials_wrong"
    change = {"current_password": "anything", "new_password": "верблюд-синий-чайник-42"}
    assert (await person.post("/auth/password/change", change)).json()["code"] == (
        "auth.current_password_wrong"
    )
    await person.post("/auth/password/forgot", {"email": person.email})
    token = await token_of(world, "Auth.ResetPassword", person)
    reset = {"token": token, "password": "верблюд-синий-чайник-42"}
    assert (await person.post("/auth/password/reset", reset)).status_code == 204
    body = {"email": person.email, "password": reset["password"]}
    assert (await person.post("/auth/login", body)).status_code == 200
    assert (await person.get("/auth/external/links")).json()["has_password"] is True
    assert (await come_back(world, person, "yandex", account)).json()["outcome"] == "signed_in"


async def test_who_registers_with_anothers_address_loses_his_way_in(world: World) -> None:
    """The owner of the address resets the password; what the other one linked before is gone."""
    attacker = world.visitor()
    account = await account_at(world, "vk", email="victim@example.test")
    await come_back(world, attacker, "vk", account)
    await register(attacker)
    assert (await come_back(world, attacker, "vk", account)).json()["outcome"] == "signed_in"
    victim = Person(world.url)
    victim.email = "victim@example.test"
    await victim.post("/auth/password/forgot", {"email": victim.email})
    token = await token_of(world, "Auth.ResetPassword", victim)
    reset = {"token": token, "password": "верблюд-синий-чайник-42"}
    assert (await victim.post("/auth/password/reset", reset)).status_code == 204
    assert (await attacker.get("/auth/session")).status_code == 401
    assert (await come_back(world, attacker, "vk", account)).json()["outcome"] == "registration"
