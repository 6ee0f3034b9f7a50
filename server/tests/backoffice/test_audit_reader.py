"""The audit log is read, exported and checked; and all of that is in the audit log."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.staff import WHY, a_colleague, act, appoint, audited, outcome, proves_again
from newcomers import login
from people import Person, a_student
from tutorium.modules.backoffice.service.audit_log import FORMULA, harmless
from tutorium.platform import audit, cache, clock, db
from world import World

AUDIT = "/backoffice/audit"


async def read(who: Person, **asked: Any) -> list[dict[str, Any]]:
    """A page of the log."""
    answer = await who.get(AUDIT, **asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def write(count: int, action: str = "auth.signed_in", **data: Any) -> None:
    """Rows of the system's own."""
    async with db.transaction() as connection:
        for number in range(count):
            await audit.record(connection, action, subject=f"thing:{number}", **data)


async def test_an_action_of_staff_is_read_with_names(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world, full_name="Аглая Ветрова")
    await act(admin, student, "block")
    [row] = await read(admin, action="auth.user_blocked")
    assert (row["actor_id"], row["actor_name"], row["subject_name"]) == (
        admin.id,
        "Пётр Толпин",
        "Аглая Ветрова",
    )
    assert (row["reason"], row["address"]) == (WHY, "127.0.0.1")
    assert row["session_id"]
    assert row["request_id"]


async def test_filters_narrow(world: World) -> None:
    admin, other, student = await a_colleague(world), await a_colleague(world), await a_student(world)
    await act(admin, student, "block")
    await world.travel(minutes=20)
    await act(other, student, "unblock")
    middle = (clock.now() - timedelta(minutes=10)).isoformat()

    async def actions(**asked: Any) -> list[str]:
        return [row["action"] for row in await read(admin, **asked) if row["action"].startswith("auth.user_")]

    assert await actions(subject=f"user:{student.id}") == ["auth.user_unblocked", "auth.user_blocked"]
    assert await actions(actor_id=other.id) == ["auth.user_unblocked"]
    assert await actions(since=middle) == ["auth.user_unblocked"]
    assert await actions(until=middle) == ["auth.user_blocked"]
    assert await actions(action="auth.user_b") == ["auth.user_blocked"]


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2026-11-01T00:00:00"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"until": "9999-12-31T23:59:59-14:00"},
        {"until": "soon"},
        {"actor_id": "me"},
        {"action": "auth.%"},
        {"cursor": "first"},
        {"limit": 101},
    ],
    ids=str,
)
async def test_questions_that_make_no_sense_are_refused(world: World, asked: dict[str, Any]) -> None:
    assert outcome(await (await a_colleague(world)).get(AUDIT, **asked)) == (400, "malformed")


