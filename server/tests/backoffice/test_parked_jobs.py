"""Jobs that failed for good are seen, explained without what is nobody's business, and sent again."""

import pytest

from backoffice.staff import WHY, a_colleague, audited, outcome
from lessons.booking import a_scheduled_lesson, noon
from people import a_student, a_tutor, registration
from tutorium.modules.backoffice.service.parked import explained
from tutorium.platform import clock, jobs
from world import World

PARKED = "/backoffice/jobs/parked"


async def test_a_job_that_cannot_be_done_is_explained_and_sent_again(world: World) -> None:
    admin, email = await a_colleague(world), "patient@example.test"
    await world.as_owner("ALTER TABLE notifications.message RENAME TO message_away")
    try:
        await world.visitor().post("/auth/register", registration(email))
        await world.settle()
        for _ in range(jobs.MAX_ATTEMPTS + 1):
            await world.travel(minutes=6)
    finally:
        await world.as_owner("ALTER TABLE notifications.message_away RENAME TO message")
    await world.fetch("UPDATE auth.session SET last_seen_at = $1", clock.now())
    answer = await admin.get(PARKED)
    assert answer.json()["total"] == 1
    [job] = answer.json()["items"]
    assert job["name"].startswith("notifications.")
    assert (job["event"], job["tries"]) == ("auth.EmailConfirmationRequested", jobs.MAX_ATTEMPTS + 1)
    assert job["error"] == "UndefinedTableError"
    assert set(job["facts"]) == {"user_id", "token_id"}
    assert job["place"].startswith("tutorium/platform/db.py")
    assert email not in answer.text
    assert (await admin.post(f"{PARKED}/{job['id']}/retry")).status_code == 202
    assert len(await world.letters(email, "Auth.ConfirmEmail")) == 1
    assert (await admin.get(PARKED)).json() == {"items": [], "total": 0}
    [row] = await audited(world, "backoffice.job_sent_again")
    assert (str(row["actor_id"]), row["subject"], row["data"]) == (
        admin.id,
        f"job:{job['id']}",
        {"job": job["name"]},
    )


async def test_only_what_is_parked_is_sent_again(world: World) -> None:
    admin = await a_colleague(world)
    for job_id in (1, 2**63 - 1, 2**64, 0, -1, "all", "²"):
        assert outcome(await admin.post(f"{PARKED}/{job_id}/retry")) == (404, "not_found")
    assert await audited(world, "backoffice.job_sent_again") == []


async def test_a_job_is_given_up_with_a_reason_and_names_whom_it_was_about(world: World) -> None:
    admin, tutor = await a_colleague(world), await a_tutor(world)
    student = await a_student(world)
    await a_scheduled_lesson(world, student, tutor, noon(4))
    await world.fetch("UPDATE platform.pgqueuer SET status = 'failed', updated = now()")
    items = (await admin.get(PARKED)).json()["items"]
    assert any(job["event"] == "lessons.EndDue" for job in items)
    job = items[0]
    body = {"reason": WHY}
    assert outcome(await admin.post(f"{PARKED}/{job['id']}/drop", {"reason": "мало"})) == (400, "malformed")
    answers = [(await admin.post(f"{PARKED}/{job['id']}/drop", body)).status_code for _ in range(2)]
    assert answers == [200, 404]
    assert job["id"] not in [each["id"] for each in (await admin.get(PARKED)).json()["items"]]
    [row] = await audited(world, "backoffice.job_dropped")
    assert (row["reason"], row["data"]["job"], row["data"]["facts"]) == (WHY, job["name"], job["facts"])
    await world.fetch("DELETE FROM platform.pgqueuer")


@pytest.mark.parametrize("role", ["support", "moderator", "finance"])
async def test_others_of_the_staff_do_not_see_jobs(world: World, role: str) -> None:
    colleague = await a_colleague(world, role)  # type: ignore[arg-type]
    assert outcome(await colleague.get(PARKED)) == (403, "forbidden")


def test_the_text_of_an_error_is_not_shown() -> None:
    trace = (
        "Traceback (most recent call last):\n"
        '  File "/srv/tutorium/modules/lessons/service/ending.py", line 42, in end_lesson\n'
        "    raise ValueError\n"
        '  File "/srv/site-packages/asyncpg/connection.py", line 7, in fetch\n'
        "asyncpg.exceptions.UniqueViolationError: Key (email)=(anna@example.test) already exists.\n"
        "DETAIL: anna@example.test\n"
    )
    now = clock.now()
    shown = explained(
        jobs.Parked(1, "lessons.end", now, now, 11, b"no envelope", "UniqueViolationError", trace)
    )
    assert (shown.error, shown.event, shown.facts) == ("UniqueViolationError", None, {})
    assert shown.place == "tutorium/modules/lessons/service/ending.py · 42 · end_lesson"
    assert "anna" not in repr(shown)
