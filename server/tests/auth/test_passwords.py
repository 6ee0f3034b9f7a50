"""Forgetting, resetting and changing a password."""

import asyncio

from httpx import Response

from auth.factors import with_authenticator
from newcomers import login, newcomer, register, stranger, token_of
from people import PASSWORD, Person, link_token
from world import World

NEW = "brisk-walnut-tango-7"
SESSION = "/auth/session"


async def forgot(person: Person, email: str = "") -> Response:
    return await person.post("/auth/password/forgot", {"email": email or person.email})


async def reset(person: Person, token: str, password: str = NEW) -> Response:
    return await person.post("/auth/password/reset", {"token": token, "password": password})


async def test_a_reset_sets_the_password_and_ends_every_session(world: World) -> None:
    signed_in = await newcomer(world)
    person = world.visitor()
    person.email = signed_in.email
    assert (await forgot(person)).status_code == 202
    assert (await reset(person, await token_of(world, "Auth.ResetPassword", person))).status_code == 204
    assert (await signed_in.get(SESSION)).status_code == 401
    assert (await login(person)).status_code == 401
    assert (await login(person, password=NEW)).status_code == 200
    assert len(await world.letters(person.email, "Auth.PasswordChanged")) == 1


async def test_nobody_learns_whether_an_address_is_known(world: World) -> None:
    person = stranger(world)
    await register(person)
    known, unknown = await forgot(person), await forgot(person, "nobody@example.test")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert await world.letters("nobody@example.test", "Auth.ResetPassword") == []


async def test_a_reset_link_works_once_however_many_try(world: World) -> None:
    person = stranger(world)
    await register(person)
    await forgot(person)
    token = await token_of(world, "Auth.ResetPassword", person)
    answers = await asyncio.gather(*(reset(person, token) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [204] + [422] * 49


async def test_a_reset_link_dies_after_an_hour(world: World) -> None:
    person = stranger(world)
    await register(person)
    await forgot(person)
    token = await token_of(world, "Auth.ResetPassword", person)
    await world.travel(hours=1)
    assert (await reset(person, token)).json()["code"] == "auth.token_invalid"


async def test_one_reset_voids_the_other_links(world: World) -> None:
    person = stranger(world)
    await register(person)
    for _ in range(2):
        await forgot(person)
    second, first = [link_token(letter) for letter in await world.letters(person.email, "Auth.ResetPassword")]
    assert (await reset(person, second)).status_code == 204
    assert (await reset(person, first)).json()["code"] == "auth.token_invalid"


async def test_a_weak_password_leaves_the_link_usable(world: World) -> None:
    person = stranger(world)
    await register(person)
    await forgot(person)
    token = await token_of(world, "Auth.ResetPassword", person)
    assert (await reset(person, token, "password1234")).json()["code"] == "auth.password_weak"
    assert (await reset(person, token)).status_code == 204


async def test_a_mailbox_is_not_flooded_with_reset_letters(world: World) -> None:
    person = stranger(world)
    await register(person)
    for _ in range(5):
        assert (await forgot(person)).status_code == 202
    assert len(await world.letters(person.email, "Auth.ResetPassword")) == 3


async def test_changing_the_password_ends_the_other_sessions_only(world: World) -> None:
    here, there = await newcomer(world), world.visitor()
    there.email = here.email
    await login(there)
    assert (await there.get(SESSION)).status_code == 200
    wrong = await here.post(
        "/auth/password/change", {"current_password": "not-mine-at-all", "new_password": NEW}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (422, "auth.current_password_wrong")
    changed = await here.post("/auth/password/change", {"current_password": PASSWORD, "new_password": NEW})
    assert changed.status_code == 204
    assert (await here.get(SESSION)).status_code == 200
    assert (await there.get(SESSION)).status_code == 401
    assert (await login(there, password=NEW)).status_code == 200


async def test_every_character_of_a_password_counts(world: World) -> None:
    password = "Кит, который не спит, " * 5 + " Ъ "
    person = stranger(world)
    assert (await register(person, password=password)).status_code == 201
    for wrong in (password[:-2], password.strip(), password.lower(), password[:72]):
        assert (await login(person, wrong)).json()["code"] == "auth.credentials_wrong"
    assert (await login(person, password)).status_code == 200


async def test_a_reset_does_not_go_around_the_second_factor(world: World) -> None:
    person, _ = await with_authenticator(world)
    await forgot(person)
    assert (await reset(person, await token_of(world, "Auth.ResetPassword", person))).status_code == 204
    answer = await login(world.visitor(), NEW, person.email)
    assert answer.json()["second_factor_required"] is True
    assert (await login(person, NEW)).json()["second_factor_required"] is True
    assert (await person.get(SESSION)).json()["code"] == "auth.second_factor_required"
