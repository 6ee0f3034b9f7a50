"""What payments decline to do."""

from tutorium.platform.errors import Refusal


class NotRefundable(Refusal):
    """Only a succeeded payment gives money back, never more than it took: `left_kopecks` can still go."""

    status, code = 409, "payments.not_refundable"
    ru = "Эту сумму нельзя вернуть: по платежу осталось {left_kopecks} коп."
    en = "This amount cannot be returned: {left_kopecks} kopecks are left of the payment."


class RefundDecided(Refusal):
    """`state` is where the refund is now."""

    status, code = 409, "payments.refund_decided"
    ru = "По этому возврату уже решили: обновите страницу."
    en = "This refund has been decided already: reload the page."


class AlreadyAgreed(Refusal):
    status, code = 409, "payments.already_agreed"
    ru = "Вы уже согласились с этим возвратом: нужен второй человек."
    en = "You have agreed to this refund already: a second person is needed."


class OwnRefund(Refusal):
    status, code = 403, "payments.own_refund"
    ru = "Это возврат по вашему платежу или занятию: решает другой человек."
    en = "This refund is of your own payment or lesson: somebody else decides."


class BeyondYourLimit(Refusal):
    """Support decides up to `limit_kopecks`."""

    status, code = 403, "payments.beyond_your_limit"
    ru = "Такую сумму подтверждает финансовый отдел."
    en = "A sum of this size is decided by finance."
