"""Finance's day in a real browser: a payment looked into, a refund asked for, decided and followed, a limit
proposed and agreed to by somebody else, the ledger compared, the platform and its neighbours looked over.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from playwright.async_api import Locator

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation, enter
from tutorium.local.announcement import Running

WHY = "Проверено по обращению 4512: занятий не было"
BOOK = """async () => {
    const ask = async (path, body) => {
        const headers = {"content-type": "application/json", "idempotency-key": crypto.randomUUID()};
        const sent = body ? {method: "POST", headers, body: JSON.stringify(body)} : {};
        return (await fetch(`/api/v1${path}`, sent)).json();
    };
    const day = (n) => new Date(Date.now() + n * 86400000).toISOString();
    const {items: tutors} = await ask("/catalog/tutors?sort=soonest&limit=20");
    for (const tutor of tutors) {
        const path = `/lessons/tutors/${tutor.tutor_id}/slots?from=${day(3)}&to=${day(20)}&minutes=60`;
        const {slots = []} = await ask(path);
        for (const slot of slots.slice(0, 3)) {
            const [{subject}] = tutor.subjects;
            const lesson = await ask("/lessons", {
                tutor_id: tutor.tutor_id, subject, starts_at: slot.starts_at, minutes: 60, kind: "single",
            });
            if (lesson.payment) return [lesson.id, lesson.payment.payment_id];
        }
    }
}"""


async def test_a_day_of_finance(browser_path: str, tmp_path: Path) -> None:
    async with an_installation(tmp_path) as running, a_browser(browser_path) as browser:
        await the_day(browser, running, tmp_path)


async def the_day(browser: Any, running: Running, folder: Path) -> None:
    """What a day at the money desk brings."""
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        a_visitor(browser, "payer", running, timezone="Europe/Moscow") as student,
        a_visitor(browser, "finance", running, timezone="Europe/Moscow") as finance,
        a_visitor(browser, "chief", running, timezone="Europe/Moscow") as admin,
    ):
        student.refusals.add("/api/v1/lessons")  # a slot may be no longer free when the script asks for it
        await enter(student, running, "student")
        payment_id = await the_student_pays_too_late(student, folder)
        await enter(finance, running, "finance")
        await finance_looks_into_the_payment(finance, payment_id)
        await the_student_asks_for_his_money(student)
        await finance_agrees(finance)
        await the_student_sees_it_come(student)
        await finance_proposes_a_limit(finance)
        await enter(admin, running, "admin")
        await somebody_else_agrees(admin)
        await finance_compares(finance)
        await finance.open("/desk/overview")
        await finance.says("Занятия по дню начала")
        await finance.page.locator(".recharts-surface").first.wait_for()
        await finance.screen("overview")
        await admin.open("/desk/integrations")
        await admin.says("Отвечает")
        await admin.screen("integrations")
        await admin.press("English", within="header")
        await admin.says("External systems")
        await admin.open("/desk/overview?period=month")
        await admin.says("Lessons by the day they begin")
        await admin.screen("overview-in-english")
        everybody = (student, finance, admin)
        assert [each for visitor in everybody for each in visitor.complaints] == []


async def until(visitor: Visitor, sought: Locator) -> None:
    """Look again and again until it is there: what has to happen first, happens within seconds."""
    async with asyncio.timeout(60):
        while True:
            await visitor.quiet()
            if await sought.count():
                return
            await visitor.page.reload()


async def the_student_pays_too_late(student: Visitor, folder: Path) -> str:
    """The money comes when the lesson's time is over: its minutes stay free."""
    lesson_id, payment_id = await student.page.evaluate(BOOK)
    environment: dict[str, Any] = json.loads((folder / "environment.json").read_text())
    connection = await asyncpg.connect(environment["DATABASE_URL"])
    try:
        await connection.execute(
            "UPDATE lessons.lesson SET state = 'expired', starts_at = starts_at - interval '60 days',"
            " ends_at = ends_at - interval '60 days', busy_range = tstzrange(lower(busy_range) - interval"
            " '60 days', upper(busy_range) - interval '60 days') WHERE id = $1",
            lesson_id,
        )
    finally:
        await connection.close()
    async with httpx.AsyncClient(base_url=student.sandbox) as sandbox:
        path = f"/payment-system/_control/payments/{payment_id}/pay"
        (await sandbox.post(path, json={"card": "5555555555554444"})).raise_for_status()
        (await sandbox.post("/payment-system/_control/webhooks/deliver")).raise_for_status()
    await student.open("/payments")
    await until(student, student.page.get_by_text("60 свободных минут"))
    return str(payment_id)


