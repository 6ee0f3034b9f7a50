"""An account that is shut does nothing any more, from this moment on."""

import asyncio

import pytest

from backoffice.staff import WHY, a_colleague, act, audited, outcome
from newcomers import login, the_same_browser
from people import PASSWORD, a_student
from tutorium.platform import cache
from world import World

SESSION = "/auth/session"


@pytest.mark.parametrize("redis", ["as it is", "flushed before", "flushed after"])
async def test_a_blocked_persons_session_is_dead_at_once(world: World, redis: str) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    assert (await student.get(SESSION)).status_code == 200, "and now it is cached"
    if redis == "flushed before":
        await cache.redis().flushdb()
    answer = await act(admin, student, "block")
    assert (answer.status_code, answer.json()["state"]) == (200, "blocked")
    if redis == "flushed after":
        await cache.redis().flushdb()
    assert outcome(await student.get(SESSION)) == (401, "auth.session_required")


async def test_no_request_among_many_succeeds_after_the_answer(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    browsers = [the_same_browser(world, student) for _ in range(10)]
    blocked = asyncio.Event()

    async def go_on(number: int) -> list[tuple[bool, int]]:
        seen: list[tuple[bool, int]] = []
        while len(seen) < 30:
            after = blocked.is_set()
            seen.append((after, (await browsers[number].get(SESSION)).status_code))
        return seen

    async def block() -> None:
        assert (await act(admin, student, "block")).status_code == 200
        blocked.set()

    answers = await asyncio.gather(*(go_on(number) for number in range(10)), block())
    late = {status for seen in answers if seen for after, status in seen if after}
    assert late == {401}


async def test_a_blocked_person_cannot_sign_in_and_hears_why_only_with_the_password(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    await act(admin, student, "block")
    browser = world.visitor()
    browser.email = student.email
    assert outcome(await login(browser)) == (403, "auth.blocked")
    assert outcome(await login(browser, password="not-my-password-1")) == (401, "auth.credentials_wrong")


async def test_an_unblocked_person_signs_in_again_and_old_sessions_stay_dead(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    old = the_same_browser(world, student)
    await act(admin, student, "block")
    # Begun just while the account was being shut: nobody has ended it.
    await world.fetch("UPDATE auth.session SET ended_at = NULL WHERE user_id = $1", student.id)
    assert (await old.get(SESSION)).status_code == 401
    answer = await act(admin, student, "unblock")
    assert answer.json()["state"] == "active"
    assert (await old.get(SESSION)).status_code == 401
    assert (await login(student)).status_code == 200
    assert (await student.get(SESSION)).status_code == 200


async def test_the_card_says_why_somebody_is_blocked(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    await act(admin, student, "block", reason="Чужая карта, жалоба банка")
    card = (await admin.get(f"/backoffice/users/{student.id}", reason=WHY)).json()
    assert (card["state"], card["blocked_reason"]) == ("blocked", "Чужая карта, жалоба банка")
    assert not any(session["alive"] for session in card["sessions"])


async def test_blocking_is_audited_once_however_often_it_is_asked(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    answers = await asyncio.gather(*(act(admin, student, "block") for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    [row] = await audited(world, "auth.user_blocked")
    assert (str(row["actor_id"]), row["subject"], row["reason"]) == (admin.id, f"user:{student.id}", WHY)
    assert row["data"] == {"sessions": 1}
    await act(admin, student, "unblock")
    await act(admin, student, "unblock")
    assert len(await audited(world, "auth.user_unblocked")) == 1


async def test_a_reason_is_compulsory(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    for what in ("block", "unblock", "sessions/end"):
        assert outcome(await act(admin, student, what, reason="because")) == (400, "malformed")
        answer = await admin.post(f"/backoffice/users/{student.id}/{what}")
        assert outcome(answer) == (400, "malformed")
    assert (await student.get(SESSION)).status_code == 200


async def test_only_administrators_block_and_nobody_himself(world: World) -> None:
    admin, support = await a_colleague(world), await a_colleague(world, "support")
    student = await a_student(world)
    assert outcome(await act(support, student, "block")) == (403, "forbidden")
    assert outcome(await act(admin, admin, "block")) == (409, "auth.own_account")


async def test_two_administrators_who_block_each_other_leave_one(world: World) -> None:
    one, other = await a_colleague(world), await a_colleague(world)
    answers = await asyncio.gather(act(one, other, "block"), act(other, one, "block"))
    assert sorted(answer.status_code for answer in answers) in ([200, 401], [200, 409])
    left = await world.fetch("SELECT FROM auth.user WHERE 'admin' = ANY(roles) AND blocked_at IS NULL")
    assert len(left) == 1


async def test_support_signs_a_customer_out_everywhere_and_no_colleague(world: World) -> None:
    support, admin = await a_colleague(world, "support"), await a_colleague(world)
    student = await a_student(world)
    assert (await student.get(SESSION)).status_code == 200
    assert (await act(support, student, "sessions/end")).status_code == 200
    assert (await student.get(SESSION)).status_code == 401
    assert (await login(student, password=PASSWORD)).status_code == 200
    [row] = await audited(world, "auth.user_signed_out")
    assert (str(row["actor_id"]), row["data"]) == (support.id, {"sessions": 1})
    assert outcome(await act(support, admin, "sessions/end")) == (404, "not_found")
    assert (await admin.get(SESSION)).status_code == 200


async def test_an_unknown_person_is_not_found(world: World) -> None:
    admin, nobody = await a_colleague(world), world.visitor()
    nobody.id = "0193b6a4-2b1e-7c55-9d5e-7b8f0f6f2d11"
    for what in ("block", "unblock", "sessions/end"):
        assert outcome(await act(admin, nobody, what)) == (404, "not_found")
