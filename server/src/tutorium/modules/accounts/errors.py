"""What accounts declines to do."""

from tutorium.platform.errors import Refusal


class TimezoneUnknown(Refusal):
    status, code = 422, "accounts.timezone_unknown"
    ru = "Такого часового пояса нет."
    en = "There is no such time zone."


class SubjectUnknown(Refusal):
    status, code = 422, "accounts.subject_unknown"
    ru = "Такого предмета или уровня нет в справочнике."
    en = "There is no such subject or level."


class SubjectRepeated(Refusal):
    status, code = 422, "accounts.subject_repeated"
    ru = "Один и тот же предмет с одним уровнем указан дважды."
    en = "The same subject and level appear twice."


class PriceOutOfBounds(Refusal):
    status, code = 422, "accounts.price_out_of_bounds"
    ru = "Цена часа должна быть от {min_rubles} до {max_rubles} ₽."
    en = "The price of an hour must be between {min_rubles} and {max_rubles} ₽."


class MeetingUrlInsecure(Refusal):
    status, code = 422, "accounts.meeting_url_insecure"
    ru = "Ссылка на комнату должна начинаться с https://."
    en = "The link to the room must start with https://."


class RequestsUnavailable(Refusal):
    status, code = 422, "accounts.requests_unavailable"
    ru = "Бронирование по запросу пока недоступно: включите мгновенное."
    en = "Booking by request is not available yet: turn instant booking on."


class ProfileIncomplete(Refusal):
    status, code = 422, "accounts.profile_incomplete"
    ru = "Анкета заполнена не до конца."
    en = "The profile is not complete yet."


class NotAChild(Refusal):
    status, code = 422, "accounts.not_a_child"
    ru = "Добавить можно ребёнка младше {max_age} лет."
    en = "A child must be younger than {max_age}."
