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


class ProfileStateWrong(Refusal):
    status, code = 409, "accounts.profile_state_wrong"
    ru = "В нынешнем состоянии анкеты это невозможно. Обновите страницу."
    en = "The profile's present state does not allow this. Reload the page."


class ReviewDecided(Refusal):
    status, code = 409, "accounts.review_decided"
    ru = "По этой правке решение уже принято."
    en = "This edit has been decided on already."


class ReviewReasonMissing(Refusal):
    status, code = 422, "accounts.review_reason_missing"
    ru = "Отклоняя правку, выберите причину из списка."
    en = "To reject an edit, choose a reason from the list."


class PhotoUnreadable(Refusal):
    status, code = 422, "accounts.photo_unreadable"
    ru = "Это не похоже на фотографию: подойдёт целый файл JPEG, PNG или WebP."
    en = "This does not look like a photo: send an intact JPEG, PNG or WebP file."


class PhotoTooManyPixels(Refusal):
    status, code = 422, "accounts.photo_too_many_pixels"
    ru = "Слишком большая фотография: не больше {megapixels} мегапикселей."
    en = "The photo is too large: at most {megapixels} megapixels."


class PhotoTooSmall(Refusal):
    status, code = 422, "accounts.photo_too_small"
    ru = "Слишком маленькая фотография: нужно хотя бы {pixels} пикселей по каждой стороне."
    en = "The photo is too small: at least {pixels} pixels on each side, please."
