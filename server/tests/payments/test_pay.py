"""A payment from its start to the money in escrow, whatever gets lost on the way."""

import asyncio
from uuid import UUID

import pytest

from payments.cashier import (
    PRICE,
    a_paid_payment,
    a_payment,
    at_the_provider,
    balances,
    check_ledger,
    escrow,
    now,
    pay_in_silence,
    transactions,
)
from people import a_student
from tutorium.platform.ids import new_id
from world import World

POLLER = "payments.check_what_is_not_final"


async def test_the_payer_is_sent_to_the_payment_system(world: World) -> None:
    started = await a_payment()
    [theirs] = await at_the_provider(world, started)
    assert started.state == "pending"
    assert started.confirmation_url == theirs["confirmation"]["confirmation_url"]
    assert theirs["amount"] == {"value": "1500.00", "currency": "RUB"}


async def test_paid_money_waits_in_escrow(world: World) -> None:
    paid = await a_paid_payment(world)
    assert (paid.state, paid.confirmation_url) == ("succeeded", None)
    assert paid.paid_at is not None
    assert await balances("psp_clearing", escrow(paid)) == [-PRICE, PRICE]
    await check_ledger()


async def test_a_declined_card_cancels_with_the_reason(world: World) -> None:
    started = await a_payment()
    await world.pay(str(started.payment_id), card="5555555555554600")
    canceled = await now(started)
    assert (canceled.state, canceled.reason) == ("canceled", "insufficient_funds")
    assert await transactions(world, started.payment_id) == []


async def test_a_hundred_double_clicks_make_one_charge(world: World) -> None:
    terms = {"purpose_id": new_id(), "payer_id": new_id(), "tutor_id": new_id()}
    clicks = await asyncio.gather(*(a_payment(**terms) for _ in range(100)))
    assert len({click.payment_id for click in clicks}) == 1
    assert len(await at_the_provider(world, clicks[0])) == 1


async def test_fifty_copies_of_one_webhook_have_one_effect(world: World) -> None:
    started = await a_payment()
    theirs = await pay_in_silence(world, started)
    notice = {"type": "notification", "event": "payment.succeeded", "object": theirs}
    sender = world.visitor()
    answers = await asyncio.gather(*(sender.post("/webhooks/payments", notice) for _ in range(50)))
    await world.settle()
    assert {answer.status_code for answer in answers} == {200}
    assert (await now(started)).state == "succeeded"
    assert await transactions(world, started.payment_id) == ["payment_succeeded"]
    assert await balances("psp_clearing", escrow(started)) == [-PRICE, PRICE]
    await check_ledger()


async def test_a_webhook_is_only_a_hint(world: World) -> None:
    """What it claims is not believed: the Payment System is asked."""
    started = await a_payment()
    [theirs] = await at_the_provider(world, started)
    claim = {"event": "payment.succeeded", "object": theirs | {"status": "succeeded", "paid": True}}
    answer = await world.visitor().post("/webhooks/payments", claim)
    await world.settle()
    assert answer.status_code == 200
    assert (await now(started)).state == "pending"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"event": "payment.succeeded", "object": {"id": "2419a771-000f-5000-9000-1edaf29243f2"}}, 200),
        ({"event": "refund.succeeded", "object": {"id": "2419a771-000f-5000-9000-1edaf29243f2"}}, 200),
        ({"event": "deal.closed", "object": {"id": "dl-1"}}, 200),
        ({"event": "payment.succeeded"}, 400),
        ({"event": "payment.succeeded", "object": {"id": 1}}, 400),
        ([], 400),
    ],
)
async def test_a_webhook_about_nothing_of_ours_is_ignored(world: World, body: object, status: int) -> None:
    assert (await world.visitor().post("/webhooks/payments", body)).status_code == status


