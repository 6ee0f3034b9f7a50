"""Consent to marketing letters."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-01",
        {
            "ru": Wording(
                "Согласие на рекламную рассылку",
                """Я согласен получать по электронной почте новости и предложения площадки «Туториум». \
Отказаться можно в любой момент по ссылке в письме или в настройках; на служебные письма о занятиях и \
платежах отказ не влияет.""",
            ),
            "en": Wording(
                "Consent to marketing letters",
                """I agree to receive news and offers of Tutorium by e-mail. I can refuse at any moment by \
the link in a letter or in the settings; service letters about lessons and payments are not affected.""",
            ),
        },
    ),
)
