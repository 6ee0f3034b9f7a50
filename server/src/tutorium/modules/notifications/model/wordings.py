"""The words of the letters, as data. Placeholders are filled when the letter is sent."""

import msgspec

from tutorium.platform.identity import Locale


class Wording(msgspec.Struct, frozen=True):
    """Subject and text of a letter in one language; a text message has no subject.

    The last line of a message with a code lets the browser offer the code on our page only (WebOTP).
    """

    subject: str
    text: str


WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Auth.ConfirmEmail": {
        "ru": Wording(
            "Подтвердите почту",
            "{name}, здравствуйте! Чтобы бронировать занятия, подтвердите адрес: {link}\n"
            "Ссылка действует 24 часа. Если вы не регистрировались в Туториуме, ничего делать не нужно.",
        ),
        "en": Wording(
            "Confirm your e-mail",
            "Hello, {name}! To book lessons, confirm this address: {link}\n"
            "The link works for 24 hours. If you did not sign up at Tutorium, there is nothing to do.",
        ),
    },
    "Auth.AlreadyRegistered": {
        "ru": Wording(
            "У вас уже есть учётная запись",
            "{name}, кто-то попробовал зарегистрироваться с вашим адресом. Учётная запись у вас уже есть: "
            "войдите ({link}) или восстановите пароль. Если это были не вы, ничего делать не нужно.",
        ),
        "en": Wording(
            "You already have an account",
            "{name}, somebody tried to sign up with your address. You already have an account: sign in "
            "({link}) or reset the password. If it was not you, there is nothing to do.",
        ),
    },
    "Auth.ResetPassword": {
        "ru": Wording(
            "Новый пароль",
            "{name}, задайте новый пароль: {link}\n"
            "Ссылка действует один час. Если вы этого не просили, ничего делать не нужно.",
        ),
        "en": Wording(
            "A new password",
            "{name}, set a new password: {link}\n"
            "The link works for one hour. If you did not ask for it, there is nothing to do.",
        ),
    },
    "Auth.PasswordChanged": {
        "ru": Wording(
            "Пароль изменён",
            "{name}, пароль вашей учётной записи изменён, другие сеансы завершены. "
            "Если это были не вы, восстановите пароль: {link}",
        ),
        "en": Wording(
            "The password was changed",
            "{name}, the password of your account was changed and other sessions have ended. "
            "If it was not you, reset the password: {link}",
        ),
    },
    "Accounts.ProfileEditApproved": {
        "ru": Wording(
            "Правки анкеты опубликованы",
            "{name}, мы проверили правки вашей анкеты, и ученики их уже видят: {link}",
        ),
        "en": Wording(
            "Your profile edits are published",
            "{name}, we have checked the edits of your profile, and students see them now: {link}",
        ),
    },
    "Accounts.ProfileEditRejected": {
        "ru": Wording(
            "Правки анкеты не опубликованы",
            "{name}, мы не опубликовали правки вашей анкеты: {reason}. {note}\n"
            "Ученики видят прежнюю версию. Исправить и отправить снова: {link}",
        ),
        "en": Wording(
            "Your profile edits are not published",
            "{name}, we have not published the edits of your profile: {reason}. {note}\n"
            "Students see the earlier version. Correct and send again: {link}",
        ),
    },
    "Auth.NewDevice": {
        "ru": Wording(
            "Вход с нового устройства",
            "{name}, в вашу учётную запись вошли с нового устройства.\n{device}\nАдрес: {address}\n{time}\n"
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "Signed in from a new device",
            "{name}, somebody signed in to your account from a new device.\n{device}\n"
            "Address: {address}\n{time}\n"
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.AuthenticatorAdded": {
        "ru": Wording(
            "Приложение с кодами подключено",
            "{name}, к вашей учётной записи подключено приложение с кодами. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "An authenticator app was added",
            "{name}, an authenticator app was added to your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.AuthenticatorRemoved": {
        "ru": Wording(
            "Приложение с кодами отключено",
            "{name}, приложение с кодами больше не защищает вашу учётную запись. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "The authenticator app was removed",
            "{name}, the authenticator app no longer protects your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.PasskeyAdded": {
        "ru": Wording(
            "Ключ доступа добавлен",
            "{name}, к вашей учётной записи добавлен ключ доступа. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "A passkey was added",
            "{name}, a passkey was added to your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.PasskeyRemoved": {
        "ru": Wording(
            "Ключ доступа удалён",
            "{name}, ключ доступа удалён из вашей учётной записи. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "A passkey was removed",
            "{name}, a passkey was removed from your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.RecoveryCodeUsed": {
        "ru": Wording(
            "Использован резервный код",
            "{name}, для входа в вашу учётную запись использован резервный код. Второй раз он не сработает. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "A recovery code was used",
            "{name}, a recovery code was used to sign in to your account. It will not work again. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.RecoveryCodesRenewed": {
        "ru": Wording(
            "Новые резервные коды",
            "{name}, для вашей учётной записи созданы новые резервные коды. Прежние больше не действуют. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
        ),
        "en": Wording(
            "New recovery codes",
            "{name}, new recovery codes were made for your account. The old ones no longer work. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
        ),
    },
    "Auth.ChangeEmail": {
        "ru": Wording(
            "Подтвердите новую почту",
            "{name}, чтобы входить и получать письма по этому адресу, подтвердите его: {link}\n"
            "Ссылка действует 24 часа. Если вы не меняли почту в Туториуме, ничего делать не нужно.",
        ),
        "en": Wording(
            "Confirm your new e-mail",
            "{name}, to sign in and get letters at this address, confirm it: {link}\n"
            "The link works for 24 hours. If it was not you, there is nothing to do.",
        ),
    },
    "Auth.EmailChanged": {
        "ru": Wording(
            "Почта изменена",
            "{name}, почта вашей учётной записи изменена, и на этот адрес письма больше не придут. "
            "Если это были не вы, напишите в поддержку: {link}",
        ),
        "en": Wording(
            "Your e-mail was changed",
            "{name}, the e-mail of your account was changed, and no more letters come to this address. "
            "If it was not you, write to support: {link}",
        ),
    },
    "Auth.SignInMethodsChanged": {
        "ru": Wording(
            "Способы входа изменены",
            "{name}, в вашей учётной записи привязан или отвязан вход через Яндекс ID или VK ID. "
            "Если это были не вы, смените пароль и проверьте способы входа: {link}",
        ),
        "en": Wording(
            "Your ways to sign in have changed",
            "{name}, sign-in with Yandex ID or VK ID was linked to your account or unlinked from it. "
            "If it was not you, change the password and look at your ways to sign in: {link}",
        ),
    },
    "Auth.PhoneChanged": {
        "ru": Wording(
            "Телефон изменён",
            "{name}, номер телефона в вашей учётной записи изменён или удалён. "
            "Если это были не вы, смените пароль и проверьте номер: {link}",
        ),
        "en": Wording(
            "Your phone number has changed",
            "{name}, the phone number of your account was changed or removed. "
            "If it was not you, change the password and look at the number: {link}",
        ),
    },
    "Auth.PhoneCode": {
        "ru": Wording("", "Код для Туториума: {code}. Никому его не говорите.\n\n@{host} #{code}"),
        "en": Wording("", "Your Tutorium code: {code}. Tell it to nobody.\n\n@{host} #{code}"),
    },
    "Accounts.Leaving": {
        "ru": Wording(
            "Учётная запись удалена",
            "{name}, вы удалили свою учётную запись в Туториуме. Вы вышли на всех устройствах, ваши данные "
            "стираются; что остаётся и почему, написано в политике: {link}\n"
            "Это последнее письмо. С этим адресом можно зарегистрироваться снова.",
        ),
        "en": Wording(
            "Your account is deleted",
            "{name}, you have deleted your account at Tutorium. You are signed out everywhere and your data "
            "is being erased; what stays and why is written in the policy: {link}\n"
            "This is the last letter. You can sign up with this address again.",
        ),
    },
    "Accounts.GuardianInvited": {
        "ru": Wording(
            "{name} просит вас стать законным представителем в Туториуме",
            "{name} хочет заниматься с репетитором. До 18 лет занятия записывает и оплачивает родитель или "
            "другой законный представитель. Если это ваш ребёнок, подтвердите: {link}\n"
            "Ссылка действует 7 дней. Если вы не знаете, кто это, ничего делать не нужно.",
        ),
        "en": Wording(
            "{name} asks you to be the guardian at Tutorium",
            "{name} wants to learn with a tutor. Under 18, a parent or another guardian books and pays for "
            "the lessons. If this is your child, confirm: {link}\n"
            "The link works for 7 days. If you do not know who this is, there is nothing to do.",
        ),
    },
    "Accounts.LearnerInvited": {
        "ru": Wording(
            "{name} приглашает вас заниматься в Туториуме",
            "{name} хочет записывать и оплачивать ваши занятия с репетитором как законный представитель. "
            "Если это так, подтвердите: {link}\n"
            "Ссылка действует 7 дней. Если вы не знаете, кто это, ничего делать не нужно.",
        ),
        "en": Wording(
            "{name} invites you to learn at Tutorium",
            "{name} wants to book and pay for your lessons with a tutor as your guardian. If that is so, "
            "confirm: {link}\n"
            "The link works for 7 days. If you do not know who this is, there is nothing to do.",
        ),
    },
    "Accounts.GuardianshipStarted": {
        "ru": Wording(
            "Учётные записи связаны",
            "{name}, законный представитель подтверждён: он записывает на занятия, оплачивает их и видит "
            "расписание. Связь можно прекратить в любой момент: {link}",
        ),
        "en": Wording(
            "The accounts are linked",
            "{name}, the guardian is confirmed: he books lessons, pays for them and sees the schedule. The "
            "link can be ended at any moment: {link}",
        ),
    },
    "Accounts.GuardianshipEnded": {
        "ru": Wording(
            "Связь с законным представителем прекращена",
            "{name}, связь учётных записей ученика и законного представителя прекращена. Новые занятия он "
            "записать больше не может. Подробности: {link}",
        ),
        "en": Wording(
            "The link with the guardian has ended",
            "{name}, the accounts of the student and the guardian are linked no more. The guardian can book "
            "no new lessons. Details: {link}",
        ),
    },
    "Lessons.Scheduled": {
        "ru": Wording(
            "Занятие назначено: {lesson_subject}, {lesson_time}",
            "{name}, занятие назначено.\n{lesson_subject}, {minutes} мин\n{lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\n"
            "Стоимость: {price}.\nПодробности и отмена: {link}",
        ),
        "en": Wording(
            "Lesson scheduled: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is scheduled.\n{lesson_subject}, {minutes} min\n{lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nPrice: {price}.\nDetails: {link}",
        ),
    },
    "Lessons.Cancelled": {
        "ru": Wording(
            "Занятие отменено: {lesson_subject}, {lesson_time}",
            "{name}, занятие отменено.\n{lesson_subject}, {lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\n"
            "Удержано по правилам отмены: {charged}. Возвращается: {returned}.\nПодробности: {link}",
        ),
        "en": Wording(
            "Lesson cancelled: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is cancelled.\n{lesson_subject}, {lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\n"
            "Kept by the cancellation terms: {charged}. Given back: {returned}.\nDetails: {link}",
        ),
    },
    "Lessons.Expired": {
        "ru": Wording(
            "Бронь снята: {lesson_subject}, {lesson_time}",
            "{name}, занятие не было оплачено вовремя, и время снова свободно.\n"
            "{lesson_subject}, {lesson_time}, репетитор {tutor_name}.\n"
            "Деньги не списаны. Выбрать другое время: {link}",
        ),
        "en": Wording(
            "Booking released: {lesson_subject}, {lesson_time}",
            "{name}, the lesson was not paid for in time, and the slot is free again.\n"
            "{lesson_subject}, {lesson_time}, tutor {tutor_name}.\n"
            "No money was taken. Choose another time: {link}",
        ),
    },
    "Lessons.LatePayment": {
        "ru": Wording(
            "Оплата пришла, когда время уже было занято",
            "{name}, оплата за занятие {lesson_time} пришла после снятия брони, и это время уже занято. "
            "Деньги не пропали: {minutes} мин у репетитора {tutor_name} на вашем счёте. Запишитесь на другое "
            "время или верните деньги: {link}",
        ),
        "en": Wording(
            "The payment came when the slot was already taken",
            "{name}, the payment for the lesson on {lesson_time} came after the booking was released, and "
            "the slot is taken. The money is safe: you have {minutes} min with {tutor_name}. Book another "
            "time or take the money back: {link}",
        ),
    },
    "Lessons.AwaitingConfirmation": {
        "ru": Wording(
            "Занятие состоялось? {lesson_subject}, {lesson_time}",
            "{name}, подтвердите, что занятие состоялось.\n{lesson_subject}, {lesson_time}, репетитор "
            "{tutor_name}.\nЕсли ничего не делать, оно подтвердится само. Подтвердить: {link}",
        ),
        "en": Wording(
            "Did the lesson take place? {lesson_subject}, {lesson_time}",
            "{name}, please confirm that the lesson took place.\n{lesson_subject}, {lesson_time}, tutor "
            "{tutor_name}.\nIf you do nothing, it is confirmed by itself. Confirm: {link}",
        ),
    },
    "Lessons.Completed": {
        "ru": Wording(
            "Занятие завершено: {lesson_subject}, {lesson_time}",
            "{name}, занятие подтверждено.\n{lesson_subject}, {lesson_time}\n"
            "Репетитор: {tutor_name}. Ученик: {learner_name}.\nПодробности: {link}",
        ),
        "en": Wording(
            "Lesson completed: {lesson_subject}, {lesson_time}",
            "{name}, the lesson is confirmed.\n{lesson_subject}, {lesson_time}\n"
            "Tutor: {tutor_name}. Student: {learner_name}.\nDetails: {link}",
        ),
    },
    "Payments.Succeeded": {
        "ru": Wording("Оплата получена: {amount}", "{name}, мы получили {amount}. Ваши платежи: {link}"),
        "en": Wording(
            "Payment received: {amount}", "{name}, we have received {amount}. Your payments: {link}"
        ),
    },
    "Payments.Failed": {
        "ru": Wording(
            "Оплата не прошла: {amount}",
            "{name}, оплата {amount} не прошла: {reason}. Деньги не списаны. Ваши платежи: {link}",
        ),
        "en": Wording(
            "Payment failed: {amount}",
            "{name}, the payment of {amount} failed: {reason}. No money was taken. Your payments: {link}",
        ),
    },
    "Payments.Refunded": {
        "ru": Wording(
            "Деньги возвращены: {amount}",
            "{name}, мы вернули {amount} туда, откуда пришла оплата. Банк может зачислять деньги несколько "
            "дней. Ваши платежи: {link}",
        ),
        "en": Wording(
            "Money returned: {amount}",
            "{name}, we have returned {amount} to where the payment came from. The bank may take some days "
            "to credit it. Your payments: {link}",
        ),
    },
}
"""Operation -> language -> words."""