async def test_pages_hold_every_row_once(world: World) -> None:
    admin = await a_colleague(world)
    await write(25)
    seen, cursor = [], None
    while True:
        page = (await admin.get(AUDIT, action="auth.signed_in", limit=10, cursor=cursor)).json()
        seen += [row["subject"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(f"thing:{number}" for number in range(25))


async def test_reading_the_log_is_in_the_log(world: World) -> None:
    admin = await a_colleague(world)
    await read(admin, action="auth.")
    [row] = await audited(world, "backoffice.audit_read")
    assert (str(row["actor_id"]), row["data"]) == (admin.id, {"filters": {"action": "auth."}})


async def test_everybody_of_the_staff_reads_what_he_did_and_nothing_else(world: World) -> None:
    support, other = await a_colleague(world, "support"), await a_colleague(world, "support")
    student = await a_student(world)
    await act(support, student, "sessions/end")
    await act(other, student, "sessions/end")
    mine = (await support.get(f"{AUDIT}/mine")).json()["items"]
    assert [(row["action"], row["actor_id"]) for row in mine] == [("auth.user_signed_out", support.id)]
    for path in (AUDIT, f"{AUDIT}/chain", f"{AUDIT}/export"):
        assert outcome(await support.get(path)) == (403, "forbidden")


async def test_a_check_finds_the_chain_whole_and_the_verdict_stays(world: World) -> None:
    admin = await a_colleague(world)
    await write(30)
    await audit.seal()
    before = (await admin.get(f"{AUDIT}/chain")).json()
    assert (before["seals"], before["entries"], before["last_check"]) == (1, 30, None)
    asked = await admin.post(f"{AUDIT}/verify")
    assert (asked.status_code, asked.json()["checking_since"] is not None) == (202, True)
    await world.settle()
    after = (await admin.get(f"{AUDIT}/chain")).json()
    assert after["checking_since"] is None
    check = after["last_check"]
    assert (check["seals"], check["entries"], check["broken_at"]) == (1, 30, None)
    assert check["head"] == before["head"]["hash"]


async def test_a_broken_chain_is_found_and_named(world: World) -> None:
    admin = await a_colleague(world)
    for _ in range(3):
        await write(5)
        await audit.seal()
    await world.as_owner(
        "SET LOCAL session_replication_role = replica",
        "UPDATE platform.audit SET reason = 'nothing' WHERE id ="
        " (SELECT audit_id FROM platform.audit_sealed WHERE seal = 2 LIMIT 1)",
    )
    await admin.post(f"{AUDIT}/verify")
    await world.settle()
    check = (await admin.get(f"{AUDIT}/chain")).json()["last_check"]
    assert (check["broken_at"], check["seals"]) == (2, 1)


async def test_a_walk_that_is_going_on_is_not_begun_again(world: World) -> None:
    admin = await a_colleague(world)
    async with db.transaction() as connection:
        await audit.record(connection, "backoffice.audit_check_requested", subject="audit:chain")
    await cache.put("backoffice:audit-check", {"walked": 3, "total": 9}, keep=timedelta(minutes=1))
    going = (await admin.post(f"{AUDIT}/verify")).json()
    assert going["checking_since"] is not None
    assert going["progress"] == {"walked": 3, "total": 9}
    assert len(await audited(world, "backoffice.audit_check_requested")) == 1
    await cache.redis().flushdb()
    assert (await admin.get(f"{AUDIT}/chain")).json()["progress"] is None


async def test_the_nightly_walk_leaves_its_verdict_too(world: World) -> None:
    admin = await a_colleague(world)
    await write(2)
    await audit.seal()
    await world.run_schedule("tutorium.verify_audit")
    check = (await admin.get(f"{AUDIT}/chain")).json()["last_check"]
    assert (check["by"], check["entries"]) == (None, 2)


async def test_an_export_holds_the_rows_and_is_audited(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    await act(admin, student, "block", reason='=HYPERLINK("https://evil.example")')
    answer = await admin.get(f"{AUDIT}/export", action="auth.user_blocked")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="audit-')
    assert answer.headers["cache-control"] == "no-store"
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["actor_id"], row["subject"]) == (admin.id, f"user:{student.id}")
    assert row["reason"] == '\'=HYPERLINK("https://evil.example")'
    [exported] = await audited(world, "backoffice.audit_exported")
    assert exported["data"] == {"rows": 1, "filters": {"action": "auth.user_blocked"}}


async def test_an_export_asks_to_prove_again_who_one_is(world: World) -> None:
    admin = await a_colleague(world)
    await world.fetch("UPDATE auth.session SET proved_at = now() - interval '11 minutes'")
    await cache.redis().flushdb()
    assert outcome(await admin.get(f"{AUDIT}/export")) == (403, "auth.step_up_required")
    await proves_again(world, admin)
    await cache.redis().flushdb()
    assert (await admin.get(f"{AUDIT}/export")).status_code == 200


async def test_an_export_that_would_be_too_large_is_refused(world: World) -> None:
    admin = await a_colleague(world)
    await world.fetch(
        "INSERT INTO platform.audit (id, at, action, subject, reason, address, request_id, data)"
        " SELECT gen_random_uuid(), now(), 'auth.signed_in', 'user:' || n, '', '', '', '{}'"
        " FROM generate_series(1, 50001) n"
    )
    answer = await admin.get(f"{AUDIT}/export")
    assert outcome(answer) == (422, "backoffice.export_too_large")
    assert answer.json()["limit"] == 50_000


async def test_the_people_an_account_has_touched_are_listed_with_what_was_seen(world: World) -> None:
    admin, support = await a_colleague(world), await a_colleague(world, "support")
    looked_at, listed_only, untouched = (
        await a_student(world, full_name="Аглая Ветрова"),
        await a_student(world, full_name="Борис Ветров"),
        await a_student(world, full_name="Глеб Иной"),
    )
    await support.get("/backoffice/users", q="Ветров")
    await support.get(f"/backoffice/users/{looked_at.id}", reason=WHY)
    await act(support, looked_at, "sessions/end")
    answer = (await admin.get(f"{AUDIT}/affected", actor_id=support.id)).json()
    people = {item["user_id"]: item for item in answer["items"]}
    assert set(people) == {looked_at.id, listed_only.id}
    assert untouched.id not in people
    assert people[listed_only.id]["kinds"] == ["masked_email", "name", "roles"]
    assert {"email", "birth_date", "addresses"} <= set(people[looked_at.id]["kinds"])
    assert people[looked_at.id]["actions"] == [
        "auth.account_read",
        "auth.user_signed_out",
        "auth.users_listed",
    ]
    assert (people[looked_at.id]["times"], people[looked_at.id]["full_name"]) == (3, "Аглая Ветрова")
    assert answer["complete"] is True
    long_ago = (clock.now() - timedelta(days=2)).isoformat()
    before = (await admin.get(f"{AUDIT}/affected", actor_id=support.id, until=long_ago)).json()
    assert before["items"] == []


async def test_changes_of_roles_are_in_the_log_of_the_affected(world: World) -> None:
    admin, student = await a_colleague(world), await a_student(world)
    await appoint(admin, student, "guardian")
    [person] = (await admin.get(f"{AUDIT}/affected", actor_id=admin.id)).json()["items"]
    assert (person["user_id"], person["actions"]) == (student.id, ["auth.user_roles_changed"])


async def test_signing_in_as_somebody_who_does_not_exist_affects_nobody(world: World) -> None:
    admin = await a_colleague(world)
    await login(admin, email="nobody@example.test")
    [row] = await audited(world, "auth.sign_in_failed")
    assert (str(row["actor_id"]), row["subject"]) == (admin.id, "user:unknown")
    answer = await admin.get(f"{AUDIT}/affected", actor_id=admin.id)
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@given(st.text(max_size=20))
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    made = harmless(cell)
    assert not made.lstrip(" ").startswith(FORMULA)
    assert made.removeprefix("'") == cell.removeprefix("'") or made == cell
