"""Which fact becomes which letter to whom, and how times and sums read in it."""

from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tutorium.platform.identity import Locale

Audience = Literal["user", "payer", "tutor", "guardian", "learner"]
Topic = Literal[
    "confirm_link",
    "reset_link",
    "change_link",
    "changed_email",
    "account",
    "sign_in",
    "phone_code",
    "profile_edit",
    "invitation",
    "guardianship",
    "leaving",
    "lesson",
    "payment",
    "refund",
]
MessageState = Literal["queued", "sent", "dead", "muted"]
Kind = Literal[
    "security", "money", "deadlines", "profile", "lesson_booked", "lesson_completed", "payment_received"
]
COMPULSORY: frozenset[Kind] = frozenset({"security", "money", "deadlines", "profile"})
"""Nobody can do without these: they keep the account safe, name money that was lost or a day that counts,
or give the reasons of a decision.
"""


class Letter(msgspec.Struct, frozen=True):
    """`operation` is the name of the template in Mindbox; `topic` says what the id of the fact names, `kind`
    under which name people choose whether they want it.
    """

    operation: str
    topic: Topic
    audiences: tuple[Audience, ...]
    kind: Kind = "security"


LETTERS: dict[str, Letter] = {
    "auth.EmailConfirmationRequested": Letter("Auth.ConfirmEmail", "confirm_link", ("user",)),
    "auth.RegistrationRepeated": Letter("Auth.AlreadyRegistered", "account", ("user",)),
    "auth.PasswordResetRequested": Letter("Auth.ResetPassword", "reset_link", ("user",)),
    "auth.PasswordChanged": Letter("Auth.PasswordChanged", "account", ("user",)),
    "auth.SignedInFromNewDevice": Letter("Auth.NewDevice", "sign_in", ("user",)),
    "auth.AuthenticatorAdded": Letter("Auth.AuthenticatorAdded", "account", ("user",)),
    "auth.AuthenticatorRemoved": Letter("Auth.AuthenticatorRemoved", "account", ("user",)),
    "auth.PasskeyAdded": Letter("Auth.PasskeyAdded", "account", ("user",)),
    "auth.PasskeyRemoved": Letter("Auth.PasskeyRemoved", "account", ("user",)),
    "auth.RecoveryCodeUsed": Letter("Auth.RecoveryCodeUsed", "account", ("user",)),
    "auth.RecoveryCodesRenewed": Letter("Auth.RecoveryCodesRenewed", "account", ("user",)),
    "auth.EmailChangeRequested": Letter("Auth.ChangeEmail", "change_link", ("user",)),
    "auth.EmailChanged": Letter("Auth.EmailChanged", "changed_email", ("user",)),
    "accounts.ProfileEditApproved": Letter(
        "Accounts.ProfileEditApproved", "profile_edit", ("tutor",), "profile"
    ),
    "accounts.ProfileEditRejected": Letter(
        "Accounts.ProfileEditRejected", "profile_edit", ("tutor",), "profile"
    ),
    "auth.SignInMethodsChanged": Letter("Auth.SignInMethodsChanged", "account", ("user",)),
    "auth.PhoneChanged": Letter("Auth.PhoneChanged", "account", ("user",)),
    "auth.PhoneCodeRequested": Letter("Auth.PhoneCode", "phone_code", ("user",)),
    "auth.UserLeaving": Letter("Accounts.Leaving", "leaving", ("user",)),
    "accounts.GuardianInvited": Letter("Accounts.GuardianInvited", "invitation", ("user",)),
    "accounts.LearnerInvited": Letter("Accounts.LearnerInvited", "invitation", ("user",)),
    "accounts.GuardianshipStarted": Letter(
        "Accounts.GuardianshipStarted", "guardianship", ("guardian", "learner")
    ),
    "accounts.GuardianshipEnded": Letter(
        "Accounts.GuardianshipEnded", "guardianship", ("guardian", "learner")
    ),
    "lessons.LessonScheduled": Letter("Lessons.Scheduled", "lesson", ("payer", "tutor"), "lesson_booked"),
    "lessons.LessonCancelled": Letter("Lessons.Cancelled", "lesson", ("payer", "tutor"), "deadlines"),
    "lessons.LessonExpired": Letter("Lessons.Expired", "lesson", ("payer",), "lesson_booked"),
    "lessons.LatePaymentKept": Letter("Lessons.LatePayment", "lesson", ("payer",), "money"),
    "lessons.ConfirmationAsked": Letter("Lessons.AwaitingConfirmation", "lesson", ("payer",), "deadlines"),
    "lessons.LessonCompleted": Letter("Lessons.Completed", "lesson", ("payer", "tutor"), "lesson_completed"),
    "payments.PaymentSucceeded": Letter("Payments.Succeeded", "payment", ("payer",), "payment_received"),
    "payments.PaymentCanceled": Letter("Payments.Failed", "payment", ("payer",), "money"),
    "payments.RefundSucceeded": Letter("Payments.Refunded", "refund", ("payer",), "money"),
}
"""Event name -> its letter."""

TOPICS: dict[str, Topic] = {letter.operation: letter.topic for letter in LETTERS.values()}
KINDS: dict[str, Kind] = {letter.operation: letter.kind for letter in LETTERS.values()}

_WEEKDAYS: dict[Locale, tuple[str, ...]] = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: dict[Locale, tuple[str, ...]] = {
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    "en": tuple(
        "January February March April May June July August September October November December".split()
    ),
}


class Recipient(msgspec.Struct, frozen=True):
    """Where a message goes: to an address, or to a phone number in a text message."""

    email: str = ""
    phone: str = ""


class Message(msgspec.Struct, frozen=True):
    """A letter to one person. Its words are made when it is sent: no personal data and no link lie here."""

    id: UUID
    operation: str
    recipient_id: UUID
    about: UUID
    state: MessageState


class Muted(msgspec.Struct, frozen=True):
    """A kind of letters somebody does not want."""

    kind: Kind


def in_words(moment: datetime, *, timezone: str, locale: Locale) -> str:
    """A moment on the clock of the reader, with his zone: what "15:00" means is never left to guessing."""
    local = moment.astimezone(ZoneInfo(timezone))
    weekday, month = _WEEKDAYS[locale][local.weekday()], _MONTHS[locale][local.month - 1]
    offset = local.strftime("%z")
    zone = f"{timezone}, UTC{offset[:3]}:{offset[3:]}"
    return f"{weekday}, {local.day} {month} {local.year}, {local:%H:%M} ({zone})"


def in_rubles(kopecks: int, *, locale: Locale) -> str:
    """1 500 ₽, or 1 500,50 ₽ where there are kopecks."""
    whole = f"{kopecks // 100:,}".replace(",", "\u00a0" if locale == "ru" else ",")
    point = "," if locale == "ru" else "."
    part = f"{point}{kopecks % 100:02d}" if kopecks % 100 else ""
    return f"{whole}{part}\u00a0₽"
