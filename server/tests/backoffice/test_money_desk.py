"""The money desk: payments are found and explained, the looks are written down, comparisons are kept."""

from uuid import UUID

from backoffice.staff import a_colleague, audited, outcome
from payments.cashier import a_paid_payment, a_payment, pay_in_silence
from people import a_student, a_tutor
from subscriptions.lots import buy_lesson
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import clock
from tutorium.platform.db import transaction
from tutorium.platform.ids import new_id
from world import World

PAYMENTS = "/backoffice/payments"


async def test_a_payment_is_found_by_whatever_one_knows_of_it(world: World) -> None:
    tutor = await a_tutor(world)
    anna = await a_student(world, full_name="Анна Перепёлкина")
    boris = await a_student(world, full_name="Борис Дроздов")
    mine = await buy_lesson(world, anna, tutor)
    other = await a_paid_payment(world, payer_id=UUID(boris.id), amount_kopecks=420_000)
    finance = await a_colleague(world, "finance")
    provider_id = (await world.provider_payment(mine.payment_id))["id"]

    async def found(**query: object) -> list[str]:
        answer = await finance.get(PAYMENTS, **query)
        assert answer.status_code == 200, answer.text
        return [each["id"] for each in answer.json()["items"]]

    one, another = [mine.payment_id], [str(other.payment_id)]
    for text in ("Перепёлкин", anna.email, anna.id, mine.payment_id, provider_id):
        assert await found(q=text) == one, text
    assert await found(at_least=400_000) == another
    assert await found(at_most=400_000) == one
    assert await found(state="succeeded") == another + one
    assert await found(state="canceled") == []
    assert await found(until=(clock.now()).isoformat(), since="2026-01-01T00:00:00Z") == another + one
    assert await found(q=str(new_id())) == await found(q="никто@example.test") == []
    first = (await finance.get(PAYMENTS, limit=1)).json()
    rest = (await finance.get(PAYMENTS, limit=1, cursor=first["next_cursor"])).json()
    assert [first["items"][0]["id"], rest["items"][0]["id"]] == another + one
    assert first["items"][0]["payer"]["full_name"] == boris.name
    [*_, row] = await audited(world, "payments.payments_listed")
    assert (row["data"]["people"], row["data"]["kinds"]) == ([anna.id], ["name", "payments"])


async def test_a_payment_shows_its_story_and_where_its_money_is(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    bought = await buy_lesson(world, student, tutor)
    await student.post(f"/lessons/{bought.lesson_id}/cancel", {"reason_code": "plans_changed"})
    await world.webhooks_delivered()
    supporter = await a_colleague(world, "support")
    file = (await supporter.get(f"{PAYMENTS}/{bought.payment_id}")).json()
    assert [(each["refund_id"] is None, each["to_state"]) for each in file["events"]] == [
        (True, "created"),
        (True, "pending"),
        (True, "succeeded"),
        (False, "processing"),
        (False, "succeeded"),
    ]
    kinds = list(dict.fromkeys(line["kind"] for line in file["ledger"]))
    assert kinds == ["payment_succeeded", "refund_started", "refund_succeeded"]
    assert sum(line["amount_kopecks"] for line in file["ledger"]) == 0
    assert {line["account"] for line in file["ledger"]} == {"psp_clearing", "lesson_escrow", "refund_payable"}
    assert (file["refunds"][0]["origin"], file["refunds"][0]["actions"]) == ("rule", [])
    assert outcome(await supporter.get(f"{PAYMENTS}/{new_id()}")) == (404, "not_found")
    [row] = await audited(world, "payments.payment_opened")
    assert (row["subject"], row["data"]["payment_id"]) == (f"user:{student.id}", bought.payment_id)


async def test_the_payment_system_is_asked_on_demand_and_what_it_says_is_applied(world: World) -> None:
    started = await a_payment()
    await pay_in_silence(world, started)
    finance, supporter = await a_colleague(world, "finance"), await a_colleague(world, "support")
    path = f"{PAYMENTS}/{started.payment_id}"
    assert outcome(await supporter.post(f"{path}/ask")) == (403, "forbidden")
    said = (await finance.post(f"{path}/ask")).json()
    assert said == {"status": "succeeded", "amount_kopecks": 150_000, "reason": None}
    assert (await finance.get(path)).json()["payment"]["state"] == "succeeded"
    await world.fault("payment-system", "error_500_before")
    said = (await finance.post(f"{path}/ask")).json()
    assert (said["status"], said["reason"]) == (None, "http_500")


async def test_each_comparison_is_kept_with_what_it_found(world: World) -> None:
    paid, finance = await a_paid_payment(world), await a_colleague(world, "finance")
    async with transaction() as db:
        await post(db, "payment_suspended", str(paid.payment_id), [("psp_clearing", -1), ("suspense", 1)])
    assert (await finance.post("/backoffice/reconciliations")).status_code == 202
    await world.settle()
    [run] = (await finance.get("/backoffice/reconciliations")).json()["items"]
    assert (run["unexplained_kopecks"] >= 1, run["broke_off"]) == (True, False)
    assert any(each["ledger_kopecks"] - each["provider_kopecks"] == 1 for each in run["differences"])
    await world.fault("payment-system", "error_500_before")
    await world.run_schedule("payments.reconcile_with_the_payment_system")
    [broken, _] = (await finance.get("/backoffice/reconciliations")).json()["items"]
    assert broken["broke_off"] is True
    assert len(await audited(world, "payments.reconciliation_asked")) == 1
