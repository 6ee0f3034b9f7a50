"""What the module declines to do, by name."""

from tutorium.platform.errors import Refusal


class ContextUnknown(Refusal):
    status, code = 422, "support.context_unknown"
    ru = (
        "Такого занятия, платежа, документа или такой подписки у вас нет: "
        "откройте обращение с нужной страницы или без неё."
    )
    en = "You have no such lesson, payment, document or subscription: write from its page, or without it."


class IllegalTransition(Refusal):
    status, code = 409, "support.illegal_transition"
    ru = "Обращение уже в другом состоянии, и так поступить с ним нельзя. Обновите страницу."
    en = "The ticket is in another state by now, and this cannot be done with it. Reload the page."


class TicketClosed(Refusal):
    status, code = 409, "support.ticket_closed"
    ru = "Это обращение закрыто. Если вопрос остался, напишите новое."
    en = "This ticket is closed. If there is still a question, write a new one."


class TicketTaken(Refusal):
    status, code = 409, "support.ticket_taken"
    ru = "Обращение уже взял другой сотрудник."
    en = "A colleague has taken this ticket already."


class AgentUnknown(Refusal):
    status, code = 422, "support.agent_unknown"
    ru = "Назначить можно только сотрудника поддержки или администратора."
    en = "Only support staff and administrators can be assigned."


class HoldTooLong(Refusal):
    status, code = 422, "support.hold_too_long"
    ru = "Отложить обращение можно на срок до {days} дней и только вперёд."
    en = "A ticket can wait for up to {days} days, and only for the future."


class LeadRequired(Refusal):
    status, code = 403, "support.lead_required"
    ru = "Отложить обращение до даты может только администратор."
    en = "Only an administrator may put a ticket on hold."


class ResolutionMissing(Refusal):
    status, code = 422, "support.resolution_missing"
    ru = "Укажите, чем решено обращение."
    en = "Say how the ticket was resolved."


class RatedAlready(Refusal):
    status, code = 409, "support.rated_already"
    ru = "Вы уже оценили это обращение. Спасибо!"
    en = "You have rated this ticket already. Thank you!"


class RatingEarly(Refusal):
    status, code = 409, "support.rating_early"
    ru = "Оценить можно решённое обращение."
    en = "A ticket can be rated once it is resolved."


class AttachmentUnknown(Refusal):
    status, code = 422, "support.attachment_unknown"
    ru = "Одного из файлов больше нет: приложите его ещё раз."
    en = "One of the files is gone: attach it again."


class AttachmentUnreadable(Refusal):
    status, code = 422, "support.attachment_unreadable"
    ru = "Файл не читается. Подойдут целые файлы JPEG, PNG, WebP и PDF до 10 МБ."
    en = "The file cannot be read. Whole JPEG, PNG, WebP and PDF files of up to 10 MB will do."


class AttachmentTooManyPixels(Refusal):
    status, code = 422, "support.attachment_too_many_pixels"
    ru = "На картинке больше {megapixels} мегапикселей: уменьшите её."
    en = "The picture has more than {megapixels} megapixels: make it smaller."


class MacroExists(Refusal):
    status, code = 409, "support.macro_exists"
    ru = "Шаблон с таким названием уже есть."
    en = "There is a macro of this name already."


class ArticleExists(Refusal):
    status, code = 409, "support.article_exists"
    ru = "Статья с таким адресом уже есть."
    en = "There is an article at this address already."
