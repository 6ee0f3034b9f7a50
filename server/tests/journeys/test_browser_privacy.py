"""Privacy in a real browser: consents, the copy of one's data, children and teenagers, leaving for ever."""

import json
import zipfile
from pathlib import Path

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation
from journeys.test_browser_path import follow_the_letter, register

TEENAGER = "Ученик — занимаюсь сам, мне 14 или больше"
GUARDIAN = "Родитель — записываю ребёнка"


async def test_a_person_rules_over_his_data(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "guardian", running, timezone="Europe/Moscow") as guardian,
        a_visitor(browser, "teenager", running, timezone="Europe/Moscow") as teenager,
    ):
        await documents_have_editions(guardian)
        await register(guardian, GUARDIAN, "Ольга Незнамова", "olga@example.test")
        await register(teenager, TEENAGER, "Саша Незнамова", "sasha@example.test", born="12.04.2011")
        await the_guardian_adds_and_changes_a_child(guardian)
        await the_teenager_names_the_guardian(teenager, guardian)
        await consents_are_given_and_withdrawn(teenager)
        await the_copy_is_downloaded(teenager, tmp_path)
        await the_account_is_erased(teenager, tmp_path)
        assert guardian.complaints + teenager.complaints == []


async def documents_have_editions(visitor: Visitor) -> None:
    await visitor.open("/legal/personal_data")
    await visitor.says("Редакция от 25 ноября 2026")
    await visitor.screen("document")
    await visitor.page.get_by_label("Редакции").get_by_role("link").last.click()
    await visitor.says("Это прежняя редакция")
    await visitor.screen("document-old")
    for kind in ("privacy_policy", "recommendations"):
        await visitor.open(f"/legal/{kind}")
        await visitor.says("Редакция от")


async def the_guardian_adds_and_changes_a_child(guardian: Visitor) -> None:
    await guardian.open("/family")
    await guardian.says("Добавьте ребёнка")
    await guardian.screen("family-empty")
    await guardian.fill("Имя и фамилия ребёнка", "Пётр Незнамов")
    await guardian.fill("Дата рождения", "01.05.2016")
    await guardian.page.get_by_label("Согласие на обработку данных ребёнка").first.check()
    await guardian.press("Добавить ребёнка")
    await guardian.says("Пётр Незнамов")
    await guardian.press("Отозвать согласие: Пётр Незнамов")
    await guardian.screen("child-withdraw")
    await guardian.press("Отозвать согласие", within="[role=dialog]")
    await guardian.says("Новые занятия записать нельзя")
    await guardian.screen("family-child")
    await guardian.press("Дать согласие: Пётр Незнамов")
    dialog = guardian.page.get_by_role("dialog")
    await dialog.get_by_role("checkbox").check()
    await guardian.press("Дать согласие", within="[role=dialog]")
    await dialog.wait_for(state="hidden")


async def the_teenager_names_the_guardian(teenager: Visitor, guardian: Visitor) -> None:
    await teenager.open("/family")
    await teenager.fill("Почта представителя", "olga@example.test")
    await teenager.press("Отправить приглашение")
    await teenager.says("Ждём ответа")
    await teenager.screen("family-invited")
    await follow_the_letter(guardian, "olga@example.test")
    await guardian.says("просит вас стать законным представителем")
    await guardian.page.get_by_role("checkbox").check()
    await guardian.screen("invitation")
    await guardian.press("Подтвердить")
    await guardian.says("Учётные записи связаны")
    await guardian.press("К детям")
    await guardian.says("До совершеннолетия")
    await guardian.screen("family-linked")
    await teenager.open("/family")
    await teenager.says("Связаны")
    await teenager.screen("family-linked")


async def consents_are_given_and_withdrawn(visitor: Visitor) -> None:
    await visitor.open("/settings/privacy")
    switch = visitor.page.get_by_role("switch", name="Согласие на рекламную рассылку")
    await switch.wait_for()
    await visitor.says("Не дано")
    await switch.locator("xpath=..").click()
    await visitor.page.get_by_role("switch", checked=True).wait_for()
    await switch.locator("xpath=..").click()
    await visitor.says("Отозвано")
    await visitor.page.get_by_text("История согласий").click()
    await visitor.screen("privacy")


async def the_copy_is_downloaded(visitor: Visitor, folder: Path) -> None:
    async with visitor.page.expect_download() as coming:
        await visitor.press("Скачать мои данные")
    await (await coming.value).save_as(folder / "copy.zip")
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        copy = json.loads(archive.read("data.json"))
    assert copy["data"]["accounts"]["profile"][0]["full_name"] == "Саша Незнамова"


async def the_account_is_erased(visitor: Visitor, folder: Path) -> None:
    await visitor.says("Останется — и почему")
    await visitor.press("Удалить учётную запись")
    await visitor.fill("Чтобы подтвердить, введите свою почту", "sasha@example.test")
    await visitor.screen("erase")
    async with visitor.page.expect_download() as coming:
        await visitor.press("Удалить навсегда", within="[role=dialog]")
    await (await coming.value).save_as(folder / "act.txt")
    assert "Акт об уничтожении" in (folder / "act.txt").read_text(encoding="utf-8")
    await visitor.says("Мы отправили последнее письмо")
    await visitor.screen("goodbye")
    await visitor.open("/sign-in")
    await visitor.page.get_by_role("heading", name="Вход").wait_for()
