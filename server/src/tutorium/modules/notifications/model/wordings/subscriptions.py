"""The words of messages about subscriptions."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Subscriptions.Started": {
        "ru": Wording(
            "Подписка оформлена",
            "{name}, подписка на занятия с репетитором {tutor_name} действует до {period_end}. Минуты уже "
            "на счёте: записывайтесь на занятия без оплаты. Подписка: {link}",
            "Действует до {period_end}. Минуты уже на счёте.",
        ),
        "en": Wording(
            "Subscription started",
            "{name}, your subscription to lessons with {tutor_name} runs until {period_end}. The minutes are "
            "there: book lessons without paying. The subscription: {link}",
            "It runs until {period_end}. The minutes are there.",
        ),
    },
    "Subscriptions.RenewalAhead": {
        "ru": Wording(
            "Продление подписки {charge_date}: {amount}",
            "{name}, {charge_date} начинается оплата следующих 4 недель занятий с репетитором {tutor_name}: "
            "{amount}. {how} Изменить способ оплаты или отменить подписку можно здесь: {link}",
            "Следующие 4 недели занятий. {how}",
        ),
        "en": Wording(
            "Subscription renews on {charge_date}: {amount}",
            "{name}, on {charge_date} the next 4 weeks of lessons with {tutor_name} are to be paid: "
            "{amount}. {how} You can change how you pay or cancel here: {link}",
            "The next 4 weeks of lessons. {how}",
        ),
    },
    "Subscriptions.RenewalSkipped": {
        "ru": Wording(
            "Списания не будет: минут достаточно",
            "{name}, на занятия с репетитором {tutor_name} у вас осталось {free_minutes} мин: этого хватает "
            "на весь следующий период, поэтому мы ничего не спишем. Следующее списание — {charge_date}. "
            "Подписка: {link}",
            "Осталось {free_minutes} мин. Следующее списание — {charge_date}.",
        ),
        "en": Wording(
            "No charge this time: you have enough minutes",
            "{name}, you have {free_minutes} minutes left with {tutor_name}: enough for the whole next "
            "period, so nothing is charged. The next charge is on {charge_date}. The subscription: {link}",
            "{free_minutes} minutes left. The next charge is on {charge_date}.",
        ),
    },
    "Subscriptions.PaymentAsked": {
        "ru": Wording(
            "Пора оплатить подписку: {amount}",
            "{name}, чтобы занятия с репетитором {tutor_name} продолжались, оплатите следующие 4 недели: "
            "{amount}. Оплатить: {link}",
            "Оплатите следующие 4 недели занятий.",
        ),
        "en": Wording(
            "Time to pay for your subscription: {amount}",
            "{name}, to go on with lessons with {tutor_name}, pay for the next 4 weeks: "
            "{amount}. Pay: {link}",
            "Pay for the next 4 weeks of lessons.",
        ),
    },
    "Subscriptions.PastDue": {
        "ru": Wording(
            "Подписка не оплачена",
            "{name}, следующий период занятий с репетитором {tutor_name} не оплачен ({amount}). Оставшиеся "
            "минуты можно использовать. {how} Если оплаты не будет до {ends_date}, подписка закончится. "
            "Оплатить: {link}",
            "{how} Без оплаты подписка закончится {ends_date}.",
        ),
        "en": Wording(
            "Subscription not paid",
            "{name}, the next period of lessons with {tutor_name} is not paid ({amount}). The minutes you "
            "have can be used. {how} Unless it is paid by {ends_date}, the subscription ends. Pay: {link}",
            "{how} Unless it is paid, the subscription ends on {ends_date}.",
        ),
    },
    "Subscriptions.CancelAsked": {
        "ru": Wording(
            "Подписка закончится {ends_date}",
            "{name}, подписка на занятия с репетитором {tutor_name} закончится {ends_date}. Больше ничего не "
            "спишется, оплаченные минуты останутся. Передумали? Отмену можно отменить до этого дня: {link}",
            "Больше ничего не спишется, оплаченные минуты останутся. Передумать можно до этого дня.",
        ),
        "en": Wording(
            "Your subscription ends on {ends_date}",
            "{name}, your subscription to lessons with {tutor_name} ends on {ends_date}. Nothing more is "
            "charged, the minutes you paid for stay. Changed your mind? Undo it until then: {link}",
            "Nothing more is charged, the minutes you paid for stay. You can undo it until then.",
        ),
    },
    "Subscriptions.Ended": {
        "ru": Wording(
            "Подписка закончилась",
            "{name}, подписка на занятия с репетитором {tutor_name} закончилась. Осталось минут: "
            "{free_minutes}; их можно использовать или вернуть деньгами. Подписки: {link}",
            "Осталось минут: {free_minutes}. Их можно использовать или вернуть деньгами.",
        ),
        "en": Wording(
            "Subscription ended",
            "{name}, your subscription to lessons with {tutor_name} has ended. Minutes left: {free_minutes}; "
            "use them or have the money back. Your subscriptions: {link}",
            "Minutes left: {free_minutes}. Use them or have the money back.",
        ),
    },
}
