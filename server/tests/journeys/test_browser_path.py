"""The whole path in a real browser: a tutor opens his hours, a student finds him, books, pays and cancels."""

import re
from pathlib import Path

from playwright.async_api import expect

from journeys.browser import (
    ARTIFACTS,
    Visitor,
    a_browser,
    a_visitor,
    an_installation,
    enter,
    pick_a_late_slot,
)
from journeys.verification import (
    agree_to_the_check,
    confirm_phone,
    open_case,
    send_application,
    show_a_photo,
    upload,
)

PASSWORD = "верблюд-синий-чайник-42"
GOOD_CARD, POOR_CARD = "5555555555554444", "2200000000000053"


async def test_a_student_finds_books_pays_and_cancels(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "tutor", running, timezone="Asia/Yekaterinburg") as tutor,
        a_visitor(browser, "student", running, timezone="Europe/Moscow") as student,
        a_visitor(browser, "moderator", running, timezone="Europe/Moscow") as moderator,
    ):
        await the_tutor_opens_his_hours(tutor)
        await the_tutor_asks_to_be_verified(tutor)
        await enter(moderator, running, "moderator")
        await the_moderator_lets_him_in(moderator)
        await tutor.says("Вы прошли проверку")
        await the_student_registers_and_searches(student)
        await the_student_fails_to_pay_and_then_pays(student)
        await the_bell_of_the_tutor_has_rung(tutor)
        await the_tutor_sees_the_lesson(tutor)
        await the_student_cancels(student)
        await both_read_in_english(tutor, student)
        assert (
            tutor.complaints + student.complaints + moderator.complaints == []
        )  # they are kept beside the pictures, too


async def the_tutor_opens_his_hours(tutor: Visitor) -> None:
    await register(tutor, "Репетитор — веду занятия", "Аристарх Полуэктов", "aristarkh@example.test")
    await tutor.open("/tutor/profile")
    await tutor.says("Анкету пока никто не видит")
    await tutor.screen("profile-empty")
    await tutor.fill("Заголовок", "Теория узлов для олимпиадников")
    await tutor.fill("О себе", "Рассказываю о топологии простыми словами и решаю с учениками трудные задачи.")
    await tutor.fill("Образование", "МГУ, мехмат")
    await tutor.fill("Опыт, лет", "12")
    await tutor.page.get_by_label("русский").check()
    await tutor.press("Добавить предмет")
    await tutor.page.get_by_label("60 минут").check()
    await tutor.page.get_by_label("90 минут").check()
    await tutor.fill("Ссылка на комнату", "https://meet.example.test/knots")
    await tutor.screen("profile-filled")
    await tutor.press("Сохранить")
    await tutor.says("Анкета заполнена. Загрузите документы")

    await tutor.open("/tutor/availability")
    for weekday in ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"):
        await tutor.press(f"{weekday}: добавить часы")
    await tutor.page.get_by_label("Дата", exact=True).click()
    await tutor.page.locator("table button:not([disabled])").nth(1).click()
    await tutor.press("Добавить дату")
    await tutor.screen("availability-filled")
    await tutor.press("Сохранить")
    await tutor.says("Сохранено. Ученики уже видят новые часы.")


async def the_tutor_asks_to_be_verified(tutor: Visitor) -> None:
    """Nobody sees him until the documents are good and a person has read his profile."""
    await show_a_photo(tutor)
    await confirm_phone(tutor, "+79031112233")
    await tutor.open("/tutor/verification")
    await agree_to_the_check(tutor)
    await tutor.page.get_by_label("Самозанятый").click()
    await tutor.says("Сохранено")
    await upload(tutor, "identity", "Паспорт", words="PASSPORT", state="queued")
    await upload(tutor, "selfie", "Фото с документом", words="SELFIE", state="queued")
    await send_application(tutor)
    await tutor.says("Заявка на проверке")


async def the_moderator_lets_him_in(moderator: Visitor) -> None:
    await open_case(moderator, "Аристарх Полуэктов")
    await moderator.press("Одобрить репетитора")
    await moderator.page.get_by_role("heading", name="Аристарх Полуэктов").wait_for(state="detached")


async def the_student_registers_and_searches(student: Visitor) -> None:
    await student.open("/")
    await student.screen("home")
    await register(
        student, "Ученик — занимаюсь сам, мне 14 или больше", "Пелагея Незнамова", "pelageya@example.test"
    )
    await student.open("/")
    await student.page.get_by_role("searchbox").fill("теорию узла")
    await student.press("Найти")
    card = student.page.get_by_role("link", name="Аристарх Полуэктов")
    await card.wait_for()
    await student.screen("results")
    await student.open("/tutors?subject=math&sort=price")
    await student.page.get_by_role("heading", level=2).nth(3).wait_for()
    await student.screen("results-of-a-subject")
    await student.page.go_back()
    await card.click()
    await student.says("Выберите время")
    await student.says("Крупно — ваше время")


async def the_student_fails_to_pay_and_then_pays(student: Visitor) -> None:
    await pick_a_late_slot(student)
    await student.screen("tutor")
    await student.press("Записаться")
    await student.says("К оплате")
    await student.screen("checkout")
    await student.page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await pay_on_the_hosted_page(student, POOR_CARD, photograph=True)
    await student.says("Оплата не прошла")
    await student.screen("return-failed")

    await student.press("Выбрать время заново")
    await pick_a_late_slot(student)
    await student.press("Записаться")
    await student.page.get_by_role("button", name=re.compile("^Оплатить")).click()
    await pay_on_the_hosted_page(student, GOOD_CARD, photograph=False)
    await student.says("Вы записаны")
    await student.screen("return-paid")
    await student.press("Открыть занятие")
    await student.says("Войти в занятие")
    await student.screen("lesson")
    await student.open("/payments")
    await student.screen("payments")


