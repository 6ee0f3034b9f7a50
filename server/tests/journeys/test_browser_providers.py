"""Signing in with Yandex ID and VK ID in a real browser, through their consent pages, and a phone number."""

from pathlib import Path

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation
from journeys.test_browser_path import follow_the_letter

REFUSED = "/finish)"
"""The browser calls the answer to a denied or failed sign-in an error."""
PHONE = "+79261234567"


async def test_people_sign_in_through_both_providers(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "maria", running, timezone="Europe/Moscow") as maria,
        a_visitor(browser, "pyotr", running, timezone="Asia/Novosibirsk") as pyotr,
    ):
        await maria_refuses_and_then_registers_with_yandex(maria)
        await maria_links_vk_and_confirms_her_phone(maria)
        await maria_cannot_unlink_her_last_way_in(maria)
        await pyotr_has_no_address_at_vk(pyotr)
        await yandex_is_dead(pyotr)
        complaints = maria.complaints + pyotr.complaints
        refused = [each for each in complaints if each.endswith(REFUSED)]
        assert len(refused) == 3, "two denials and a provider that does not answer"
        assert [each for each in complaints if each not in refused] == []


async def maria_refuses_and_then_registers_with_yandex(maria: Visitor) -> None:
    await maria.open("/sign-up")
    await maria.says("Войти с VK ID")
    await maria.screen("sign-up-with-buttons")
    await maria.open("/sign-in?next=%2Ftutors%3Fsubject%3Dmath")
    await maria.says("Войти с Яндекс ID")
    await maria.screen("sign-in-with-buttons")
    await maria.press("Войти с Яндекс ID")
    await maria.says("Кто вы?")
    await maria.screen("consent")
    await maria.press("Отказать")
    await maria.says("Вы не разрешили вход")
    await maria.screen("denied")
    await maria.press("Ко входу")
    await maria.press("Войти с Яндекс ID")
    await maria.page.get_by_label("Мария Волкова").check()
    await maria.press("Разрешить")
    await maria.says("Адрес подтвердил Яндекс ID")
    assert "#" not in maria.page.url
    assert await maria.page.get_by_label("Имя и фамилия", exact=True).input_value() == "Мария Волкова"
    assert await maria.page.get_by_label("Дата рождения", exact=True).input_value() == "08.03.1994"
    await agree(maria)
    await maria.screen("finish-sign-up")
    await maria.press("Зарегистрироваться")
    await maria.page.get_by_role("button", name="Меню учётной записи").wait_for()
    await maria.page.wait_for_url("**/tutors?subject=math")  # neither the denial nor the form forgot it


async def maria_links_vk_and_confirms_her_phone(maria: Visitor) -> None:
    await maria.open("/settings/security")
    await maria.says("Пароля у вас нет")
    await maria.screen("security")
    await maria.press("Привязать VK ID")
    await maria.press("Отказать")
    await maria.says("Вы не разрешили вход")
    await maria.press("В настройки")
    await maria.press("Привязать VK ID")
    await maria.page.get_by_label("Мария Волкова").check()
    await maria.press("Разрешить")
    await maria.says("VK ID привязан")
    await maria.screen("linked")
    await maria.press("В настройки")
    await maria.fill("Номер телефона", "8 926 123-45-67")
    await maria.press("Получить код")
    await maria.says("Отправили код в СМС на +7 926 123-45-67")
    await maria.screen("phone-code")
    await maria.fill("Код из СМС", await code_for(maria, PHONE))
    await maria.says("Подтверждён")
    await maria.screen("phone-confirmed")
    await maria.press("Прислать ссылку")
    await maria.says("Письмо отправлено на maria.volkova@yandex.test")


async def maria_cannot_unlink_her_last_way_in(maria: Visitor) -> None:
    dialog = maria.page.get_by_role("dialog")
    await maria.press("Отвязать VK ID")
    await dialog.wait_for()
    await maria.screen("unlink")
    await dialog.get_by_role("button", name="Отвязать", exact=True).click()
    await maria.says("Не привязан")
    await maria.press("Отвязать Яндекс ID")
    await dialog.get_by_role("button", name="Оставить", exact=True).click()
    await dialog.wait_for(state="hidden")
    await maria.says("Привязан ")


async def pyotr_has_no_address_at_vk(pyotr: Visitor) -> None:
    await pyotr.open("/sign-up")
    await pyotr.press("Войти с VK ID")
    await pyotr.page.get_by_label("Пётр Орлов").check()
    await pyotr.press("Разрешить")
    await pyotr.says("Ещё несколько слов о вас")
    await pyotr.fill("Почта", "pyotr@example.test")
    await pyotr.fill("Дата рождения", "02.11.1990")
    await agree(pyotr)
    await pyotr.press("Зарегистрироваться")
    await pyotr.says("Мы отправили письмо на pyotr@example.test")
    await pyotr.screen("check-mail")
    await follow_the_letter(pyotr, "pyotr@example.test")
    await pyotr.says("Почта подтверждена")
    await pyotr.press("Войти")
    await pyotr.press("Войти с VK ID")
    await pyotr.page.get_by_label("Пётр Орлов").check()
    await pyotr.press("Разрешить")
    menu = pyotr.page.get_by_role("button", name="Меню учётной записи")
    await menu.click()
    await pyotr.page.get_by_role("menuitem", name="Выйти").click()
    await pyotr.page.get_by_role("link", name="Войти", exact=True).first.wait_for()


async def yandex_is_dead(pyotr: Visitor) -> None:
    await pyotr.page.request.post(
        f"{pyotr.sandbox}/yandex-id/_control/faults", data={"kind": "error_500", "seconds": 600}
    )
    await pyotr.open("/sign-in")
    await pyotr.press("Войти с Яндекс ID")
    await pyotr.press("Разрешить")
    await pyotr.says("сейчас не отвечает")
    await pyotr.screen("unavailable")


async def agree(visitor: Visitor) -> None:
    """Tick what has to be ticked."""
    for box in await visitor.page.get_by_role("group", name="Согласия").get_by_role("checkbox").all():
        if await box.get_attribute("required") is not None:
            await box.check()


async def code_for(visitor: Visitor, phone: str) -> str:
    """Ask the inbox until the message is there; its digits."""
    for _ in range(50):
        answer = await visitor.page.request.get(f"{visitor.sandbox}/mindbox/_inbox", params={"phone": phone})
        items = (await answer.json())["items"]
        if items:
            return str(items[0]["parameters"]["code"])
    raise AssertionError("no message came")
