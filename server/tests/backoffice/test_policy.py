"""The numbers of the platform: changed with a reason, in order, from a moment; what was sold keeps them."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.staff import WHY, a_colleague, audited, outcome
from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_student, a_tutor
from tutorium.platform import clock, policy
from tutorium.platform.ids import new_id
from world import World

FREE = "lessons.cancel_standard_free_hours"
AUTO = "payments.refund_auto_kopecks"
DAYS = "payments.refund_days"


async def change(who: Person, key: str, value: int, **more: Any) -> tuple[int, str]:
    """Give a number another value; the status and, of a refusal, its code."""
    answer = await who.post(f"/backoffice/policy/{key}", {"value": value, "reason": WHY} | more)
    return answer.status_code, answer.json().get("code", "")


async def setting(who: Person, key: str) -> dict[str, Any]:
    """A number as the desk shows it."""
    shown: dict[str, Any] = (await who.get(f"/backoffice/policy/{key}")).json()["setting"]
    return shown


async def test_a_booked_lesson_keeps_the_rules_it_was_booked_under(world: World) -> None:
    tutor, student, admin = await a_tutor(world), await a_student(world), await a_colleague(world)
    old = await a_scheduled_lesson(world, student, tutor, noon(5))
    assert await change(admin, FREE, 48) == (200, "")
    new = await a_scheduled_lesson(world, student, tutor, noon(6))
    kept = await world.fetch(
        "SELECT policy_version, policy_snapshot ->> 'free_hours' AS hours FROM lessons.lesson"
        " ORDER BY starts_at"
    )
    assert [(row["policy_version"], row["hours"]) for row in kept] == [(1, "12"), (2, "48")]
    for lesson, day, hours in ((old, 5, 12), (new, 6, 48)):
        shown = (await student.get(f"/lessons/{lesson['id']}")).json()["free_until"]
        assert datetime.fromisoformat(shown) == noon(day) - timedelta(hours=hours)
    [row] = await audited(world, "platform.policy_changed")
    assert (str(row["actor_id"]), row["subject"], row["reason"]) == (admin.id, f"policy:{FREE}", WHY)
    assert (row["data"]["before"], row["data"]["value"]) == (12, 48)


async def test_a_change_of_a_later_moment_waits_for_it(world: World) -> None:
    admin = await a_colleague(world)
    later = (clock.now() + timedelta(minutes=20)).isoformat()
    assert await change(admin, DAYS, 5, effective_from=later) == (200, "")
    shown = await setting(admin, DAYS)
    assert (shown["value"], [each["value"] for each in shown["coming"]]) == (10, [5])
    assert await change(admin, DAYS, 8) == (200, "")
    assert (await setting(admin, DAYS))["value"] == 8
    await world.travel(minutes=20, seconds=1)
    assert (await setting(admin, DAYS))["value"] == 5
    history = (await admin.get(f"/backoffice/policy/{DAYS}")).json()["changes"]
    assert [(each["version"], each["value"]) for each in history] == [(3, 8), (2, 5)]


@pytest.mark.parametrize(
    ("key", "value", "more", "refusal"),
    [
        (FREE, 2, {}, (422, "policy.unordered")),
        ("lessons.cancel_standard_full_hours", 12, {}, (422, "policy.unordered")),
        (FREE, 169, {}, (422, "policy.out_of_range")),
        (FREE, 24, {"effective_from": "2026-01-01T00:00:00Z"}, (422, "policy.in_the_past")),
        ("lessons.nothing", 1, {}, (404, "not_found")),
        (FREE, -1, {}, (400, "malformed")),
        (FREE, 24, {"reason": "мало"}, (400, "malformed")),
    ],
)
async def test_what_makes_no_sense_is_refused(
    world: World, key: str, value: int, more: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert await change(await a_colleague(world), key, value, **more) == refusal
    assert await world.fetch("SELECT FROM platform.policy_setting") == []


async def test_a_limit_of_money_needs_a_second_person(world: World) -> None:
    first, second = await a_colleague(world, "finance"), await a_colleague(world, "admin")
    assert await change(first, AUTO, 500_000) == (200, "")
    shown = await setting(first, AUTO)
    assert (shown["value"], shown["waiting"]["value"]) == (1_000_000, 500_000)
    assert await change(second, AUTO, 600_000) == (409, "policy.waits")
    path = f"/backoffice/policy/changes/{shown['waiting']['id']}"
    assert outcome(await first.post(f"{path}/agree")) == (403, "policy.own_change")
    answers = await asyncio.gather(*(second.post(f"{path}/agree") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    shown = await setting(second, AUTO)
    assert (shown["value"], shown["waiting"], shown["version"]) == (500_000, None, 2)
    assert outcome(await second.post(f"{path}/decline")) == (409, "policy.decided")
    assert len(await audited(world, "platform.policy_agreed")) == 1


async def test_a_declined_change_changes_nothing_and_makes_room(world: World) -> None:
    first, second = await a_colleague(world, "finance"), await a_colleague(world, "finance")
    await change(first, AUTO, 500_000)
    waiting = (await setting(first, AUTO))["waiting"]["id"]
    assert (await second.post(f"/backoffice/policy/changes/{waiting}/decline")).status_code == 200
    shown = await setting(first, AUTO)
    assert (shown["value"], shown["waiting"], shown["last"]) == (1_000_000, None, None)
    assert await change(second, AUTO, 700_000) == (200, "")
    assert outcome(await first.post(f"/backoffice/policy/changes/{new_id()}/agree")) == (404, "not_found")


async def test_a_change_made_in_another_process_is_seen_within_seconds(world: World) -> None:
    admin = await a_colleague(world)
    assert (await setting(admin, DAYS))["value"] == 10
    key = policy.found(DAYS)
    assert key is not None
    async with world.owner.acquire() as connection:
        assert await policy.value(connection, key) == 10
        await connection.execute(
            "INSERT INTO platform.policy_setting (id, key, scope, value, version, effective_from, made_at,"
            " reason) VALUES ($1, $2, 'platform', 3, 2, $3, $3, '')",
            new_id(),
            DAYS,
            clock.now(),
        )
        await world.travel(seconds=3)
        assert await policy.value(connection, key) == 3


@pytest.mark.parametrize("role", ["support", "moderator"])
async def test_others_of_the_staff_change_no_numbers(world: World, role: Any) -> None:
    colleague = await a_colleague(world, role)
    assert outcome(await colleague.get("/backoffice/policy")) == (403, "forbidden")
    assert await change(colleague, FREE, 24) == (403, "forbidden")


async def test_what_was_changed_cannot_be_rewritten(world: World) -> None:
    await change(await a_colleague(world), FREE, 24)
    for statement in ("UPDATE platform.policy_setting SET value = 1", "DELETE FROM platform.policy_setting"):
        with pytest.raises(Exception, match="append-only"):
            await world.fetch(statement)


@given(st.lists(st.tuples(st.integers(-48, 48), st.integers(1, 100)), max_size=8), st.integers(-60, 60))
def test_the_latest_change_that_has_begun_counts(made: list[tuple[int, int]], at: int) -> None:
    now = clock.now()
    key = next(each for each in policy.declared() if not each.two_people)
    changes = [
        policy.Change(
            new_id(),
            key.key,
            value,
            number + 2,
            now + timedelta(hours=hours),
            None,
            now,
            "",
            None,
            None,
            None,
        )
        for number, (hours, value) in enumerate(made)
    ]
    begun = [(hours, number, value) for number, (hours, value) in enumerate(made) if hours <= at]
    expected = max(begun)[2] if begun else key.default
    assert policy.value_of(key, changes, now + timedelta(hours=at)) == expected
