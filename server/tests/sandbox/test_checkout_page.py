"""The hosted page: form, outcome, and the way back to the shop."""

import pytest

from sandbox.stand import Sandbox

GOOD = {"card": "5555 5555 5555 4444", "expiry": "12/40", "cvc": "123"}


def page_of(payment_id: str) -> str:
    return f"/payment-system/checkout/{payment_id}"


async def test_paying_leads_back_to_the_shop(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    shown = await sandbox.http.get(payment["confirmation"]["confirmation_url"])
    assert "Урок математики" in shown.text
    assert "1\u00a0500,00\u00a0₽" in shown.text
    assert 'id="pay"' in shown.text
    assert "Отменить и вернуться" in shown.text

    for _ in range(2):
        paid = await sandbox.http.post(page_of(payment["id"]), data=GOOD)
        assert (paid.status_code, paid.headers["location"]) == (303, "http://localhost:9/return?lesson=7")
    assert (await sandbox.get(f"/payments/{payment['id']}"))["status"] == "succeeded"
    assert "Вернуться в магазин" in (await sandbox.http.get(page_of(payment["id"]))).text


async def test_a_declined_card_says_why(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    answer = await sandbox.http.post(page_of(payment["id"]), data=GOOD | {"card": "2200000000000053"})
    assert answer.status_code == 303
    assert "На карте не хватает денег" in (await sandbox.http.get(page_of(payment["id"]))).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("card", "4242424242424242", "Это не тестовая карта"),
        ("expiry", "01/20", "Месяц и год в будущем"),
        ("expiry", "13/40", "Месяц и год в будущем"),
        ("cvc", "12", "Три любые цифры"),
    ],
)
async def test_a_mistake_is_shown_beside_the_field(
    sandbox: Sandbox, field: str, typed: str, sentence: str
) -> None:
    payment = await sandbox.create()
    answer = await sandbox.http.post(page_of(payment["id"]), data=GOOD | {field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert (await sandbox.get(f"/payments/{payment['id']}"))["status"] == "pending"


async def test_an_expired_payment_is_not_paid(sandbox: Sandbox) -> None:
    payment = await sandbox.create()
    await sandbox.travel(hours=2)
    assert "Время на оплату истекло" in (await sandbox.http.get(page_of(payment["id"]))).text
    await sandbox.http.post(page_of(payment["id"]), data=GOOD)
    assert (await sandbox.get(f"/payments/{payment['id']}"))["status"] == "canceled"


async def test_what_a_shop_writes_stays_text(sandbox: Sandbox) -> None:
    payment = await sandbox.create(description="<script>alert(1)</script>")
    shown = await sandbox.http.get(page_of(payment["id"]))
    assert "<script>alert" not in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]


async def test_an_unknown_payment_is_a_page_as_well(sandbox: Sandbox) -> None:
    answer = await sandbox.http.get(page_of("nothing"))
    assert answer.status_code == 404
    assert "Платёж не найден" in answer.text


async def test_the_other_pages_open(sandbox: Sandbox) -> None:
    payment = await sandbox.paid()
    await sandbox.refund(payment["id"], "500.00")
    assert "/mindbox/inbox" in (await sandbox.http.get("/")).text
    assert "Возврат 500,00" in (await sandbox.http.get("/payment-system/payments")).text
    assert (await sandbox.http.get("/static/sandbox.css")).status_code == 200
