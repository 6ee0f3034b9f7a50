"""Erasing an account: refused while money is open, then everywhere, with an act; the ledger stays whole."""

from typing import Any

import pytest

from lessons.booking import a_scheduled_lesson, noon
from newcomers import login, newcomer, register
from people import Person, a_guardian, a_student, a_tutor
from world import World

MAY_HOLD = {
    # A payer's receipt names the tutor he paid: accounting.
    ("payments", "payment"),
}


async def erase(person: Person, **body: Any) -> Any:
    return await person.post("/accounts/me/erase", {"email": person.email} | body)


async def holding(world: World, text: str) -> set[tuple[str, str]]:
    """The tables in which some row says this."""
    tables = await world.fetch(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')"
    )
    found = set()
    for schema, table in tables:
        sql = f'SELECT count(*) FROM {schema}."{table}" t WHERE strpos(lower(t::text), lower($1)) > 0'  # noqa: S608
        if (await world.fetch(sql, text))[0][0]:
            found.add((schema, table))
    return found


async def a_cancelled_lesson(world: World, student: Person, tutor: Person) -> None:
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    answer = await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "plans_changed"})
    assert answer.status_code == 200, answer.text
    await world.settle()
    await world.webhooks_delivered()
    await world.run_schedule("payments.check_what_is_not_final")


async def test_nothing_in_the_database_names_the_erased(world: World) -> None:
    tutor = await a_tutor(world)
    student = await a_student(world, full_name="Аристарх Полуэктов")
    await a_cancelled_lesson(world, student, tutor)
    assert await holding(world, student.email)
    answer = await erase(student)
    assert answer.status_code == 200, answer.text
    await world.settle()
    assert await holding(world, student.email) == set()
    assert await holding(world, "Полуэктов") == set()


async def test_the_ledger_and_the_payments_stay_and_are_sound(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await a_cancelled_lesson(world, student, tutor)
    entries = await world.fetch("SELECT * FROM payments.ledger_entry ORDER BY txn_id, line")
    await erase(student)
    await world.settle()
    assert await world.fetch("SELECT * FROM payments.ledger_entry ORDER BY txn_id, line") == entries
    assert (await world.fetch("SELECT coalesce(sum(amount), 0) FROM payments.ledger_entry"))[0][0] == 0
    [payment] = await world.fetch("SELECT state, customer_email FROM payments.payment")
    assert tuple(payment) == ("succeeded", "")


async def test_the_erased_is_signed_out_everywhere_and_for_ever(world: World) -> None:
    student = await a_student(world)
    phone = world.visitor()
    phone.email = student.email
    await login(phone)
    assert (await erase(student)).status_code == 200
    for browser in (student, phone):
        assert (await browser.get("/accounts/me")).status_code == 401
        assert (await browser.get("/accounts/me/export")).status_code == 401
    assert (await login(world.visitor(), email=student.email)).json()["code"] == "auth.credentials_wrong"


async def test_the_address_can_register_anew(world: World) -> None:
    student = await a_student(world)
    await erase(student)
    await world.settle()
    again = world.visitor()
    again.email = student.email
    answer = await register(again)
    assert answer.status_code == 201
    assert answer.json()["user_id"] != student.id
    assert (await login(again)).status_code == 200
    assert (await again.get("/lessons")).json()["items"] == []


async def test_the_last_letter_comes_before_the_address_is_forgotten(world: World) -> None:
    student = await a_student(world)
    await erase(student)
    assert len(await world.letters(student.email, "Accounts.Leaving")) == 1


async def test_without_the_mailing_service_the_data_goes_after_a_day(world: World) -> None:
    student = await a_student(world)
    await world.fault("mindbox", "error_503", seconds=10**6)
    await erase(student)
    await world.settle()
    assert await holding(world, student.email), "the letter still waits for its address"
    await world.travel(hours=25)
    await world.run_schedule("accounts.finish_erasures")
    assert await holding(world, student.email) == set()


async def test_the_act_says_what_went_and_stays(world: World) -> None:
    student = await a_student(world)
    shown = (await student.get("/accounts/me/erasure")).json()
    act = (await erase(student)).json()
    assert (act["user_id"], act["removed"], act["kept"]) == (student.id, shown["removed"], shown["kept"])
    assert all(each["ground"] and each["term"] for each in act["kept"])
    await world.settle()
    [row] = await world.fetch("SELECT * FROM accounts.erasure")
    assert (str(row["id"]), row["done_at"] is not None) == (act["id"], True)
    assert row["erased"]["accounts"]["profile"] == row["erased"]["auth"]["user"] == 1
    actions = {r["action"] for r in await world.fetch("SELECT action FROM platform.audit")}
    assert {"accounts.erasure_requested", "auth.user_erased", "accounts.erasure_finished"} <= actions
    await world.travel(days=3 * 365 + 1)
    await world.run_schedule("accounts.forget_old_acts")
    await world.run_schedule("auth.forget_old")
    assert await world.fetch("SELECT id FROM accounts.erasure") == []
    assert await world.fetch("SELECT id FROM auth.consent") == []


async def test_consents_stay_withdrawn_as_proof(world: World) -> None:
    student = await a_student(world)
    await erase(student)
    await world.settle()
    rows = await world.fetch("SELECT kind, withdrawn_at FROM auth.consent WHERE user_id = $1", student.id)
    assert {row["kind"] for row in rows} == {"offer", "personal_data"}
    assert all(row["withdrawn_at"] for row in rows)


async def test_open_lessons_and_minutes_are_settled_first(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    for person in (student, tutor):
        refused = await erase(person)
        assert (refused.status_code, refused.json()["code"]) == (409, "accounts.erasure_blocked")
        assert "lessons" in refused.json()["open"]
        assert {each["kind"] for each in (await person.get("/accounts/me/erasure")).json()["open"]} == set(
            refused.json()["open"]
        )
        assert (await person.get("/accounts/me")).status_code == 200, "nothing has happened"
    await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "plans_changed"})
    await world.settle()
    await world.webhooks_delivered()
    await world.run_schedule("payments.check_what_is_not_final")
    assert (await erase(student)).status_code == 200