async def the_bell_of_the_tutor_has_rung(tutor: Visitor) -> None:
    """His page has been open since before the booking, and is not loaded again."""
    bell = tutor.page.get_by_role("button", name=re.compile("^Уведомления"))
    await expect(bell).to_have_accessible_name("Уведомления, 2 непрочитанных")
    await bell.click()
    await tutor.says("Занятие назначено")
    await tutor.screen("bell")
    await tutor.page.get_by_role("link", name="Все уведомления").click()
    await tutor.page.get_by_role("heading", name="Сегодня").wait_for()
    await tutor.screen("notifications")
    await tutor.press("Прочитать все")
    await expect(bell).to_have_accessible_name("Уведомления")


async def the_tutor_sees_the_lesson(tutor: Visitor) -> None:
    await tutor.open("/tutor/calendar")
    lesson = tutor.page.get_by_role("link", name=re.compile("Пелагея Незнамова"))
    await (
        tutor.page.get_by_label("Календарь")
        .or_(tutor.page.get_by_role("heading", name="Календарь"))
        .first.wait_for()
    )
    await tutor.quiet()
    if not await lesson.count():
        await tutor.press("Следующая неделя")
    await lesson.first.wait_for()
    await tutor.screen("calendar")
    await lesson.first.click()
    await tutor.says("Войти в занятие")
    await tutor.screen("lesson")
    await tutor.open("/lessons")
    await tutor.says("Пелагея Незнамова")
    await tutor.screen("lessons")
    await tutor.open("/tutor/earnings")
    await tutor.screen("earnings")
    assert await subjects_of_letters(tutor, "aristarkh@example.test", "Занятие назначено")


async def the_student_cancels(student: Visitor) -> None:
    await student.open("/lessons")
    await student.says("Аристарх Полуэктов")
    await student.screen("lessons")
    await student.press("Подробнее")
    await student.press("Отменить занятие")
    dialog = student.page.get_by_role("dialog")
    await dialog.get_by_text(re.compile("Вернём .* полностью")).wait_for()
    await student.screen("cancel")
    await dialog.get_by_role("button", name="Отменить занятие", exact=True).click()
    await dialog.wait_for(state="hidden")
    await student.open("/lessons?tab=past")
    await student.says("Отменено")
    await student.screen("lessons-past")
    await student.open("/payments")
    await student.says("Возвращено")
    await student.screen("payments-refunded")
    await student.open("/settings")
    await student.screen("settings")
    assert await subjects_of_letters(student, "pelageya@example.test", "Занятие отменено")


async def both_read_in_english(tutor: Visitor, student: Visitor) -> None:
    for visitor, path in ((tutor, "/tutor/calendar"), (student, "/")):
        await visitor.open(path)
        await visitor.press("English", within="header")
        await visitor.page.get_by_role("button", name="Русский").wait_for()
        await visitor.screen("in-english")


async def register(visitor: Visitor, role: str, name: str, email: str, *, born: str = "12.04.1990") -> None:
    """Sign up, follow the link of the letter, sign out and in again."""
    await visitor.open("/sign-up")
    await visitor.page.get_by_label(role).check()
    await visitor.fill("Имя и фамилия", name)
    await visitor.fill("Почта", email)
    await visitor.fill("Пароль", PASSWORD)
    await visitor.fill("Дата рождения", born)
    for box in await visitor.page.get_by_role("group", name="Согласия").get_by_role("checkbox").all():
        if await box.get_attribute("required") is not None:
            await box.check()
    await visitor.screen("sign-up")
    await visitor.press("Зарегистрироваться")
    await visitor.says("Мы отправили письмо")
    await visitor.screen("check-mail")
    await follow_the_letter(visitor, email)
    await visitor.says("Почта подтверждена")
    await visitor.screen("confirmed")
    await visitor.press("Продолжить")
    await sign_out_and_in(visitor, email)


async def sign_out_and_in(visitor: Visitor, email: str) -> None:
    """Registration signs in; leave, and come back with the password."""
    menu = visitor.page.get_by_role("button", name="Меню учётной записи")
    await menu.click()
    await visitor.page.get_by_role("menuitem", name="Выйти").click()
    await visitor.press("Войти", within="header")
    await visitor.fill("Почта", email)
    await visitor.fill("Пароль", PASSWORD)
    await visitor.screen("sign-in")
    await visitor.press("Войти", within="form")
    await menu.wait_for()


async def follow_the_letter(visitor: Visitor, email: str) -> None:
    """Open the inbox until the letter is there, and click its link."""
    link = visitor.page.get_by_role("link", name="Открыть ссылку из письма")
    for _ in range(50):
        await visitor.page.goto(f"{visitor.sandbox}/mindbox/inbox?email={email}")
        if await link.count():
            break
    await link.first.click()


async def subjects_of_letters(visitor: Visitor, email: str, subject: str) -> bool:
    """Whether such a letter has come."""
    await visitor.page.goto(f"{visitor.sandbox}/mindbox/inbox?email={email}")
    return await visitor.page.get_by_text(subject).count() > 0


async def pay_on_the_hosted_page(student: Visitor, card: str, *, photograph: bool) -> None:
    """Type the card and press the button of the Payment System."""
    await student.page.locator("#pay").wait_for()
    if photograph:
        await student.screen("hosted-page")
    for name, value in (("card", card), ("expiry", "12/40"), ("cvc", "123")):
        await student.page.locator(f"input[name={name}]").fill(value)
    await student.page.locator("#pay").click()
