"""Nouns and rules of accounts: what a tutor may offer and when his profile is complete."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import available_timezones

import msgspec
from dateutil.relativedelta import relativedelta

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model.subjects import SUBJECTS
from tutorium.modules.accounts.model.tutor_states import TutorState
from tutorium.platform.candidacy import Condition
from tutorium.platform.errors import FieldError
from tutorium.platform.identity import Locale

CancellationPreset = Literal["flexible", "standard", "strict"]
LessonMinutes = Literal[30, 45, 60, 90, 120]
Name = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", max_length=200)]

MIN_PRICE, MAX_PRICE = 100_00, 20_000_00
"""Kopecks per hour."""
ADULT_AGE = 18
NEEDED_FIELDS: tuple[Condition, ...] = (
    "headline",
    "about",
    "subjects",
    "education",
    "languages",
    "lesson_minutes",
)


class Profile(msgspec.Struct, frozen=True):
    """What a user says of himself."""

    user_id: UUID
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale
    photo_id: UUID | None
    version: int


class OfferedSubject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject at a level for a price."""

    subject: str
    level: str
    price_kopecks_per_hour: int


class TutorProfile(msgspec.Struct, frozen=True):
    """What a tutor offers, as stored. A draft is seen by nobody else."""

    tutor_id: UUID
    headline: str = ""
    about: str = ""
    subjects: tuple[OfferedSubject, ...] = ()
    languages: tuple[str, ...] = ()
    education: str = ""
    experience_years: int = 0
    cancellation_preset: CancellationPreset = "standard"
    instant_booking: bool = True
    lesson_minutes: tuple[LessonMinutes, ...] = ()
    meeting_url: str | None = None
    state: TutorState = "draft"
    version: int = 0

    @property
    def missing(self) -> list[Condition]:
        """The fields without which the tutor cannot be listed."""
        return [name for name in NEEDED_FIELDS if not getattr(self, name)]


class Photo(msgspec.Struct, frozen=True):
    """Where the bytes of a photo are."""

    id: UUID
    owner_id: UUID
    content_type: str
    key: str


class PhotoSeen(Photo, frozen=True):
    """A photo somebody may see; one that is not shown, only its owner and the moderators."""

    is_shown: bool


class Child(msgspec.Struct, frozen=True):
    """A child whose lessons a guardian books and pays."""

    id: UUID
    guardian_id: UUID
    full_name: str
    birth_date: date


def photo_url(photo_id: UUID | None) -> str | None:
    """The address of a photo within our site."""
    return f"/api/v1/accounts/photos/{photo_id}" if photo_id else None


def refuse_unknown_timezone(name: str) -> None:
    """TimezoneUnknown unless the IANA time zone database has this name."""
    if name not in available_timezones():
        raise errors.TimezoneUnknown(errors=(FieldError("timezone", "unknown", name),))


def is_adult(birth_date: date, *, today: date) -> bool:
    """Whether somebody born on this day is 18 by now."""
    return birth_date + relativedelta(years=ADULT_AGE) <= today


def refuse_unless_child(birth_date: date, *, today: date) -> None:
    """NotAChild for those of 18 and older, and for the unborn."""
    if birth_date > today or is_adult(birth_date, today=today):
        raise errors.NotAChild(errors=(FieldError("birth_date", "not_a_child", ""),), max_age=ADULT_AGE)


def refuse_bad_offer(
    subjects: Sequence[OfferedSubject], *, meeting_url: str | None, instant_booking: bool
) -> None:
    """A named refusal for what no tutor may offer; an offer that is only incomplete passes."""
    seen: set[tuple[str, str]] = set()
    for number, offered in enumerate(subjects):
        known = SUBJECTS.get(offered.subject)
        if known is None or offered.level not in known.levels:
            raise errors.SubjectUnknown(errors=(FieldError(f"subjects[{number}]", "unknown", ""),))
        if (offered.subject, offered.level) in seen:
            raise errors.SubjectRepeated(errors=(FieldError(f"subjects[{number}]", "repeated", ""),))
        seen.add((offered.subject, offered.level))
        if not MIN_PRICE <= offered.price_kopecks_per_hour <= MAX_PRICE:
            raise errors.PriceOutOfBounds(
                errors=(FieldError(f"subjects[{number}].price_kopecks_per_hour", "out_of_bounds", ""),),
                min_rubles=MIN_PRICE // 100,
                max_rubles=MAX_PRICE // 100,
            )
    if meeting_url is not None and not _is_https(meeting_url):
        raise errors.MeetingUrlInsecure(errors=(FieldError("meeting_url", "insecure", ""),))
    if not instant_booking:
        raise errors.RequestsUnavailable(errors=(FieldError("instant_booking", "unavailable", ""),))


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not any(c.isspace() for c in url)
