"""The words of messages about tickets; what was written in them stays there."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Support.Answered": {
        "ru": Wording(
            "Поддержка ответила на обращение № {number}",
            "{name}, мы ответили на ваше обращение № {number}. Прочитать и написать в ответ: {link}",
            "Прочитайте ответ и напишите, если остались вопросы.",
        ),
        "en": Wording(
            "Support has answered ticket {number}",
            "{name}, we have answered your ticket {number}. Read it and write back: {link}",
            "Read the answer and write back if there are questions left.",
        ),
    },
    "Support.AnswerAwaited": {
        "ru": Wording(
            "Ждём вашего ответа: обращение № {number}",
            "{name}, мы задали вам вопрос в обращении № {number} и не можем продолжить без ответа: {link}\n"
            "Если за четыре дня его не будет, мы решим вопрос без него.",
            "Без вашего ответа мы не можем продолжить. Через четыре дня решим вопрос без него.",
        ),
        "en": Wording(
            "We wait for your answer: ticket {number}",
            "{name}, we have asked you something in ticket {number} and cannot go on without an answer: "
            "{link}\nIf there is none within four days, we decide without it.",
            "We cannot go on without your answer. In four days we decide without it.",
        ),
    },
    "Support.Resolved": {
        "ru": Wording(
            "Обращение № {number} решено",
            "{name}, обращение № {number} решено. Если вопрос остался, ответьте в течение трёх суток, "
            "и мы продолжим: {link}",
            "Если вопрос остался, ответьте в течение трёх суток.",
        ),
        "en": Wording(
            "Ticket {number} is resolved",
            "{name}, ticket {number} is resolved. If there is still a question, reply within three days and "
            "we go on: {link}",
            "If there is still a question, reply within three days.",
        ),
    },
    "Support.RatingAsked": {
        "ru": Wording(
            "Помогли ли мы? Обращение № {number}",
            "{name}, вчера мы решили ваше обращение № {number}. Оцените, пожалуйста, как это было, "
            "от одной до пяти звёзд: {link}",
            "Оцените, пожалуйста, как мы справились.",
        ),
        "en": Wording(
            "Did we help? Ticket {number}",
            "{name}, we resolved your ticket {number} yesterday. Please rate how it was, from one to five "
            "stars: {link}",
            "Please rate how we did.",
        ),
    },
    "Support.DeadlineNear": {
        "ru": Wording(
            "Скоро срок: обращение № {number}",
            "{name}, обещанное время по обращению № {number} скоро выйдет: {link}",
            "Обещанное время скоро выйдет.",
        ),
        "en": Wording(
            "A deadline is near: ticket {number}",
            "{name}, a promised time of ticket {number} is nearly over: {link}",
            "A promised time is nearly over.",
        ),
    },
    "Support.DeadlineMissed": {
        "ru": Wording(
            "Просрочено: обращение № {number}",
            "{name}, обещанное время по обращению № {number} вышло: {link}",
            "Обещанное время вышло.",
        ),
        "en": Wording(
            "Overdue: ticket {number}",
            "{name}, a promised time of ticket {number} is over: {link}",
            "A promised time is over.",
        ),
    },
}
