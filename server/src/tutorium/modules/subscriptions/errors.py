"""What subscriptions decline to do."""

from tutorium.platform.errors import Refusal


class NothingToRefund(Refusal):
    status, code = 422, "subscriptions.nothing_to_refund"
    ru = "В этом пакете нет свободных минут, за которые можно вернуть деньги."
    en = "This lot has no free minutes to give money back for."
