"""Who may do what changes at once, and never so that nobody is left who could change it back."""

import asyncio
from datetime import timedelta

from backoffice.staff import WHY, a_colleague, appoint, audited, outcome, proves_again
from newcomers import login, newcomer, token_of
from people import a_student, a_tutor
from tutorium.modules.auth.model.administration import masked, refuse_mixed_roles
from tutorium.platform import clock
from tutorium.platform.identity import STAFF
from world import World

SESSION = "/auth/session"
LONG_PASSWORD = "фонарь-корица-глобус-77-мост"


async def test_whoever_joins_the_staff_signs_in_with_a_new_password_by_the_rules_of_staff(
    world: World,
) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    assert (await student.get(SESSION)).status_code == 200
    answer = await appoint(admin, student, "support", "moderator")
    assert answer.json()["roles"] == ["moderator", "support"]
    assert (await student.get(SESSION)).status_code == 401
    assert outcome(await login(student)) == (401, "auth.credentials_wrong")
    token = await token_of(world, "Auth.ResetPassword", student)
    weak = await student.post("/auth/password/reset", {"token": token, "password": "верблюд-синий-ч"[:14]})
    assert outcome(weak) == (422, "auth.password_weak")
    done = await student.post("/auth/password/reset", {"token": token, "password": LONG_PASSWORD})
    assert done.status_code == 204
    assert (await login(student, password=LONG_PASSWORD)).json()["roles"] == ["moderator", "support"]


async def test_a_change_of_roles_is_audited_with_before_and_after(world: World) -> None:
    admin, colleague = await a_colleague(world), await a_colleague(world, "support")
    await appoint(admin, colleague, "finance", "support")
    await appoint(admin, colleague, "support", "finance")
    [row] = await audited(world, "auth.user_roles_changed")
    assert (str(row["actor_id"]), row["reason"]) == (admin.id, WHY)
    assert row["data"] == {"before": ["support"], "after": ["finance", "support"], "sessions": 1}


async def test_a_colleague_who_keeps_to_the_staff_keeps_his_password_but_not_his_session(
    world: World,
) -> None:
    admin, colleague = await a_colleague(world), await a_colleague(world, "support")
    [before] = await world.fetch("SELECT password_hash FROM auth.user WHERE id = $1", colleague.id)
    assert (await appoint(admin, colleague, "moderator")).status_code == 200
    [after] = await world.fetch("SELECT password_hash FROM auth.user WHERE id = $1", colleague.id)
    assert before == after
    assert (await colleague.get(SESSION)).status_code == 401


async def test_staff_and_customers_do_not_mix(world: World) -> None:
    admin, tutor = await a_colleague(world), await a_tutor(world)
    assert outcome(await appoint(admin, tutor, "tutor", "moderator")) == (422, "auth.roles_mixed")
    assert outcome(await appoint(admin, tutor)) == (400, "malformed")
    assert outcome(await appoint(admin, tutor, "king")) == (400, "malformed")
    assert (await tutor.get(SESSION)).status_code == 200


async def test_somebody_whose_address_is_not_confirmed_does_not_join_the_staff(world: World) -> None:
    admin, person = await a_colleague(world), await newcomer(world)
    assert outcome(await appoint(admin, person, "support")) == (409, "auth.email_unconfirmed")


async def test_a_child_does_not_become_a_tutor_or_staff(world: World) -> None:
    admin = await a_colleague(world)
    born = (clock.now() - timedelta(days=366 * 15)).date().isoformat()
    child = await a_student(world, birth_date=born)
    for role in ("tutor", "guardian", "support"):
        assert outcome(await appoint(admin, child, role)) == (422, "auth.too_young")


async def test_an_administrator_does_not_take_his_own_role_away(world: World) -> None:
    admin, _ = await a_colleague(world), await a_colleague(world)
    assert outcome(await appoint(admin, admin, "support")) == (409, "auth.own_account")
    assert (await admin.get(SESSION)).status_code == 200


async def test_two_administrators_who_depose_each_other_leave_one(world: World) -> None:
    one, other = await a_colleague(world), await a_colleague(world)
    answers = await asyncio.gather(appoint(one, other, "support"), appoint(other, one, "support"))
    assert sorted(answer.status_code for answer in answers) in ([200, 401], [200, 409])
    assert len(await world.fetch("SELECT FROM auth.user WHERE 'admin' = ANY(roles)")) == 1


async def test_only_an_administrator_who_has_just_proved_himself_changes_roles(world: World) -> None:
    admin, support = await a_colleague(world), await a_colleague(world, "support")
    student = await a_student(world)
    assert outcome(await appoint(support, student, "tutor")) == (403, "forbidden")
    await world.travel(minutes=11)
    assert outcome(await appoint(admin, student, "tutor")) == (403, "auth.step_up_required")
    await proves_again(world, admin)
    assert (await appoint(admin, student, "tutor")).status_code == 200


def test_an_address_is_masked_so_that_only_its_owner_knows_it() -> None:
    assert masked("anna@example.test") == "a•••@example.test"
    assert masked("a@example.test") == "a•••@example.test"


def test_any_roles_of_staff_go_together() -> None:
    refuse_mixed_roles(STAFF)
    refuse_mixed_roles({"student", "guardian"})
