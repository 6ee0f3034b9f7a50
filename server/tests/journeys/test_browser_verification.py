"""Verification in a real browser: asked again for a document, then verified; and another one declined."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from journeys import browser
from journeys.browser import ENTER, Visitor, a_browser, a_visitor, an_installation, enter
from journeys.verification import agree_to_the_check, open_case, paper, rule, send_application, upload
from papers import a_candidate, scan
from papers import upload as upload_paper
from people import PASSWORD, Person, agree, prepare, someone
from tutorium.local.announcement import Running
from tutorium.local.root import ROOT

PICTURES = ROOT / ".artifacts/browser-verification"
FIRST, SECOND = "Вера Чернова", "Глеб Тихий"
WHY = "Проверяю заявку репетитора"
MAIL_SECONDS = 30


class Neighbourhood:
    """The installation as people's programs see it; its worker works by itself."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def visitor(self) -> Person:
        """Somebody without an account."""
        return Person(self.running.app_url)

    async def letters(self, email: str, operation: str = "") -> list[dict[str, Any]]:
        """Letters of this operation, as soon as there is one."""
        return await self._arrived("email", email, operation)

    async def text_messages(self, phone: str) -> list[dict[str, Any]]:
        """Text messages to this number, as soon as there is one."""
        return await self._arrived("phone", phone)

    async def _arrived(self, to: str, address: str, operation: str = "") -> list[dict[str, Any]]:
        sandbox, inbox = Person(self.running.sandbox_url), f"{self.running.sandbox_url}/mindbox/_inbox"
        async with asyncio.timeout(MAIL_SECONDS):
            while True:
                items = (await sandbox.http.get(inbox, params={to: address})).json()["items"]
                if found := [each for each in items if operation in ("", each["operation"])]:
                    return found
                await asyncio.sleep(0.1)

    async def settle(self) -> None:
        """Whoever has to wait looks at his screen."""


async def test_a_tutor_is_verified_and_another_one_declined(
    browser_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(browser, "ARTIFACTS", PICTURES)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as chromium,
        a_visitor(chromium, "tutor", running, timezone="Europe/Moscow") as tutor,
        a_visitor(chromium, "declined", running, timezone="Europe/Moscow") as declined,
        a_visitor(chromium, "moderator", running, timezone="Europe/Moscow") as moderator,
        a_visitor(chromium, "guest", running, timezone="Europe/Moscow") as guest,
    ):
        town = Neighbourhood(running)
        first = await someone(town, role="tutor", full_name=FIRST)
        second = await a_candidate(town, full_name=SECOND)
        for each in (first, second):
            await agree(each, "personal_data")
        await enter(moderator, running, "moderator")
        await the_tutor_sees_what_is_missing(tutor, first)
        await prepare(town, first)
        await the_tutor_begins_with_the_rest(tutor, first)
        await the_tutor_is_asked_for_another_file(tutor)
        await the_tutor_sends_it(tutor)
        await the_moderator_looks_and_lets_her_in(moderator)
        await tutor.says("Вы прошли проверку")
        await tutor.screen("verified")
        await everybody_sees_the_badge(guest, first)
        await the_moderator_declines(moderator, second)
        await signed_in(declined, second)
        await declined.open("/tutor/verification")
        await declined.says("Подать снова можно с")
        await declined.screen("declined")
        everybody = (tutor, declined, moderator, guest)
        assert [each for visitor in everybody for each in visitor.complaints] == []


async def the_tutor_sees_what_is_missing(tutor: Visitor, first: Person) -> None:
    """Every line leads to where it is done."""
    await signed_in(tutor, first)
    for line, address in (
        ("Заполните анкету", "/tutor/profile"),
        ("Добавьте фотографию", "/settings"),
        ("Откройте часы работы", "/tutor/availability"),
        ("Подтвердите телефон", "/settings/security#phone"),
    ):
        await tutor.open("/tutor/verification")
        await tutor.says("Готово шагов: 0 из 4")
        lines = tutor.page.get_by_role("list", name="Чего не хватает").get_by_role("listitem")
        await lines.filter(has_text=line).get_by_role("link").click()
        await tutor.page.wait_for_url(f"{tutor.app}{address}")
    await tutor.open("/tutor/verification")
    await tutor.says("Сначала закончите шаги:")
    await tutor.screen("missing")


