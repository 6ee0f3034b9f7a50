"""Staff find people, and look at one with a reason that is kept."""

import pytest

from backoffice.staff import WHY, a_colleague, act, audited, outcome
from people import Person, a_student, a_tutor
from world import World

USERS = "/backoffice/users"


async def found(who: Person, **asked: str | int) -> list[str]:
    """The ids of the people found."""
    answer = await who.get(USERS, **asked)
    assert answer.status_code == 200, answer.text
    return [item["user_id"] for item in answer.json()["items"]]


async def test_a_person_is_found_by_whole_address_part_of_a_name_and_id(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world, full_name="Аглая Ветрова")
    assert await found(admin, q=student.email.upper()) == [student.id]
    assert await found(admin, q="лая вет") == [student.id]
    assert await found(admin, q=student.id) == [student.id]


async def test_an_address_cannot_be_guessed_letter_by_letter(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    assert await found(admin, q=student.email[:-1]) == []
    assert await found(admin, q=student.email.split("@")[0]) == []


async def test_characters_that_mean_something_to_a_database_are_letters_here(world: World) -> None:
    admin = await a_colleague(world)
    for text in ("%", "_", "\\", "'"):
        assert await found(admin, q=text) == []
    for refused in ("a\x00b", " ", "x" * 201):
        assert outcome(await admin.get(USERS, q=refused)) == (400, "malformed"), refused


async def test_a_person_is_found_by_the_name_he_goes_by_now(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    answer = await student.patch("/accounts/me", {"full_name": "Варвара Иноземцева"})
    assert answer.status_code == 200, answer.text
    assert await found(admin, q="иноземц") == [student.id]
    [item] = (await admin.get(USERS, q="иноземц")).json()["items"]
    assert item["full_name"] == "Варвара Иноземцева"


async def test_lists_mask_addresses_and_cards_do_not(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    answer = await admin.get(USERS, q=student.id)
    assert student.email not in answer.text
    assert answer.json()["items"][0]["masked_email"] == "p•••@example.test"
    card = (await admin.get(f"{USERS}/{student.id}", reason=WHY)).json()
    assert (card["email"], card["consents_count"], card["state"]) == (student.email, 2, "active")
    [session] = card["sessions"]
    assert (session["level"], session["alive"]) == ("one_factor", True)


async def test_filters_narrow_and_pages_hold_everybody_once(world: World) -> None:
    admin = await a_colleague(world)
    students = [(await a_student(world)).id for _ in range(3)]
    tutor = await a_tutor(world)
    await act(admin, tutor, "block")
    assert await found(admin, role="student") == students[::-1]
    assert await found(admin, state="blocked") == [tutor.id]
    first = (await admin.get(USERS, limit=3)).json()
    rest = (await admin.get(USERS, limit=3, cursor=first["next_cursor"])).json()
    seen = [item["user_id"] for item in (*first["items"], *rest["items"])]
    assert sorted(seen) == sorted({admin.id, tutor.id, *students})
    assert rest["next_cursor"] is None
    assert outcome(await admin.get(USERS, cursor="yesterday")) == (400, "malformed")


async def test_support_sees_customers_and_no_colleagues(world: World) -> None:
    admin, support = await a_colleague(world), await a_colleague(world, "support")
    student = await a_student(world)
    assert await found(support) == [student.id]
    assert (await support.get(f"{USERS}/{student.id}", reason=WHY)).status_code == 200
    for colleague in (admin, support):
        answer = await support.get(f"{USERS}/{colleague.id}", reason=WHY)
        assert outcome(answer) == (404, "not_found")


@pytest.mark.parametrize("reason", [None, "", "short", " " * 20, "x" * 501])
async def test_a_card_is_not_shown_without_a_reason(world: World, reason: str | None) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    answer = await admin.get(f"{USERS}/{student.id}", reason=reason)
    assert outcome(answer) == (400, "malformed")
    assert await audited(world, "auth.account_read") == []


async def test_every_look_is_written_down_with_who_and_why(world: World) -> None:
    support, student = await a_colleague(world, "support"), await a_student(world)
    await support.get(USERS, q=student.email)
    await support.get(f"{USERS}/{student.id}", reason=WHY)
    [listed], [looked] = await audited(world, "auth.users_listed"), await audited(world, "auth.account_read")
    assert (str(listed["actor_id"]), listed["data"]["people"]) == (support.id, [student.id])
    assert student.email not in str(listed)
    assert (str(looked["actor_id"]), looked["subject"], looked["reason"]) == (
        support.id,
        f"user:{student.id}",
        WHY,
    )


async def test_a_look_that_finds_nobody_leaves_no_row(world: World) -> None:
    support, admin = await a_colleague(world, "support"), await a_colleague(world)
    await support.get(f"{USERS}/{admin.id}", reason=WHY)
    assert await audited(world, "auth.account_read") == []
