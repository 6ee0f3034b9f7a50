"""The words of messages about the verification of tutors."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Documents.VerificationDecided": {
        "ru": Wording("{outcome}", "{name}, {next_step} {link}", "{next_step}"),
        "en": Wording("{outcome}", "{name}, {next_step} {link}", "{next_step}"),
    },
    "Documents.Approved": {
        "ru": Wording(
            "Документ проверен: {document}",
            "{name}, документ проверен: {document}. Все ваши документы: {link}",
            "Отметка о нём появится на вашей странице, как только она опубликована.",
        ),
        "en": Wording(
            "Document verified: {document}",
            "{name}, the document is verified: {document}. All your documents: {link}",
            "Its badge is on your page as soon as the page is published.",
        ),
    },
    "Documents.Returned": {
        "ru": Wording(
            "Документ не подошёл: {document}",
            "{name}, документ не прошёл проверку: {document}. Почему и что сделать, написано на странице "
            "проверки: {link}",
            "Почему и что сделать, написано на странице проверки.",
        ),
        "en": Wording(
            "Document not accepted: {document}",
            "{name}, this document was not accepted: {document}. The verification page says why and what "
            "to do: {link}",
            "The verification page says why and what to do.",
        ),
    },
    "Documents.Expiring": {
        "ru": Wording(
            "Скоро истекает документ: {document}",
            "{name}, документ действует до {valid_until}: {document}. Загрузите новый заранее: пока он "
            "проверяется, действует прежний. {link}",
            "Действует до {valid_until}. Загрузите новый заранее.",
        ),
        "en": Wording(
            "Document about to end: {document}",
            "{name}, this document is valid until {valid_until}: {document}. Upload a new one in time; "
            "the old one holds while it is being checked. {link}",
            "Valid until {valid_until}. Upload a new one in time.",
        ),
    },
    "Documents.Expired": {
        "ru": Wording(
            "Истёк документ: {document}",
            "{name}, срок действия документа истёк {valid_until}: {document}. Отметка о нём снята; если "
            "без него нельзя заниматься, новые ученики вас не видят. Загрузите новый: {link}",
            "Отметка о нём снята. Загрузите новый документ.",
        ),
        "en": Wording(
            "Document ended: {document}",
            "{name}, this document ended on {valid_until}: {document}. Its badge is gone; if you cannot "
            "teach without it, new students do not see you. Upload a new one: {link}",
            "Its badge is gone. Upload a new document.",
        ),
    },
}
