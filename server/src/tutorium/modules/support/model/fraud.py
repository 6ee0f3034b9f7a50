"""What we write to a payer whose bank suspects that a charge is not his."""

import msgspec

from tutorium.platform.identity import Locale


class Words(msgspec.Struct, frozen=True):
    """The subject of a ticket and its first message."""

    subject: str
    text: str


WORDS: dict[Locale, Words] = {
    "ru": Words(
        "Банк отклонил списание за подписку",
        "Банк счёл автоматическое списание за подписку подозрительным и отклонил его. Деньги не списаны, "
        "списания с этой карты мы остановили. Оплатить подписку можно вручную, на её странице.\n\n"
        "Мы уже разбираемся. Если подписку или карту оформляли не вы, напишите об этом здесь.",
    ),
    "en": Words(
        "The bank declined a charge for your subscription",
        "The bank found an automatic charge for your subscription suspicious and declined it. No money was "
        "taken, and we charge this card no more. You can pay by hand on the page of the subscription.\n\n"
        "We are looking into it. If it was not you who subscribed or saved the card, tell us here.",
    ),
}
