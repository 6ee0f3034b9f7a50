"""The texts people agree to, as data. A changed text gets a new version and is asked for anew."""

import hashlib
from typing import Literal

import msgspec

from tutorium.platform.identity import Locale

ConsentKind = Literal["offer", "personal_data", "marketing"]


class Wording(msgspec.Struct, frozen=True):
    """A text in one language, in plain paragraphs."""

    title: str
    text: str


class ConsentText(msgspec.Struct, frozen=True):
    """One purpose, one text: consents are never bundled (152-ФЗ, article 9)."""

    kind: ConsentKind
    version: str
    required: bool
    wordings: dict[Locale, Wording]

    @property
    def hash(self) -> str:
        """SHA-256 of the wording in both languages: proves later what the version said."""
        return hashlib.sha256(msgspec.json.encode(self.wordings, order="sorted")).hexdigest()


CONSENT_TEXTS: tuple[ConsentText, ...] = (
    ConsentText(
        "offer",
        "2026-11-01",
        True,
        {
            "ru": Wording(
                "Публичная оферта",
                """Туториум — площадка, на которой ученики и законные представители находят репетиторов, \
бронируют занятия и оплачивают их. Площадка действует как агент репетитора: договор об оказании услуг \
заключается между учеником (или его законным представителем) и репетитором.

Занятие считается забронированным после оплаты. Неоплаченная бронь снимается через 15 минут. Деньги за \
занятие хранятся до его подтверждения и только затем переходят репетитору за вычетом комиссии площадки.

Условия бесплатной и платной отмены показаны на странице репетитора и ещё раз — перед каждой отменой. Если \
занятие отменил репетитор, деньги возвращаются полностью. Неиспользованные минуты можно вернуть деньгами \
в любой момент до окончания их срока действия.

Отказаться от услуг можно в любое время, оплатив фактически оказанные услуги (статья 32 Закона о защите \
прав потребителей). Вопросы и претензии принимаются через обращения на сайте; ответ — не позднее \
10 календарных дней.""",
            ),
            "en": Wording(
                "Public offer",
                """Tutorium is a place where students and guardians find tutors, book lessons and pay for \
them. It acts as the tutor's agent: the contract for services is between the student (or the guardian) and \
the tutor.

A lesson is booked once it is paid for. An unpaid booking is released after 15 minutes. The money for a \
lesson is held until the lesson is confirmed and only then goes to the tutor, less the commission.

The terms of free and paid cancellation are shown on the tutor's page and again before every cancellation. \
If the tutor cancels, all the money comes back. Unused minutes can be turned back into money at any time \
before they expire.

You may withdraw at any time, paying for what has actually been provided (article 32 of the Russian Consumer \
Protection Act). Questions and complaints are taken through tickets on the site and answered within \
10 calendar days.""",
            ),
        },
    ),
    ConsentText(
        "personal_data",
        "2026-11-01",
        True,
        {
            "ru": Wording(
                "Согласие на обработку персональных данных",
                """Я даю оператору площадки «Туториум» согласие на обработку моих персональных данных: \
имени, даты рождения, адреса электронной почты, часового пояса, сведений о занятиях и платежах, а для \
репетитора — сведений анкеты и фотографии.

Цели: создание учётной записи, бронирование и проведение занятий, расчёты, служебные письма о занятиях и \
платежах. Действия: сбор, запись, хранение, уточнение, использование, передача платёжной системе и службе \
рассылки писем в объёме, нужном для этих целей, удаление.

Данные хранятся в России. Согласие действует до удаления учётной записи; его можно отозвать обращением на \
сайте, после чего данные удаляются в течение 30 дней, кроме тех, что закон обязывает хранить дольше.""",
            ),
            "en": Wording(
                "Consent to the processing of personal data",
                """I consent to the operator of Tutorium processing my personal data: name, date of birth, \
e-mail address, time zone, data on lessons and payments and, for a tutor, the profile and photo.

Purposes: the account, booking and holding lessons, settlements, service letters about lessons and payments. \
Actions: collecting, recording, storing, correcting, using, passing on to the Payment System and the mailing \
service as far as these purposes need, deleting.

The data is stored in Russia. The consent holds until the account is deleted; it can be withdrawn by a \
ticket on the site, after which the data is deleted within 30 days, except what the law requires to be kept \
longer.""",
            ),
        },
    ),
    ConsentText(
        "marketing",
        "2026-11-01",
        False,
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
