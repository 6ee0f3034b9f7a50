"""What the module declines to do, by name."""

from tutorium.platform.errors import Refusal


class SlotTaken(Refusal):
    status, code = 409, "lessons.slot_taken"
    ru = "Это время только что заняли. Выберите другое."
    en = "This time has just been taken. Choose another one."


class LearnerBusy(Refusal):
    status, code = 409, "lessons.learner_busy"
    ru = "У ученика уже есть занятие в это время."
    en = "The student already has a lesson at this time."


class IllegalTransition(Refusal):
    status, code = 409, "lessons.illegal_transition"
    ru = "Состояние занятия изменилось, и это действие больше недоступно. Обновите страницу."
    en = "The lesson has changed and this can no longer be done. Reload the page."


class SlotUnavailable(Refusal):
    status, code = 422, "lessons.slot_unavailable"
    ru = "Репетитор не принимает занятия в это время. Выберите время из списка."
    en = "The tutor does not take lessons at this time. Choose one from the list."


class MinutesNotOffered(Refusal):
    status, code = 422, "lessons.minutes_not_offered"
    ru = "Репетитор не проводит занятия такой длительности."
    en = "The tutor does not give lessons of this length."


class SubjectNotOffered(Refusal):
    status, code = 422, "lessons.subject_not_offered"
    ru = "Репетитор не ведёт этот предмет."
    en = "The tutor does not teach this subject."


class TooManyOpen(Refusal):
    """`open_lessons` with one tutor, or `minutes` a day, are the most a learner may have ahead (D2.1)."""

    status, code = 422, "lessons.too_many_open"
    ru = "Можно запланировать не больше {open_lessons} занятий с одним репетитором и {minutes} минут в день."
    en = "You can plan at most {open_lessons} lessons with one tutor and {minutes} minutes a day."


class NoMinutes(Refusal):
    """A lesson of a subscription is booked from minutes paid before, and no lot has as many free."""

    status, code = 422, "lessons.no_minutes"
    ru = "Свободных минут с этим репетитором не хватает. Продлите подписку или оплатите занятие отдельно."
    en = "There are not enough free minutes with this tutor. Renew the subscription or pay for the lesson."


class OwnLesson(Refusal):
    status, code = 422, "lessons.own_lesson"
    ru = "Нельзя записаться на занятие к самому себе."
    en = "You cannot book a lesson with yourself."


class LearnerRequired(Refusal):
    status, code = 422, "lessons.learner_required"
    ru = "Выберите ребёнка, для которого записываетесь на занятие."
    en = "Choose the child the lesson is for."


class WindowTooLong(Refusal):
    status, code = 422, "lessons.window_too_long"
    ru = "Свободное время показывается не больше чем за {days} день за один раз."
    en = "Free times are shown for at most {days} days at once."


class HoursWrong(Refusal):
    status, code = 422, "lessons.hours_wrong"
    ru = "Проверьте часы: начало должно быть раньше конца."
    en = "Check the hours: the start must come before the end."


class EmailNotConfirmed(Refusal):
    status, code = 403, "lessons.email_not_confirmed"
    ru = "Подтвердите электронную почту, чтобы записаться на занятие."
    en = "Confirm your e-mail address to book a lesson."


class GuardianRequired(Refusal):
    status, code = 403, "lessons.guardian_required"
    ru = "До 18 лет нужен законный представитель: пригласите его на странице «Законный представитель»."
    en = 'Under 18 you need a guardian: invite yours on the page "Guardian".'


class GuardianPays(Refusal):
    """A guardian is linked, but has bought no minutes with this tutor that would pay for the lesson."""

    status, code = 403, "lessons.guardian_pays"
    ru = "Занятие оплачивает ваш законный представитель. Попросите его записать вас."
    en = "Your guardian pays for the lesson. Ask him to book it for you."


class GuardianConsentRequired(Refusal):
    status, code = 403, "lessons.guardian_consent_required"
    ru = "Вы отозвали согласие на обработку данных ребёнка. Дайте его снова, чтобы записать на занятие."
    en = "You have withdrawn the consent for the child's data. Give it again to book a lesson."


class AdultsOnly(Refusal):
    status, code = 422, "lessons.adults_only"
    ru = "Этот репетитор занимается только со взрослыми: справки об отсутствии судимости у него нет."
    en = "This tutor teaches grown-ups only: there is no certificate of no criminal record."
