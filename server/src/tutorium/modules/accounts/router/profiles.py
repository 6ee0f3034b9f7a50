"""The account: profile, tutor's profile, photos."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model import (
    CancellationPreset,
    LessonMinutes,
    Name,
    OfferedSubject,
    Profile,
    TutorProfile,
    TutorState,
    photo_url,
)
from tutorium.modules.accounts.service import profiles, tutors
from tutorium.platform.errors import VersionMismatch
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.web import (
    ANYONE,
    ROLES,
    IfMatch,
    Input,
    check_version,
    get,
    patch,
    post,
    put,
    routes_of,
)

FOREVER = "public, max-age=31536000, immutable"


class AccountView(msgspec.Struct, frozen=True):
    user_id: UUID
    email: str
    email_confirmed: bool
    roles: list[Role]
    full_name: str
    birth_date: date
    timezone: str
    locale: Locale
    photo_url: str | None
    version: int


class ChangeAccount(Input, frozen=True):
    full_name: Name | None = None
    timezone: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    locale: Locale | None = None


class SaveTutorProfile(Input, frozen=True):
    headline: Annotated[str, msgspec.Meta(max_length=120)]
    about: Annotated[str, msgspec.Meta(max_length=5000)]
    subjects: Annotated[tuple[OfferedSubject, ...], msgspec.Meta(max_length=30)]
    languages: Annotated[
        tuple[Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")], ...], msgspec.Meta(max_length=10)
    ]
    education: Annotated[str, msgspec.Meta(max_length=1000)]
    experience_years: Annotated[int, msgspec.Meta(ge=0, le=70)]
    cancellation_preset: CancellationPreset
    instant_booking: bool
    lesson_minutes: Annotated[tuple[LessonMinutes, ...], msgspec.Meta(max_length=5)]
    meeting_url: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class TutorProfileView(msgspec.Struct, frozen=True):
    tutor_id: UUID
    headline: str
    about: str
    subjects: tuple[OfferedSubject, ...]
    languages: tuple[str, ...]
    education: str
    experience_years: int
    cancellation_preset: CancellationPreset
    instant_booking: bool
    lesson_minutes: tuple[LessonMinutes, ...]
    meeting_url: str | None
    state: TutorState
    missing: list[str]
    version: int


class Submitted(msgspec.Struct, frozen=True):
    state: TutorState
    missing: list[str]


@get("/accounts/me", access=ROLES)
async def my_account(identity: Identity) -> AccountView:
    """The profile of who is signed in."""
    return _account(identity, await profiles.profile(identity.user_id))


@patch("/accounts/me", access=ROLES, refusals=[errors.TimezoneUnknown, VersionMismatch])
async def change_account(identity: Identity, data: ChangeAccount, if_match: IfMatch = None) -> AccountView:
    """Change the name, the time zone or the language."""
    current = await profiles.profile(identity.user_id)
    check_version(if_match, current.version)
    changed = await profiles.change_profile(
        identity,
        full_name=data.full_name,
        timezone=data.timezone,
        locale=data.locale,
        version=current.version,
    )
    return _account(identity, changed)


@get("/accounts/me/tutor-profile", access={"tutor"})
async def my_tutor_profile(identity: Identity) -> TutorProfileView:
    """What the tutor offers; an empty draft at first."""
    return _tutor_profile(await tutors.tutor_profile(identity.user_id))


@put(
    "/accounts/me/tutor-profile",
    access={"tutor"},
    refusals=[
        errors.SubjectUnknown,
        errors.SubjectRepeated,
        errors.PriceOutOfBounds,
        errors.MeetingUrlInsecure,
        errors.RequestsUnavailable,
        VersionMismatch,
    ],
)
async def save_tutor_profile(
    identity: Identity, data: SaveTutorProfile, if_match: IfMatch = None
) -> TutorProfileView:
    """Save what the tutor offers, complete or not."""
    current = await tutors.tutor_profile(identity.user_id)
    check_version(if_match, current.version)
    offer = TutorProfile(
        tutor_id=identity.user_id,
        headline=data.headline.strip(),
        about=data.about.strip(),
        subjects=data.subjects,
        languages=tuple(dict.fromkeys(data.languages)),
        education=data.education.strip(),
        experience_years=data.experience_years,
        cancellation_preset=data.cancellation_preset,
        instant_booking=data.instant_booking,
        lesson_minutes=tuple(sorted(set(data.lesson_minutes))),
        meeting_url=data.meeting_url or None,
        state=current.state,
        version=current.version,
    )
    return _tutor_profile(await tutors.save_tutor_profile(offer))


@post(
    "/accounts/me/tutor-profile/submit",
    access={"tutor"},
    refusals=[errors.ProfileIncomplete, errors.PublicProfileConsentRequired, VersionMismatch],
)
async def submit_tutor_profile(identity: Identity) -> Submitted:
    """Ask to be listed; a complete profile is listed at once."""
    submitted = await tutors.submit_tutor_profile(identity)
    return Submitted(submitted.state, submitted.missing)


@get("/accounts/photos/{photo_id:uuid}", access=ANYONE)
async def photo(photo_id: UUID) -> Response[bytes]:
    """A photo; what stands under one id never changes."""
    found, content = await profiles.photo(photo_id)
    return Response(content, media_type=found.content_type, headers={"Cache-Control": FOREVER})


def _account(identity: Identity, profile: Profile) -> AccountView:
    return AccountView(
        user_id=identity.user_id,
        email=identity.email,
        email_confirmed=identity.email_confirmed,
        roles=sorted(identity.roles),
        full_name=profile.full_name,
        birth_date=profile.birth_date,
        timezone=profile.timezone,
        locale=profile.locale,
        photo_url=photo_url(profile.photo_id),
        version=profile.version,
    )


def _tutor_profile(profile: TutorProfile) -> TutorProfileView:
    return TutorProfileView(**msgspec.structs.asdict(profile), missing=profile.missing)


router = routes_of(globals())
