"""Mindbox: statuses on both levels, transactions, and the inbox."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from sandbox.stand import ENDPOINT_ID, MINDBOX_KEY, Sandbox

LINK = "http://localhost:8000/confirm-email?token=abc"


async def call(
    sandbox: Sandbox,
    operation: str = "Auth.ConfirmEmail",
    *,
    mode: str = "async",
    transaction: str | None = None,
    authorization: str | None = f"SecretKey {MINDBOX_KEY}",
    endpoint: str = ENDPOINT_ID,
    **body: Any,
) -> httpx.Response:
    content = {
        "customer": {"email": "student@example.ru"},
        "emailMailing": {"customParameters": {"link": LINK, "name": "Аня"}},
    } | body
    return await sandbox.http.post(
        f"/mindbox/v3/operations/{mode}",
        params={
            "endpointId": endpoint,
            "operation": operation,
            "transactionId": transaction or str(uuid4()),
        },
        headers={"Authorization": authorization} if authorization else {},
        json=content,
    )


async def inbox(sandbox: Sandbox, email: str = "student@example.ru") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await sandbox.http.get("/mindbox/_inbox", params={"email": email})).json()[
        "items"
    ]
    return items


async def test_a_letter_lands_in_the_inbox(sandbox: Sandbox) -> None:
    answer = await call(sandbox)
    assert (answer.status_code, answer.json()) == (200, {"status": "Success"})
    await call(sandbox, "Lessons.Scheduled")
    letters = await inbox(sandbox, "Student@Example.ru")
    assert [letter["operation"] for letter in letters] == ["Lessons.Scheduled", "Auth.ConfirmEmail"]
    assert letters[1]["parameters"] == {"link": LINK, "name": "Аня"}
    assert set(letters[1]) == {"operation", "email", "parameters", "received_at"}
    assert await inbox(sandbox, "other@example.ru") == []


async def test_the_older_spelling_of_the_key_works(sandbox: Sandbox) -> None:
    answer = await call(sandbox, authorization=f'Mindbox secretKey="{MINDBOX_KEY}"')
    assert answer.json()["status"] == "Success"


async def test_a_transaction_is_done_once(sandbox: Sandbox) -> None:
    transaction = str(uuid4())
    await call(sandbox, transaction=transaction)
    again = await call(sandbox, transaction=transaction)
    assert (again.status_code, again.json()["status"]) == (200, "TransactionAlreadyProcessed")
    assert len(await inbox(sandbox)) == 1


async def test_a_sync_mailing_forgets_its_transaction(sandbox: Sandbox) -> None:
    transaction = str(uuid4())
    for _ in range(2):
        await call(sandbox, mode="sync", transaction=transaction)
    assert len(await inbox(sandbox)) == 2


async def test_a_rejected_call_does_not_burn_its_transaction(sandbox: Sandbox) -> None:
    transaction = str(uuid4())
    await call(sandbox, transaction=transaction, customer={"email": "nobody"})
    assert (await call(sandbox, transaction=transaction)).json()["status"] == "Success"


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({"customer": {}}, "/customer/email"),
        ({"customer": {"email": "nobody"}}, "/customer/email"),
        ({"customer": {"email": "a@example.ru", "mobilePhone": "12"}}, "/customer/mobilePhone"),
        ({"customer": {"email": "a@example.ru", "birthDate": "01.02.2000"}}, "/customer/birthDate"),
        ({"emailMailing": {"customParameters": {}}}, "/emailMailing/customParameters/link"),
    ],
)
async def test_bad_data_is_a_validation_error_with_200(
    sandbox: Sandbox, body: dict[str, Any], location: str
) -> None:
    answer = await call(sandbox, **body)
    assert (answer.status_code, answer.json()["status"]) == (200, "ValidationError")
    assert answer.json()["validationMessages"][0]["location"] == location
    assert await inbox(sandbox) == []


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"operation": "Unknown.Operation"}, 400),
        ({"endpoint": "other.Backend"}, 400),
        ({"authorization": None}, 401),
        ({"authorization": "SecretKey wrong"}, 403),
    ],
)
async def test_a_wrong_call_is_a_protocol_error(sandbox: Sandbox, wrong: dict[str, Any], status: int) -> None:
    answer = await call(sandbox, **wrong)
    assert (answer.status_code, answer.json()["status"]) == (status, "ProtocolError")
    assert answer.json()["httpStatusCode"] == status
    assert answer.json()["errorMessage"]
    assert answer.json()["errorId"]


async def test_a_customer_is_created_and_then_changed(sandbox: Sandbox) -> None:
    first = (await call(sandbox, "Website.RegisterCustomer", mode="sync")).json()["customer"]
    second = (await call(sandbox, "Website.EditCustomer", mode="sync")).json()["customer"]
    assert (first["processingStatus"], second["processingStatus"]) == ("Created", "Changed")
    assert first["ids"] == second["ids"]
    assert await inbox(sandbox) == []


@pytest.mark.parametrize(
    ("kind", "status", "letters"),
    [
        ("error_500_before", 500, 0),
        ("error_500_after", 500, 1),
        ("error_503", 503, 0),
        ("too_many_429", 429, 0),
        ("empty_body", 200, 1),
        ("html_body", 200, 1),
        ("validation_error", 200, 0),
        ("suppress", 200, 0),
    ],
)
async def test_a_fault_spoils_the_answer(sandbox: Sandbox, kind: str, status: int, letters: int) -> None:
    await sandbox.fault(kind, "mindbox")
    assert (await call(sandbox)).status_code == status
    assert len(await inbox(sandbox)) == letters
    await sandbox.no_faults("mindbox")
    assert (await call(sandbox)).json()["status"] == "Success"


async def test_a_person_reads_the_letter_and_finds_its_link(sandbox: Sandbox) -> None:
    texts = {"subject": "Подтвердите почту", "text": "Здравствуйте, <b>Аня</b>!", "link": LINK}
    await call(sandbox, emailMailing={"customParameters": texts})
    shown = (await sandbox.http.get("/mindbox/inbox")).text
    assert f'href="{LINK}"' in shown
    assert "Здравствуйте, &lt;b&gt;Аня" in shown
    empty = await sandbox.http.get("/mindbox/inbox", params={"email": "other@example.ru"})
    assert "пока нет" in empty.text


SMS: dict[str, Any] = {
    "customer": {"mobilePhone": "+7 (916) 123-45-67"},
    "smsMailing": {"customParameters": {"code": "123456"}},
}


async def test_a_text_message_lands_in_the_inbox_of_its_number(sandbox: Sandbox) -> None:
    assert (await call(sandbox, "Auth.PhoneCode", **SMS)).json() == {"status": "Success"}
    for asked in ("+79161234567", "79161234567"):
        items = (await sandbox.http.get("/mindbox/_inbox", params={"phone": asked})).json()["items"]
        assert [(item["phone"], item["parameters"]) for item in items] == [
            ("79161234567", {"code": "123456"})
        ]
    assert (await sandbox.http.get("/mindbox/_inbox", params={"phone": "+79990000000"})).json()["items"] == []
    shown = await sandbox.http.get("/mindbox/inbox", params={"email": "+79161234567"})
    assert "123456" in shown.text
    assert "Код подтверждения" in shown.text


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (SMS | {"customer": {"email": "student@example.ru"}}, "/customer/mobilePhone"),
        (SMS | {"customer": {"mobilePhone": "12"}}, "/customer/mobilePhone"),
        (SMS | {"smsMailing": {"customParameters": {}}}, "/smsMailing/customParameters/code"),
    ],
)
async def test_a_text_message_without_what_it_needs_is_not_taken(
    sandbox: Sandbox, body: dict[str, Any], place: str
) -> None:
    answer = (await call(sandbox, "Auth.PhoneCode", **body)).json()
    assert answer["status"] == "ValidationError"
    assert place in [message["location"] for message in answer["validationMessages"]]
