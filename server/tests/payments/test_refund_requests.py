"""Refunds that payers ask for (D3.3): by themselves, by people, by two people, declined, taken back."""

import asyncio
from uuid import UUID

from backoffice.staff import WHY, a_colleague, audited, outcome
from payments.cashier import a_paid_payment, balances, check_ledger, escrow, transactions
from people import Person, a_student, a_tutor
from subscriptions.lots import buy_too_late, credits_of, long_with_us, owed
from tutorium.modules.payments import api as payments
from tutorium.modules.payments.api import PaymentView, RefundView
from tutorium.platform import clock
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from world import World

PRICE = 150_000
LARGE, HUGE = 2_000_000, 6_000_000
"""Above the 10,000 roubles that pass by themselves, and above the 50,000 one person may approve."""


async def a_lot_to_refund(world: World, *, trusted: bool = True) -> tuple[Person, Person, str]:
    """A student with free minutes, his tutor, and the lot."""
    tutor, student, rival = await a_tutor(world), await a_student(world), await a_student(world)
    if trusted:
        await long_with_us(world, student)
    await buy_too_late(world, student, rival, tutor)
    [lot] = await credits_of(student)
    return student, tutor, lot["lot_id"]


async def a_colleague_now(world: World, role: Role) -> Person:
    """Somebody of the staff who has just shown who he is, by a clock that has been moved."""
    colleague = await a_colleague(world, role)
    await world.fetch(
        "UPDATE auth.session SET proved_at = $2 WHERE user_id = $1::text::uuid", colleague.id, clock.now()
    )
    return colleague


async def asked(student: Person, lot_id: str) -> str:
    """The number of the refund the student asked for."""
    body = {"lot_id": lot_id, "reason_code": "tutor_does_not_fit"}
    answer = await student.post("/payments/refunds", body, key=str(new_id()))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def state_of(student: Person, refund_id: str) -> str:
    """Where the student sees his refund."""
    return str((await student.get(f"/payments/refunds/{refund_id}")).json()["state"])


async def a_request(
    world: World, kopecks: int, student: Person | None = None
) -> tuple[PaymentView, RefundView]:
    """A payment of so much and the wish to have all of it back."""
    payer = student or await a_student(world)
    await long_with_us(world, payer)
    paid = await a_paid_payment(world, amount_kopecks=kopecks, payer_id=UUID(payer.id))
    wish = await payments.request_refund(
        refund_id=new_id(), payment_id=paid.payment_id, amount_kopecks=kopecks, reason="not_needed"
    )
    return paid, wish


async def now(wish: RefundView) -> RefundView:
    """The refund as it is known now."""
    [found] = await payments.refunds_by_id(refund_ids=[wish.refund_id])
    return found


async def approve(who: Person, wish: RefundView) -> tuple[int, str]:
    """Agree; the status and, of a refusal, its code."""
    answer = await who.post(f"/backoffice/refunds/{wish.refund_id}/approve", {"reason": WHY})
    return answer.status_code, answer.json().get("code", "")


async def reject(who: Person, wish: RefundView) -> tuple[int, str]:
    """Decline; the status and, of a refusal, its code."""
    body = {"reason": WHY, "answer": "suspicious"}
    answer = await who.post(f"/backoffice/refunds/{wish.refund_id}/reject", body)
    return answer.status_code, answer.json().get("code", "")


async def test_a_small_refund_of_a_known_payer_needs_nobody(world: World) -> None:
    student, tutor, lot_id = await a_lot_to_refund(world)
    refund_id = await asked(student, lot_id)
    await world.webhooks_delivered()
    [seen] = (await student.get("/payments/refunds")).json()["items"]
    assert (seen["id"], seen["state"], seen["origin"]) == (refund_id, "succeeded", "payer")
    assert seen["deadline_at"] is not None
    history = await world.fetch(
        "SELECT to_state FROM payments.payment_event WHERE refund_id = $1 ORDER BY at", UUID(refund_id)
    )
    assert [row["to_state"] for row in history] == ["requested", "approved", "processing", "succeeded"]
    assert await transactions(world, UUID(refund_id)) == ["refund_started", "refund_succeeded"]
    assert await owed(world, student, tutor) == (0, 0)
    await check_ledger()


