"""Security in a real browser: a passkey, an authenticator app, sessions, and being asked once more."""

import json
import re
from pathlib import Path
from typing import Any

import asyncpg
import pyotp
from playwright.async_api import CDPSession

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation
from tutorium.local.announcement import Account, Running
from tutorium.platform import clock

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
STUDENT, GUARDIAN = "student@demo.test", "guardian@demo.test"


async def test_a_student_protects_his_account(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "secure-here", running, timezone="Europe/Moscow") as here,
        a_visitor(browser, "secure-there", running, timezone="Europe/Moscow") as there,
        a_visitor(browser, "secure-staff", running, timezone="Europe/Moscow") as staff,
    ):
        device = await a_passkey_device(here)
        codes = await he_adds_a_passkey(here, running)
        await he_signs_in_with_the_passkey(here, device)
        secret = await he_sets_up_an_app(here)
        await he_signs_in_with_a_code(here, running, secret)
        await he_ends_another_session(here, there, running, codes)
        await device.finger(there=True)
        await he_is_asked_once_more(here, tmp_path)
        await he_changes_his_address(here)
        await staff_signs_in_with_a_code(staff, running)
        await staff_without_a_factor_sets_one_up(there, running, tmp_path)
        assert here.complaints + there.complaints + staff.complaints == []


class Device:
    """What makes and keeps the passkeys of a browser."""

    def __init__(self, devtools: CDPSession, authenticator_id: str) -> None:
        self.devtools = devtools
        self.id = authenticator_id

    async def finger(self, *, there: bool) -> None:
        """While it is there, whoever asks for a passkey gets one, the list of saved names included."""
        where = {"authenticatorId": self.id, "enabled": there}
        await self.devtools.send("WebAuthn.setAutomaticPresenceSimulation", where)


async def a_passkey_device(visitor: Visitor) -> Device:
    devtools = await visitor.page.context.new_cdp_session(visitor.page)
    await devtools.send("WebAuthn.enable", {"enableUI": False})
    made = await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return Device(devtools, made["authenticatorId"])


async def give_password(visitor: Visitor, running: Running, email: str) -> None:
    await visitor.open("/sign-in")
    await visitor.fill("Почта", email)
    await visitor.fill("Пароль", running.password)
    await visitor.press("Войти", within="form")


async def sign_out(visitor: Visitor) -> None:
    await visitor.open("/settings/security")
    await visitor.press("Выйти")
    await visitor.page.get_by_role("link", name="Войти", exact=True).wait_for()


async def he_adds_a_passkey(here: Visitor, running: Running) -> list[str]:
    await give_password(here, running, STUDENT)
    await here.says("Мои занятия")
    await here.open("/settings/security")
    await here.says("Появятся, когда вы добавите")
    await here.screen("security-empty")
    await here.press("Добавить ключ доступа")
    dialog = here.page.get_by_role("dialog")
    await dialog.get_by_text("Сохраните их").wait_for()
    await here.screen("recovery-codes")
    codes = await dialog.get_by_role("listitem").all_inner_texts()
    assert len(codes) == 10
    await dialog.get_by_role("button", name="Коды сохранены").click()
    await here.says("ещё не использован")
    await here.press("Переименовать ключ «Linux»")
    await here.fill("Название ключа", "Рабочий ноутбук")
    await here.press("Сохранить")
    await here.says("Рабочий ноутбук")
    return codes


async def he_signs_in_with_the_passkey(here: Visitor, device: Device) -> None:
    await sign_out(here)
    await here.open("/sign-in")  # the list of saved names offers the passkey, and the finger is there
    await here.says("Мои занятия")
    await device.finger(there=False)
    await sign_out(here)
    await here.open("/sign-in")
    await here.says("Войти ключом доступа")
    await here.screen("sign-in")
    await device.finger(there=True)
    await here.press("Войти ключом доступа")
    await here.says("Мои занятия")
    await device.finger(there=False)


async def he_sets_up_an_app(here: Visitor) -> str:
    await here.open("/settings/security")
    await here.says("использован")
    await here.press("Подключить приложение")
    dialog = here.page.get_by_role("dialog")
    secret = (await dialog.locator("code").inner_text()).replace(" ", "")
    await here.screen("authenticator")
    await here.fill("2. Введите код из приложения", pyotp.TOTP(secret).generate_otp(step()))
    await dialog.get_by_role("button", name="Подключить", exact=True).click()
    await here.says("Подключено")
    await here.screen("security-full")
    return secret


