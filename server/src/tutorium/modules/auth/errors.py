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


class OwnAccount(Refusal):
    status, code = 409, "auth.own_account"
    ru = "Это ваша собственная учётная запись: попросите другого администратора."
    en = "This is your own account: ask another administrator."


class LastAdmin(Refusal):
    status, code = 409, "auth.last_admin"
    ru = "Это последний администратор: сначала назначьте другого."
    en = "This is the last administrator: appoint another one first."


class RolesMixed(Refusal):
    status, code = 422, "auth.roles_mixed"
    ru = "Нужна хотя бы одна роль; роли сотрудника не совмещаются с ролями ученика, родителя, репетитора."
    en = "Roles of staff do not go together with student, guardian or tutor; at least one role is needed."


class EmailUnconfirmed(Refusal):
    status, code = 409, "auth.email_unconfirmed"
    ru = "Сначала человек должен подтвердить свою почту: туда придёт ссылка для нового пароля."
    en = "The person has to confirm the address first: the link for a new password goes there."


class PasswordResetRequired(Refusal):
    """A hundred wrong guesses in a row, from wherever: the password counts no more, a passkey still does."""

    status, code = 403, "auth.password_reset_required"
    ru = "Слишком много неверных попыток. Восстановите пароль; ключ доступа работает по-прежнему."
    en = "Too many wrong attempts. Reset the password to sign in; a passkey still works."


class CodeWrong(Refusal):
    status, code = 422, "auth.code_wrong"
    ru = "Код не подходит или уже использован. Введите новый."
    en = "The code is wrong or has been used. Enter a new one."


class PasskeyRefused(Refusal):
    status, code = 422, "auth.passkey_refused"
    ru = "Ключ доступа не подошёл, или прошло слишком много времени. Попробуйте ещё раз."
    en = "The passkey was not accepted, or it took too long. Try again."


class NothingPending(Refusal):
    status, code = 409, "auth.nothing_pending"
    ru = "Вход уже завершён."
    en = "You have signed in already."


class StepUpByFactor(Refusal):
    """Whoever has a second factor proves himself with it; the password alone is not enough."""

    status, code = 422, "auth.step_up_by_factor"
    ru = "Подтвердите вход вторым фактором: ключом доступа или кодом."
    en = "Confirm with your second factor: a passkey or a code."


class FactorExists(Refusal):
    status, code = 409, "auth.factor_exists"
    ru = "Приложение с кодами уже подключено. Сначала отключите его."
    en = "An authenticator app is set up already. Remove it first."


class FactorAbsent(Refusal):
    status, code = 409, "auth.factor_absent"
    ru = "Второй фактор не подключён."
    en = "No second factor is set up."


class LastFactor(Refusal):
    status, code = 409, "auth.last_factor"
    ru = "Сотрудники работают со вторым фактором: сначала подключите другой."
    en = "Staff work with a second factor: add another one first."


class TooManyPasskeys(Refusal):
    status, code = 409, "auth.too_many_passkeys"
    ru = "Ключей доступа уже {most}. Удалите тот, которым не пользуетесь."
    en = "There are {most} passkeys already. Remove one you do not use."


class EmailUnchanged(Refusal):
    status, code = 422, "auth.email_unchanged"
    ru = "Это и есть ваш нынешний адрес."
    en = "This is your address already."


class EmailTaken(Refusal):
    status, code = 409, "auth.email_taken"
    ru = "У этого адреса уже есть учётная запись."
    en = "This address has an account already."


class ExternalDenied(Refusal):
    status, code = 422, "auth.external_denied"
    ru = "Вы не разрешили вход. Ничего не изменилось: попробуйте ещё раз или войдите другим способом."
    en = "You did not allow it. Nothing has changed: try again, or sign in another way."


class ExternalExpired(Refusal):
    status, code = 422, "auth.external_expired"
    ru = "Вход начат слишком давно, в другом браузере или уже завершён. Начните заново."
    en = "This was begun too long ago, in another browser, or is finished already. Start again."


class ExternalRefused(Refusal):
    status, code = 422, "auth.external_refused"
    ru = "Сервис, через который вы входите, не подтвердил вход. Начните заново."
    en = "The service you sign in with did not confirm it. Start again."


class ExternalUnavailable(Refusal):
    status, code = 503, "auth.external_unavailable"
    ru = "Сервис, через который вы входите, сейчас не отвечает. Попробуйте позже или войдите другим способом."
    en = "The service you sign in with does not answer now. Try later, or sign in another way."


class ExternalEmailKnown(Refusal):
    status, code = 409, "auth.external_email_known"
    ru = (
        "Учётная запись с вашей почтой уже есть. Войдите в неё с паролем, а затем привяжите этот вход"
        " в настройках безопасности."
    )
    en = (
        "There already is an account with your e-mail. Sign in to it with its password, then link this"
        " service in the security settings."
    )


class ExternalEmailMissing(Refusal):
    status, code = 422, "auth.external_email_missing"
    ru = "Сервис не сообщил вашу почту. Введите её: на неё придёт ссылка для подтверждения."
    en = "The service did not tell your e-mail. Type it: a link to confirm it will be sent there."


class ExternalLinkedElsewhere(Refusal):
    status, code = 409, "auth.external_linked_elsewhere"
    ru = "Этот вход уже привязан к другой учётной записи Туториума."
    en = "This is already linked to another account here."


class ExternalAnotherLinked(Refusal):
    status, code = 409, "auth.external_another_linked"
    ru = "У вас уже привязан другой аккаунт этого сервиса. Сначала отвяжите его."
    en = "You have another account of this service linked. Unlink it first."


class LastSignInMethod(Refusal):
    status, code = 409, "auth.last_sign_in_method"
    ru = "Это единственный способ входа. Сначала задайте пароль или привяжите другой сервис."
    en = "This is the only way you can sign in. Set a password or link another service first."


class PhoneNotSupported(Refusal):
    status, code = 422, "auth.phone_not_supported"
    ru = "Нужен российский мобильный номер: +7 9…"
    en = "A Russian mobile number is needed: +7 9…"


class TooManyCodes(Refusal):
    status, code = 429, "auth.too_many_codes"
    ru = "Код уже отправлен. Новый можно запросить через {retry_after} с."
    en = "A code has been sent. You can ask for a new one in {retry_after} s."


class CodesUnavailable(Refusal):
    status, code = 503, "auth.codes_unavailable"
    ru = "Сейчас мы не можем отправлять СМС. Попробуйте позже."
    en = "We cannot send text messages right now. Try again later."


class PhoneCodeWrong(Refusal):
    status, code = 422, "auth.phone_code_wrong"
    ru = "Код не подходит. Осталось попыток: {tries_left}."
    en = "The code is wrong. Tries left: {tries_left}."


class PhoneCodeExpired(Refusal):
    status, code = 422, "auth.phone_code_expired"
    ru = "Код больше не действует. Запросите новый."
    en = "This code no longer works. Ask for a new one."


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
