"""Mindbox: customers, the variations of its answers, and the requests of its official SDK."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from sandbox.stand import ENDPOINT_ID, MINDBOX_KEY, Sandbox

EDIT, ERASE = "Website.EditCustomer", "Website.EraseCustomer"


async def call(
    sandbox: Sandbox, operation: str, customer: dict[str, Any], *, mode: str = "sync"
) -> dict[str, Any]:
    answer = await sandbox.http.post(
        f"/mindbox/v3/operations/{mode}",
        params={"endpointId": ENDPOINT_ID, "operation": operation, "transactionId": str(uuid4())},
        headers={"Authorization": f"SecretKey {MINDBOX_KEY}"},
        json={"customer": customer},
    )
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def a_customer(number: str, **more: Any) -> dict[str, Any]:
    return {"ids": {"websiteID": number}, "email": f"{number}@example.ru"} | more


async def customers(sandbox: Sandbox) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await sandbox.http.get("/mindbox/_customers")).json()["items"]
    return items


async def test_a_customer_is_known_by_our_id_whatever_his_address_becomes(sandbox: Sandbox) -> None:
    made = await call(sandbox, EDIT, a_customer("c1", fullName="Анна"))
    assert made["customer"]["processingStatus"] == "Created"
    moved = await call(sandbox, EDIT, a_customer("c1", email="another@example.ru"))
    assert moved["customer"]["processingStatus"] == "Changed"
    assert moved["customer"]["ids"] == made["customer"]["ids"]
    [known] = [each for each in await customers(sandbox) if each["document"]["ids"]["websiteID"] == "c1"]
    assert (known["known_by"], known["document"]["fullName"]) == ("another@example.ru", "Анна")
    assert "Анна" in (await sandbox.http.get("/mindbox/customers")).text


async def test_an_address_of_another_customer_is_ambiguous(sandbox: Sandbox) -> None:
    await call(sandbox, EDIT, a_customer("c2"))
    answer = await call(sandbox, EDIT, a_customer("c3", email="c2@example.ru"))
    assert (answer["status"], answer["customer"]["processingStatus"]) == ("Success", "Ambiguous")


async def test_who_is_erased_is_known_no_more(sandbox: Sandbox) -> None:
    await call(sandbox, EDIT, a_customer("c4"))
    for expected in ("Deleted", "NotFound"):
        answer = await call(sandbox, ERASE, {"ids": {"websiteID": "c4"}})
        assert answer["customer"]["processingStatus"] == expected


async def test_a_field_nobody_has_made_is_not_taken(sandbox: Sandbox) -> None:
    answer = await call(sandbox, EDIT, a_customer("c5", customFields={"locale": "ru", "shoeSize": 42}))
    assert answer["status"] == "ValidationError"
    assert [each["location"] for each in answer["validationMessages"]] == ["/customer/customFields/shoeSize"]


@pytest.mark.parametrize("kind", ["phone_as_number", "wrapped_result", "without_status", "not_found"])
async def test_answers_vary_as_the_real_ones_do(sandbox: Sandbox, kind: str) -> None:
    await sandbox.fault(kind, "mindbox")
    answer = await call(sandbox, EDIT, a_customer("c6", mobilePhone="79161234567"))
    seen = {
        "phone_as_number": answer.get("customer", {}).get("mobilePhone") == 79161234567,
        "wrapped_result": answer.get("result", {}).get("status") == "Success",
        "without_status": "status" not in answer,
        "not_found": answer.get("customer", {}).get("processingStatus") == "NotFound",
    }
    assert seen[kind]
    await sandbox.no_faults("mindbox")


async def test_the_requests_of_the_official_sdk_are_understood(sandbox: Sandbox) -> None:
    """As recorded from mindbox/sdk 24e4240 on PHP 8.2; the SDK itself is not run here.

    The query in its order, transactionId first; its headers; a body of one line; what it needs of answers:
    200 with a body that is not empty, `errorMessage` in a protocol error.
    """
    transaction_id, url = str(uuid4()), "/mindbox/v3/operations/async"
    query = f"transactionId={transaction_id}&endpointId={ENDPOINT_ID}&operation={EDIT}"
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json; charset=utf-8",
        "Authorization": f"SecretKey {MINDBOX_KEY}",
        "Mindbox-Integration": "PhpSDK",
        "Mindbox-Integration-Version": "1.0",
    }
    body = b'{"customer":{"ids":{"websiteID":"sdk-1"},"email":"sdk@example.ru"}}'

    async def ask(address: str, **changes: str) -> httpx.Response:
        return await sandbox.http.post(address, headers=headers | changes, content=body)

    first, again = await ask(f"{url}?{query}"), await ask(f"{url}?{query}")
    assert [each.status_code for each in (first, again)] == [200, 200]
    assert [each.json()["status"] for each in (first, again)] == ["Success", "TransactionAlreadyProcessed"]
    unknown = await ask(f"{url}?endpointId={ENDPOINT_ID}&operation=Nobody.MadeThis")
    assert (unknown.status_code, unknown.json()["status"]) == (400, "ProtocolError")
    assert unknown.json()["errorMessage"]
    forbidden = await ask(f"{url}?{query}", Authorization="SecretKey wrong")
    assert forbidden.status_code == 403
