"""The policy on personal data, which every operator must publish (152-ФЗ, article 18.1)."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Политика обработки персональных данных",
                """Кто обрабатывает данные. Оператор площадки «Туториум». Вопросы о данных и требования \
принимаются \
обращением на сайте; ответ — не позднее 10 рабочих дней.

Какие данные и зачем. Имя, почта, дата рождения, часовой пояс и язык — чтобы была учётная запись. \
Занятия, их время и состояние — чтобы их провести. Платежи и возвраты — чтобы рассчитаться и выдать чек. \
Анкета и фотография репетитора — чтобы его нашли ученики. Имя и дата рождения ребёнка — чтобы записать \
его на занятие. Адрес сети и название браузера — чтобы защитить учётную запись и доказать согласие.

На каком основании. Договор (оферта), ваше согласие, обязанности по закону о бухгалтерском учёте и о \
кассовых чеках. Каждое согласие даётся отдельно и отзывается в настройках так же просто, как даётся.

Кому передаём. Платёжной системе — сумму, назначение платежа и почту для чека. Службе рассылки — имя, \
почту и текст письма. Репетитору и ученику — имена друг друга и время занятия. Больше никому; данные не \
продаются. За границу данные не передаются, базы находятся в России.

Сколько храним. Учётную запись — пока вы её не удалите; неподтверждённую — 30 дней. После удаления \
остаются без имени и почты: платежи, возвраты и проводки — 5 лет, состоявшиеся занятия и отзывы — без \
срока и без связи с вами, доказательства согласий и акт об уничтожении — 3 года.

Ваши права. Скачать всё, что мы храним о вас, исправить данные, отозвать согласия и удалить учётную \
запись можно самостоятельно: настройки, раздел «Данные и согласия».

Файлы cookie. Один обязательный — чтобы вы оставались в системе. Счётчиков и рекламных меток нет.""",
            ),
            "en": Wording(
                "Personal data policy",
                """Who processes the data. The operator of Tutorium. Questions and demands concerning \
data are taken \
through tickets on the site and answered within 10 working days.

Which data and what for. Name, e-mail, date of birth, time zone and language: for the account. Lessons, \
their times and states: to hold them. Payments and refunds: to settle them and issue receipts. A tutor's \
profile and photo: to be found by students. A child's name and date of birth: to book lessons for the \
child. The network address and the name of the browser: to protect the account and to prove consent.

On what ground. The contract (the offer), your consent, duties under the laws on accounting and \
receipts. Each consent is given separately and withdrawn in the settings as easily as it is given.

To whom it is passed on. To the Payment System: the amount, the purpose and the e-mail address for the \
receipt. To the mailing service: name, address and the text of the letter. To tutor and student: each \
other's names and the time of the lesson. To nobody else; data is not sold. It is not passed abroad, the \
databases are in Russia.

How long it is kept. The account until you delete it; an unconfirmed one for 30 days. After deletion \
there stay without name and address: payments, refunds and ledger entries for 5 years, past lessons and \
reviews without limit and without a link to you, proofs of consent and the act of destruction for 3 \
years.

Your rights. You can download everything kept about you, correct it, withdraw consents and delete the \
account yourself: settings, "Data and consents".

Cookies. One necessary cookie that keeps you signed in. There are no counters and no advertising tags.""",
            ),
        },
    ),
)
