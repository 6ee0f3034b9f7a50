"""What auth declines to do."""

from tutorium.platform.errors import Refusal


class CredentialsWrong(Refusal):
    status, code = 401, "auth.credentials_wrong"
    ru = "Почта или пароль не подходят."
    en = "The e-mail or the password is wrong."


class Blocked(Refusal):
    status, code = 403, "auth.blocked"
    ru = "Учётная запись заблокирована. Напишите в поддержку: ответим и объясним причину."
    en = "This account is blocked. Write to support: we will answer and explain why."


class CurrentPasswordWrong(Refusal):
    status, code = 422, "auth.current_password_wrong"
    ru = "Текущий пароль не подходит."
    en = "The current password is wrong."


class TooManyAttempts(Refusal):
    status, code = 429, "auth.too_many_attempts"
    ru = "Слишком много попыток входа. Подождите или восстановите пароль."
    en = "Too many attempts to sign in. Wait, or reset the password."


class TooManyLetters(Refusal):
    status, code = 429, "auth.too_many_letters"
    ru = "Письма уже отправлены. Проверьте почту, в том числе папку «Спам», или повторите позже."
    en = "The letters have been sent. Check your mail and its spam folder, or try again later."


class Busy(Refusal):
    status, code = 429, "auth.busy"
    ru = "Сейчас входит слишком много людей. Повторите через несколько секунд."
    en = "Too many people are signing in right now. Try again in a few seconds."


class PasswordWeak(Refusal):
    status, code = 422, "auth.password_weak"
    ru = "Пароль слишком простой: нужно не меньше {min_length} знаков, без частых слов и ваших данных."
    en = "The password is too weak: it needs {min_length} characters, no common words, no data of yours."


class ConsentRequired(Refusal):
    status, code = 422, "auth.consent_required"
    ru = "Без согласия с офертой и на обработку персональных данных зарегистрироваться нельзя."
    en = "Signing up needs your agreement to the offer and to the processing of personal data."


class TooYoung(Refusal):
    status, code = 422, "auth.too_young"
    ru = "Для этой роли нужно быть не младше {min_age} лет. Ребёнка регистрирует взрослый."
    en = "This role is for people of {min_age} and older. A child is registered by an adult."


class TimezoneUnknown(Refusal):
    status, code = 422, "auth.timezone_unknown"
    ru = "Такого часового пояса нет."
    en = "There is no such time zone."


class TokenInvalid(Refusal):
    status, code = 422, "auth.token_invalid"
    ru = "Ссылка устарела или уже использована. Запросите новую."
    en = "The link has expired or has been used. Ask for a new one."


class DocumentVersionUnknown(Refusal):
    status, code = 422, "auth.document_version_unknown"
    ru = "Такой редакции документа нет. Обновите страницу."
    en = "There is no such version of the document. Reload the page."


class ConsentNeededForAccount(Refusal):
    """Withdrawing this consent is erasing the account: POST /accounts/me/erase does both."""

    status, code = 409, "auth.consent_needed_for_account"
    ru = "Без этого согласия учётной записи быть не может: отозвать его — значит удалить учётную запись."
    en = "There can be no account without this consent: withdrawing it means deleting the account."


class ConsentNotYours(Refusal):
    status, code = 422, "auth.consent_not_yours"
    ru = "Это согласие даёт репетитор, чтобы опубликовать анкету."
    en = "This consent is given by a tutor to publish the profile."
