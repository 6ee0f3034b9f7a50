"""What a payer does with a subscription, and what he may not (S10, S11, S14; domain.md D3.4, D4.4, D4.5)."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from payments.cashier import check_ledger
from people import Person, a_financier, a_guardian, a_student, a_tutor, sign_in
from subscriptions.lots import a_slot, credits_of, long_with_us, owed
from subscriptions.subscribers import (
    CYCLE,
    PRICE,
    a_pair,
    begin,
    charges,
    next_step,
    on_card,
    shown,
    subscribe,
    until_renewal,
    use_up,
)
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.platform.ids import new_id
from world import World

WHY = {"reason_code": "too_expensive"}


async def ask(person: Person, subscription: dict[str, Any], what: str, body: Any = None) -> Any:
    """A command about a subscription; its answer."""
    path = f"/subscriptions/{subscription['id']}/{what}"
    return await person.post(path, body or {}, key=str(new_id()))


async def test_cancelling_ends_with_the_period_and_keeps_the_minutes(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    cancelled = (await ask(student, subscription, "cancel", WHY)).json()
    assert (cancelled["state"], cancelled["cancel_at_period_end"]) == ("active", True)
    assert (cancelled["ends_at"], cancelled["next_charges"]) == (subscription["period_end"], [])
    assert (await ask(student, subscription, "cancel", WHY)).json()["code"] == (
        "subscriptions.illegal_transition"
    )
    due = await next_step(world, subscription)
    assert due == datetime.fromisoformat(subscription["period_end"])
    await sign_in(student)
    ended = await shown(student, subscription)
    assert (ended["state"], ended["ended_reason"], ended["free_minutes"]) == ("ended", "cancelled", CYCLE)
    assert ended["collection_mode"] == "manual"
    assert await charges(world, subscription) == [(1, 1, "succeeded")]
    assert await owed(world, student, tutor) == (PRICE, PRICE)


async def test_cancelling_can_be_undone_until_the_end(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    await ask(student, subscription, "cancel", WHY)
    again = (await ask(student, subscription, "undo-cancel")).json()
    assert (again["cancel_at_period_end"], again["cancel_reason"]) == (False, None)
    assert (await ask(student, subscription, "undo-cancel")).status_code == 409
    assert (await until_renewal(world, student, subscription))["period_no"] == 2


async def test_cancelling_what_is_overdue_ends_it_at_once(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    await use_up(world, subscription)
    await until_renewal(world, student, subscription)
    await next_step(world, subscription)
    await sign_in(student)
    ended = (await ask(student, subscription, "cancel", WHY)).json()
    assert (ended["state"], ended["ended_reason"]) == ("ended", "cancelled")
    assert (await ask(student, subscription, "pay")).json()["code"] == "subscriptions.illegal_transition"


async def test_an_unknown_reason_and_an_old_version_are_refused(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    path = f"/subscriptions/{subscription['id']}/cancel"
    assert (await student.post(path, {"reason_code": "because"})).status_code == 400
    assert (await student.post(path, WHY, **{"if-match": '"99"'})).status_code == 409


async def test_money_that_comes_after_the_end_is_minutes_all_the_same(world: World) -> None:
    tutor, student = await a_pair(world)
    begun = await begin(student, tutor)
    await next_step(world, begun)
    ended = await shown(student, begun)
    assert (ended["state"], ended["ended_reason"]) == ("ended", "never_paid")
    await world.pay(begun["payment"]["payment_id"])
    [lot] = [each for each in await credits_of(student) if each["source"] == "topup"]
    assert lot["free"] == CYCLE
    assert (await shown(student, begun))["state"] == "ended"
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    await check_ledger()


async def test_a_declined_first_payment_ends_it_and_another_may_begin(world: World) -> None:
    tutor, student = await a_pair(world)
    ended = await subscribe(world, student, tutor, card="5555555555554543")
    assert (ended["state"], ended["ended_reason"]) == ("ended", "never_paid")
    again = await subscribe(world, student, tutor)
    assert again["state"] == "active"
    listed = (await student.get("/subscriptions", limit=1)).json()
    assert [each["id"] for each in listed["items"]] == [again["id"]]
    rest = (await student.get("/subscriptions", cursor=listed["next_cursor"])).json()["items"]
    assert [each["id"] for each in rest] == [ended["id"]]


async def test_extra_lessons_cost_the_plan_price_up_to_the_cap(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    assert subscription["top_up_minutes"] == 2 * CYCLE
    topped = (await ask(student, subscription, "top-up", {"lessons": 2})).json()
    assert (topped["payment"]["kind"], topped["payment"]["amount_kopecks"]) == ("topup", 300_000)
    await world.pay(topped["payment"]["payment_id"])
    now = await shown(student, subscription)
    assert (now["free_minutes"], now["period_no"], now["payment"]) == (CYCLE + 120, 1, None)
    refused = await ask(student, subscription, "top-up", {"lessons": 15})
    assert (refused.status_code, refused.json()["code"]) == (422, "subscriptions.balance_full")
    assert await owed(world, student, tutor) == (PRICE + 300_000, PRICE + 300_000)


async def test_unused_minutes_become_money_newest_payment_first_and_it_ends(world: World) -> None:
    tutor, student = await a_pair(world)
    await long_with_us(world, student)
    subscription = await subscribe(world, student, tutor)
    topped = (await ask(student, subscription, "top-up", {"lessons": 2})).json()
    await world.pay(topped["payment"]["payment_id"])
    body = {"subscription_id": subscription["id"]}
    quote = (await student.post("/quotes/subscription-refund", body)).json()
    assert (quote["refund_kopecks"], quote["refund_minutes"]) == (PRICE + 300_000, CYCLE + 120)
    assert (quote["reserved_minutes"], quote["ends_subscription"]) == (0, True)
    assert [part["minutes"] for part in quote["parts"]] == [120, CYCLE]
    ended = (await ask(student, subscription, "refund")).json()
    assert (ended["state"], ended["ended_reason"], ended["free_minutes"]) == ("ended", "refunded", 0)
    await finance_agrees(world)
    assert await owed(world, student, tutor) == (0, 0)
    assert (await ask(student, subscription, "refund")).json()["code"] == "subscriptions.nothing_to_refund"
    await check_ledger()


async def test_reserved_minutes_are_not_refunded_and_the_subscription_stays(world: World) -> None:
    tutor, student = await a_pair(world)
    await long_with_us(world, student)
    subscription = await subscribe(world, student, tutor)
    lesson = await book(student, tutor, await a_slot(tutor))
    assert (lesson.status_code, lesson.json()["state"]) == (201, "scheduled")
    left = (await ask(student, subscription, "refund")).json()
    assert (left["state"], left["free_minutes"], left["reserved_minutes"]) == ("active", 0, 60)
    await finance_agrees(world)
    assert await owed(world, student, tutor) == (150_000, 150_000)
    none_left = await book(student, tutor, await a_slot(tutor, days=5))
    assert (none_left.status_code, none_left.json()["code"]) == (422, "lessons.no_minutes")


async def finance_agrees(world: World) -> None:
    """What is above the sum that passes by itself waits for people."""
    finance = await a_financier(world)
    waiting = (await finance.get("/backoffice/refunds")).json()["items"]
    assert waiting
    for refund in waiting:
        path = f"/backoffice/refunds/{refund['id']}/approve"
        assert (await finance.post(path, {"reason": "Проверено: занятий не было"})).status_code == 200
    await world.webhooks_delivered()


async def book(student: Person, tutor: Person, starts_at: str) -> Any:
    """Book an hour from minutes that are paid for."""
    body = {"tutor_id": tutor.id, "subject": "math", "starts_at": starts_at, "minutes": 60}
    return await student.post("/lessons", body | {"kind": "subscription"}, key=str(new_id()))


async def test_a_lesson_of_a_subscription_is_reserved_used_and_released(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    first, second = [(await book(student, tutor, await a_slot(tutor, days=d))).json() for d in (3, 4)]
    assert (first["kind"], first["state"], first["payment"]) == ("subscription", "scheduled", None)
    now = await shown(student, subscription)
    assert (now["free_minutes"], now["reserved_minutes"]) == (CYCLE - 120, 120)
    await student.post(f"/lessons/{second['id']}/cancel", {"reason_code": "plans_changed"})
    await world.settle()
    assert (await shown(student, subscription))["reserved_minutes"] == 60
    await world.travel(days=5)
    await sign_in(student)
    await student.post(f"/lessons/{first['id']}/confirm", {})
    await world.settle()
    now = await shown(student, subscription)
    assert (now["free_minutes"], now["reserved_minutes"]) == (CYCLE - 60, 0)
    assert await owed(world, student, tutor) == (PRICE - 150_000, PRICE - 150_000)
    await check_ledger()


async def test_a_removed_card_is_charged_no_more(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    path = f"/payments/methods/{subscription['method']['id']}"
    assert (await student.delete(path)).status_code == 204
    assert (await student.delete(path)).status_code == 404
    await world.settle()
    manual = await shown(student, subscription)
    assert (manual["collection_mode"], manual["method"]) == ("manual", None)
    asked = await until_renewal(world, student, subscription)
    assert (asked["state"], asked["period_no"]) == ("active", 1)
    assert await charges(world, subscription) == [(1, 1, "succeeded")]
    [entry] = await world.fetch("SELECT reason FROM platform.audit WHERE action = 'payments.method_removed'")
    assert entry["reason"] == "removed_by_payer"


async def test_withdrawing_the_consent_removes_every_card(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    assert (await student.delete("/auth/consents/autopay")).status_code == 204
    await world.settle()
    assert (await student.get("/payments/methods")).json()["items"] == []
    assert (await shown(student, subscription))["collection_mode"] == "manual"


async def test_a_card_removed_while_it_is_charged_never_pays_twice(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    for _ in range(3):
        await next_step(world, subscription)
    await sign_in(student)
    await world.fault("payment-system", "error_500_before")
    await next_step(world, subscription)
    await student.delete(f"/payments/methods/{subscription['method']['id']}")
    await world.no_faults()
    await world.travel(minutes=10)
    await world.run_schedule("payments.check_what_is_not_final")
    failed = await shown(student, subscription)
    assert (failed["state"], failed["decline"]) == ("past_due", "legal")
    assert await charges(world, subscription) == [(1, 1, "succeeded"), (2, 1, "canceled")]


async def test_automatic_payments_can_be_switched_off(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    path = f"/subscriptions/{subscription['id']}/collection"
    manual = (await student.put(path, {"mode": "manual"})).json()
    assert (manual["collection_mode"], manual["method"]) == ("manual", None)
    assert len((await student.get("/payments/methods")).json()["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"subject": "physics"}, 422, "subscriptions.plan_not_offered"),
        ({"level": "oge"}, 422, "subscriptions.plan_not_offered"),
        ({"minutes": 45}, 422, "subscriptions.plan_not_offered"),
        ({"lessons_per_week": 6}, 400, "malformed"),
        ({"autopay_version": "1999-01-01"}, 422, "auth.document_version_unknown"),
        ({"tutor_id": str(new_id())}, 404, "not_found"),
        ({"learner_id": str(new_id())}, 404, "not_found"),
    ],
)
async def test_what_is_not_offered_is_refused(
    world: World, changes: dict[str, Any], status: int, code: str
) -> None:
    tutor, student = await a_pair(world)
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 2, "minutes": 60} | changes
    answer = await student.post("/subscriptions", body, key=str(new_id()))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_lesson_comes_first(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    assert not (await student.get("/subscriptions/plans", tutor_id=tutor.id)).json()["eligible"]
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 2, "minutes": 60}
    answer = await student.post("/subscriptions", body, key=str(new_id()))
    assert (answer.status_code, answer.json()["code"]) == (422, "subscriptions.lesson_first")


async def test_there_is_one_subscription_to_a_subject_however_many_click(world: World) -> None:
    tutor, student = await a_pair(world)
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 2, "minutes": 60}
    clicks = (student.post("/subscriptions", body, key=str(new_id())) for _ in range(10))
    answers = await asyncio.gather(*clicks)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["code"] == "subscriptions.already_subscribed"


async def test_a_repeated_command_finds_the_first_subscription(world: World) -> None:
    tutor, student = await a_pair(world)
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 2, "minutes": 60}
    answers = [await student.post("/subscriptions", body, key="one key") for _ in range(2)]
    assert answers[0].json()["id"] == answers[1].json()["id"]


async def test_a_guardian_subscribes_for_a_child(world: World) -> None:
    tutor, guardian = await a_tutor(world), await a_guardian(world)
    child = {"full_name": "Миша Петров", "birth_date": "2016-03-02"}
    learner = (await guardian.post("/accounts/me/children", child)).json()
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 1, "minutes": 30}
    nobody = await guardian.post("/subscriptions", body, key=str(new_id()))
    assert nobody.json()["code"] == "subscriptions.learner_required"
    await subscriptions.lesson_completed(
        learner_id=UUID(learner["id"]),
        tutor_id=UUID(tutor.id),
        at=datetime.fromisoformat("2026-11-01T10:00:00Z"),
    )
    found = await guardian.get("/subscriptions/plans", tutor_id=tutor.id, learner_id=UUID(learner["id"]))
    assert found.json()["eligible"]
    paid = await subscribe(world, guardian, tutor, learner_id=learner["id"], lessons_per_week=1)
    assert (paid["state"], paid["learner_name"]) == ("active", "Миша Петров")
    stranger = await a_guardian(world)
    seen = await stranger.get("/subscriptions/plans", tutor_id=tutor.id, learner_id=learner["id"])
    assert seen.status_code == 404


async def test_under_18_the_guardian_subscribes(world: World) -> None:
    tutor = await a_tutor(world)
    young = await a_student(world, birth_date="2011-01-01")
    body = {"tutor_id": tutor.id, "subject": "math", "lessons_per_week": 1, "minutes": 30}
    answer = await young.post("/subscriptions", body, key=str(new_id()))
    assert answer.json()["code"] == "subscriptions.guardian_pays"


async def test_nobody_sees_or_touches_anothers_subscription(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    stranger = await a_student(world)
    path = f"/subscriptions/{subscription['id']}"
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.get(f"{path}/history")).status_code == 404
    for what, body in (("pay", {}), ("top-up", {"lessons": 1}), ("cancel", WHY), ("refund", {})):
        assert (await ask(stranger, subscription, what, body)).status_code == 404
    assert (await stranger.delete(f"/payments/methods/{subscription['method']['id']}")).status_code == 404
    assert (await stranger.get("/subscriptions")).json()["items"] == []
    assert (await stranger.put(f"{path}/collection", {"mode": "manual"})).status_code == 404


async def test_the_copy_of_ones_data_holds_the_subscription_and_no_token(world: World) -> None:
    tutor, student = await a_pair(world)
    await on_card(world, student, tutor)
    rows = await world.fetch("SELECT sealed_token, last4 FROM payments.method")
    assert [row["last4"] for row in rows] == ["4444"]
    assert b"MasterCard" not in rows[0]["sealed_token"]
    found = await subscriptions.personal_data(user_id=UUID(student.id))
    assert [each["state"] for each in found["subscriptions"]] == ["active"]
