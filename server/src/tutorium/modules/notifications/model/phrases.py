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

UNKNOWN_DEVICE: dict[Locale, str] = {"ru": "Неизвестное устройство", "en": "Unknown device"}
"""For browsers that say nothing known of themselves."""

AS_MINUTES: dict[Locale, str] = {"ru": "минутами у этого репетитора", "en": "as minutes with this tutor"}
"""How money comes back for a lesson that was paid for with credits."""

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