async def test_a_tutor_leaves_the_search_and_his_students_keep_their_lessons(world: World) -> None:
    tutor = await a_tutor(world, full_name="Пафнутий Чебышёв")
    student = await a_student(world)
    await a_cancelled_lesson(world, student, tutor)
    assert (await erase(tutor)).status_code == 200
    await world.settle()
    assert await holding(world, "Чебышёв") <= MAY_HOLD
    assert await holding(world, tutor.email) == set()
    assert (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).status_code == 404
    [lesson] = (await student.get("/lessons")).json()["items"]
    assert (lesson["tutor_name"], lesson["meeting_url"]) == ("", None)


async def test_children_of_an_erased_guardian_go_too(world: World) -> None:
    guardian = await a_guardian(world)
    child = {"full_name": "Евграф Незнамов", "birth_date": "2016-05-01"}
    await guardian.post("/accounts/me/children", child)
    await erase(guardian)
    await world.settle()
    assert await holding(world, "Незнамов") == set()


@pytest.mark.parametrize("email", ["other@example.test", "a@b.c"])
async def test_the_address_must_be_typed(world: World, email: str) -> None:
    student = await a_student(world)
    refused = await erase(student, email=email)
    assert (refused.status_code, refused.json()["code"]) == (422, "accounts.email_does_not_match")


async def test_erasing_asks_who_one_is_when_that_was_long_ago(world: World) -> None:
    student = await a_student(world)
    await world.travel(minutes=11)
    assert (await erase(student)).json()["code"] == "auth.step_up_required"


async def test_accounts_nobody_confirmed_are_erased_after_thirty_days(world: World) -> None:
    forgetful, diligent = await newcomer(world), await a_student(world)
    await world.travel(days=29)
    await world.run_schedule("accounts.erase_unconfirmed")
    assert await holding(world, forgetful.email)
    await world.travel(days=2)
    await world.run_schedule("accounts.erase_unconfirmed")
    assert await holding(world, forgetful.email) == set()
    assert await holding(world, diligent.email)