async def he_signs_in_with_a_code(here: Visitor, running: Running, secret: str) -> None:
    await sign_out(here)
    await give_password(here, running, STUDENT)
    await here.says("Ещё один шаг")
    await here.screen("second-step-passkey")
    await here.press("Код из приложения")
    await here.screen("second-step-code")
    await here.fill("Код из приложения", "12")
    await here.press("Войти")
    await here.says("Введите шесть цифр")
    await here.page.reload()
    await here.says("Ещё один шаг")  # a reload does not lose the first step
    await here.press("Код из приложения")
    await here.fill("Код из приложения", pyotp.TOTP(secret).generate_otp(step() + 1))
    await here.press("Войти")
    await here.says("Мои занятия")


async def he_ends_another_session(here: Visitor, there: Visitor, running: Running, codes: list[str]) -> None:
    await give_password(there, running, STUDENT)
    await there.press("Резервный код")
    await there.fill("Резервный код", codes[0])
    await there.screen("second-step-recovery")
    await there.press("Войти")
    await there.says("Мои занятия")
    await here.open("/settings/security")
    there.refusals.add("/api/v1/")  # whatever the open page asks when its session has ended
    await here.page.get_by_role("button", name=re.compile("^Завершить сеанс")).click()
    await here.page.get_by_role("button", name=re.compile("^Завершить сеанс")).wait_for(state="detached")
    await here.says("Осталось 9 кодов")
    await there.open("/lessons")
    await there.says("Забыли пароль?")
    await there.quiet()
    there.refusals.remove("/api/v1/")


async def he_is_asked_once_more(here: Visitor, folder: Path) -> None:
    here.refusals.add("/api/v1/auth/recovery-codes")
    await proofs_grow_old(folder)
    await here.press("Создать новые коды")
    await here.page.get_by_role("dialog").get_by_role("button", name="Создать", exact=True).click()
    question = here.page.get_by_role("dialog", name="Подтвердите, что это вы")
    await question.wait_for()
    await here.screen("step-up")
    await question.get_by_role("button", name="Подтвердить", exact=True).click()
    await here.page.get_by_role("dialog").get_by_text("Сохраните их").wait_for()
    await here.page.get_by_role("button", name="Коды сохранены").click()


async def he_changes_his_address(here: Visitor) -> None:
    await here.fill("Новый адрес", "student-elsewhere@demo.test")
    await here.press("Сменить почту")
    await here.says("Мы отправили письмо на student-elsewhere@demo.test")
    for _ in range(50):
        letters = await here.page.request.get(
            f"{here.sandbox}/mindbox/_inbox", params={"email": "student-elsewhere@demo.test"}
        )
        if items := (await letters.json())["items"]:
            break
        await here.page.wait_for_timeout(200)
    await here.page.goto(items[0]["parameters"]["link"])
    await here.screen("new-email")
    await here.press("Подтвердить адрес")
    await here.says("Теперь входите с новым адресом")
    await here.screen("new-email-confirmed")


async def staff_signs_in_with_a_code(staff: Visitor, running: Running) -> None:
    account = account_of(running, "moderator")
    assert account.totp_secret
    await give_password(staff, running, account.email)
    await staff.fill("Код из приложения", pyotp.TOTP(account.totp_secret).generate_otp(step()))
    await staff.press("Войти")
    await staff.says("Что ждёт")
    assert {each.role: bool(each.totp_secret) for each in running.accounts} == {
        role: role in ("support", "moderator", "finance", "admin")
        for role in (each.role for each in running.accounts)
    }


async def staff_without_a_factor_sets_one_up(there: Visitor, running: Running, folder: Path) -> None:
    await execute(folder, "UPDATE auth.user SET roles = '{support}' WHERE email = $1", GUARDIAN)
    await give_password(there, running, GUARDIAN)
    await there.says("Сотрудники работают со вторым фактором")
    await there.screen("staff-first-factor")
    await there.open("/settings")
    await there.says("Сотрудники работают со вторым фактором")
    await a_passkey_device(there)
    await there.press("Добавить ключ доступа")
    await there.page.get_by_role("button", name="Коды сохранены").click()
    await there.says("Осталось 10 кодов")


def account_of(running: Running, role: str) -> Account:
    return next(account for account in running.accounts if account.role == role)


def step() -> int:
    """The half minute a code belongs to; a step early or late counts, too, but none twice."""
    return int(clock.now().timestamp()) // 30


async def proofs_grow_old(folder: Path) -> None:
    await execute(folder, "UPDATE auth.session SET proved_at = proved_at - interval '11 minutes'")


async def execute(folder: Path, sql: str, *args: Any) -> None:
    """Change what time or an administrator would change."""
    url = json.loads((folder / "environment.json").read_text())["DATABASE_URL"]
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql, *args)
    finally:
        await connection.close()
