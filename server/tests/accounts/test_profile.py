"""The account: one's own profile, children, photos."""

import asyncio
from uuid import UUID

import pytest

from newcomers import newcomer
from people import a_guardian, a_student
from tutorium.modules.accounts import api as accounts
from world import World


async def test_the_profile_is_what_was_registered(world: World) -> None:
    student = await a_student(world, timezone="Asia/Yekaterinburg", locale="en")
    assert (await student.get("/accounts/me")).json() == {
        "user_id": student.id,
        "email": student.email,
        "email_confirmed": True,
        "roles": ["student"],
        "full_name": "Анна Смирнова",
        "birth_date": "1995-04-12",
        "timezone": "Asia/Yekaterinburg",
        "locale": "en",
        "photo_url": None,
        "on_review": [],
        "phone": None,
        "phone_confirmed": False,
        "version": 1,
    }


async def test_the_profile_is_there_before_the_event_is_delivered(world: World) -> None:
    person = await newcomer(world)
    answers = await asyncio.gather(*(person.get("/accounts/me") for _ in range(10)))
    assert {answer.json()["full_name"] for answer in answers} == {"Анна Смирнова"}
    await world.settle()
    assert len(await world.fetch("SELECT user_id FROM accounts.profile")) == 1


async def test_only_what_is_given_changes(world: World) -> None:
    student = await a_student(world)
    changed = (await student.patch("/accounts/me", {"timezone": "America/New_York"})).json()
    assert (changed["timezone"], changed["full_name"], changed["version"]) == (
        "America/New_York",
        "Анна Смирнова",
        2,
    )
    person = (await accounts.people(user_ids=[UUID(student.id)]))[0]
    assert person.timezone == "America/New_York"


async def test_an_edit_of_an_old_version_is_refused(world: World) -> None:
    student = await a_student(world)
    assert (await student.patch("/accounts/me", {"locale": "en"}, **{"if-match": '"1"'})).status_code == 200
    late = await student.patch("/accounts/me", {"locale": "ru"}, **{"if-match": '"1"'})
    assert (late.status_code, late.json()["code"]) == (409, "version_mismatch")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"timezone": "Moon/Base"}, 422, "accounts.timezone_unknown"),
        ({"locale": "de"}, 400, "malformed"),
        ({"full_name": ""}, 400, "malformed"),
        ({"email": "other@example.test"}, 400, "malformed"),
    ],
)
async def test_a_bad_edit_is_refused_by_name(
    world: World, body: dict[str, str], status: int, code: str
) -> None:
    answer = await (await a_student(world)).patch("/accounts/me", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_an_account_is_for_those_signed_in(world: World) -> None:
    answer = await world.visitor().get("/accounts/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_required")


async def test_an_unknown_photo_is_not_found(world: World) -> None:
    answer = await world.visitor().get("/accounts/photos/0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11")
    assert answer.status_code == 404


async def test_a_guardian_adds_each_child_once_and_sees_only_his_own(world: World) -> None:
    guardian, other = await a_guardian(world), await a_guardian(world)
    body = {"full_name": "Петя Петров", "birth_date": "2016-05-01"}
    first = await guardian.post("/accounts/me/children", body)
    again = await guardian.post("/accounts/me/children", body)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (await guardian.get("/accounts/me/children")).json() == {"items": [first.json()]}
    assert (await other.get("/accounts/me/children")).json() == {"items": []}
    assert await accounts.child(guardian_id=UUID(other.id), child_id=UUID(first.json()["id"])) is None


@pytest.mark.parametrize("birth_date", ["2000-01-01", "2099-01-01"])
async def test_an_adult_or_unborn_child_is_refused(world: World, birth_date: str) -> None:
    guardian = await a_guardian(world)
    answer = await guardian.post(
        "/accounts/me/children", {"full_name": "Петя Петров", "birth_date": birth_date}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.not_a_child")


async def test_children_are_for_guardians(world: World) -> None:
    assert (await (await a_student(world)).get("/accounts/me/children")).status_code == 403
