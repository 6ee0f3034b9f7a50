"""A ticket from a lesson, answered by an agent; each sees the other write."""

from pathlib import Path

from journeys.browser import ARTIFACTS, Visitor, a_browser, a_visitor, an_installation, enter

QUESTION = "Преподаватель не пришёл, жду уже десять минут"
ANSWER = "Уже звоним преподавателю. Видите ли вы ссылку на занятие?"
NOTE = "Репетитор не отвечает на звонок"
REPLY = "Ссылка есть, но в комнате никого"


async def test_a_ticket_from_a_lesson_is_answered_by_an_agent(browser_path: str, tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    async with (
        an_installation(tmp_path) as running,
        a_browser(browser_path) as browser,
        a_visitor(browser, "asking", running, timezone="Europe/Moscow") as student,
        a_visitor(browser, "agent", running, timezone="Europe/Moscow") as agent,
    ):
        await the_help_is_searched(student)
        await enter(student, running, "student")
        await enter(agent, running, "support")
        await agent.open("/desk/tickets?queue=unassigned")
        await agent.says("Ближайший срок")
        await the_student_asks_about_a_lesson(student)
        await the_agent_answers(agent)
        await the_student_reads_and_replies(student)
        await the_agent_resolves(agent)
        await the_student_rates(student)
        assert [each for visitor in (student, agent) for each in visitor.complaints] == []


async def the_help_is_searched(visitor: Visitor) -> None:
    await visitor.open("/help")
    await visitor.says("Как записаться на занятие")
    await visitor.screen("help")
    await visitor.fill("Вопрос", "вернуть деньги")
    await visitor.press("Найти")
    await visitor.page.wait_for_url("**/help?q=*")
    await visitor.page.get_by_role("link", name="Как вернуть деньги").click()
    await visitor.says("Сколько ждать")
    await visitor.screen("article")


async def the_student_asks_about_a_lesson(student: Visitor) -> None:
    await student.open("/lessons")
    await student.page.locator('main a[href^="/lessons/"]').first.click()
    await student.press("Спросить об этом занятии")
    await student.says("О занятии:")
    await student.says("Ответим не позже")
    await student.fill("Коротко", "Никто не пришёл")
    await student.page.get_by_label("Что случилось").fill(QUESTION)
    await student.screen("contact")
    await student.press("Отправить")
    await student.says("Занятие, о котором речь")
    await student.says(QUESTION)


async def the_agent_answers(agent: Visitor) -> None:
    """The ticket came into the open queue by itself."""
    await agent.says("Никто не пришёл")
    await agent.screen("queue")
    await agent.page.get_by_text("Никто не пришёл").first.click()
    await agent.says(QUESTION)
    await agent.press("Взять")
    await agent.says("ваше")
    await agent.page.get_by_label("Что сделать").select_option("note")
    await agent.page.get_by_label("Заметка", exact=True).fill(NOTE)
    await agent.press("Оставить заметку")
    await agent.says("человек её не видит")
    await agent.page.get_by_label("Что сделать").select_option("ask")
    await agent.page.get_by_label("Ответ", exact=True).fill(ANSWER)
    await agent.press("Отправить ответ")
    await agent.says("Ждёт человека")
    await agent.screen("ticket-at-the-desk")


async def the_student_reads_and_replies(student: Visitor) -> None:
    """The answer is there without a reload, the note is not."""
    await student.says(ANSWER)
    await student.says("Ждём вашего ответа")
    assert await student.page.get_by_text(NOTE).count() == 0
    await student.page.get_by_label("Ваш ответ").fill(REPLY)
    await student.press("Отправить")
    await student.says(REPLY)
    await student.says("Разбираемся")
    await student.screen("thread")


async def the_agent_resolves(agent: Visitor) -> None:
    await agent.says(REPLY)
    await agent.page.get_by_label("Что сделать").select_option("resolve")
    await agent.page.get_by_label("Ответ", exact=True).fill("Перенесли занятие, деньги не списаны.")
    await agent.press("Отправить ответ")
    await agent.says("Ответили на вопрос")


async def the_student_rates(student: Visitor) -> None:
    await student.says("Помогли ли мы?")
    await student.page.get_by_role("radio", name="5 из 5").press("Space")
    await student.press("Отправить оценку")
    await student.says("Ваша оценка: 5 из 5")
    await student.open("/tickets")
    await student.says("Никто не пришёл")
    await student.screen("tickets")
