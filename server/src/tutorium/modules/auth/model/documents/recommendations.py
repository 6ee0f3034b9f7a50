"""How search ranks tutors: the rules of recommendation technology (149-ФЗ, article 10.2-2)."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Правила рекомендаций: как устроен поиск репетиторов",
                """В поиске репетиторы показаны по порядку, который вы выбираете: по соответствию, по \
цене, по рейтингу или \
по ближайшему свободному времени. Порядок для всех посетителей одинаков: что вы искали и смотрели \
раньше, на него не влияет, профили посетителей не составляются.

«По соответствию»: чем больше слов запроса нашлось в имени, предметах, заголовке и рассказе репетитора, \
тем выше он стоит; имя и предметы весят больше рассказа. Найденное соответствие умножается на оценку. \
Если слов в запросе нет, порядок определяет оценка.

Оценка: среднее всех отзывов учеников, к которому добавлены пять отзывов по 4,5 — чтобы одна первая \
оценка не решала всего. Отзыв может оставить только ученик или его представитель после состоявшегося \
занятия, один раз.

Место в поиске не продаётся: репетитор не может заплатить, чтобы стоять выше. Сведения, по которым \
строится порядок: текст анкеты, цены, свободное время, отзывы. Вопросы о порядке показа принимаются \
обращением на сайте.""",
            ),
            "en": Wording(
                "Rules of recommendation: how the search for tutors works",
                """The search shows tutors in the order you choose: by relevance, price, rating or the \
nearest free time. \
The order is the same for every visitor: what you searched for or looked at before has no influence, no \
profiles of visitors are made.

By relevance: the more words of the query are found in a tutor's name, subjects, headline and text, the \
higher he stands; name and subjects weigh more than the text. What is found is multiplied by the score. \
Without words the score decides.

The score is the mean of all reviews, to which five reviews of 4.5 are added, so that a single first \
rating does not decide everything. Only a student or his guardian can write a review, once, after a \
completed lesson.

Places are not for sale: a tutor cannot pay to stand higher. What the order is made of: the text of the \
profile, prices, free times, reviews. Questions about it are taken through tickets on the site.""",
            ),
        },
    ),
)