async def test_a_young_account_waits_for_people_and_its_money_stays(world: World) -> None:
    student, tutor, lot_id = await a_lot_to_refund(world, trusted=False)
    refund_id = await asked(student, lot_id)
    await world.settle()
    assert await state_of(student, refund_id) == "requested"
    assert await credits_of(student) == []
    assert await owed(world, student, tutor) == (0, PRICE)
    assert await payments.escrow(payer_id=UUID(student.id), tutor_id=UUID(tutor.id)) == 0
    supporter = await a_colleague_now(world, "support")
    [waiting] = (await supporter.get("/backoffice/refunds")).json()["items"]
    assert (waiting["doubts"], waiting["needed"]) == (["young_account"], 1)
    assert waiting["actions"] == ["approve", "reject"]
    answer = await supporter.post(f"/backoffice/refunds/{refund_id}/approve", {"reason": WHY})
    assert answer.status_code == 200
    await world.settle()
    await world.travel(seconds=6)
    await world.webhooks_delivered()
    assert await transactions(world, UUID(refund_id)) == ["refund_started", "refund_succeeded"]
    assert await owed(world, student, tutor) == (0, 0)
    [row] = await audited(world, "payments.refund_agreed")
    assert (row["subject"], row["reason"]) == (f"user:{student.id}", WHY)
    await check_ledger()


async def test_a_declined_refund_gives_the_minutes_back(world: World) -> None:
    student, tutor, lot_id = await a_lot_to_refund(world, trusted=False)
    refund_id = await asked(student, lot_id)
    await world.settle()
    finance = await a_colleague(world, "finance")
    body = {"reason": WHY, "answer": "suspicious"}
    assert (await finance.post(f"/backoffice/refunds/{refund_id}/reject", body)).status_code == 200
    await world.settle()
    seen = (await student.get(f"/payments/refunds/{refund_id}")).json()
    assert (seen["state"], seen["answer"]) == ("rejected", "suspicious")
    [lot] = await credits_of(student)
    assert (lot["free"], lot["refundable_kopecks"]) == (60, PRICE)
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    [received] = await world.letters(student.email, "Payments.RefundRequested")
    assert "1\u00a0500\u00a0₽" in received["parameters"]["subject"]
    assert received["parameters"]["deadline"] in received["parameters"]["text"]
    [declined] = await world.letters(student.email, "Payments.RefundDeclined")
    assert "платёж нужно проверить" in declined["parameters"]["text"]
    again = await asked(student, lot_id)
    assert again != refund_id
    await check_ledger()


