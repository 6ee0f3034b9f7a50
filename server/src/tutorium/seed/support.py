"""A few tickets of the demo accounts, in different states, and ready answers for the desk."""

from typing import Literal
from uuid import UUID

from tutorium.modules.support.model.categories import Category
from tutorium.modules.support.service import articles, desk, macros, opening, tickets
from tutorium.modules.support.service.moves import By
from tutorium.platform.ids import new_id

MACROS = (
    (
        "Возврат отправлен",
        (
            "{customer}, здравствуйте! Мы отправили возврат. На карту он придёт за 1–3 рабочих дня: "
            "зависит от банка. Следить можно в разделе «Платежи».\n\n{agent}"
        ),
    ),
    (
        "Как войти на занятие",
        (
            "{customer}, ссылка на занятие — на его странице, кнопка «Войти в занятие». Если не открывается, "
            "попробуйте другой браузер и напишите нам, что увидели.\n\n{agent}"
        ),
    ),
    (
        "Нужны подробности",
        (
            "{customer}, чтобы разобраться, нам нужны подробности: когда было, что вы нажали, что увидели? "
            "Снимок экрана очень поможет.\n\nОбращение № {number}, {agent}"
        ),
    ),
)


async def some_tickets(
    *, student: UUID, tutor: UUID, guardian: UUID, agent: UUID, lead: UUID, lesson: UUID | None
) -> None:
    """The help centre, macros, and tickets: new, in work, waiting for an answer, resolved and rated."""
    await articles.install_articles()
    for name, text in MACROS:
        await macros.add_macro(agent_id=lead, name=name, text=text)
    by = By("agent", agent)
    asked = await _open(
        student,
        "lesson",
        "Нет ссылки на занятие",
        "Занятие на этой неделе, а кнопки «Войти» на странице нет. Куда заходить?",
        lesson,
    )
    await _answer(
        asked, by, "Здравствуйте! Какой у вас браузер и видна ли ссылка в письме-напоминании?", "ask"
    )
    settled = await _open(
        student,
        "refund",
        "Когда придёт возврат",
        "Отменил занятие вовремя, деньги на карту пока не пришли. Сколько ждать?",
    )
    await _answer(
        settled,
        by,
        "Возврат отправлен вчера. Банк зачисляет его за 1–3 рабочих дня, иногда до 10.",
        "resolve",
    )
    await tickets.rate_ticket(
        user_id=student, ticket_id=settled, stars=5, comment="Быстро и понятно, спасибо"
    )
    working = await _open(
        guardian,
        "billing",
        "Чек на два занятия",
        "Нужен один чек за два занятия сына для налогового вычета. Можно ли его получить?",
    )
    await desk.take_ticket(ticket_id=working, by=by)
    await desk.write_note(
        command_id=new_id(),
        ticket_id=working,
        by=by,
        text="Спросил у финансов: объединить чеки нельзя, но можно дать справку об оплате.",
        files=(),
    )
    await _open(
        tutor,
        "question",
        "Как перенести занятие по просьбе ученика",
        "Ученик просит сдвинуть занятие на час. Что мне нажать, чтобы он ничего не потерял?",
    )
    await _open(
        guardian,
        "safety",
        "Репетитор просит перейти в мессенджер",
        "На занятии репетитор попросил ребёнка написать ему в мессенджер. Это нормально?",
    )


async def _open(
    user_id: UUID, category: Category, subject: str, text: str, lesson: UUID | None = None
) -> UUID:
    return await opening.open_ticket(
        command_id=new_id(),
        user_id=user_id,
        category=category,
        subject=subject,
        text=text,
        lesson_id=lesson,
        payment_id=None,
        document_id=None,
        subscription_id=None,
        files=(),
    )


async def _answer(ticket_id: UUID, by: By, text: str, after: Literal["ask", "resolve"]) -> None:
    await desk.answer_ticket(
        command_id=new_id(),
        ticket_id=ticket_id,
        by=by,
        text=text,
        files=(),
        after=after,
        resolution="answered" if after == "resolve" else None,
    )
