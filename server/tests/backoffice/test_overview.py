"""How the platform and the systems around it do: counted over all processes, in the zone of whoever looks."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from backoffice.staff import a_colleague, audited, outcome
from lessons.booking import a_scheduled_lesson, noon
from people import a_student, a_tutor, sign_in
from subscriptions.lots import buy_lesson
from subscriptions.subscribers import a_pair, subscribe
from support.desk import a_ticket, answers
from tutorium.modules.backoffice.service.dashboard import edges_of
from tutorium.platform import clock, metrics, outbound
from tutorium.platform.ids import new_id
from world import World

PRICE = 150_000
MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")


async def systems(world: World) -> dict[str, dict[str, Any]]:
    """What the desk says of each system."""
    admin = await a_colleague(world)
    answer = await admin.get("/backoffice/integrations")
    assert answer.status_code == 200, answer.text
    return {each["name"]: each for each in answer.json()["items"]}


async def test_what_a_system_answered_is_seen_on_the_desk(world: World) -> None:
    await outbound.write_down()
    await world.fetch("DELETE FROM platform.call_count")
    tutor, student = await a_tutor(world), await a_student(world)
    await buy_lesson(world, student, tutor)
    seen = await systems(world)
    shop = seen["payment_system"]
    assert (shop["state"], shop["title"]) == ("well", "Платёжная система")
    assert shop["quarter"]["ok"] >= 2
    assert sum(each["ok"] for each in shop["series"]) == shop["day"]["ok"] == shop["quarter"]["ok"]
    assert (len(shop["series"]), shop["last_failed_at"], shop["waiting"]) == (96, None, 0)
    assert seen["mindbox"]["state"] == "well"
    assert {"redis", "yandex_id", "vk_id"} <= set(seen)


async def test_a_system_that_fails_is_seen_to_fail_and_to_recover(world: World) -> None:
    await outbound.write_down()
    await world.fetch("DELETE FROM platform.call_count")
    tutor, student = await a_tutor(world), await a_student(world)
    await world.fault("payment-system", "error_500_before")
    await student.post(
        "/lessons",
        {"tutor_id": tutor.id, "subject": "math", "starts_at": noon(3).isoformat(), "minutes": 60},
        key=str(new_id()),
    )
    shop = (await systems(world))["payment_system"]
    assert (shop["state"], shop["last_failure"], shop["quarter"]["ok"]) == ("down", "create_payment", 0)
    await world.no_faults()
    await world.travel(minutes=16)
    assert (await systems(world))["payment_system"]["state"] in ("well", "troubled")


async def test_processes_add_up(world: World) -> None:
    """Another process has its own row in the same minute."""
    await outbound.write_down()
    await world.fetch("DELETE FROM platform.call_count")
    metrics.outbound.labels("elk", "bulk", "ok").observe(0.25)
    metrics.outbound.labels("elk", "bulk", "unknown").observe(0.75)
    await outbound.write_down()
    await world.fetch(
        "INSERT INTO platform.call_count"
        " SELECT system, minute, 'another:1', 8, 0, 500, last_ok_at, NULL, NULL"
        " FROM platform.call_count WHERE system = 'elk'"
    )
    elk = (await systems(world))["elk"]
    assert (elk["title"], elk["quarter"]["ok"], elk["quarter"]["failed"]) == ("elk", 9, 1)
    assert (elk["quarter"]["average_ms"], elk["state"]) == (150, "troubled")
    await world.travel(days=9)
    await world.run_schedule("tutorium.forget_old_calls")
    assert await world.fetch("SELECT FROM platform.call_count WHERE system = 'elk'") == []


async def test_the_dashboard_tells_what_happened_today(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    bought = await buy_lesson(world, student, tutor)
    finance = await a_colleague(world, "finance")
    shown = (await finance.get("/backoffice/dashboard", period="today")).json()
    total = {
        name: sum(point[name] for point in shown["points"])
        for name in ("registrations", "taken_kopecks", "refunded_kopecks", "commission_kopecks")
    }
    assert (shown["step"], len(shown["points"])) == ("hour", 24)
    assert total["registrations"] == 2
    assert (total["taken_kopecks"], total["refunded_kopecks"]) == (PRICE, 0)
    assert shown["now"]["tutors_listed"] == 1
    await student.post(f"/lessons/{bought.lesson_id}/cancel", {"reason_code": "plans_changed"})
    await world.webhooks_delivered()
    shown = (await finance.get("/backoffice/dashboard", period="week")).json()
    assert sum(point["refunded_kopecks"] for point in shown["points"]) == PRICE
    assert (shown["step"], len(shown["points"])) == ("day", 7)
    assert await audited(world, "backoffice.dashboard") == []


async def test_the_dashboard_tells_how_tickets_are_answered(world: World) -> None:
    """A first answer later than promised is late; a ticket without one is overdue after a while."""
    student, agent = await a_student(world), await a_colleague(world, "support")
    await answers(agent, await a_ticket(student))
    late, _ = await a_ticket(student), await a_ticket(student)
    await world.travel(days=6)
    await sign_in(student)
    slow, finance = await a_colleague(world, "support"), await a_colleague(world, "finance")
    await world.fetch("UPDATE auth.session SET last_seen_at = $1, created_at = $1", clock.now())
    await answers(slow, late)
    shown = (await finance.get("/backoffice/dashboard", period="week")).json()
    counted = [
        sum(point[name] for point in shown["points"])
        for name in ("tickets_opened", "answered_in_time", "answered_late")
    ]
    assert counted == [3, 1, 1]
    assert shown["now"]["tickets"] == {"waiting": 3, "unassigned": 1, "overdue": 1}


async def test_the_dashboard_tells_how_subscriptions_stand(world: World) -> None:
    tutor, student = await a_pair(world)
    await subscribe(world, student, tutor)
    finance = await a_colleague(world, "finance")
    await world.fetch("UPDATE auth.session SET last_seen_at = $1, created_at = $1", clock.now())
    shown = (await finance.get("/backoffice/dashboard")).json()["now"]
    assert shown["subscriptions"] == {"active": 1, "past_due": 0, "renewals_ahead": 0}
    assert shown["verifications_waiting"] == 0
    await world.travel(days=22)
    finance = await a_colleague(world, "finance")
    await world.fetch("UPDATE auth.session SET last_seen_at = $1, created_at = $1", clock.now())
    shown = (await finance.get("/backoffice/dashboard")).json()["now"]
    assert shown["subscriptions"]["renewals_ahead"] == 1


async def test_lessons_are_counted_on_the_day_they_begin_and_learners_once(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    for day in (2, 3):
        await a_scheduled_lesson(world, student, tutor, noon(day))
    await world.travel(days=4)
    await sign_in(student)
    admin = await a_colleague(world)
    await world.fetch("UPDATE auth.session SET last_seen_at = $1, created_at = $1", clock.now())
    shown = (await admin.get("/backoffice/dashboard", period="week")).json()
    per_day = [point["awaiting"] + point["completed"] + point["scheduled"] for point in shown["points"]]
    assert (sum(per_day), max(per_day), shown["active_students"]) == (2, 1, 1)


@pytest.mark.parametrize("role", ["support", "moderator"])
async def test_others_of_the_staff_see_no_overview(world: World, role: Any) -> None:
    colleague = await a_colleague(world, role)
    for path in ("dashboard", "integrations"):
        assert outcome(await colleague.get(f"/backoffice/{path}")) == (403, "forbidden")


def test_days_begin_in_the_zone_even_when_the_clocks_change() -> None:
    after_change = datetime(2026, 10, 26, 12, tzinfo=UTC)
    edges = edges_of("week", BERLIN, after_change)
    lengths = {(later - earlier) / timedelta(hours=1) for earlier, later in itertools.pairwise(edges)}
    assert lengths == {24, 25}
    assert [edge.astimezone(BERLIN).hour for edge in edges] == [0] * 8
    assert len(edges_of("today", BERLIN, datetime(2026, 10, 25, 12, tzinfo=UTC))) == 26
    assert edges_of("today", MOSCOW, after_change)[0] == datetime(2026, 10, 25, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ok", "failed", "state"),
    [(10, 0, "well"), (10, 1, "well"), (9, 1, "troubled"), (1, 1, "down"), (0, 3, "down"), (0, 0, "unknown")],
)
def test_the_state_of_a_system_follows_its_last_quarter_of_an_hour(ok: int, failed: int, state: str) -> None:
    assert outbound.state_of(ok=ok, failed=failed, last=None) == state
