"""The official SDK of the Payment System, which knows nothing of us, drives the sandbox over HTTP."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from yookassa import Configuration, Payment, Refund, Settings
from yookassa.domain.exceptions import (
    BadRequestError,
    InternalServerError,
    NotFoundError,
    ResponseProcessingError,
    TooManyRequestsError,
    UnauthorizedError,
)
from yookassa.domain.notification import WebhookNotificationFactory

from sandbox.stand import SECRET_KEY, SHOP_ID, Sandbox, ShopServer, a_payment

RECEIPT = {
    "customer": {"email": "payer@example.ru"},
    "items": [
        {
            "description": "Урок",
            "quantity": 1.0,
            "amount": {"value": "1500.00", "currency": "RUB"},
            "vat_code": 1,
            "payment_mode": "full_prepayment",
            "payment_subject": "service",
        }
    ],
}


async def create(**fields: Any) -> Any:
    return await asyncio.to_thread(Payment.create, a_payment(**fields), str(uuid4()))


async def test_a_payment_goes_from_pending_to_succeeded(official_sdk: Sandbox) -> None:
    payment = await create(receipt=RECEIPT, metadata={"order": "7"})
    assert (payment.status, payment.paid, payment.test) == ("pending", False, True)
    assert len(payment.id) == 36
    assert payment.confirmation.confirmation_url.endswith(f"/payment-system/checkout/{payment.id}")

    await official_sdk.pay(payment.id)

    found = await asyncio.to_thread(Payment.find_one, payment.id)
    assert (found.status, found.paid, found.refundable) == ("succeeded", True, True)
    assert found.metadata["order"] == "7"
    assert found.payment_method.card.last4 == "4444"
    assert found.receipt_registration == "succeeded"


async def test_two_stages_hold_and_then_capture_a_part(official_sdk: Sandbox) -> None:
    payment = await create(capture=False)
    await official_sdk.pay(payment.id)
    held = await asyncio.to_thread(Payment.find_one, payment.id)
    assert held.status == "waiting_for_capture"
    assert held.expires_at

    part = {"amount": {"value": "1000.00", "currency": "RUB"}}
    taken = await asyncio.to_thread(Payment.capture, payment.id, part)
    assert (taken.status, taken.amount.value) == ("succeeded", 1000)


async def test_a_held_payment_is_cancelled_without_a_body(official_sdk: Sandbox) -> None:
    payment = await create(capture=False)
    await official_sdk.pay(payment.id)
    canceled = await asyncio.to_thread(Payment.cancel, payment.id)
    assert canceled.status == "canceled"
    assert canceled.cancellation_details.party == "merchant"
    assert canceled.cancellation_details.reason == "canceled_by_merchant"


async def test_a_held_payment_is_captured_without_a_body(official_sdk: Sandbox) -> None:
    payment = await create(capture=False)
    await official_sdk.pay(payment.id)
    assert (await asyncio.to_thread(Payment.capture, payment.id)).status == "succeeded"


async def test_a_refund_is_made_found_and_listed(official_sdk: Sandbox) -> None:
    payment = await create()
    await official_sdk.pay(payment.id)
    body = {"payment_id": payment.id, "amount": {"value": "500.00", "currency": "RUB"}}
    refund = await asyncio.to_thread(Refund.create, body)
    assert refund.status == "succeeded"
    assert (await asyncio.to_thread(Refund.find_one, refund.id)).amount.value == 500
    listed = await asyncio.to_thread(Refund.list, {"payment_id": payment.id})
    assert [item.id for item in listed.items] == [refund.id]
    found = await asyncio.to_thread(Payment.find_one, payment.id)
    assert (found.status, found.refunded_amount.value) == ("succeeded", 500)


async def test_one_key_makes_one_payment(official_sdk: Sandbox) -> None:
    first, second = [await asyncio.to_thread(Payment.create, a_payment(), "one-key") for _ in range(2)]
    assert first.id == second.id
    assert len(await official_sdk.payments()) == 1


async def test_a_list_is_read_page_by_page(official_sdk: Sandbox) -> None:
    made = [(await create()).id for _ in range(5)]
    seen, cursor = [], None
    for _ in range(3):
        wanted = {"limit": 2, "status": "pending", "created_at.gte": "2020-01-01T00:00:00.000Z"}
        page = await asyncio.to_thread(Payment.list, wanted | ({"cursor": cursor} if cursor else {}))
        seen += [item.id for item in page.items]
        cursor = page.next_cursor
    assert seen == made[::-1]
    assert cursor is None


async def test_the_shop_is_told_about_itself(official_sdk: Sandbox) -> None:
    me = await asyncio.to_thread(Settings.get_account_settings)
    assert (me.account_id, me.status, me.test) == (SHOP_ID, "enabled", True)


async def test_errors_arrive_as_the_exceptions_of_the_sdk(official_sdk: Sandbox) -> None:
    with pytest.raises(NotFoundError):
        await asyncio.to_thread(Payment.find_one, str(uuid4()))
    with pytest.raises(BadRequestError):
        await asyncio.to_thread(Payment.cancel, (await create()).id)
    Configuration.configure(SHOP_ID, "wrong", api_url=f"{official_sdk.url}/payment-system/v3")
    with pytest.raises(UnauthorizedError):
        await create()
    Configuration.configure(SHOP_ID, SECRET_KEY, api_url=f"{official_sdk.url}/payment-system/v3")


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("error_500_before", InternalServerError),
        ("error_500_after", InternalServerError),
        ("processing_202", ResponseProcessingError),
        ("too_many_429", TooManyRequestsError),
    ],
)
async def test_faults_arrive_as_the_exceptions_of_the_sdk(
    official_sdk: Sandbox, kind: str, error: type[Exception]
) -> None:
    await official_sdk.fault(kind)
    with pytest.raises(error):
        await create()


async def test_the_sdk_understands_our_notifications(official_sdk: Sandbox, shop: ShopServer) -> None:
    payment = await create()
    await official_sdk.pay(payment.id)
    body = {"payment_id": payment.id, "amount": {"value": "1500.00", "currency": "RUB"}}
    refund = await asyncio.to_thread(Refund.create, body)
    await official_sdk.deliver()

    told = {n["event"]: WebhookNotificationFactory().create(n).object for n in shop.received}
    assert told["payment.succeeded"].id == payment.id
    assert told["refund.succeeded"].id == refund.id
    assert told["refund.succeeded"].payment_id == payment.id
