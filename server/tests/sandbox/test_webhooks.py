"""Notifications: told until the shop says 200, and the ways in which they go astray."""

import asyncio

from sandbox.stand import Sandbox, ShopServer, accepted


async def test_a_notification_is_repeated_until_it_is_accepted(sandbox: Sandbox, shop: ShopServer) -> None:
    shop.answers = [500, 404, 204, 200]
    payment = await sandbox.paid()
    for _ in range(6):
        await sandbox.deliver()
    assert shop.events() == ["payment.succeeded"] * 4
    assert {n["object"]["id"] for n in shop.received} == {payment["id"]}
    assert shop.received[0]["type"] == "notification"


async def test_a_notification_arrives_by_itself(sandbox: Sandbox, shop: ShopServer) -> None:
    await sandbox.paid()
    await asyncio.wait_for(shop.told.wait(), 5)


async def test_after_a_day_the_sandbox_gives_up(sandbox: Sandbox, shop: ShopServer) -> None:
    shop.answers = [500] * 10
    await sandbox.paid()
    await sandbox.deliver()
    await sandbox.travel(hours=25)
    await sandbox.deliver()
    attempts = len(shop.received)
    await sandbox.deliver()
    assert len(shop.received) == attempts


async def test_every_final_state_is_told(sandbox: Sandbox, shop: ShopServer) -> None:
    await sandbox.paid(key="a", capture=False)
    await sandbox.pay((await sandbox.create(key="b"))["id"], "2200000000000053")
    await sandbox.create(key="c")
    await sandbox.travel(hours=2)
    await sandbox.deliver()
    assert sorted(shop.events()) == ["payment.canceled", "payment.canceled", "payment.waiting_for_capture"]


async def test_a_duplicate_is_told_twice(sandbox: Sandbox, shop: ShopServer) -> None:
    await sandbox.fault("webhook_duplicate")
    await sandbox.paid()
    await sandbox.deliver()
    assert shop.events() == ["payment.succeeded"] * 2


async def test_a_dropped_notification_is_never_told(sandbox: Sandbox, shop: ShopServer) -> None:
    await sandbox.fault("webhook_drop")
    payment = await sandbox.paid()
    await sandbox.deliver()
    assert shop.events() == []
    assert (await sandbox.get(f"/payments/{payment['id']}"))["status"] == "succeeded"


async def test_a_late_notification_is_overtaken(sandbox: Sandbox, shop: ShopServer) -> None:
    await sandbox.fault("webhook_delay")
    payment = await sandbox.paid()
    await sandbox.no_faults()
    accepted(await sandbox.refund(payment["id"], "1500.00"))
    await asyncio.wait_for(shop.told.wait(), 5)
    assert shop.events() == ["refund.succeeded"]
    await sandbox.travel(seconds=31)
    await sandbox.deliver()
    assert shop.events() == ["refund.succeeded", "payment.succeeded"]
    assert "refunded_amount" not in shop.received[1]["object"]


async def test_a_pending_refund_is_told_when_it_is_done(sandbox: Sandbox, shop: ShopServer) -> None:
    payment = await sandbox.paid()
    await sandbox.fault("refund_pending")
    refund = accepted(await sandbox.refund(payment["id"], "1500.00"))
    assert refund["status"] == "pending"
    assert "refunded_amount" not in await sandbox.get(f"/payments/{payment['id']}")
    assert (await sandbox.refund(payment["id"], "0.01", key="refund-2")).status_code == 400
    await sandbox.travel(seconds=31)
    await sandbox.deliver()
    assert shop.events() == ["payment.succeeded", "refund.succeeded"]


async def test_a_cancelled_refund_is_not_told(sandbox: Sandbox, shop: ShopServer) -> None:
    payment = await sandbox.paid()
    await sandbox.fault("refund_pending")
    await sandbox.fault("refund_canceled")
    refund = accepted(await sandbox.refund(payment["id"], "1500.00"))
    await sandbox.travel(seconds=31)
    await sandbox.deliver()
    found = await sandbox.get(f"/refunds/{refund['id']}")
    assert found["cancellation_details"] == {"party": "yoo_money", "reason": "insufficient_funds"}
    assert shop.events() == ["payment.succeeded"]
    await sandbox.no_faults()
    assert accepted(await sandbox.refund(payment["id"], "1500.00", key="again"))["status"] == "succeeded"
