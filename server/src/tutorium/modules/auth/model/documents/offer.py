"""The public offer."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-01",
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
)
