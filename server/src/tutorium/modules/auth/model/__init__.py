"""Nouns and rules of auth: who may register, what a password must be, how long a session lives."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import available_timezones

import msgspec
from dateutil.relativedelta import relativedelta
from zxcvbn import zxcvbn

from tutorium.modules.auth.errors import PasswordWeak, TimezoneUnknown, TooYoung
from tutorium.platform.errors import FieldError
from tutorium.platform.identity import STAFF, Identity, Level, Locale, Role

NewRole = Literal["student", "tutor", "guardian"]
Purpose = Literal["confirm_email", "reset_password"]

MIN_AGES: dict[NewRole, int] = {"student": 14, "tutor": 18, "guardian": 18}

EMAIL, MAX_EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$", 254
MAX_PASSWORD = 128
MIN_SCORE = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses."""
SCORED = 72
"""zxcvbn grows slow with length; the first characters decide already."""

TOKEN_LIFE: dict[Purpose, timedelta] = {
    "confirm_email": timedelta(hours=24),
    "reset_password": timedelta(hours=1),
}
LETTERS_PER_HOUR, LETTERS_PER_DAY = 3, 6
"""How many letters with a link one address gets for one purpose."""

SEEN_EVERY = timedelta(minutes=1)
PENDING_LIFE = timedelta(minutes=10)
"""How long a session waits for its second factor."""


class Count(msgspec.Struct, frozen=True):
    """How many there are of something in a place."""

    place: int
    count: int


class User(msgspec.Struct, frozen=True):
    """A user as stored.

    Who has no `password_hash` signs in through a provider only; a `phone` is a confirmed one.
    """

    id: UUID
    email: str
    password_hash: str | None
    roles: tuple[Role, ...]
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale
    created_at: datetime
    email_confirmed_at: datetime | None
    blocked_at: datetime | None
    phone: str | None
    leaving_at: datetime | None


class SessionRow(msgspec.Struct, frozen=True):
    """A session that has not been ended, with its user."""

    session_id: UUID
    created_at: datetime
    last_seen_at: datetime
    user_id: UUID
    roles: tuple[Role, ...]
    email: str
    email_confirmed: bool
    birth_date: date
    locale: Locale
    level: Level
    proved_at: datetime

    @property
    def identity(self) -> Identity:
        """The signed-in user as modules see him."""
        return Identity(
            self.user_id,
            self.session_id,
            frozenset(self.roles),
            self.email,
            self.email_confirmed,
            self.birth_date,
            self.locale,
            self.level,
            self.proved_at,
        )

    @property
    def ends_at(self) -> datetime:
        """When the session dies unless it is used before."""
        return end_of_session(self.created_at, self.last_seen_at, self.level, self.roles)


class SessionEntry(msgspec.Struct, frozen=True):
    """A session in the list its user sees."""

    session_id: UUID
    created_at: datetime
    last_seen_at: datetime
    address: str
    agent: str
    level: Level
    roles: tuple[Role, ...]

    @property
    def ends_at(self) -> datetime:
        """When the session dies unless it is used before."""
        return end_of_session(self.created_at, self.last_seen_at, self.level, self.roles)


class EmailChange(msgspec.Struct, frozen=True):
    """A change of address that was asked for."""

    id: UUID
    user_id: UUID
    old_email: str
    new_email: str


class LettersSent(msgspec.Struct, frozen=True):
    """How many tokens of one purpose a user was sent lately."""

    within_hour: int
    within_day: int


def end_of_session(
    created_at: datetime, last_seen_at: datetime, level: Level, roles: Collection[Role]
) -> datetime:
    """When a session dies unless it is used before."""
    if level == "pending":
        return created_at + PENDING_LIFE
    idle, absolute = session_life(roles)
    return min(last_seen_at + idle, created_at + absolute)


def session_life(roles: Collection[Role]) -> tuple[timedelta, timedelta]:
    """Idle and absolute life of a session: the shortest that any of the roles asks for."""
    if STAFF & set(roles):
        return timedelta(hours=1), timedelta(hours=12)
    if "tutor" in roles:
        return timedelta(hours=24), timedelta(days=7)
    return timedelta(days=14), timedelta(days=30)


def refuse_unless_of_age(role: NewRole, birth_date: date, *, today: date) -> None:
    """TooYoung below 14 for students and 18 for tutors and guardians (domain.md D9)."""
    min_age = MIN_AGES[role]
    if birth_date + relativedelta(years=min_age) > today:
        error = FieldError("birth_date", "too_young", str(min_age))
        raise TooYoung(errors=(error,), min_age=min_age)


def refuse_unknown_timezone(name: str) -> None:
    """TimezoneUnknown unless the IANA time zone database has this name."""
    if name not in available_timezones():
        raise TimezoneUnknown(errors=(FieldError("timezone", "unknown", name),))


def refuse_weak_password(
    password: str, *, field: str, about: Collection[str], roles: Collection[Role]
) -> None:
    """PasswordWeak when too short, too long, or easily guessed by one who knows `about` the user."""
    min_length = 15 if STAFF & set(roles) else 10
    words = [word.lower() for text in about for word in (text, *text.replace("@", " ").split())]
    if (
        not min_length <= len(password) <= MAX_PASSWORD
        or zxcvbn(password[:SCORED], user_inputs=[*words, "tutorium", "туториум"])["score"] < MIN_SCORE
    ):
        raise PasswordWeak(errors=(FieldError(field, "too_weak", str(min_length)),), min_length=min_length)