async def the_tutor_begins_with_the_rest(tutor: Visitor, first: Person) -> None:
    """The profile is whole; the answers and the consent to the check of documents are given here."""
    answered = await first.put("/documents/application", {"teaches_minors": False})
    assert answered.status_code == 200, answered.text
    await first.delete("/auth/consents/tutor_documents")
    await tutor.open("/tutor/verification")
    await tutor.says("Готово шагов: 1 из 4")
    await tutor.screen("begin")
    await tutor.page.get_by_label("Самозанятый").click()
    await tutor.says("Готово шагов: 2 из 4")
    await agree_to_the_check(tutor)


async def the_tutor_is_asked_for_another_file(tutor: Visitor) -> None:
    await upload(tutor, "identity", "Паспорт", words="PASSPORT", state="queued")
    await upload(tutor, "selfie", "Фото с документом", words="SELFIE", state="queued")
    await tutor.says("Готово шагов: 3 из 4")
    await tutor.screen("ready")
    await rule(tutor, kind="identity", decision="needs_reupload", reason_codes=["cropped"])
    await send_application(tutor)
    await paper(tutor, "identity", "needs_reupload")
    await paper(tutor, "selfie", "approved")
    await tutor.says("Нужны исправления")
    await tutor.says("нужны все четыре края")
    await tutor.screen("asked-again")


async def the_tutor_sends_it(tutor: Visitor) -> None:
    """It is checked at once. The name cannot quite be read: that is for a person to see."""
    await rule(tutor, kind="identity", decision="approve", name_match=0.5)
    await upload(tutor, "identity", "Паспорт", words="PASSPORT, ALL OF IT", state="manual_review")
    await send_application(tutor)
    await tutor.says("Заявка на проверке")
    await tutor.screen("being-checked")


async def the_moderator_looks_and_lets_her_in(moderator: Visitor) -> None:
    await moderator.open("/desk/verifications")
    await moderator.says(FIRST)
    await moderator.screen("queue")
    await open_case(moderator, FIRST)
    await moderator.screen("case")
    await moderator.page.get_by_role("article", name="Паспорт").first.get_by_role("button").click()
    dialog = moderator.page.get_by_role("dialog")
    await dialog.get_by_label("Зачем вы открываете документ").fill(WHY)
    await dialog.get_by_role("button", name="Открыть документ").click()
    await dialog.get_by_role("img", name="Паспорт, 1").wait_for()
    await moderator.screen("viewer")
    await dialog.get_by_role("button", name="Одобрить документ").click()
    await dialog.wait_for(state="hidden")
    await moderator.press("Одобрить репетитора")
    await moderator.says("Никто не ждёт")
    await moderator.screen("queue-empty")


async def everybody_sees_the_badge(guest: Visitor, first: Person) -> None:
    await guest.open("/tutors?subject=math")
    await guest.page.get_by_role("link", name=FIRST).wait_for()
    await guest.open(f"/tutors/{first.id}")
    await guest.says("Личность подтверждена")
    await guest.screen("badge")


async def the_moderator_declines(moderator: Visitor, second: Person) -> None:
    """The queue is open while the application comes."""
    await rule(moderator, kind="identity", decision="approve")
    for number, kind in enumerate(("identity", "selfie")):
        answer = await upload_paper(second, kind, scan(colour=f"#{number + 1:06x}"))
        assert answer.status_code == 201, answer.text
    assert (await second.post("/accounts/me/tutor-profile/submit")).status_code == 200
    row = moderator.page.locator("[data-row]").filter(has_text=SECOND)
    await row.click()
    await moderator.press("Отклонить…")
    dialog = moderator.page.get_by_role("dialog")
    await dialog.get_by_label("Что исправить").fill("Опыт в анкете не подтверждается.")
    await moderator.screen("decline")
    await dialog.get_by_role("button", name="Отклонить заявку").click()
    await dialog.wait_for(state="hidden")
    await moderator.says("Никто не ждёт")


async def signed_in(visitor: Visitor, person: Person) -> None:
    """In the browser, too."""
    await visitor.open("/")
    assert await visitor.page.evaluate(ENTER, [person.email, PASSWORD, ""]) == 200
