"""What the Payment System refuses, remembers and lets expire."""

from typing import Any

import pytest

from sandbox.stand import Sandbox, a_payment, accepted
from tutorium.sandbox.payment_system.cards import CARDS


def receipt(price: str = "1500.00", **item: Any) -> dict[str, Any]:
    line = {
        "description": "Урок",
        "quantity": "1.0",
        "amount": {"value": price, "currency": "RUB"},
        "vat_code": 1,
    }
    return {"customer": {"email": "payer@example.ru"}, "items": [line | item]}


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"amount": {"value": "1500", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": 1500.0, "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "1500.00"}}, "amount.currency"),
        ({"amount": {"value": "1500.00", "currency": "USD"}}, "amount.currency"),
        ({"amount": {"value": "0.99", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "350000.01", "currency": "RUB"}}, "amount.value"),
        ({"description": "у" * 129}, "description"),
        ({"confirmation": None}, "confirmation"),
        ({"confirmation": {"type": "redirect"}}, "confirmation.return_url"),
        (
            {"confirmation": {"type": "redirect", "return_url": "javascript:alert(1)"}},
            "confirmation.return_url",
        ),
        ({"payment_method_data": {"type": "sbp"}}, "payment_method_data.type"),
        ({"payment_method_id": "unknown"}, "payment_method_id"),
        ({"metadata": {str(n): "x" for n in range(17)}}, "metadata"),
        ({"receipt": receipt("1499.99")}, "receipt.items"),
        ({"receipt": receipt(vat_code=13)}, "receipt.items[0].vat_code"),
        ({"receipt": receipt(quantity="0.0001")}, "receipt.items[0].quantity"),
        ({"receipt": receipt(agent_type="agent")}, "receipt.items[0].agent_type"),
        ({"receipt": receipt() | {"customer": {"phone": "79001234567"}}}, "receipt.customer.email"),
    ],
)
async def test_a_wrong_field_is_named(sandbox: Sandbox, fields: dict[str, Any], parameter: str) -> None:
    answer = await sandbox.api.post(
        "/payments", json=a_payment(**fields), headers={"Idempotence-Key": "key-1"}
    )
    error = answer.json()
    assert (answer.status_code, error["type"], error["code"]) == (400, "error", "invalid_request")
    assert error["parameter"] == parameter
    assert await sandbox.payments() == []


async def test_what_the_sdk_sends_needlessly_is_tolerated(sandbox: Sandbox) -> None:
    payment = await sandbox.create(statements=[], transfers=[], receipt=receipt(vat_code=12, quantity=1))
    assert payment["receipt_registration"] == "pending"


@pytest.mark.parametrize("key", [None, "", "k" * 65])
async def test_a_key_is_required_and_short(sandbox: Sandbox, key: str | None) -> None:
    headers = {} if key is None else {"Idempotence-Key": key}
    answer = await sandbox.api.post("/payments", json=a_payment(), headers=headers)
    assert (answer.status_code, answer.json()["parameter"]) == (400, "Idempotence-Key")


async def test_a_repeat_tells_the_present_state(sandbox: Sandbox) -> None:
    paid = await sandbox.paid()
    again = await sandbox.create()
    assert (again["id"], again["status"]) == (paid["id"], "succeeded")


async def test_a_key_with_another_body_is_refused(sandbox: Sandbox) -> None:
    await sandbox.create()
    answer = await sandbox.api.post(
        "/payments", json=a_payment(description="другое"), headers={"Idempotence-Key": "key-1"}
    )
    assert (answer.status_code, answer.json()["description"]) == (400, "Idempotence key duplicated")


async def test_a_key_is_free_again_after_a_day(sandbox: Sandbox) -> None:
    first = await sandbox.create()
    await sandbox.travel(hours=25)
    assert (await sandbox.create())["id"] != first["id"]


@pytest.mark.parametrize(
    "card", [card for card in CARDS.values() if card.reason], ids=lambda card: card.number
)
async def test_a_declined_card_cancels_with_its_reason(sandbox: Sandbox, card: Any) -> None:
    payment = await sandbox.pay((await sandbox.create())["id"], card.number)
    assert (payment["status"], payment["paid"]) == ("canceled", False)
    assert payment["cancellation_details"] == {"party": card.party, "reason": card.reason}


async def test_the_card_table_is_whole() -> None:
    assert len(CARDS) == 6 + 13 * 3


async def test_an_unconfirmed_payment_expires_after_an_hour(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    await sandbox.travel(minutes=59)
    assert (await sandbox.get(f"/payments/{payment['id']}"))["status"] == "pending"
    await sandbox.travel(minutes=2)
    expired = await sandbox.get(f"/payments/{payment['id']}")
    assert expired["cancellation_details"] == {"party": "yoo_money", "reason": "expired_on_confirmation"}
    assert (await sandbox.pay(payment["id"]))["status"] == "canceled"


async def test_held_money_is_let_go_after_a_week(sandbox: Sandbox) -> None:
    payment = await sandbox.paid(capture=False)
    assert payment["status"] == "waiting_for_capture"
    await sandbox.travel(hours=24 * 7 + 1)
    expired = await sandbox.get(f"/payments/{payment['id']}")
    assert expired["cancellation_details"]["reason"] == "expired_on_capture"


async def test_a_pending_payment_cannot_be_captured_or_cancelled(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    for action in ("capture", "cancel"):
        answer = await sandbox.api.post(
            f"/payments/{payment['id']}/{action}", headers={"Idempotence-Key": action}
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


async def test_refunds_together_never_exceed_the_payment(sandbox: Sandbox) -> None:
    payment = await sandbox.paid()
    accepted(await sandbox.refund(payment["id"], "1000.00", key="a"))
    too_much = await sandbox.refund(payment["id"], "500.01", key="b")
    assert (too_much.status_code, too_much.json()["parameter"]) == (400, "amount.value")
    accepted(await sandbox.refund(payment["id"], "500.00", key="c"))
    found = await sandbox.get(f"/payments/{payment['id']}")
    assert found["refunded_amount"]["value"] == "1500.00"
    assert (found["status"], found["refundable"]) == ("succeeded", False)


async def test_an_unpaid_payment_is_not_refunded(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    assert (await sandbox.refund(payment["id"], "10.00")).status_code == 400


async def test_a_partial_refund_of_a_receipted_payment_needs_a_receipt(sandbox: Sandbox) -> None:
    payment = await sandbox.paid(receipt=receipt())
    answer = await sandbox.refund(payment["id"], "10.00")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "receipt")


async def test_a_saved_method_pays_without_the_payer(sandbox: Sandbox) -> None:
    first = await sandbox.pay((await sandbox.create())["id"], saved=True)
    method = first["payment_method"]
    assert method["saved"]
    second = await sandbox.create(key="key-2", confirmation=None, payment_method_id=method["id"])
    assert second["status"] == "succeeded"


async def test_wrong_credentials_are_refused(sandbox: Sandbox) -> None:
    answer = await sandbox.api.get("/me", auth=("100500", "wrong"))
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")


async def test_a_filter_nobody_knows_is_refused(sandbox: Sandbox) -> None:
    answer = await sandbox.api.get("/payments", params={"metadata.order": "7"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "metadata.order")
