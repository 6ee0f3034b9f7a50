"""Consent to the processing of personal data."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-01",
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
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Согласие на обработку персональных данных",
                """Я даю оператору площадки «Туториум» согласие на обработку моих персональных данных: \
имени, даты \
рождения, адреса электронной почты, часового пояса, сведений о занятиях и платежах, адреса сети и \
названия браузера, а для репетитора — сведений анкеты и фотографии.

Цели: создание учётной записи и её защита, бронирование и проведение занятий, расчёты, служебные письма \
о занятиях и платежах. Действия: сбор, запись, хранение, уточнение, использование, передача платёжной \
системе и службе рассылки писем в объёме, нужном для этих целей, удаление.

Данные хранятся в России. Согласие действует до удаления учётной записи. Отозвать его можно в любой \
момент: настройки, раздел «Данные и согласия», «Удалить учётную запись». Отзыв и удаление — одно \
действие: без этих данных учётная запись существовать не может. Данные удаляются сразу, кроме тех, что \
закон обязывает хранить дольше; какие это данные и почему они остаются, показано до нажатия кнопки.""",
            ),
            "en": Wording(
                "Consent to the processing of personal data",
                """I consent to the operator of Tutorium processing my personal data: name, date of \
birth, e-mail address, \
time zone, data on lessons and payments, network address and the name of the browser and, for a tutor, \
the profile and photo.

Purposes: the account and its protection, booking and holding lessons, settlements, service letters \
about lessons and payments. Actions: collecting, recording, storing, correcting, using, passing on to \
the Payment System and the mailing service as far as these purposes need, deleting.

The data is stored in Russia. The consent holds until the account is deleted. It can be withdrawn at any \
moment: settings, "Data and consents", "Delete the account". Withdrawing and deleting are one act: \
without this data there can be no account. The data is deleted at once, except what the law requires to \
be kept longer; which data this is and why it stays is shown before the button is pressed.""",
            ),
        },
        {
            "ru": "Отозвать согласие и удалить учётную запись теперь можно самостоятельно, в настройках. "
            "Названы адрес сети и браузер: они нужны, чтобы защитить учётную запись.",
            "en": "You can now withdraw the consent and delete the account yourself, in the settings. "
            "The network address and the browser are named: they are needed to protect the account.",
        },
    ),
)
