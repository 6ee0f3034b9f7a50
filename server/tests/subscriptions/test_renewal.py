"""Renewals: skipped, charged, declined by class, paid by hand, late, never (S4-S7, S12; domain.md D4.3)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from payments.cashier import check_ledger
from people import Person, sign_in
from subscriptions.lots import owed
from subscriptions.subscribers import (
    AUTOPAY,
    COLLECT,
    CYCLE,
    PRICE,
    a_pair,
    at_the_bank,
    charges,
    first_payment,
    next_step,
    on_card,
    shown,
    subscribe,
    triggers,
    until_renewal,
    use_up,
)
from tutorium.platform import clock, jobs
from tutorium.platform.ids import new_id
from world import World

NO_MONEY, EXPIRED, FRAUD = "5555555555554600", "5555555555554543", "5555555555554568"
GOOD = "5555555555554444"


async def due_card(world: World, **order: Any) -> tuple[Person, Person, dict[str, Any]]:
    """A subscription on a card, used up, of which the bank thinks what `order` says."""
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    await use_up(world, subscription)
    if order:
        await at_the_bank(world, await first_payment(world, subscription), **order)
    return tutor, student, subscription


async def test_a_card_is_charged_when_the_period_ends(world: World) -> None:
    tutor, student, subscription = await due_card(world)
    expected = (await shown(student, subscription))["next_charges"]
    assert [each["outcome"] for each in expected] == ["charge", "charge", "charge"]
    renewed = await until_renewal(world, student, subscription)
    assert (renewed["state"], renewed["period_no"], renewed["free_minutes"]) == ("active", 2, CYCLE)
    assert renewed["period_start"] == subscription["period_end"]
    assert await charges(world, subscription) == [(1, 1, "succeeded"), (2, 1, "succeeded")]
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    await check_ledger()


async def test_the_key_of_a_charge_names_subscription_period_and_attempt(world: World) -> None:
    _, student, subscription = await due_card(world)
    await until_renewal(world, student, subscription)
    rows = await world.fetch("SELECT idempotence_key FROM payments.payment WHERE method_id IS NOT NULL")
    assert [row["idempotence_key"] for row in rows] == [f"sub:{subscription['id']}:2:1"]


async def test_with_a_whole_cycle_at_hand_nothing_is_charged(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await on_card(world, student, tutor)
    assert [each["outcome"] for each in subscription["next_charges"]] == ["skip", "charge", "charge"]
    for _ in range(3):
        await next_step(world, subscription)
    await sign_in(student)
    skipped = await shown(student, subscription)
    assert (skipped["state"], skipped["period_no"], skipped["skip_count"]) == ("active", 2, 1)
    assert skipped["free_minutes"] == CYCLE
    assert await triggers(student, subscription) == ["subscribed", "first_paid", "skipped"]
    assert await charges(world, subscription) == [(1, 1, "succeeded")]


async def test_fifty_workers_charge_a_period_once(world: World) -> None:
    _, student, subscription = await due_card(world)
    for _ in range(3):
        await next_step(world, subscription)
    await next_step(world, subscription, at_once=50)
    await sign_in(student)
    assert (await shown(student, subscription))["period_no"] == 2
    assert await charges(world, subscription) == [(1, 1, "succeeded"), (2, 1, "succeeded")]
    items = (await world.sandbox.get("/payment-system/_control/payments")).json()["items"]
    rows = await world.fetch("SELECT id FROM payments.payment WHERE purpose = 'subscription'")
    ours = {str(row["id"]) for row in rows}
    assert len([each for each in items if (each["metadata"] or {}).get("payment_id") in ours]) == 2


async def test_a_soft_decline_is_tried_again_four_times_then_the_subscription_ends(world: World) -> None:
    _, student, subscription = await due_card(world, card=NO_MONEY)
    failed = await until_renewal(world, student, subscription)
    assert (failed["state"], failed["decline"]) == ("past_due", "soft")
    since = datetime.fromisoformat(failed["past_due_since"])
    for days in (1, 3, 7, 14):
        due = await next_step(world, subscription)
        assert (due - since).days in (days - 1, days), "a morning of the right day"
    assert len(await charges(world, subscription)) == 6
    await next_step(world, subscription)
    await sign_in(student)
    ended = await shown(student, subscription)
    assert (ended["state"], ended["ended_reason"]) == ("ended", "unpaid")
    assert ended["next_charges"] == []


async def test_a_retry_that_succeeds_brings_the_period(world: World) -> None:
    _, student, subscription = await due_card(world, card=NO_MONEY)
    failed = await until_renewal(world, student, subscription)
    await at_the_bank(world, await first_payment(world, subscription), card=GOOD)
    await next_step(world, subscription)
    await sign_in(student)
    paid = await shown(student, subscription)
    assert (paid["state"], paid["period_start"]) == ("active", failed["period_end"])
    assert await triggers(student, subscription) == ["subscribed", "first_paid", "unpaid", "paid_late"]


async def test_a_hard_decline_is_not_tried_again_and_can_be_paid_by_hand(world: World) -> None:
    tutor, student, subscription = await due_card(world, card=EXPIRED)
    failed = await until_renewal(world, student, subscription)
    assert (failed["state"], failed["decline"], failed["retry_at"]) == ("past_due", "hard", None)
    assert "pay" in failed["allowed_actions"]
    answer = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    await world.pay(answer.json()["payment"]["payment_id"])
    paid = await shown(student, subscription)
    assert (paid["state"], paid["free_minutes"], paid["decline"]) == ("active", CYCLE, None)
    assert await owed(world, student, tutor) == (PRICE, PRICE)


async def test_a_revoked_permission_removes_the_card_for_good(world: World) -> None:
    _, student, subscription = await due_card(world, revoked=True)
    failed = await until_renewal(world, student, subscription)
    assert (failed["state"], failed["collection_mode"], failed["method"]) == ("past_due", "manual", None)
    assert failed["retry_at"] is None
    assert (await student.get("/payments/methods")).json()["items"] == []
    rows = await world.fetch("SELECT state, sealed_token FROM payments.method")
    assert [(row["state"], row["sealed_token"]) for row in rows] == [("removed", None)]


async def test_suspected_fraud_freezes_the_card(world: World) -> None:
    _, student, subscription = await due_card(world, card=FRAUD)
    failed = await until_renewal(world, student, subscription)
    assert (failed["collection_mode"], failed["decline"], failed["retry_at"]) == ("manual", "fraud", None)
    [method] = (await student.get("/payments/methods")).json()["items"]
    assert method["state"] == "frozen"
    body = {"mode": "auto", "method_id": method["id"], "autopay_version": AUTOPAY}
    refused = await student.put(f"/subscriptions/{subscription['id']}/collection", body)
    assert refused.json()["code"] == "subscriptions.method_required"


async def test_a_new_card_is_charged_at_once(world: World) -> None:
    _, student, subscription = await due_card(world, card=NO_MONEY)
    await until_renewal(world, student, subscription)
    body = {"autopay_version": AUTOPAY}
    answer = await student.post(f"/subscriptions/{subscription['id']}/pay", body, key=str(new_id()))
    await world.pay(answer.json()["payment"]["payment_id"], "4111111111111111")
    paid = await shown(student, subscription)
    assert (paid["state"], paid["method"]["last4"]) == ("active", "1111")
    [new, old] = (await student.get("/payments/methods")).json()["items"]
    assert (new["last4"], old["last4"]) == ("1111", "4444")


async def test_choosing_another_saved_card_while_overdue_charges_it(world: World) -> None:
    _, student, subscription = await due_card(world, card=NO_MONEY)
    await until_renewal(world, student, subscription)
    await at_the_bank(world, await first_payment(world, subscription), card=GOOD)
    [method] = (await student.get("/payments/methods")).json()["items"]
    body = {"mode": "auto", "method_id": method["id"], "autopay_version": AUTOPAY}
    path = f"/subscriptions/{subscription['id']}/collection"
    assert (await student.put(path, body | {"autopay_version": None})).json()["code"] == (
        "subscriptions.autopay_consent_required"
    )
    assert (await student.put(path, body)).status_code == 200
    await world.run_schedule(COLLECT)
    assert (await shown(student, subscription))["state"] == "active"


async def test_by_hand_the_next_period_is_asked_for_and_called_overdue_after_three_days(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    await use_up(world, subscription)
    early = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    assert early.json()["code"] == "subscriptions.nothing_to_pay"
    asked = await until_renewal(world, student, subscription)
    assert (asked["state"], asked["next_charges"][0]["outcome"]) == ("active", "pay")
    due = await next_step(world, subscription)
    assert due - datetime.fromisoformat(asked["charge_at"]) == timedelta(days=3)
    await sign_in(student)
    late = await shown(student, subscription)
    assert (late["state"], late["decline"]) == ("past_due", None)
    await next_step(world, subscription)
    await sign_in(student)
    assert (await shown(student, subscription))["ended_reason"] == "unpaid"


async def test_money_more_than_72_hours_late_begins_a_period_of_its_own(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    await use_up(world, subscription)
    await until_renewal(world, student, subscription)
    await next_step(world, subscription)
    await world.travel(days=2)
    await sign_in(student)
    answer = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    await world.pay(answer.json()["payment"]["payment_id"])
    paid = await shown(student, subscription)
    assert paid["state"] == "active"
    began = datetime.fromisoformat(paid["period_start"])
    assert began - datetime.fromisoformat(subscription["period_end"]) > timedelta(hours=72)
    assert clock.now() - began < timedelta(minutes=5)


async def test_the_next_period_can_be_paid_a_week_ahead(world: World) -> None:
    tutor, student = await a_pair(world)
    subscription = await subscribe(world, student, tutor)
    await use_up(world, subscription)
    await next_step(world, subscription)
    await sign_in(student)
    answer = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    await world.pay(answer.json()["payment"]["payment_id"])
    paid = await shown(student, subscription)
    assert (paid["period_no"], paid["period_start"]) == (2, subscription["period_end"])
    again = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    assert again.json()["code"] == "subscriptions.nothing_to_pay"


async def test_fifty_clicks_on_pay_make_one_charge(world: World) -> None:
    tutor, student, subscription = await due_card(world, card=EXPIRED)
    await until_renewal(world, student, subscription)
    path = f"/subscriptions/{subscription['id']}/pay"
    answers = await asyncio.gather(*(student.post(path, {}, key=str(new_id())) for _ in range(50)))
    payments = {answer.json()["payment"]["payment_id"] for answer in answers}
    assert (len(payments), {answer.status_code for answer in answers}) == (1, {200})
    assert len(await charges(world, subscription)) == 3
    await world.pay(payments.pop())
    assert await owed(world, student, tutor) == (PRICE, PRICE)


async def test_a_payer_who_is_paying_is_not_charged_besides(world: World) -> None:
    _, student, subscription = await due_card(world)
    for _ in range(3):
        await next_step(world, subscription)
    await sign_in(student)
    [row] = await world.fetch(
        "SELECT next_step_at FROM subscriptions.subscription WHERE id = $1", UUID(subscription["id"])
    )
    wait = row["next_step_at"] - clock.now() - timedelta(minutes=10)
    await world.travel(seconds=wait.total_seconds())
    await sign_in(student)
    answer = await student.post(f"/subscriptions/{subscription['id']}/pay", {}, key=str(new_id()))
    await next_step(world, subscription)
    assert len(await charges(world, subscription)) == 2
    await world.pay(answer.json()["payment"]["payment_id"])
    assert (await shown(student, subscription))["period_no"] == 2
    await world.travel(hours=2)
    await world.run_schedule(COLLECT)
    assert len(await charges(world, subscription)) == 2


@pytest.mark.parametrize("fault", ["error_500_after", "error_500_before"])
async def test_a_charge_whose_answer_is_lost_is_made_once(world: World, fault: str) -> None:
    tutor, student, subscription = await due_card(world)
    for _ in range(3):
        await next_step(world, subscription)
    await world.fault("payment-system", fault)
    await next_step(world, subscription)
    await world.no_faults()
    await world.travel(seconds=31)
    await sign_in(student)
    assert (await shown(student, subscription))["period_no"] == 2
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    await jobs.run_schedule(COLLECT)
    assert await charges(world, subscription) == [(1, 1, "succeeded"), (2, 1, "succeeded")]
