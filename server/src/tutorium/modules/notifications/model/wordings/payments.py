"""The words of messages about money."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Payments.Succeeded": {
        "ru": Wording(
            "Оплата получена: {amount}",
            "{name}, мы получили {amount}. Ваши платежи: {link}",
            "Мы получили вашу оплату.",
        ),
        "en": Wording(
            "Payment received: {amount}",
            "{name}, we have received {amount}. Your payments: {link}",
            "We have received your payment.",
        ),
    },
    "Payments.Failed": {
        "ru": Wording(
            "Оплата не прошла: {amount}",
            "{name}, оплата {amount} не прошла: {reason}. Деньги не списаны. Ваши платежи: {link}",
            "Причина: {reason}. Деньги не списаны.",
        ),
        "en": Wording(
            "Payment failed: {amount}",
            "{name}, the payment of {amount} failed: {reason}. No money was taken. Your payments: {link}",
            "The reason: {reason}. No money was taken.",
        ),
    },
    "Payments.Refunded": {
        "ru": Wording(
            "Деньги возвращены: {amount}",
            "{name}, мы вернули {amount} туда, откуда пришла оплата. Банк может зачислять деньги несколько "
            "дней. Ваши платежи: {link}",
            "Деньги ушли туда, откуда пришла оплата. Банк может зачислять их несколько дней.",
        ),
        "en": Wording(
            "Money returned: {amount}",
            "{name}, we have returned {amount} to where the payment came from. The bank may take some days "
            "to credit it. Your payments: {link}",
            "The money went back to where it came from. The bank may take some days to credit it.",
        ),
    },
    "Payments.RefundPaidByHand": {
        "ru": Wording(
            "Деньги отправлены переводом: {amount}",
            "{name}, вернуть {amount} туда, откуда пришла оплата, не получилось, и мы отправили деньги "
            "банковским переводом. Банк может зачислять их несколько дней. Ваши платежи: {link}",
            "Мы отправили деньги банковским переводом. Банк может зачислять их несколько дней.",
        ),
        "en": Wording(
            "Money sent by bank transfer: {amount}",
            "{name}, {amount} could not be returned to where the payment came from, so we have sent it by "
            "bank transfer. The bank may take some days to credit it. Your payments: {link}",
            "We have sent the money by bank transfer. The bank may take some days to credit it.",
        ),
    },
    "Payments.RefundRequested": {
        "ru": Wording(
            "Заявка на возврат принята: {amount}",
            "{name}, мы получили вашу заявку на возврат {amount}. Её смотрит сотрудник. Если её одобрят, "
            "деньги вернутся не позднее {deadline}. Ваши платежи: {link}",
            "Её смотрит сотрудник. Если её одобрят, деньги вернутся не позднее {deadline}.",
        ),
        "en": Wording(
            "Refund request received: {amount}",
            "{name}, we have received your request to return {amount}. A person looks at it. If it is "
            "approved, the money is back by {deadline}. Your payments: {link}",
            "A person looks at it. If it is approved, the money is back by {deadline}.",
        ),
    },
    "Payments.RefundDeclined": {
        "ru": Wording(
            "В возврате отказано: {amount}",
            "{name}, мы не можем вернуть {amount}: {reason}. Минуты снова на вашем балансе. Если вы не "
            "согласны, напишите в поддержку. Ваши платежи: {link}",
            "Причина: {reason}. Минуты снова на вашем балансе.",
        ),
        "en": Wording(
            "Refund declined: {amount}",
            "{name}, we cannot return {amount}: {reason}. The minutes are on your balance again. If you "
            "disagree, write to support. Your payments: {link}",
            "The reason: {reason}. The minutes are on your balance again.",
        ),
    },
}