@pytest.mark.parametrize(
    "fault",
    ["error_500_after", "error_500_before", "processing_202", "too_many_429", "reset", "malformed_json"],
)
async def test_a_lost_answer_is_unknown_and_asked_for_again(world: World, fault: str) -> None:
    await world.fault("payment-system", fault)
    started = await a_payment()
    assert (started.state, started.confirmation_url) == ("unknown", None)
    await world.no_faults()
    await world.travel(seconds=6)
    found = await now(started)
    assert found.state == "pending"
    assert found.confirmation_url is not None
    assert len(await at_the_provider(world, started)) == 1


async def test_a_refused_payment_is_canceled(world: World) -> None:
    refused = await a_payment(amount_kopecks=50)
    assert (refused.state, refused.reason) == ("canceled", "invalid_request")


async def test_a_lost_webhook_heals_by_itself(world: World) -> None:
    started = await a_payment()
    await pay_in_silence(world, started)
    await world.travel(seconds=31)
    assert (await now(started)).state == "succeeded"


async def test_the_poller_heals_what_the_timers_missed(world: World) -> None:
    started = await a_payment()
    await world.travel(seconds=31)
    await pay_in_silence(world, started)
    await world.travel(minutes=2)
    assert (await now(started)).state == "pending"
    await world.run_schedule(POLLER)
    assert (await now(started)).state == "succeeded"
    await check_ledger()


async def test_looking_at_a_payment_has_it_checked(world: World) -> None:
    student = await a_student(world)
    started = await a_payment(payer_id=UUID(student.id))
    await world.travel(minutes=2)
    await pay_in_silence(world, started)
    await student.get(f"/payments/{started.payment_id}")
    await world.settle()
    answer = await student.get(f"/payments/{started.payment_id}")
    assert answer.json()["state"] == "succeeded"


async def test_a_key_too_old_is_not_repeated(world: World) -> None:
    """The Payment System forgets keys after a day: then its list says whether the payment came to be."""
    await world.fault("payment-system", "error_500_after")
    made = await a_payment()
    await world.no_faults()
    await world.fault("payment-system", "error_500_before")
    never_made = await a_payment()
    await world.travel(hours=21)
    await world.no_faults()
    for _ in range(2):  # one tries whether it answers again, the other learns from that
        await world.travel(minutes=10)
        await world.run_schedule(POLLER)
    assert (await now(made)).state == "pending"
    assert len(await at_the_provider(world, made)) == 1
    gone = await now(never_made)
    assert (gone.state, gone.reason) == ("canceled", "never_created")


async def test_another_amount_than_asked_for_buys_nothing(world: World) -> None:
    started = await a_payment()
    await world.fetch(
        "UPDATE payments.payment SET amount_kopecks = amount_kopecks + 1 WHERE id = $1", started.payment_id
    )
    await world.pay(str(started.payment_id))
    found = await now(started)
    assert (found.state, found.reason) == ("canceled", "amount_differs")
    assert await balances("suspense", escrow(started)) == [PRICE, 0]
    await check_ledger()


async def test_a_payer_sees_his_own_payments_only(world: World) -> None:
    student, stranger = await a_student(world), await a_student(world)
    mine = [await a_payment(payer_id=UUID(student.id)) for _ in range(3)]
    first = (await student.get("/payments", limit=2)).json()
    rest = (await student.get("/payments", limit=2, cursor=first["next_cursor"])).json()
    ids = [item["id"] for item in first["items"] + rest["items"]]
    assert ids == [str(each.payment_id) for each in reversed(mine)]
    assert rest["next_cursor"] is None
    assert (await stranger.get(f"/payments/{mine[0].payment_id}")).status_code == 404
    assert (await stranger.get("/payments")).json()["items"] == []
    assert (await student.get("/payments", cursor="tomorrow")).status_code == 400


async def test_a_crash_between_asking_and_writing_down_heals(world: World) -> None:
    """The Payment System has the payment, we have only the key: the key finds it."""
    started = await a_payment()
    await world.fetch(
        """UPDATE payments.payment SET state = 'created', provider_id = NULL, confirmation_url = NULL
        WHERE id = $1""",
        started.payment_id,
    )
    await world.travel(seconds=6)
    assert (await now(started)).confirmation_url == started.confirmation_url
    assert len(await at_the_provider(world, started)) == 1
