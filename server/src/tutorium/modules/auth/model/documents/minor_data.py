"""A guardian's consent to the processing of a child's data."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Согласие на обработку данных ребёнка",
                """Я — родитель или другой законный представитель ребёнка и даю согласие на обработку \
его персональных \
данных: имени, даты рождения, сведений о занятиях, а если ребёнку 14 лет или больше и у него своя \
учётная запись — также адреса электронной почты и часового пояса.

Цели: запись на занятия, их проведение и оплата, письма о занятиях. Имя ребёнка и предмет видит \
репетитор, у которого назначено занятие; больше данные ребёнка не видит никто, они не публикуются и не \
используются для рекламы.

Согласие действует, пока ребёнок есть в моей учётной записи, и не дольше, чем до его восемнадцатилетия. \
Отозвать его можно в любой момент на странице «Дети»: новые занятия записать будет нельзя.""",
            ),
            "en": Wording(
                "Consent to the processing of a child's data",
                """I am a parent or another guardian of the child and consent to the processing of the \
child's personal \
data: name, date of birth, data on lessons and, if the child is 14 or older and has an account, the \
e-mail address and the time zone.

Purposes: booking, holding and paying for lessons, letters about lessons. The name of the child and the \
subject are seen by the tutor of a planned lesson; nobody else sees the child's data, it is not \
published and not used for advertising.

The consent holds while the child is in my account, at most until the child's eighteenth birthday. It \
can be withdrawn at any moment on the page "Children": no new lessons can be booked then.""",
            ),
        },
    ),
)
