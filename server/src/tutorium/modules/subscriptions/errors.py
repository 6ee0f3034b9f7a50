"""What subscriptions decline to do."""

from tutorium.platform.errors import Refusal


class NothingToRefund(Refusal):
    status, code = 422, "subscriptions.nothing_to_refund"
    ru = "В этом пакете нет свободных минут, за которые можно вернуть деньги."
    en = "This lot has no free minutes to give money back for."


class IllegalTransition(Refusal):
    status, code = 409, "subscriptions.illegal_transition"
    ru = "Состояние подписки изменилось, и это действие больше недоступно. Обновите страницу."
    en = "The subscription has changed and this can no longer be done. Reload the page."


class AlreadySubscribed(Refusal):
    status, code = 409, "subscriptions.already_subscribed"
    ru = "Подписка на этот предмет у этого репетитора уже есть."
    en = "There is a subscription to this subject with this tutor already."


class LessonFirst(Refusal):
    status, code = 422, "subscriptions.lesson_first"
    ru = "Подписка оформляется после первого проведённого занятия с репетитором."
    en = "You can subscribe after the first lesson with the tutor."


class PlanNotOffered(Refusal):
    status, code = 422, "subscriptions.plan_not_offered"
    ru = "Репетитор не предлагает такую подписку. Выберите одну из списка."
    en = "The tutor offers no such subscription. Choose one from the list."


class BalanceFull(Refusal):
    """Bought ahead may be three cycles at most: `minutes` are there, `cap` is the limit (D4.5)."""

    status, code = 422, "subscriptions.balance_full"
    ru = "Минут уже достаточно: вперёд можно купить не больше {cap}, сейчас у вас {minutes}."
    en = "You have enough minutes: at most {cap} can be bought ahead, and you have {minutes}."


class NothingToPay(Refusal):
    status, code = 422, "subscriptions.nothing_to_pay"
    ru = "Сейчас платить не за что: следующий период можно оплатить за 7 дней до его начала."
    en = "There is nothing to pay now: the next period can be paid 7 days before it begins."


class OwnLessons(Refusal):
    status, code = 422, "subscriptions.own_lessons"
    ru = "Нельзя подписаться на занятия у самого себя."
    en = "You cannot subscribe to lessons with yourself."


class LearnerRequired(Refusal):
    status, code = 422, "subscriptions.learner_required"
    ru = "Выберите ребёнка, для которого оформляете подписку."
    en = "Choose the child the subscription is for."


class EmailNotConfirmed(Refusal):
    status, code = 403, "subscriptions.email_not_confirmed"
    ru = "Подтвердите электронную почту, чтобы оформить подписку."
    en = "Confirm your e-mail address to subscribe."


class GuardianPays(Refusal):
    status, code = 403, "subscriptions.guardian_pays"
    ru = "До 18 лет подписку оформляет и оплачивает законный представитель."
    en = "Under 18 the guardian subscribes and pays."


class GuardianConsentRequired(Refusal):
    status, code = 403, "subscriptions.guardian_consent_required"
    ru = "Вы отозвали согласие на обработку данных ребёнка. Дайте его снова, чтобы оформить подписку."
    en = "You have withdrawn the consent for the child's data. Give it again to subscribe."


class AutopayConsentRequired(Refusal):
    status, code = 422, "subscriptions.autopay_consent_required"
    ru = "Для автоматических списаний нужно отдельное согласие."
    en = "Automatic payments need a consent of their own."


class MethodRequired(Refusal):
    status, code = 422, "subscriptions.method_required"
    ru = "Выберите сохранённую карту: без неё списывать не с чего."
    en = "Choose a saved card: without one there is nothing to charge."
