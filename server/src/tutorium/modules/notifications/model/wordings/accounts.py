"""The words of messages about profiles, guardians and leaving."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = {
    "Accounts.ProfileEditApproved": {
        "ru": Wording(
            "Правки анкеты опубликованы",
            "{name}, мы проверили правки вашей анкеты, и ученики их уже видят: {link}",
            "Ученики их уже видят.",
        ),
        "en": Wording(
            "Your profile edits are published",
            "{name}, we have checked the edits of your profile, and students see them now: {link}",
            "Students see them now.",
        ),
    },
    "Accounts.ProfileEditRejected": {
        "ru": Wording(
            "Правки анкеты не опубликованы",
            "{name}, мы не опубликовали правки вашей анкеты: {reason}. {note}\n"
            "Ученики видят прежнюю версию. Исправить и отправить снова: {link}",
            "Причина: {reason}. {note}",
        ),
        "en": Wording(
            "Your profile edits are not published",
            "{name}, we have not published the edits of your profile: {reason}. {note}\n"
            "Students see the earlier version. Correct and send again: {link}",
            "The reason: {reason}. {note}",
        ),
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
            "Представитель записывает на занятия, оплачивает их и видит расписание.",
        ),
        "en": Wording(
            "The accounts are linked",
            "{name}, the guardian is confirmed: he books lessons, pays for them and sees the schedule. The "
            "link can be ended at any moment: {link}",
            "The guardian books lessons, pays for them and sees the schedule.",
        ),
    },
    "Accounts.GuardianshipEnded": {
        "ru": Wording(
            "Связь с законным представителем прекращена",
            "{name}, связь учётных записей ученика и законного представителя прекращена. Новые занятия он "
            "записать больше не может. Подробности: {link}",
            "Новые занятия представитель записать больше не может.",
        ),
        "en": Wording(
            "The link with the guardian has ended",
            "{name}, the accounts of the student and the guardian are linked no more. The guardian can book "
            "no new lessons. Details: {link}",
            "The guardian can book no new lessons.",
        ),
    },
}
