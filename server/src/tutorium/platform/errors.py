"""Refusals: what the system declines to do, by name.

A refusal is a class with an HTTP status, a stable code and a sentence in both languages. Raised anywhere,
it reaches the caller as problem+json; raised behind a remote call, it is raised again, the same class, on
the near side.
"""

from typing import Any, ClassVar

import msgspec

_by_code: dict[str, type["Refusal"]] = {}


class FieldError(msgspec.Struct, frozen=True):
    """One thing wrong with one field of the input; `field` is a dotted path."""

    field: str
    code: str
    message: str


class Refusal(Exception):
    """Base of every refusal. `data` fills the sentence's placeholders and travels in the answer."""

    status: ClassVar[int]
    code: ClassVar[str]
    ru: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, *, errors: tuple[FieldError, ...] = (), **data: Any) -> None:
        super().__init__(self.code)
        self.errors = errors
        self.data = data

    def __init_subclass__(cls) -> None:
        if _by_code.setdefault(cls.code, cls) is not cls:
            raise TypeError(f"two refusals share the code {cls.code}")

    def sentence(self, locale: str) -> str:
        """What happened and what to do, for people, in `locale` ("en" or Russian)."""
        return (self.en if locale == "en" else self.ru).format(**self.data)


class NotFound(Refusal):
    status, code = 404, "not_found"
    ru = "Здесь ничего нет, или у вас нет доступа."
    en = "There is nothing here, or you have no access to it."


class Malformed(Refusal):
    status, code = 400, "malformed"
    ru = "Запрос не удалось прочитать: проверьте отмеченные поля."
    en = "The request could not be read: check the fields named."


class SessionRequired(Refusal):
    status, code = 401, "auth.session_required"
    ru = "Войдите, чтобы продолжить."
    en = "Sign in to go on."


class SecondFactorRequired(Refusal):
    """The password was right; the session does nothing until the second factor is given."""

    status, code = 401, "auth.second_factor_required"
    ru = "Завершите вход: подтвердите его вторым фактором."
    en = "Finish signing in with your second factor."


class SecondFactorMissing(Refusal):
    """Staff work with a second factor only; without one they may set one up and nothing else."""

    status, code = 403, "auth.second_factor_missing"
    ru = "Для этого нужен второй фактор: подключите ключ доступа или приложение с кодами."
    en = "This needs a second factor: add a passkey or an authenticator app."


class StepUpRequired(Refusal):
    """A sensitive action asks to prove again who one is when that was long ago."""

    status, code = 403, "auth.step_up_required"
    ru = "Подтвердите, что это вы: для этого действия нужно войти ещё раз."
    en = "Confirm that it is you: this action asks you to sign in once more."


class Forbidden(Refusal):
    status, code = 403, "forbidden"
    ru = "У вашей роли нет доступа к этому действию."
    en = "Your role may not do this."


class VersionMismatch(Refusal):
    status, code = 409, "version_mismatch"
    ru = "Данные изменились, пока вы их редактировали. Обновите страницу."
    en = "The data has changed while you were editing. Reload the page."


class TooManyRequests(Refusal):
    status, code = 429, "gateway.too_many_requests"
    ru = "Слишком много запросов. Повторите через {retry_after} с."
    en = "Too many requests. Try again in {retry_after} s."


class OriginRefused(Refusal):
    status, code = 403, "gateway.origin_refused"
    ru = "Запрос пришёл с другого сайта, поэтому мы его не выполнили."
    en = "The request came from another site, so it was not carried out."


class BodyTooLarge(Refusal):
    status, code = 413, "gateway.body_too_large"
    ru = "Слишком большой запрос."
    en = "The request is too large."


class KeyMissing(Refusal):
    status, code = 400, "gateway.idempotency_key_missing"
    ru = "Для этого действия нужен заголовок Idempotency-Key (до 255 знаков)."
    en = "This command needs the header Idempotency-Key (up to 255 characters)."


class KeyRunning(Refusal):
    status, code = 409, "gateway.idempotency_key_running"
    ru = "Первый такой запрос ещё выполняется."
    en = "The first request under this key is still running."


class KeyReused(Refusal):
    status, code = 422, "gateway.idempotency_key_reused"
    ru = "Этот ключ уже использован для другого запроса."
    en = "This key has been used for a different request."


class Unavailable(Refusal):
    """A part of the system does not answer; `retry_after` seconds until it makes sense to try again."""

    status, code = 503, "unavailable"
    ru = "Часть системы временно недоступна. Повторите через несколько секунд."
    en = "A part of the system is temporarily unavailable. Try again in a few seconds."

    def __init__(self, *, retry_after: int = 5, **data: Any) -> None:
        super().__init__(retry_after=retry_after, **data)


def refusals() -> list[type[Refusal]]:
    """Every refusal there is, by code."""
    return [_by_code[code] for code in sorted(_by_code)]


def refusal(code: str, data: dict[str, Any], errors: tuple[FieldError, ...] = ()) -> Refusal:
    """The refusal that has this code, as it was raised elsewhere; KeyError for an unknown code."""
    return _by_code[code](errors=errors, **data)
