"""What payments decline to do."""

from tutorium.platform.errors import Refusal


class NotRefundable(Refusal):
    """Only a succeeded payment gives money back, never more than it took: `left_kopecks` can still go."""

    status, code = 409, "payments.not_refundable"
    ru = "Эту сумму нельзя вернуть: по платежу осталось {left_kopecks} коп."
    en = "This amount cannot be returned: {left_kopecks} kopecks are left of the payment."
