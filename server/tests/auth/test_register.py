"""Registering and confirming the e-mail address."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from newcomers import login, newcomer, register, stranger, token_of
from people import Person
from tutorium.modules.auth import api as auth
from tutorium.modules.auth.model.documents import REGISTRATION_TEXTS
from world import World


async def confirm(person: Person, token: str) -> Any:
    return await person.post("/auth/email/confirm", {"token": token})


async def test_registering_sends_a_link_that_confirms_the_address(world: World) -> None:
    person = await newcomer(world)
    assert (await person.get("/accounts/me")).json()["email_confirmed"] is False
    confirmed = await confirm(world.visitor(), await token_of(world, "Auth.ConfirmEmail", person))
    assert (confirmed.status_code, confirmed.json()) == (200, {"email_confirmed": True})
    assert (await person.get("/auth/session")).json()["email_confirmed"] is True
    account = await person.get("/accounts/me")
    assert account.json()["email_confirmed"] is True, "the cached session knows at once"


async def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter(world: World) -> None:
    person = stranger(world)
    first = await register(person)
    again = await register(person, email=person.email.upper(), full_name="Кто-то Другой")
    assert first.status_code == again.status_code == 201
    assert first.json().keys() == again.json().keys()
    assert first.json()["user_id"] != again.json()["user_id"]
    assert len(await world.letters(person.email, "Auth.AlreadyRegistered")) == 1
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1
    user = await auth.user(user_id=UUID(first.json()["user_id"]))
    assert user is not None
    assert user.full_name == "Анна Смирнова"


async def test_an_address_registered_many_times_within_an_hour_gets_one_letter(world: World) -> None:
    person = stranger(world)
    for _ in range(4):
        await register(person)
    assert len(await world.letters(person.email, "Auth.AlreadyRegistered")) == 1


async def test_of_many_simultaneous_registrations_one_makes_a_user(world: World) -> None:
    person = stranger(world)
    answers = await asyncio.gather(*(register(person) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len(await world.fetch("SELECT id FROM auth.user")) == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"password": "password1234"}, 422, "auth.password_weak"),
        ({"password": "Анна Смирнова"}, 422, "auth.password_weak"),
        ({"consents": []}, 422, "auth.consent_required"),
        ({"consents": [{"kind": "offer", "text_version": "1"}]}, 422, "auth.consent_required"),
        ({"birth_date": "2020-01-01"}, 422, "auth.too_young"),
        ({"role": "tutor", "birth_date": "2012-01-01"}, 422, "auth.too_young"),
        ({"timezone": "Europe/Atlantis"}, 422, "auth.timezone_unknown"),
        ({"email": "nobody"}, 400, "malformed"),
        ({"role": "admin"}, 400, "malformed"),
        ({"locale": "de"}, 400, "malformed"),
        ({"full_name": " "}, 400, "malformed"),
        ({"is_admin": True}, 400, "malformed"),
    ],
)
async def test_a_bad_registration_is_refused_by_name(
    world: World, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await register(stranger(world), **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_consents_keep_the_version_shown_and_the_current_one(world: World) -> None:
    shown = [{"kind": kind, "text_version": "2025-01-01"} for kind in ("offer", "personal_data", "marketing")]
    assert (await register(stranger(world), consents=shown)).status_code == 201
    rows = await world.fetch("SELECT kind, shown_version, text_version, text_hash FROM auth.consent")
    assert {tuple(row) for row in rows} == {
        (kind, "2025-01-01", text.version, text.hash) for kind, text in REGISTRATION_TEXTS.items()
    }


async def test_consent_texts_come_in_the_language_of_the_reader(world: World) -> None:
    for language, title in (("ru", "Публичная оферта"), ("en", "Public offer")):
        visitor = world.visitor(**{"accept-language": language})
        first = (await visitor.get("/auth/consent-texts")).json()["items"][0]
        assert (first["kind"], first["title"], first["required"]) == ("offer", title, True)


async def test_a_token_works_once_however_many_try(world: World) -> None:
    token = await token_of(world, "Auth.ConfirmEmail", await newcomer(world))
    visitor = world.visitor()
    answers = await asyncio.gather(*(confirm(visitor, token) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 49
    assert {a.json()["code"] for a in answers if a.status_code == 422} == {"auth.token_invalid"}


async def test_a_confirmation_link_dies_after_a_day(world: World) -> None:
    token = await token_of(world, "Auth.ConfirmEmail", await newcomer(world))
    await world.travel(hours=24)
    assert (await confirm(world.visitor(), token)).json()["code"] == "auth.token_invalid"


async def test_a_reset_link_does_not_confirm_an_address(world: World) -> None:
    person = await newcomer(world)
    await person.post("/auth/password/forgot", {"email": person.email})
    token = await token_of(world, "Auth.ResetPassword", person)
    assert (await confirm(person, token)).json()["code"] == "auth.token_invalid"


async def test_the_letter_can_be_asked_for_again_but_not_without_end(world: World) -> None:
    person = await newcomer(world)
    statuses = [(await person.post("/auth/email/resend")).status_code for _ in range(3)]
    assert statuses == [202, 202, 429]
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 3


async def test_who_has_confirmed_gets_no_more_letters(world: World) -> None:
    person = await newcomer(world)
    await confirm(person, await token_of(world, "Auth.ConfirmEmail", person))
    assert (await person.post("/auth/email/resend")).status_code == 202
    assert len(await world.letters(person.email, "Auth.ConfirmEmail")) == 1


async def test_no_token_lies_in_the_database(world: World) -> None:
    token = await token_of(world, "Auth.ConfirmEmail", await newcomer(world))
    tables = await world.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname IN ('auth', 'notifications', 'platform')"
    )
    for table in tables:
        rows = await world.fetch(f"SELECT t::text AS line FROM {table['name']} t")  # noqa: S608
        assert not any(token in row["line"] for row in rows), table["name"]


async def test_signing_in_works_before_the_address_is_confirmed(world: World) -> None:
    person = stranger(world)
    user_id = (await register(person, role="tutor")).json()["user_id"]
    answer = await login(person, email=person.email.upper())
    assert answer.json() == {"user_id": user_id, "roles": ["tutor"], "second_factor_required": False}
