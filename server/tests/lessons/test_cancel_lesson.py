"""Cancelling: what it costs is told first, kept then, and every kopeck arrives somewhere (L9, D3.1)."""

from datetime import datetime, timedelta
from typing import Any

from lessons.booking import PRICE, a_held_lesson, a_scheduled_lesson, later, noon, shown, slot_starts, states
from payments.cashier import check_ledger
from people import Person, a_student, a_tutor
from tutorium.platform import clock
from world import World

TOLD_AND_DONE = ("charge_kopecks", "refund_kopecks", "rule", "paid_with")


async def quote(person: Person, lesson: dict[str, Any]) -> dict[str, Any]:
    answer = await person.post("/quotes/cancel", {"lesson_id": lesson["id"]})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def cancel(
    person: Person, lesson: dict[str, Any], reason_code: str = "plans_changed"
) -> dict[str, Any]:
    answer = await person.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": reason_code})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def before(world: World, start: datetime, *people: Person, **length: float) -> None:
    """Wait until this long before the start."""
    await later(world, *people, seconds=(start - timedelta(**length) - clock.now()).total_seconds())


async def test_an_early_cancellation_costs_nothing(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon())
    told = await quote(student, lesson)
    assert [told[name] for name in TOLD_AND_DONE] == [0, PRICE, "free", "card"]
    cancelled = await cancel(student, lesson)
    assert (cancelled["state"], cancelled["cancelled_by"]) == ("cancelled", "student")
    assert cancelled["charged_kopecks"] == 0
    await world.webhooks_delivered()
    payment = (await student.get(f"/payments/{lesson['payment']['payment_id']}")).json()
    assert payment["refunded_kopecks"] == PRICE
    assert noon() in await slot_starts(student, tutor, noon())
    await check_ledger()


async def test_half_is_kept_in_the_middle_band(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    start = noon()
    lesson = await a_scheduled_lesson(world, student, tutor, start)
    await before(world, start, tutor, student, hours=11)
    told = await quote(student, lesson)
    assert [told[name] for name in TOLD_AND_DONE] == [PRICE // 2, PRICE // 2, "half", "card"]
    cancelled = await cancel(student, lesson)
    assert cancelled["charged_kopecks"] == told["charge_kopecks"]
    await world.webhooks_delivered()
    payment = (await student.get(f"/payments/{lesson['payment']['payment_id']}")).json()
    assert payment["refunded_kopecks"] == told["refund_kopecks"]
    earnings = (await tutor.get("/payments/earnings")).json()
    assert earnings["pending_kopecks"] == 60_000, "half the price less 20 % commission"
    await check_ledger()


async def test_a_tutor_who_cancels_gives_everything_back(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    start = noon()
    lesson = await a_scheduled_lesson(world, student, tutor, start)
    await before(world, start, tutor, student, hours=1)
    assert (await quote(tutor, lesson))["rule"] == "tutor"
    assert (await quote(student, lesson))["rule"] == "full"
    assert (await cancel(tutor, lesson, "illness"))["charged_kopecks"] == 0
    await world.webhooks_delivered()
    seen = await shown(student, lesson)
    assert (seen["cancelled_by"], seen["reason_code"]) == ("tutor", "illness")
    assert (await tutor.get("/payments/earnings")).json()["pending_kopecks"] == 0
    await check_ledger()


async def test_an_unpaid_lesson_is_cancelled_for_nothing(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    told = await quote(student, lesson)
    assert [told[name] for name in TOLD_AND_DONE] == [0, 0, "unpaid", "none"]
    assert (await cancel(student, lesson))["state"] == "cancelled"
    await world.pay(lesson["payment"]["payment_id"])
    assert (await shown(student, lesson))["state"] == "cancelled", "money that comes later stays as minutes"
    [total] = (await student.get("/subscriptions/credits")).json()["totals"]
    assert total["free"] == 60
    await check_ledger()


async def test_a_lesson_is_cancelled_once_and_not_after_its_start(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    start = noon()
    gone = await a_scheduled_lesson(world, student, tutor, start)
    await cancel(student, gone)
    again = await student.post(f"/lessons/{gone['id']}/cancel", {"reason_code": "other"})
    assert (again.status_code, again.json()["code"]) == (409, "lessons.illegal_transition")
    assert await states(student, gone) == ["held", "scheduled", "cancelled"]
    started = await a_scheduled_lesson(world, student, tutor, start)
    await before(world, start, tutor, student, minutes=-1)
    for path, body in (
        (f"/lessons/{started['id']}/cancel", {"reason_code": "other"}),
        ("/quotes/cancel", {"lesson_id": started["id"]}),
    ):
        answer = await student.post(path, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "lessons.illegal_transition")


async def test_a_cancellation_of_another_version_is_refused(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon())
    path, body = f"/lessons/{lesson['id']}/cancel", {"reason_code": "other"}
    answer = await student.post(path, body, **{"if-match": f'"{lesson["version"] + 1}"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "version_mismatch")
