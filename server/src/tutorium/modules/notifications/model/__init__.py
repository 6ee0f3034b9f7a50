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
    "account",
    "invitation",
    "guardianship",
    "leaving",
    "lesson",
    "payment",
    "refund",
]
MessageState = Literal["queued", "sent", "dead"]


class Letter(msgspec.Struct, frozen=True):
    """`operation` is the name of the template in Mindbox; `topic` says what the id of the fact names."""

    operation: str
    topic: Topic
    audiences: tuple[Audience, ...]


LETTERS: dict[str, Letter] = {
    "auth.EmailConfirmationRequested": Letter("Auth.ConfirmEmail", "confirm_link", ("user",)),
    "auth.RegistrationRepeated": Letter("Auth.AlreadyRegistered", "account", ("user",)),
    "auth.PasswordResetRequested": Letter("Auth.ResetPassword", "reset_link", ("user",)),
    "auth.PasswordChanged": Letter("Auth.PasswordChanged", "account", ("user",)),
    "auth.UserLeaving": Letter("Accounts.Leaving", "leaving", ("user",)),
    "accounts.GuardianInvited": Letter("Accounts.GuardianInvited", "invitation", ("user",)),
    "accounts.LearnerInvited": Letter("Accounts.LearnerInvited", "invitation", ("user",)),
    "accounts.GuardianshipStarted": Letter(
        "Accounts.GuardianshipStarted", "guardianship", ("guardian", "learner")
    ),
    "accounts.GuardianshipEnded": Letter(
        "Accounts.GuardianshipEnded", "guardianship", ("guardian", "learner")
    ),
    "lessons.LessonScheduled": Letter("Lessons.Scheduled", "lesson", ("payer", "tutor")),
    "lessons.LessonCancelled": Letter("Lessons.Cancelled", "lesson", ("payer", "tutor")),
    "lessons.LessonExpired": Letter("Lessons.Expired", "lesson", ("payer",)),
    "lessons.LatePaymentKept": Letter("Lessons.LatePayment", "lesson", ("payer",)),
    "lessons.ConfirmationAsked": Letter("Lessons.AwaitingConfirmation", "lesson", ("payer",)),
    "lessons.LessonCompleted": Letter("Lessons.Completed", "lesson", ("payer", "tutor")),
    "payments.PaymentSucceeded": Letter("Payments.Succeeded", "payment", ("payer",)),
    "payments.PaymentCanceled": Letter("Payments.Failed", "payment", ("payer",)),
    "payments.RefundSucceeded": Letter("Payments.Refunded", "refund", ("payer",)),
}
"""Event name -> its letter."""

TOPICS: dict[str, Topic] = {letter.operation: letter.topic for letter in LETTERS.values()}

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


class Message(msgspec.Struct, frozen=True):
    """A letter to one person. Its words are made when it is sent: no personal data and no link lie here."""

    id: UUID
    operation: str
    recipient_id: UUID
    about: UUID
    state: MessageState


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
