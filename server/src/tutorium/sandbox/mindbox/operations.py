"""The operations configured in the project: name → how it may be called and what it must carry.

In the real Mindbox a manager assembles this table; a name that is not in it is a protocol error.
"""

from typing import Literal

import msgspec

Mode = Literal["sync", "async"]

_EMAIL = "customer.email"
_MAILING = "emailMailing.customParameters"
_LINK = "emailMailing.customParameters.link"
_PHONE = "customer.mobilePhone"
_CODE = "smsMailing.customParameters.code"


CUSTOM_FIELDS = frozenset({"roles", "locale", "timezone", "role"})
"""Fields of customers that the manager has made; others are not taken."""


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation; `required` are dotted paths into the body, `title` is for people."""

    title: str
    required: tuple[str, ...] = (_EMAIL, _MAILING)
    modes: frozenset[Mode] = frozenset({"sync", "async"})
    sends_letter: bool = True
    mailing: Literal["emailMailing", "smsMailing"] = "emailMailing"
    erases: bool = False


OPERATIONS: dict[str, Operation] = {
    "Auth.ConfirmEmail": Operation(title="Подтвердите почту", required=(_EMAIL, _LINK)),
    "Auth.AlreadyRegistered": Operation(title="У вас уже есть аккаунт"),
    "Auth.ResetPassword": Operation(title="Сброс пароля", required=(_EMAIL, _LINK)),
    "Auth.PasswordChanged": Operation(title="Пароль изменён"),
    "Auth.NewDevice": Operation(title="Вход с нового устройства"),
    "Auth.AuthenticatorAdded": Operation(title="Приложение с кодами подключено"),
    "Auth.AuthenticatorRemoved": Operation(title="Приложение с кодами отключено"),
    "Auth.PasskeyAdded": Operation(title="Ключ доступа добавлен"),
    "Auth.PasskeyRemoved": Operation(title="Ключ доступа удалён"),
    "Auth.RecoveryCodeUsed": Operation(title="Использован резервный код"),
    "Auth.RecoveryCodesRenewed": Operation(title="Новые резервные коды"),
    "Auth.ChangeEmail": Operation(title="Подтвердите новую почту", required=(_EMAIL, _LINK)),
    "Auth.EmailChanged": Operation(title="Почта изменена"),
    "Accounts.ProfileEditApproved": Operation(title="Правки анкеты опубликованы"),
    "Accounts.ProfileEditRejected": Operation(title="Правки анкеты не опубликованы"),
    "Documents.VerificationDecided": Operation(title="Итог проверки репетитора"),
    "Documents.Returned": Operation(title="Документ не подошёл"),
    "Documents.Expiring": Operation(title="Скоро истекает документ"),
    "Documents.Expired": Operation(title="Истёк документ"),
    "Auth.SignInMethodsChanged": Operation(title="Способы входа изменены"),
    "Auth.PhoneChanged": Operation(title="Телефон изменён"),
    "Auth.PhoneCode": Operation(
        title="Код подтверждения (СМС)", required=(_PHONE, _CODE), mailing="smsMailing"
    ),
    "Accounts.Leaving": Operation(title="Учётная запись удалена"),
    "Accounts.GuardianInvited": Operation(title="Приглашение представителя", required=(_EMAIL, _LINK)),
    "Accounts.LearnerInvited": Operation(title="Приглашение подростка", required=(_EMAIL, _LINK)),
    "Accounts.GuardianshipStarted": Operation(title="Учётные записи связаны"),
    "Accounts.GuardianshipEnded": Operation(title="Связь с представителем прекращена"),
    "Lessons.Scheduled": Operation(title="Занятие назначено"),
    "Lessons.Cancelled": Operation(title="Занятие отменено"),
    "Lessons.Expired": Operation(title="Бронь не оплачена вовремя"),
    "Lessons.LatePayment": Operation(title="Оплата пришла поздно"),
    "Support.Answered": Operation(title="Поддержка ответила"),
    "Support.AnswerAwaited": Operation(title="Поддержка ждёт ответа"),
    "Support.Resolved": Operation(title="Обращение решено"),
    "Support.RatingAsked": Operation(title="Просьба оценить поддержку"),
    "Lessons.AwaitingConfirmation": Operation(title="Подтвердите, что занятие прошло"),
    "Lessons.Completed": Operation(title="Занятие завершено"),
    "Lessons.ReminderDay": Operation(title="Завтра занятие"),
    "Lessons.ReminderHour": Operation(title="Занятие через час"),
    "Lessons.ReminderSoon": Operation(title="Занятие через 10 минут"),
    "Payments.Succeeded": Operation(title="Оплата прошла"),
    "Payments.Failed": Operation(title="Оплата не прошла"),
    "Payments.Refunded": Operation(title="Деньги возвращены"),
    "Payments.RefundPaidByHand": Operation(title="Деньги отправлены переводом"),
    "Payments.RefundRequested": Operation(title="Заявка на возврат принята"),
    "Payments.RefundDeclined": Operation(title="В возврате отказано"),
    "Subscriptions.Started": Operation(title="Подписка оформлена"),
    "Subscriptions.RenewalAhead": Operation(title="Скоро продление подписки"),
    "Subscriptions.RenewalSkipped": Operation(title="Списания не будет"),
    "Subscriptions.PaymentAsked": Operation(title="Пора оплатить подписку"),
    "Subscriptions.PastDue": Operation(title="Подписка не оплачена"),
    "Subscriptions.CancelAsked": Operation(title="Подписка закончится"),
    "Subscriptions.Ended": Operation(title="Подписка закончилась"),
    "Website.EraseCustomer": Operation(
        title="Клиент удалён", required=("customer.ids.websiteID",), sends_letter=False, erases=True
    ),
    "Website.RegisterCustomer": Operation(title="Новый клиент", required=(_EMAIL,), sends_letter=False),
    "Website.EditCustomer": Operation(title="Данные клиента", required=(_EMAIL,), sends_letter=False),
}
