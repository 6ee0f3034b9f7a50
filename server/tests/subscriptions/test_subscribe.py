"""Subscribing: what is offered, to whom, and what the first payment brings (S1-S3)."""

from payments.cashier import check_ledger
from people import sign_in
from subscriptions.lots import credits_of, owed
from subscriptions.subscribers import AUTOPAY, CYCLE, PRICE, a_pair, begin, shown, subscribe, triggers
from world import World


async def test_plans_are_priced_by_their_minutes(world: World) -> None:
    tutor, student = await a_pair(world)
    seen = (await student.get("/subscriptions/plans", tutor_id=tutor.id)).json()
    assert (seen["eligible"], seen["cycle_days"], seen["charges_per_year"]) == (True, 28, 13)
    assert len(seen["items"]) == 15
    [plan] = [each for each in seen["items"] if (each["lessons_per_week"], each["minutes"]) == (2, 60)]
    assert (plan["minutes_per_cycle"], plan["price_kopecks"]) == (CYCLE, PRICE)


async def test_a_paid_subscription_brings_its_minutes(world: World) -> None:
    tutor, student = await a_pair(world)
    begun = await begin(student, tutor)
    assert (begun["state"], begun["payment"]["kind"]) == ("incomplete", "first")
    assert begun["payment"]["confirmation_url"]
    await world.pay(begun["payment"]["payment_id"])
    paid = await shown(student, begun)
    assert (paid["state"], paid["period_no"], paid["collection_mode"]) == ("active", 1, "manual")
    assert (paid["free_minutes"], paid["payment"]) == (CYCLE, None)
    [lot] = [each for each in await credits_of(student) if each["source"] == "subscription"]
    assert (lot["minutes"], lot["subscription_id"]) == (CYCLE, paid["id"])
    assert await owed(world, student, tutor) == (PRICE, PRICE)
    assert await triggers(student, paid) == ["subscribed", "first_paid"]
    await check_ledger()


async def test_a_card_is_kept_with_a_separate_tick_only(world: World) -> None:
    tutor, student = await a_pair(world)
    paid = await subscribe(world, student, tutor, autopay_version=AUTOPAY)
    assert paid["collection_mode"] == "auto"
    assert (paid["method"]["brand"], paid["method"]["last4"]) == ("MasterCard", "4444")
    [method] = (await student.get("/payments/methods")).json()["items"]
    assert method["id"] == paid["method"]["id"]
    await sign_in(student)
