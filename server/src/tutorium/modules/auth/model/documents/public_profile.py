"""Consent to the publication of a tutor's profile (152-ФЗ, article 10.1)."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Согласие на публикацию анкеты репетитора",
                """Я разрешаю площадке «Туториум» распространять мои персональные данные из анкеты: имя \
и фамилию, \
фотографию, заголовок и рассказ о себе, образование, опыт, языки, предметы и цены, свободное время, \
оценки и отзывы учеников.

Они видны всем посетителям сайта и поисковым системам на странице этого сайта в разделе «Репетиторы». \
Цель — чтобы ученики могли меня найти и выбрать. Другим лицам я разрешаю только смотреть эти данные; \
собирать их в свои базы и передавать дальше я не разрешаю.

Почта, дата рождения, ссылка на комнату и сведения о доходах не публикуются. Согласие действует, пока \
анкета опубликована. Отозвать его можно в любой момент в настройках: анкета сразу исчезнет из поиска, \
назначенные занятия останутся.""",
            ),
            "en": Wording(
                "Consent to the publication of a tutor's profile",
                """I allow Tutorium to make public the personal data of my profile: name, photo, \
headline and the text \
about me, education, experience, languages, subjects and prices, free times, ratings and reviews.

They can be seen by every visitor of the site and by search engines in the section "Tutors". The purpose \
is that students can find and choose me. Others may only look at this data; I do not allow them to \
collect it or to pass it on.

The e-mail address, the date of birth, the link to the room and the earnings are not published. The \
consent holds while the profile is listed. It can be withdrawn at any moment in the settings: the \
profile leaves the search at once, lessons already planned stay.""",
            ),
        },
    ),
)
