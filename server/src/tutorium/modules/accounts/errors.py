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


class NotReadyToSubmit(Refusal):
    """`missing` names all that lacks, in the order in which it is shown."""

    status, code = 422, "accounts.not_ready_to_submit"
    ru = "Заявку пока нельзя отправить. Чего не хватает, сказано на странице проверки."
    en = "The application cannot be sent yet. The verification page says what is missing."


class ReapplyLater(Refusal):
    """`reapply_at` is the moment from which on; null is never."""

    status, code = 409, "accounts.reapply_later"
    ru = "Заявка отклонена: подать её снова пока нельзя. Когда будет можно, сказано на странице проверки."
    en = "The application was rejected: it cannot be repeated yet. The verification page says from when on."


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


class PublicProfileConsentRequired(Refusal):
    status, code = 422, "accounts.public_profile_consent_required"
    ru = "Чтобы опубликовать анкету, нужно ваше согласие на её публикацию."
    en = "Publishing the profile needs your consent to its publication."


class NotAMinor(Refusal):
    status, code = 422, "accounts.not_a_minor"
    ru = "С {adult_age} лет законный представитель не нужен."
    en = "From {adult_age} on no guardian is needed."


class EmailNotConfirmed(Refusal):
    status, code = 403, "accounts.email_not_confirmed"
    ru = "Сначала подтвердите свою электронную почту."
    en = "Confirm your own e-mail address first."


class TooManyInvitations(Refusal):
    status, code = 429, "accounts.too_many_invitations"
    ru = "За день можно отправить не больше {invitations} приглашений. Повторите завтра."
    en = "At most {invitations} invitations can be sent a day. Try again tomorrow."


class InvitationInvalid(Refusal):
    status, code = 422, "accounts.invitation_invalid"
    ru = "Приглашение устарело, отозвано или уже принято. Попросите отправить новое."
    en = "The invitation has expired, was withdrawn or has been used. Ask for a new one."


class InvitationForOthers(Refusal):
    """The invitation is for the other role, or the reader wrote it himself."""

    status, code = 403, "accounts.invitation_for_others"
    ru = "Это приглашение не для вашей учётной записи: проверьте, под кем вы вошли."
    en = "This invitation is not for your account: check who you are signed in as."


class MinorConsentRequired(Refusal):
    status, code = 422, "accounts.minor_consent_required"
    ru = "Нужно ваше согласие на обработку данных ребёнка."
    en = "Your consent to the processing of the child's data is needed."


class ChildInUse(Refusal):
    """`open` says what is not settled: lessons ahead, minutes paid in advance."""

    status, code = 409, "accounts.child_in_use"
    ru = "У ребёнка есть будущие занятия или оплаченные минуты. Сначала отмените занятия и верните деньги."
    en = "The child has lessons ahead or minutes paid in advance. Cancel and refund them first."


class ErasureBlocked(Refusal):
    """`open` says what is not settled: lessons, credits, payments, refunds, earnings."""

    status, code = 409, "accounts.erasure_blocked"
    ru = "Сначала завершите то, что ещё не закончено: занятия, оплаченные минуты, платежи."
    en = "First settle what is still open: lessons, minutes paid in advance, payments."


class EmailDoesNotMatch(Refusal):
    status, code = 422, "accounts.email_does_not_match"
    ru = "Это не та почта, с которой вы вошли."
    en = "This is not the e-mail address you signed in with."
