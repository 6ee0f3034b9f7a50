"""Another e-mail address."""

import asyncio

from auth.factors import SESSION, audited
from newcomers import login, newcomer
from people import Person, a_student, link_token
from world import World

NEW = "another@example.test"


async def asked(world: World, person: Person) -> str:
    assert (await person.post("/auth/email/change", {"email": NEW})).status_code == 202
    return link_token((await world.letters(NEW, "Auth.ChangeEmail"))[0])


async def test_the_new_address_holds_once_its_link_is_followed(world: World) -> None:
    person = await a_student(world)
    old, there = person.email, world.visitor()
    await login(there, email=old)
    token = await asked(world, person)
    assert (await person.get(SESSION)).json()["email"] == old, "not before"
    assert (await person.post("/auth/email/change/confirm", {"token": token})).status_code == 204
    session = (await person.get(SESSION)).json()
    assert (session["email"], session["email_confirmed"]) == (NEW, True)
    assert (await there.get(SESSION)).status_code == 401
    assert (await login(there, email=old)).status_code == 401
    assert (await login(there, email=NEW)).status_code == 200
    assert len(await world.letters(old, "Auth.EmailChanged")) == 1
    assert await world.letters(NEW, "Auth.EmailChanged") == []
    assert await audited(world, "auth.email_changed") == [{"subject": f"user:{person.id}"}]


async def test_the_link_opened_elsewhere_ends_every_session(world: World) -> None:
    person = await a_student(world)
    token = await asked(world, person)
    assert (await world.visitor().post("/auth/email/change/confirm", {"token": token})).status_code == 204
    assert (await person.get(SESSION)).status_code == 401


async def test_a_link_works_once_however_many_try_and_not_after_a_day(world: World) -> None:
    person = await a_student(world)
    token = await asked(world, person)
    answers = await asyncio.gather(
        *(world.visitor().post("/auth/email/change/confirm", {"token": token}) for _ in range(20))
    )
    assert sorted(answer.status_code for answer in answers) == [204] + [422] * 19
    other = await newcomer(world)
    await other.post("/auth/email/change", {"email": "late@example.test"})
    late = link_token((await world.letters("late@example.test"))[0])
    await world.travel(hours=24)
    assert (await other.post("/auth/email/change/confirm", {"token": late})).status_code == 422


async def test_a_taken_address_is_not_given_away(world: World) -> None:
    owner, person = await a_student(world), await a_student(world)
    answer = await person.post("/auth/email/change", {"email": owner.email.upper()})
    free = await person.post("/auth/email/change", {"email": NEW})
    assert (answer.status_code, answer.content) == (free.status_code, free.content)
    assert await world.letters(owner.email, "Auth.ChangeEmail") == []
    assert len(await world.letters(owner.email, "Auth.AlreadyRegistered")) == 1


async def test_an_address_taken_meanwhile_is_refused(world: World) -> None:
    person = await a_student(world)
    token = await asked(world, person)
    rival = await a_student(world)
    await world.fetch("UPDATE auth.user SET email = $1 WHERE id = $2::text::uuid", NEW, rival.id)
    refused = await person.post("/auth/email/change/confirm", {"token": token})
    assert (refused.status_code, refused.json()["code"]) == (409, "auth.email_taken")


async def test_a_new_password_voids_the_link(world: World) -> None:
    person = await a_student(world)
    token = await asked(world, person)
    await person.post("/auth/password/forgot", {"email": person.email})
    reset = link_token((await world.letters(person.email, "Auth.ResetPassword"))[0])
    await person.post("/auth/password/reset", {"token": reset, "password": "brisk-walnut-tango-7"})
    assert (await person.post("/auth/email/change/confirm", {"token": token})).status_code == 422


async def test_letters_to_new_addresses_are_limited(world: World) -> None:
    person = await a_student(world)
    statuses = [
        (await person.post("/auth/email/change", {"email": f"new{n}@example.test"})).status_code
        for n in range(4)
    ]
    assert statuses == [202, 202, 202, 429]
    same = await person.post("/auth/email/change", {"email": person.email.upper()})
    assert same.json()["code"] == "auth.email_unchanged"