async def finance_looks_into_the_payment(finance: Visitor, payment_id: str) -> None:
    await finance.open("/desk")
    await finance.says("Ни один не ждёт людей")
    await finance.screen("start")
    await finance.press("Платежи")
    await finance.page.get_by_role("searchbox").fill(payment_id)
    await finance.press("Найти")
    row = finance.page.locator("[data-row]")
    await row.filter(has_text="Алексей Новиков").wait_for()
    await finance.screen("payments")
    await row.click()
    await finance.says("Платёж прошёл")
    await finance.press("Спросить платёжную систему")
    await finance.says("Платёжная система говорит")
    await finance.screen("payment")
    await finance.press("Проверять возвраты плательщика…")
    dialog = finance.page.get_by_role("dialog")
    await dialog.get_by_label("Причина").fill("Жалоба банка на чужую карту, обращение 4511")
    await finance.screen("payer-check")
    await dialog.get_by_role("button", name="Проверять", exact=True).click()
    await dialog.wait_for(state="hidden")
    await finance.says("решают люди: Жалоба банка")


async def the_student_asks_for_his_money(student: Visitor) -> None:
    await student.press("Вернуть деньги")
    dialog = student.page.get_by_role("dialog")
    await dialog.get_by_text("На карту вернётся").wait_for()
    await dialog.get_by_label("Почему возвращаете").select_option("tutor_does_not_fit")
    await student.screen("refund-quote")
    await dialog.get_by_role("button", name="Вернуть ").click()
    await dialog.get_by_text("Заявка на").wait_for()
    await student.page.keyboard.press("Escape")
    await dialog.wait_for(state="hidden")
    await student.page.reload()
    await student.says("Рассматриваем")
    await student.says("деньги не позднее")
    await student.screen("refund-waits")


async def finance_agrees(finance: Visitor) -> None:
    await finance.open("/desk/refunds")
    await finance.says("плательщик под вниманием")
    await finance.screen("refunds")
    await finance.page.get_by_role("button", name="Согласиться с возвратом: Алексей Новиков").click()
    dialog = finance.page.get_by_role("dialog")
    await dialog.get_by_label("Почему вы так решили").fill(WHY)
    await finance.screen("refund-agree")
    await dialog.get_by_role("button", name="Согласиться", exact=True).click()
    await dialog.wait_for(state="hidden")
    await finance.page.get_by_role("tab", name="Закрытые").click()
    await until(finance, finance.page.locator("article").filter(has_text="Возвращён"))
    await finance.screen("refunds-done")


async def the_student_sees_it_come(student: Visitor) -> None:
    await until(student, student.page.get_by_text("Возвращён", exact=True))
    await student.screen("refund-came")


async def finance_proposes_a_limit(finance: Visitor) -> None:
    await finance.open("/desk/policy")
    await finance.says("Комиссия площадки: первая ставка")
    await finance.screen("policy")
    await finance.page.locator("[data-row]").filter(has_text="подтверждается сам").click()
    await finance.press("Изменить…")
    dialog = finance.page.get_by_role("dialog")
    await dialog.get_by_label("Новое значение").fill("5 000")
    await dialog.get_by_text("Это деньги").wait_for()
    await dialog.get_by_label("Почему меняете").fill("Три спорных возврата за неделю")
    await finance.screen("policy-change")
    await dialog.get_by_role("button", name="Предложить").click()
    await dialog.wait_for(state="hidden")
    await finance.says("Подтвердить должен другой человек")
    await finance.screen("policy-waits")


async def somebody_else_agrees(admin: Visitor) -> None:
    await admin.open("/desk")
    await admin.says("1 изменение ждёт второго человека")
    await admin.open("/desk/policy/payments-refund_auto_kopecks")
    await admin.press("Подтвердить")
    await admin.says("Подтверждает")
    await admin.screen("policy-agreed")


async def finance_compares(finance: Visitor) -> None:
    await finance.open("/desk/reconciliation")
    await finance.press("Сверить сейчас")
    await finance.page.get_by_text("операц").first.wait_for()
    await finance.screen("reconciliation")
