"""The words of messages about who somebody is and how he signs in."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

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
            "Другие сеансы завершены. Если это были не вы, восстановите пароль.",
        ),
        "en": Wording(
            "The password was changed",
            "{name}, the password of your account was changed and other sessions have ended. "
            "If it was not you, reset the password: {link}",
            "Other sessions have ended. If it was not you, reset the password.",
        ),
    },
    "Auth.NewDevice": {
        "ru": Wording(
            "Вход с нового устройства",
            "{name}, в вашу учётную запись вошли с нового устройства.\n{device}\nАдрес: {address}\n{time}\n"
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "{device}, {address}, {time}. Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "Signed in from a new device",
            "{name}, somebody signed in to your account from a new device.\n{device}\n"
            "Address: {address}\n{time}\n"
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "{device}, {address}, {time}. "
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.AuthenticatorAdded": {
        "ru": Wording(
            "Приложение с кодами подключено",
            "{name}, к вашей учётной записи подключено приложение с кодами. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "An authenticator app was added",
            "{name}, an authenticator app was added to your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.AuthenticatorRemoved": {
        "ru": Wording(
            "Приложение с кодами отключено",
            "{name}, приложение с кодами больше не защищает вашу учётную запись. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "The authenticator app was removed",
            "{name}, the authenticator app no longer protects your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.PasskeyAdded": {
        "ru": Wording(
            "Ключ доступа добавлен",
            "{name}, к вашей учётной записи добавлен ключ доступа. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "A passkey was added",
            "{name}, a passkey was added to your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.PasskeyRemoved": {
        "ru": Wording(
            "Ключ доступа удалён",
            "{name}, ключ доступа удалён из вашей учётной записи. Другие сеансы завершены. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "A passkey was removed",
            "{name}, a passkey was removed from your account. Other sessions have ended. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.RecoveryCodeUsed": {
        "ru": Wording(
            "Использован резервный код",
            "{name}, для входа в вашу учётную запись использован резервный код. Второй раз он не сработает. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Второй раз он не сработает. Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "A recovery code was used",
            "{name}, a recovery code was used to sign in to your account. It will not work again. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "It will not work again. "
            "If it was not you, change the password and end the sessions you do not know.",
        ),
    },
    "Auth.RecoveryCodesRenewed": {
        "ru": Wording(
            "Новые резервные коды",
            "{name}, для вашей учётной записи созданы новые резервные коды. Прежние больше не действуют. "
            "Если это были не вы, смените пароль и завершите чужие сеансы: {link}",
            "Прежние больше не действуют. Если это были не вы, смените пароль и завершите чужие сеансы.",
        ),
        "en": Wording(
            "New recovery codes",
            "{name}, new recovery codes were made for your account. The old ones no longer work. "
            "If it was not you, change the password and end the sessions you do not know: {link}",
            "The old ones no longer work. "
            "If it was not you, change the password and end the sessions you do not know.",
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
            "Привязан или отвязан вход через Яндекс ID или VK ID. Если это были не вы, смените пароль.",
        ),
        "en": Wording(
            "Your ways to sign in have changed",
            "{name}, sign-in with Yandex ID or VK ID was linked to your account or unlinked from it. "
            "If it was not you, change the password and look at your ways to sign in: {link}",
            "Sign-in with Yandex ID or VK ID was linked or unlinked. If it was not you, change the password.",
        ),
    },
    "Auth.PhoneChanged": {
        "ru": Wording(
            "Телефон изменён",
            "{name}, номер телефона в вашей учётной записи изменён или удалён. "
            "Если это были не вы, смените пароль и проверьте номер: {link}",
            "Номер изменён или удалён. Если это были не вы, смените пароль.",
        ),
        "en": Wording(
            "Your phone number has changed",
            "{name}, the phone number of your account was changed or removed. "
            "If it was not you, change the password and look at the number: {link}",
            "The number was changed or removed. If it was not you, change the password.",
        ),
    },
    "Auth.PhoneCode": {
        "ru": Wording("", "Код для Туториума: {code}. Никому его не говорите.\n\n@{host} #{code}"),
        "en": Wording("", "Your Tutorium code: {code}. Tell it to nobody.\n\n@{host} #{code}"),
    },
}
