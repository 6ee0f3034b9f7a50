"""A subscription in a real browser: a first lesson, four weeks paid for with a card that stays, a lesson
taken from the balance and held, support asked about it, the card removed.

Days pass between the parts: the installation is started again with its clock ahead.
"""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg
import httpx
import pytest
from playwright.async_api import Browser, expect

from journeys import browser
from journeys.browser import Visitor, a_browser, a_visitor, an_installation, enter, pick_a_late_slot
from tutorium.demo import PASSWORD
from tutorium.local.announcement import Running
from tutorium.local.root import ROOT

PICTURES = ROOT / ".artifacts/browser-subscription"
GOOD_CARD, POOR_CARD = "5555555555554444", "2200000000000053"
AFTER_A_LESSON = timedelta(hours=2)
"""From its beginning; from then on for three days it can be confirmed."""
STRANGER = """async () => {
    const ask = async (path) => (await fetch(`/api/v1${path}`)).json();
    const {items: tutors} = await ask("/catalog/tutors?sort=soonest&limit=20");
    for (const {tutor_id} of tutors) {
        const plans = await ask(`/subscriptions/plans?tutor_id=${tutor_id}`);
        if (!plans.eligible && plans.items.some(({minutes}) => minutes === 60)) return tutor_id;
    }
}"""

STARTS_AT = "async (id) => (await (await fetch(`/api/v1/lessons/${id}`)).json()).starts_at"


class Lesson(NamedTuple):
    """A lesson that was booked."""

    id: str
    starts_at: datetime