async def test_who_changes_his_mind_has_his_minutes_back(world: World) -> None:
    student, tutor, lot_id = await a_lot_to_refund(world, trusted=False)
    refund_id = await asked(student, lot_id)
    await world.settle()
    stranger = await a_student(world)
    assert (await stranger.post(f"/payments/refunds/{refund_id}/cancel")).status_code == 404
    answers = await asyncio.gather(*(student.post(f"/payments/refunds/{refund_id}/cancel") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    await world.settle()
    assert await state_of(student, refund_id) == "cancelled_by_user"
    assert [lot["free"] for lot in await credits_of(student)] == [60]
    assert await world.letters(student.email, "Payments.RefundDeclined") == []
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    finance = await a_colleague_now(world, "finance")
    answer = await finance.post(f"/backoffice/refunds/{refund_id}/approve", {"reason": WHY})
    assert outcome(answer) == (409, "payments.refund_decided")


async def test_a_large_refund_is_finances_business(world: World) -> None:
    paid, wish = await a_request(world, LARGE)
    assert wish.state == "requested"
    supporter, finance = await a_colleague(world, "support"), await a_colleague(world, "finance")
    assert await approve(supporter, wish) == (403, "payments.beyond_your_limit")
    assert await reject(supporter, wish) == (403, "payments.beyond_your_limit")
    assert await balances("refund_payable", escrow(paid)) == [0, LARGE]
    assert await approve(finance, wish) == (200, "")
    assert await balances("refund_payable", escrow(paid)) == [LARGE, 0]
    assert await approve(finance, wish) == (409, "payments.refund_decided")
    await world.travel(seconds=6)
    assert (await now(wish)).state == "succeeded"
    await check_ledger()


async def test_a_huge_refund_needs_two_different_people(world: World) -> None:
    paid, wish = await a_request(world, HUGE)
    first, second = await a_colleague(world, "finance"), await a_colleague(world, "admin")
    assert await approve(first, wish) == (200, "")
    assert await approve(first, wish) == (409, "payments.already_agreed")
    assert (await now(wish)).state == "requested"
    assert await balances("refund_payable", escrow(paid)) == [0, HUGE]
    [waiting] = (await second.get("/backoffice/refunds")).json()["items"]
    assert (waiting["needed"], len(waiting["agreed"])) == (2, 1)
    assert await approve(second, wish) == (200, "")
    await world.travel(seconds=6)
    assert (await now(wish)).state == "succeeded"
    assert await transactions(world, wish.refund_id) == ["refund_started", "refund_succeeded"]
    await check_ledger()


async def test_two_approvals_at_once_are_two_and_one_persons_clicks_are_one(world: World) -> None:
    _, wish = await a_request(world, HUGE)
    first, second = await a_colleague(world, "finance"), await a_colleague(world, "finance")
    clicks = await asyncio.gather(*(approve(first, wish) for _ in range(8)))
    assert sorted(clicks) == [(200, "")] + [(409, "payments.already_agreed")] * 7
    both = await asyncio.gather(*(approve(who, wish) for who in (first, second, second)))
    assert sorted(status for status, _ in both) == [200, 409, 409]
    await world.travel(seconds=6)
    assert await transactions(world, wish.refund_id) == ["refund_started", "refund_succeeded"]
    await check_ledger()


async def test_approving_and_declining_at_once_end_in_one_of_them(world: World) -> None:
    paid, wish = await a_request(world, LARGE)
    first, second = await a_colleague(world, "finance"), await a_colleague(world, "finance")
    both = await asyncio.gather(approve(first, wish), reject(second, wish))
    assert sorted(status for status, _ in both) == [200, 409]
    await world.travel(seconds=6)
    state = (await now(wish)).state
    assert state in ("succeeded", "rejected")
    assert await balances("refund_payable", escrow(paid)) == [0, LARGE if state == "rejected" else 0]
    await check_ledger()


async def test_nobody_decides_about_his_own_money(world: World) -> None:
    finance = await a_colleague(world, "finance")
    _, wish = await a_request(world, LARGE, student=finance)
    assert await approve(finance, wish) == (403, "payments.own_refund")
    assert await reject(finance, wish) == (403, "payments.own_refund")


async def test_approving_asks_to_prove_who_one_is(world: World) -> None:
    _, wish = await a_request(world, LARGE)
    finance = await a_colleague(world, "finance")
    await world.travel(minutes=11)
    assert await approve(finance, wish) == (403, "auth.step_up_required")
    await world.fetch(
        "UPDATE auth.session SET proved_at = proved_at + interval '11 minutes' WHERE user_id = $1", finance.id
    )
    assert await approve(finance, wish) == (200, "")


async def test_a_payer_somebody_is_wary_of_waits_for_people(world: World) -> None:
    student, finance = await a_student(world), await a_colleague(world, "finance")
    path = f"/backoffice/users/{student.id}/refund-check"
    assert (await finance.put(path, {"wary": True, "reason": WHY})).status_code == 204
    paid, wish = await a_request(world, PRICE, student=student)
    assert wish.state == "requested"
    file = (await finance.get(f"/backoffice/payments/{paid.payment_id}")).json()
    assert (file["flag_reason"], file["refunds"][0]["doubts"]) == (WHY, ["flagged"])
    assert await approve(await a_colleague(world, "support"), wish) == (200, "")
    assert (await finance.put(path, {"wary": False, "reason": WHY})).status_code == 204
    _, trusted = await a_request(world, PRICE, student=student)
    assert trusted.state in ("processing", "succeeded")
    stranger = f"/backoffice/users/{new_id()}/refund-check"
    assert (await finance.put(stranger, {"wary": True, "reason": WHY})).status_code == 404


async def test_what_the_payment_system_cannot_send_is_paid_by_hand_once(world: World) -> None:
    student = await a_student(world)
    paid, wish = await a_request(world, LARGE, student)
    finance, supporter = await a_colleague(world, "finance"), await a_colleague(world, "support")
    await approve(finance, wish)
    await world.fetch(
        "UPDATE payments.refund SET state = 'manual_payout', provider_reason = 'payment_expired'"
    )
    path, body = f"/backoffice/refunds/{wish.refund_id}/paid-by-hand", {"reason": WHY, "reference": "П-118"}
    assert outcome(await supporter.post(path, body)) == (403, "forbidden")
    answers = await asyncio.gather(*(finance.post(path, body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert await balances("refund_payable", "bank", escrow(paid)) == [0, LARGE, 0]
    assert (await now(wish)).state == "succeeded"
    [row] = await audited(world, "payments.refund_paid_by_hand")
    assert row["data"]["reference"] == "П-118"
    await world.settle()
    [letter] = await world.letters(student.email, "Payments.RefundPaidByHand")
    assert "банковским переводом" in letter["parameters"]["text"]
    assert await world.letters(student.email, "Payments.Refunded") == []
    await check_ledger()


async def test_moderators_see_no_money(world: World) -> None:
    colleague = await a_colleague(world, "moderator")
    for path in ("payments", "refunds", "reconciliations"):
        assert outcome(await colleague.get(f"/backoffice/{path}")) == (403, "forbidden")


async def test_the_automatic_refund_of_a_free_cancellation_waits_for_nobody(world: World) -> None:
    """A rule of ours, not a wish of the payer: even a young account has its money back at once."""
    paid = await a_paid_payment(world, amount_kopecks=HUGE)
    made = await payments.refund(
        refund_id=new_id(), payment_id=paid.payment_id, amount_kopecks=HUGE, reason="lesson_cancelled"
    )
    await world.webhooks_delivered()
    assert (await now(made)).state == "succeeded"
