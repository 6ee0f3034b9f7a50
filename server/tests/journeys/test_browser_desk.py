"""The desk in a real browser: an administrator and a moderator at work, a student who does not find it."""

import json
from pathlib import Path
from typing import Any

import asyncpg
from playwright.async_api import expect

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation, enter

WHY = "Жалоба банка на чужую карту, обращение 4512"
EDIT = """async ([about]) => {
    const path = "/api/v1/accounts/me/tutor-profile";
    const profile = await (await fetch(path)).json();
    const names = ["headline", "subjects", "languages", "education", "experience_years",
        "cancellation_preset", "instant_booking", "lesson_minutes", "meeting_url"];
    const body = Object.fromEntries(names.map((name) => [name, profile[name]]));
    const answer = await fetch(path, {
        method: "PUT", headers: {"content-type": "application/json"}, body: JSON.stringify({...body, about}),
    });
    return answer.status;
}"""


async def test_staff_work_at_their_desk(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "admin", running, timezone="Europe/Moscow") as admin,
        a_visitor(browser, "moderator", running, timezone="Europe/Moscow") as moderator,
        a_visitor(browser, "teacher", running, timezone="Europe/Moscow") as tutor,
        a_visitor(browser, "pupil", running, timezone="Europe/Moscow") as student,
    ):
        await enter(student, running, "student")
        await the_desk_is_not_there_for(student)
        await enter(tutor, running, "tutor")
        await the_tutor_edits(tutor)
        await enter(moderator, running, "moderator")
        await the_moderator_declines(moderator)
        await a_job_is_parked(tmp_path)
        await enter(admin, running, "admin")
        await the_administrator_blocks_the_student(admin, student)
        await the_administrator_reads_the_log(admin)
        await the_administrator_sends_the_job_again(admin)
        await admin.press("English", within="header")
        await admin.says("Everything is running")
        await admin.open("/desk/audit")
        await admin.says("The chain holds")
        await admin.screen("audit-in-english")
        everybody = (admin, moderator, tutor, student)
        assert [each for visitor in everybody for each in visitor.complaints] == []


async def the_desk_is_not_there_for(student: Visitor) -> None:
    for path in ("/desk", "/desk/audit", "/desk/people"):
        await student.open(path)
        await student.says("Такой страницы нет")


async def the_tutor_edits(tutor: Visitor) -> None:
    about = "Объясняю сложное просто и спокойно. Пишите сразу в мессенджер: tutor777."
    assert await tutor.page.evaluate(EDIT, [about]) == 200


async def the_moderator_declines(moderator: Visitor) -> None:
    await moderator.open("/desk")
    await moderator.says("Ждут 2 правки")
    assert await moderator.page.get_by_role("link", name="Журнал аудита").count() == 0
    await moderator.screen("start")
    await moderator.open("/desk/audit")
    await moderator.says("Такой страницы нет")
    await moderator.open("/desk/reviews")
    await moderator.page.locator("[data-row]").first.wait_for()
    await moderator.screen("reviews")
    await moderator.page.keyboard.press("j")
    await moderator.page.keyboard.press("Enter")
    await moderator.press("Опубликовать")
    await expect(moderator.page.locator("[data-row]")).to_have_count(1)
    await moderator.page.keyboard.press("j")
    await moderator.page.keyboard.press("Enter")
    await moderator.says("tutor777")
    await moderator.screen("review")
    await moderator.press("Отклонить…")
    dialog = moderator.page.get_by_role("dialog")
    await dialog.get_by_label("Что исправить").fill("Уберите имя в мессенджере: переписка идёт на площадке.")
    await moderator.screen("review-decline")
    await dialog.get_by_role("button", name="Отклонить", exact=True).click()
    await moderator.says("Все правки разобраны")
    await moderator.screen("reviews-empty")


async def a_job_is_parked(folder: Path) -> None:
    """A timer of the demo, as if it had failed for the last time."""
    environment: dict[str, Any] = json.loads((folder / "environment.json").read_text())
    connection = await asyncpg.connect(environment["DATABASE_URL"])
    try:
        await connection.execute(
            "UPDATE platform.pgqueuer SET status = 'failed', attempts = 10, updated = now() WHERE id ="
            " (SELECT max(id) FROM platform.pgqueuer WHERE entrypoint LIKE 'lessons.%')"
        )
    finally:
        await connection.close()


async def the_administrator_blocks_the_student(admin: Visitor, student: Visitor) -> None:
    await student.open("/lessons")
    await student.page.get_by_role("button", name="Меню учётной записи").wait_for()
    await admin.open("/desk")
    await admin.says("1 ждёт решения")
    await admin.screen("start")
    await admin.press("Люди")
    await admin.page.locator("[data-row]").first.wait_for()
    await admin.screen("people")
    await admin.page.get_by_role("searchbox").fill("student@demo.test")
    await admin.press("Найти")
    row = admin.page.locator("[data-row]")
    await row.filter(has_text="Алексей Новиков").wait_for()
    await row.click()
    await admin.says("Напишите, зачем")
    await admin.screen("person-why")
    await admin.fill("Зачем", WHY)
    await admin.press("Открыть карточку")
    await admin.says("student@demo.test")
    await admin.screen("person")
    await admin.press("Роли")
    dialog = admin.page.get_by_role("dialog")
    await dialog.get_by_label("поддержка").check()
    await dialog.get_by_text("не совмещаются").wait_for()
    await dialog.get_by_label("ученик").uncheck()
    await dialog.get_by_text("Прежний пароль перестанет подходить").wait_for()
    await admin.screen("person-roles")
    await admin.page.keyboard.press("Escape")
    await dialog.wait_for(state="hidden")
    await admin.press("Заблокировать")
    await dialog.get_by_label("Причина").fill(WHY)
    await admin.screen("person-block")
    await dialog.get_by_role("button", name="Заблокировать", exact=True).click()
    await dialog.wait_for(state="hidden")
    await admin.says("Учётная запись заблокирована")
    await admin.screen("person-blocked")
    await student.page.reload()
    await student.page.locator("header").get_by_role("link", name="Войти").wait_for()


async def the_administrator_reads_the_log(admin: Visitor) -> None:
    await admin.open("/desk/audit")
    await admin.press("Проверить сейчас")
    await admin.says("Цепочка цела")
    await admin.screen("audit")
    await admin.page.get_by_label("Действия").select_option("auth.user_")
    row = admin.page.locator("[data-row]").filter(has_text="Блокировка")
    await row.wait_for()
    async with admin.page.expect_download() as saving:
        await admin.press("Скачать CSV")
    saved = await (await saving.value).path()
    assert WHY in saved.read_text(encoding="utf-8-sig")
    await row.click()
    dialog = admin.page.get_by_role("dialog")
    await dialog.get_by_text(WHY).wait_for()
    await admin.screen("audit-entry")
    await dialog.get_by_role("button", name="Кого это касается").click()
    await admin.says("Показаны данные: ")
    await admin.screen("audit-affected")


async def the_administrator_sends_the_job_again(admin: Visitor) -> None:
    await admin.open("/desk/jobs")
    await admin.says("Почему остановлено")
    await admin.screen("jobs")
    await admin.page.get_by_role("button", name="Повторить").click()
    await admin.says("Всё выполняется")
    await admin.screen("jobs-empty")
