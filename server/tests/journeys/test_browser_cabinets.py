"""The cabinets in a real browser: both homes, a photo, a pause, an edit in review, letters, favourites."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from journeys import browser
from journeys.browser import Visitor, a_browser, a_visitor, an_installation
from tutorium.demo import PASSWORD
from tutorium.local.root import ROOT

PICTURES = ROOT / ".artifacts/browser-cabinets"


async def test_both_homes_and_what_is_set_in_them(
    browser_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(browser, "ARTIFACTS", PICTURES)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as chromium,
        a_visitor(chromium, "student", running, timezone="Europe/Moscow") as student,
        a_visitor(chromium, "guardian", running, timezone="Europe/Moscow") as guardian,
        a_visitor(chromium, "tutor", running, timezone="Europe/Moscow") as tutor,
    ):
        await the_student_comes_home(student)
        await the_student_shows_his_face(student, tmp_path)
        await the_student_marks_a_tutor(student)
        await the_student_chooses_letters(student)
        await the_guardian_sees_the_child(guardian)
        await the_tutor_begins_the_day(tutor)
        await the_tutor_edits_and_pauses(tutor, student)
        assert student.complaints + guardian.complaints + tutor.complaints == []


async def the_student_comes_home(student: Visitor) -> None:
    await enter(student, "student@demo.test")
    await student.page.wait_for_url("**/home")
    await student.says("Здравствуйте, Алексей")
    seconds = student.page.locator("[data-live=countdown] b").last
    before = await seconds.inner_text()
    await expect(seconds).not_to_have_text(before)
    await student.screen("home")


async def the_student_shows_his_face(student: Visitor, folder: Path) -> None:
    await student.open("/settings")
    await student.says("Загрузить фото")
    await student.screen("settings")
    file = student.page.get_by_label("Файл с фотографией")
    broken = folder / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff this is no picture")
    await file.set_input_files(broken)
    await student.says("Это не похоже на фотографию")
    await file.set_input_files(a_picture(folder))
    dialog = student.page.get_by_role("dialog")
    frame = dialog.get_by_role("application")
    await frame.focus()
    shown = frame.locator("img")
    before = await shown.get_attribute("style")
    await frame.press("ArrowRight")
    await expect(shown).not_to_have_attribute("style", before or "")
    await dialog.get_by_role("slider").press("ArrowRight")
    await student.screen("crop")
    await dialog.get_by_role("button", name="Сохранить фото").click()
    await dialog.wait_for(state="hidden")
    await student.says("Заменить фото")
    photo = student.page.locator("main img").first
    await expect(photo).to_have_js_property("naturalWidth", 400)
    await student.screen("photo")
    await student.press("Удалить")
    await student.says("Загрузить фото")


async def the_student_marks_a_tutor(student: Visitor) -> None:
    await student.open("/tutors?subject=english")
    heart = student.page.locator("button[aria-pressed=false]:enabled").first
    name = ((await heart.get_attribute("aria-label")) or "").split(":")[0]
    await heart.click()
    mine = student.page.get_by_role("button", name=f"{name}: в избранном").first
    await expect(mine).to_have_attribute("aria-pressed", "true")
    await student.screen("search")
    await student.page.get_by_role("link", name=name).first.click()
    await student.says("Выберите время")
    await expect(mine).to_have_attribute("aria-pressed", "true")
    await student.screen("tutor")
    await student.open("/home")
    await student.page.get_by_role("link", name=name).first.wait_for()


async def the_student_chooses_letters(student: Visitor) -> None:
    await student.open("/settings/notifications")
    letters = student.page.get_by_role("switch", name="Проведённые занятия: Почта")
    await expect(letters).to_be_checked()
    await student.screen("letters")
    await letters.press("Space")
    await student.says("Сохранено")
    await student.page.reload()
    await expect(letters).not_to_be_checked()
    await student.page.get_by_role("switch", name="Не присылать письма в тихие часы").press("Space")
    await student.says("Сохранено")
    await student.page.locator("input[type=time]").last.fill("09:30")
    await student.press("Сохранить часы")
    await student.page.reload()
    await expect(student.page.locator("input[type=time]").last).to_have_value("09:30")
    await student.screen("quiet-hours")


async def the_guardian_sees_the_child(guardian: Visitor) -> None:
    await enter(guardian, "guardian@demo.test")
    await guardian.says("Дети")
    await guardian.says("Пётр Петров")
    await guardian.screen("home")


async def the_tutor_begins_the_day(tutor: Visitor) -> None:
    await enter(tutor, "tutor@demo.test")
    await tutor.page.wait_for_url(re.compile("/tutor$"))
    await tutor.says("Занятия на сегодня")
    await tutor.says("Правки анкеты на проверке")
    await tutor.page.get_by_role("img", name=re.compile("Анкета заполнена на")).wait_for()
    await tutor.says("В норме")
    await tutor.screen("today")


async def the_tutor_edits_and_pauses(tutor: Visitor, student: Visitor) -> None:
    await tutor.open("/tutor/profile")
    await tutor.fill("Заголовок", "Совсем новый заголовок")
    await tutor.press("Сохранить")
    await tutor.says("Сохранено")
    await tutor.press("Показать правки")
    await tutor.says("Вы отправили")
    await tutor.page.locator("dd").get_by_text("Совсем новый заголовок").wait_for()
    await tutor.screen("review")
    page = await tutor.page.get_by_role("link", name="Открыть страницу").get_attribute("href")
    assert page
    await student.open(page)
    await student.says("Выберите время")
    assert await student.page.get_by_text("Совсем новый заголовок").count() == 0
    await tutor.press("Взять паузу")
    dialog = tutor.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Взять паузу").click()
    await tutor.says("Вы на паузе")
    await tutor.screen("paused")
    await tutor.press("Вернуться в поиск")
    await tutor.says("Анкета опубликована")


async def enter(visitor: Visitor, email: str) -> None:
    """Sign in as somebody of the demo."""
    await visitor.open("/sign-in")
    await visitor.fill("Почта", email)
    await visitor.fill("Пароль", PASSWORD)
    await visitor.press("Войти", within="form")
    await visitor.page.get_by_role("button", name="Меню учётной записи").wait_for()


def a_picture(folder: Path) -> Path:
    """A landscape with something to see on both sides."""
    image = Image.new("RGB", (1600, 900), "#f0b58a")
    image.paste("#3a4dc0", (0, 0, 800, 900))
    output = io.BytesIO()
    image.save(output, "JPEG")
    path = folder / "face.jpg"
    path.write_bytes(output.getvalue())
    return path
