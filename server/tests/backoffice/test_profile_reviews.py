"""Moderators see what a tutor wants to change beside what is public, and decide."""

import asyncio
from typing import Any

import pytest

from backoffice.staff import a_colleague, act, appoint, audited, outcome
from people import TUTOR_PROFILE, Person, a_tutor
from world import World

REVIEWS = "/backoffice/profile-reviews"


async def an_edit(world: World, **changes: str) -> tuple[Person, dict[str, Any]]:
    """A tutor whose edit waits, and the edit in the queue."""
    tutor = await a_tutor(world)
    edit = changes or {"headline": "Новый заголовок"}
    answer = await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE | edit)
    assert answer.status_code == 200, answer.text
    moderator = await a_colleague(world, "moderator")
    items = (await moderator.get(REVIEWS, limit=100)).json()["items"]
    return tutor, next(item for item in items if item["tutor_id"] == tutor.id)


async def headline(world: World, tutor: Person) -> str:
    """What everybody sees."""
    await world.settle()
    return str((await world.visitor().get(f"/catalog/tutors/{tutor.id}")).json()["headline"])


async def test_the_queue_shows_before_and_after(world: World) -> None:
    tutor, edit = await an_edit(world)
    moderator = await a_colleague(world, "moderator")
    one = (await moderator.get(f"{REVIEWS}/{edit['id']}")).json()
    assert one == edit
    assert (one["before"], one["after"]) == (
        {"headline": TUTOR_PROFILE["headline"]},
        {"headline": "Новый заголовок"},
    )
    assert (one["full_name"], one["state"], one["photo_changes"]) == ("Иван Кузнецов", "waiting", False)
    [opened] = await audited(world, "backoffice.review_opened")
    assert (str(opened["actor_id"]), opened["subject"]) == (moderator.id, f"user:{tutor.id}")


async def test_what_is_approved_everybody_sees(world: World) -> None:
    tutor, edit = await an_edit(world)
    moderator = await a_colleague(world, "moderator")
    assert await headline(world, tutor) == TUTOR_PROFILE["headline"]
    answer = await moderator.post(f"{REVIEWS}/{edit['id']}/approve", **{"if-match": f'"{edit["version"]}"'})
    assert (answer.status_code, answer.json()["state"]) == (200, "approved")
    assert await headline(world, tutor) == "Новый заголовок"
    assert (await moderator.get(REVIEWS)).json()["items"] == []
    [row] = await audited(world, "accounts.profile_edit_approved")
    assert (str(row["actor_id"]), row["subject"]) == (moderator.id, f"user:{tutor.id}")
    assert row["session_id"], "the decision belongs to a session"


async def test_what_is_rejected_nobody_sees_and_the_tutor_reads_why(world: World) -> None:
    tutor, edit = await an_edit(world, about="Пишите мне в мессенджер: tutor777")
    moderator = await a_colleague(world, "moderator")
    body = {"reason_code": "contacts", "note": "Уберите имя в мессенджере."}
    answer = await moderator.post(f"{REVIEWS}/{edit['id']}/reject", body)
    assert (answer.json()["state"], answer.json()["reason_code"]) == ("rejected", "contacts")
    mine = (await tutor.get("/accounts/me/tutor-profile")).json()
    assert mine["about"] == TUTOR_PROFILE["about"]
    letter = (await world.letters(tutor.email, "Accounts.ProfileEditRejected"))[0]
    assert "Уберите имя в мессенджере." in letter["parameters"]["text"]


@pytest.mark.parametrize(
    "body",
    [{}, {"reason_code": "bad_mood"}, {"note": "no reason"}, {"reason_code": "other", "note": "x" * 1001}],
)
async def test_a_rejection_needs_one_of_the_reasons(world: World, body: dict[str, str]) -> None:
    _, edit = await an_edit(world)
    moderator = await a_colleague(world, "moderator")
    assert outcome(await moderator.post(f"{REVIEWS}/{edit['id']}/reject", body)) == (400, "malformed")


async def test_of_two_moderators_one_decides(world: World) -> None:
    _, edit = await an_edit(world)
    one, other = await a_colleague(world, "moderator"), await a_colleague(world, "moderator")
    answers = await asyncio.gather(
        one.post(f"{REVIEWS}/{edit['id']}/approve"),
        other.post(f"{REVIEWS}/{edit['id']}/reject", {"reason_code": "other"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_nobody_approves_what_he_has_not_seen(world: World) -> None:
    tutor, edit = await an_edit(world)
    await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE | {"headline": "Совсем другое"})
    moderator = await a_colleague(world, "moderator")
    assert outcome(await moderator.post(f"{REVIEWS}/{edit['id']}/approve")) == (404, "not_found")
    [now] = (await moderator.get(REVIEWS)).json()["items"]
    stale = await moderator.post(f"{REVIEWS}/{now['id']}/approve", **{"if-match": '"7"'})
    assert outcome(stale) == (409, "version_mismatch")


async def test_pages_hold_every_edit_once_the_longest_waiting_first(world: World) -> None:
    edits = [(await an_edit(world))[1]["id"] for _ in range(3)]
    moderator = await a_colleague(world, "moderator")
    first = (await moderator.get(REVIEWS, limit=2)).json()
    rest = (await moderator.get(REVIEWS, limit=2, cursor=first["next_cursor"])).json()
    assert [item["id"] for item in (*first["items"], *rest["items"])] == edits
    assert rest["next_cursor"] is None


async def test_support_and_finance_do_not_moderate(world: World) -> None:
    for colleague in (await a_colleague(world, "support"), await a_colleague(world, "finance")):
        assert outcome(await colleague.get(REVIEWS)) == (403, "forbidden")


async def test_a_blocked_tutor_is_not_found_until_he_is_unblocked(world: World) -> None:
    admin, tutor = await a_colleague(world), await a_tutor(world)
    page = f"/catalog/tutors/{tutor.id}"
    await act(admin, tutor, "block")
    await world.travel(minutes=2)
    assert (await world.visitor().get(page)).status_code == 404
    await act(admin, tutor, "unblock")
    await world.travel(minutes=2)
    assert (await world.visitor().get(page)).status_code == 200


async def test_who_is_a_tutor_no_more_is_not_found(world: World) -> None:
    admin, tutor = await a_colleague(world), await a_tutor(world)
    assert (await appoint(admin, tutor, "student")).status_code == 200
    await world.travel(minutes=2)
    assert (await world.visitor().get(f"/catalog/tutors/{tutor.id}")).status_code == 404
