"""Words that fill the placeholders of the letters, as data."""

from tutorium.platform.identity import Locale

REASONS: dict[str, dict[Locale, str]] = {
    "insufficient_funds": {"ru": "недостаточно денег на карте", "en": "not enough money on the card"},
    "card_expired": {"ru": "срок действия карты истёк", "en": "the card has expired"},
    "3d_secure_failed": {"ru": "не пройдена проверка 3-D Secure", "en": "the 3-D Secure check failed"},
    "fraud_suspected": {"ru": "платёж показался банку подозрительным", "en": "the bank suspected fraud"},
    "expired_on_confirmation": {
        "ru": "оплата не была завершена вовремя",
        "en": "the payment was not completed in time",
    },
    "canceled_by_merchant": {"ru": "бронь была снята", "en": "the booking was released"},
}
DECLINED: dict[Locale, str] = {
    "ru": "платёжная система отклонила платёж",
    "en": "the payment system declined it",
}
"""For the reasons of the Payment System that have no words of their own above."""

REFUSALS: dict[str, dict[Locale, str]] = {
    "lesson_was_held": {"ru": "занятие состоялось", "en": "the lesson took place"},
    "already_returned": {"ru": "деньги уже возвращены", "en": "the money has been returned already"},
    "duplicate": {"ru": "такая заявка уже есть", "en": "there is such a request already"},
    "suspicious": {"ru": "платёж нужно проверить", "en": "the payment has to be checked"},
    "other": {"ru": "причину объяснит поддержка", "en": "support will explain the reason"},
}
"""Why people declined a refund."""

UNKNOWN_DEVICE: dict[Locale, str] = {"ru": "Неизвестное устройство", "en": "Unknown device"}
"""For browsers that say nothing known of themselves."""

AS_MINUTES: dict[Locale, str] = {"ru": "минутами у этого репетитора", "en": "as minutes with this tutor"}
"""How money comes back for a lesson that was paid for with credits."""

HOW_PAID: dict[str, dict[Locale, str]] = {
    "card": {"ru": "Деньги спишутся с сохранённой карты.", "en": "Your saved card will be charged."},
    "by_hand": {"ru": "Оплатите сами в разделе «Подписки».", "en": 'Pay in the section "Subscriptions".'},
    "retry": {
        "ru": "Попробуем списать ещё раз: {retry}.",
        "en": "We shall try the card again on {retry}.",
    },
}
"""How a subscription is paid next."""

EDIT_REASONS: dict[str, dict[Locale, str]] = {
    "contacts": {
        "ru": "в них есть контакты или ссылки",
        "en": "they hold contact details or links",
    },
    "misleading": {
        "ru": "они вводят в заблуждение или обещают результат",
        "en": "they mislead or promise a result",
    },
    "not_a_portrait": {"ru": "на фотографии не вы один", "en": "the photo does not show you alone"},
    "poor_quality": {"ru": "плохо видно или трудно читать", "en": "it is hard to see or to read"},
    "offensive": {"ru": "они могут обидеть", "en": "they may offend"},
    "not_a_name": {"ru": "это не похоже на имя и фамилию", "en": "it does not look like a person's name"},
    "other": {"ru": "они нарушают правила площадки", "en": "they break the rules of the platform"},
}
"""Why a moderator declined an edit of a profile."""

OUTCOMES: dict[str, dict[Locale, str]] = {
    "approved": {"ru": "Вы прошли проверку", "en": "You are verified"},
    "changes_requested": {
        "ru": "Заявку вернули на доработку",
        "en": "Your application needs changes",
    },
    "rejected": {"ru": "Заявка отклонена", "en": "Your application is declined"},
}
"""How the verification of a tutor has ended."""

NEXT_STEPS: dict[str, dict[Locale, str]] = {
    "approved": {
        "ru": "Ваша страница опубликована: ученики находят вас в поиске и записываются.",
        "en": "Your page is published: students find you in the search and book.",
    },
    "changes_requested": {
        "ru": "Что исправить, написано на странице проверки. Потом отправьте заявку снова.",
        "en": "The verification page says what to correct. Then send the application again.",
    },
    "rejected": {
        "ru": "Почему и когда можно подать снова, написано на странице проверки.",
        "en": "The verification page says why, and when you can apply again.",
    },
}
"""What a tutor can do now. The reasons stay on the site: they tell of his papers."""

DOCUMENTS: dict[str, dict[Locale, str]] = {
    "identity": {"ru": "паспорт", "en": "passport"},
    "selfie": {"ru": "фото с документом", "en": "photo with the document"},
    "police_certificate": {
        "ru": "справка об отсутствии судимости",
        "en": "criminal record certificate",
    },
    "diploma": {"ru": "диплом", "en": "diploma"},
    "qualification": {"ru": "документ о квалификации", "en": "qualification document"},
}
"""Kind of document -> its name."""