async def test_a_subscription_from_the_first_lesson_to_the_card_removed(
    browser_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(browser, "ARTIFACTS", PICTURES)
    complaints: list[str] = []
    async with a_browser(browser_path) as chromium:
        async with an_installation(tmp_path) as running, somebody(chromium, running, "before") as student:
            await sign_in(student)
            tutor = await student.page.evaluate(STRANGER)
            first = await a_first_lesson_is_paid_for(student, tutor)
            complaints += student.complaints
        async with later(chromium, tmp_path, first, timedelta()) as (student, _):
            past = first.starts_at + AFTER_A_LESSON - datetime.now(UTC)
            await the_lesson_is_confirmed(student, first)
            subscription = await the_student_subscribes(student, tutor)
            second = await a_lesson_from_the_balance(student, tutor)
            await student.open(subscription)
            await student.says("ещё 60 мин. ждут занятий")
            complaints += student.complaints
        async with later(chromium, tmp_path, second, past) as (student, agent):
            await the_lesson_is_confirmed(student, second)
            await the_minutes_are_consumed(student, subscription)
            await support_is_asked_about_it(student, agent, subscription)
            await the_card_is_removed(student, subscription)
            complaints += student.complaints + agent.complaints
    assert complaints == []


def somebody(chromium: Browser, running: Running, name: str, ahead: timedelta = timedelta()) -> Any:
    """Somebody in front of a fresh browser."""
    return a_visitor(chromium, name, running, timezone="Europe/Moscow", ahead=ahead)


@asynccontextmanager
async def later(
    chromium: Browser, folder: Path, lesson: Lesson, past: timedelta
) -> AsyncIterator[tuple[Visitor, Visitor]]:
    """The same installation after a lesson, `past` of the way gone before, with a student and an agent in
    it; what became due is due."""
    ahead = lesson.starts_at + AFTER_A_LESSON - datetime.now(UTC)
    async with (
        an_installation(folder, ahead=ahead) as running,
        somebody(chromium, running, f"day-{ahead.days}", ahead) as student,
        somebody(chromium, running, f"agent-{ahead.days}", ahead) as agent,
    ):
        environment: dict[str, Any] = json.loads((folder / "environment.json").read_text())
        connection = await asyncpg.connect(environment["DATABASE_URL"])
        try:
            due = "UPDATE platform.pgqueuer SET execute_after = execute_after - $1::interval"
            await connection.execute(due, ahead - past)
        finally:
            await connection.close()
        async with httpx.AsyncClient(base_url=running.sandbox_url) as sandbox:
            body = {"advance_seconds": (ahead - past).total_seconds()}
            (await sandbox.post("/payment-system/_control/clock", json=body)).raise_for_status()
        await sign_in(student)
        await enter(agent, running, "support")
        yield student, agent


async def sign_in(student: Visitor) -> None:
    await student.open("/sign-in")
    await student.fill("Почта", "student@demo.test")
    await student.fill("Пароль", PASSWORD)
    await student.press("Войти", within="form")
    await student.page.get_by_role("button", name="Меню учётной записи").wait_for()


async def a_first_lesson_is_paid_for(student: Visitor, tutor: str) -> Lesson:
    """Nobody subscribes to somebody he has not met."""
    await student.open(f"/tutors/{tutor}?minutes=60")
    await student.says("Сначала одно занятие")
    await student.screen("not-yet")
    await pick_a_late_slot(student)
    await student.press("Записаться")
    await student.page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await pay(student, GOOD_CARD)
    await student.says("Вы записаны")
    return await open_lesson(student)


async def the_lesson_is_confirmed(student: Visitor, lesson: Lesson) -> None:
    await student.open(f"/lessons/{lesson.id}")
    await student.press("Подтвердить занятие")
    await student.says("Проведено")


async def the_student_subscribes(student: Visitor, tutor: str) -> str:
    """With the tick; a card without money first. Gives the address of the subscription."""
    await choose_a_plan(student, tutor)
    await student.screen("subscribe")
    await student.page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await pay(student, POOR_CARD)
    await student.says("Оплата не прошла")
    await student.screen("return-failed")
    await choose_a_plan(student, tutor)
    await student.page.get_by_role("checkbox").check()
    await student.says("Карта сохранится в платёжной системе")
    await student.screen("subscribe-with-the-tick")
    await student.page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await pay(student, GOOD_CARD)
    await student.says("На балансе 240 минут")
    await student.screen("return-paid")
    await student.press("Открыть подписку")
    await student.says("Первый период оплачен")
    await student.says("Спишется с карты")
    await student.screen("subscription")
    await student.press("Отменить подписку")
    await student.page.get_by_role("dialog").get_by_text("отмену можно вернуть").wait_for()
    await student.screen("cancel")
    dialog = student.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Отменить подписку", exact=True).click()
    await dialog.wait_for(state="hidden")
    await student.says("Больше ничего не спишется")
    await student.screen("canceled")
    await student.press("Продолжить подписку")
    await student.says("Спишется с карты")
    await student.press("Вернуть деньги за всё")
    await student.says("за 240 минут")
    await student.says("Подписка сразу закончится")
    await student.screen("refund-quote")
    await student.page.keyboard.press("Escape")
    return student.page.url.removeprefix(student.app)


async def choose_a_plan(student: Visitor, tutor: str) -> None:
    await student.open(f"/tutors/{tutor}?minutes=60")
    await student.press("Оформить подписку")
    await student.says("К оплате сейчас")


async def a_lesson_from_the_balance(student: Visitor, tutor: str) -> Lesson:
    """Booked without a payment."""
    await student.open(f"/tutors/{tutor}?minutes=60")
    await pick_a_late_slot(student)
    await student.press("Записаться")
    await student.says("Спишем 60 из 240 оплаченных минут")
    await student.press("Записаться без оплаты")
    await student.says("Вы записаны")
    return await open_lesson(student)


async def the_minutes_are_consumed(student: Visitor, subscription: str) -> None:
    await student.open(subscription)
    await student.says("180 минут")
    await student.says("свободно для записи")
    await student.says("Подписка, 180 минут")
    await expect(student.page.get_by_role("listitem").filter(has_text="Спишется с карты")).to_have_count(3)
    await student.screen("consumed")
    await student.open("/home")
    await student.says("Подписки")
    await student.screen("home")


async def support_is_asked_about_it(student: Visitor, agent: Visitor, subscription: str) -> None:
    """The agent sees which subscription it is about."""
    await student.open(subscription)
    await student.press("Спросить об этой подписке")
    await student.says("О подписке:")
    await student.fill("Коротко", "Когда спишется следующий платёж?")
    await student.page.get_by_label("Что случилось").fill("Хочу понять, за сколько дней вы предупреждаете.")
    await student.screen("contact")
    await student.press("Отправить")
    await student.says("Подписка, о которой речь")
    await student.screen("ticket")
    await agent.open("/desk/tickets?queue=unassigned")
    await agent.page.get_by_text("Когда спишется следующий платёж?").first.click()
    await agent.says("за сколько дней вы предупреждаете")
    await agent.says("Следующая оплата")
    await agent.screen("subscription-at-the-desk")


async def the_card_is_removed(student: Visitor, subscription: str) -> None:
    """From this moment on the payer pays by hand."""
    await student.open("/payments")
    await student.says("Сохранённые карты")
    await student.page.get_by_role("button", name=re.compile("^Удалить карту")).click()
    dialog = student.page.get_by_role("dialog")
    await dialog.get_by_text("С неё больше ничего не спишется").wait_for()
    await student.screen("remove-card")
    await dialog.get_by_role("button", name="Удалить карту", exact=True).click()
    await student.says("Сохранённых карт нет")
    await student.open(subscription)
    await expect(student.page.get_by_role("radio", name="Вручную")).to_be_checked()
    await student.says("Оплатите сами")
    await student.screen("by-hand")


async def pay(student: Visitor, card: str) -> None:
    """Type the card and press the button of the Payment System."""
    await student.page.locator("#pay").wait_for()
    for name, value in (("card", card), ("expiry", "12/40"), ("cvc", "123")):
        await student.page.locator(f"input[name={name}]").fill(value)
    await student.page.locator("#pay").click()


async def open_lesson(student: Visitor) -> Lesson:
    """From the page after the payment."""
    await student.press("Открыть занятие")
    await student.page.wait_for_url(re.compile("/lessons/"))
    lesson_id = student.page.url.rsplit("/", 1)[-1]
    starts_at = await student.page.evaluate(STARTS_AT, lesson_id)
    return Lesson(lesson_id, datetime.fromisoformat(starts_at))
