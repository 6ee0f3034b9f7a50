"""The account: profile, tutor's profile, photos."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model import (
    CancellationPreset,
    LessonMinutes,
    Name,
    OfferedSubject,
    TutorProfile,
    photo_url,
)
from tutorium.modules.accounts.model.completeness import ProfileStep, completeness, steps_left
from tutorium.modules.accounts.model.portraits import UPLOAD_BYTES
from tutorium.modules.accounts.model.reviews import (
    TEXTS,
    Field,
    Review,
    ReviewReason,
    ReviewState,
    photo_of,
    reviewed_fields,
    texts_of,
)
from tutorium.modules.accounts.model.tutor_states import TutorState
from tutorium.modules.accounts.service import photos, profiles, reviews, tutors
from tutorium.platform.candidacy import Condition
from tutorium.platform.errors import VersionMismatch
from tutorium.platform.identity import Identity, Locale, Role
from tutorium.platform.web import (
    ANYONE,
    ROLES,
    IfMatch,
    Input,
    check_version,
    delete,
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
    on_review: list[Literal["full_name", "photo"]]
    version: int
    phone: str | None
    phone_confirmed: bool


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


class ProfileEdit(msgspec.Struct, frozen=True, kw_only=True):
    """An edit that waits for a moderator, or the last one that was decided. Texts by field."""

    state: ReviewState
    submitted_at: datetime
    decided_at: datetime | None
    before: dict[str, str]
    after: dict[str, str]
    photo_changes: bool
    photo_before_url: str | None
    photo_after_url: str | None
    reason_code: ReviewReason | None
    note: str


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
    missing: list[Condition]
    completeness: int
    next_step: ProfileStep | None
    review: ProfileEdit | None
    version: int


class Submitted(msgspec.Struct, frozen=True):
    state: TutorState
    missing: list[Condition]


@get("/accounts/me", access=ROLES)
async def my_account(identity: Identity) -> AccountView:
    """The profile of who is signed in; what a moderator has to see first is named in `on_review`."""
    return await _account(identity)


@patch("/accounts/me", access=ROLES, refusals=[errors.TimezoneUnknown, VersionMismatch])
async def change_account(identity: Identity, data: ChangeAccount, if_match: IfMatch = None) -> AccountView:
    """Change the name, the time zone or the language. The name of a listed tutor goes to review."""
    current = await profiles.profile(identity.user_id)
    check_version(if_match, current.version)
    await profiles.change_profile(
        identity,
        full_name=data.full_name,
        timezone=data.timezone,
        locale=data.locale,
        version=current.version,
    )
    return await _account(identity)


@put(
    "/accounts/me/photo",
    access=ROLES,
    body_bytes=UPLOAD_BYTES,
    refusals=[errors.PhotoUnreadable, errors.PhotoTooManyPixels, errors.PhotoTooSmall],
)
async def upload_photo(identity: Identity, body: bytes) -> AccountView:
    """Show a photo: the body is a JPEG, PNG or WebP file. That of a listed tutor goes to review."""
    await profiles.upload_photo(identity.user_id, body)
    return await _account(identity)


@delete("/accounts/me/photo", access=ROLES)
async def remove_photo(identity: Identity) -> None:
    """Show no photo. That of a listed tutor stays until the review."""
    await profiles.remove_photo(identity.user_id)


@get("/accounts/me/tutor-profile", access={"tutor"})
async def my_tutor_profile(identity: Identity) -> TutorProfileView:
    """What the tutor offers, with the edits that wait for a moderator; an empty draft at first."""
    return await _tutor_profile(await tutors.tutor_profile(identity.user_id))


@put(
    "/accounts/me/tutor-profile",
    access={"tutor"},
    refusals=[
        errors.SubjectUnknown,
        errors.SubjectRepeated,
        errors.PriceOutOfBounds,
        errors.MeetingUrlInsecure,
        errors.RequestsUnavailable,
        errors.ProfileIncomplete,
        VersionMismatch,
    ],
)
async def save_tutor_profile(
    identity: Identity, data: SaveTutorProfile, if_match: IfMatch = None
) -> TutorProfileView:
    """Save what the tutor offers, a draft complete or not; texts of a listed tutor go to review."""
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
    return await _tutor_profile(await tutors.save_tutor_profile(offer))


@post(
    "/accounts/me/tutor-profile/submit",
    access={"tutor"},
    refusals=[
        errors.NotReadyToSubmit,
        errors.ReapplyLater,
        errors.ProfileIncomplete,
        errors.ProfileStateWrong,
        errors.PublicProfileConsentRequired,
        VersionMismatch,
    ],
)
async def submit_tutor_profile(identity: Identity) -> Submitted:
    """Ask to be verified, or to be looked at again; once approved, one is listed. What lacks is named."""
    submitted = await tutors.submit_tutor_profile(identity)
    return Submitted(submitted.state, submitted.missing)


@post("/accounts/me/tutor-profile/pause", access={"tutor"}, refusals=[errors.ProfileStateWrong])
async def pause_tutor_profile(identity: Identity) -> TutorProfileView:
    """Be hidden from search and take no new students; those one has go on."""
    return await _tutor_profile(await tutors.pause_tutor_profile(identity))


@post(
    "/accounts/me/tutor-profile/resume",
    access={"tutor"},
    refusals=[errors.ProfileStateWrong, errors.PublicProfileConsentRequired],
)
async def resume_tutor_profile(identity: Identity) -> TutorProfileView:
    """Be found again."""
    return await _tutor_profile(await tutors.resume_tutor_profile(identity))


@get("/accounts/photos/{photo_id:uuid}", access=ANYONE, media_type="image/webp")
async def photo(photo_id: UUID, visitor: Identity | None) -> Response[bytes]:
    """A photo; what stands under one id never changes. One that waits for a moderator is kept by no cache."""
    found, content = await photos.photo(photo_id, viewer=visitor)
    kept = FOREVER if found.is_shown else "no-store"
    return Response(content, media_type=found.content_type, headers={"Cache-Control": kept})


async def _account(identity: Identity) -> AccountView:
    profile = await profiles.profile(identity.user_id)
    wanted = await reviews.wanted(identity.user_id)
    phone = await profiles.phone_of(identity.user_id)
    return AccountView(
        user_id=identity.user_id,
        email=identity.email,
        email_confirmed=identity.email_confirmed,
        roles=sorted(identity.roles),
        full_name=wanted.get("full_name", profile.full_name),
        birth_date=profile.birth_date,
        timezone=profile.timezone,
        locale=profile.locale,
        photo_url=photo_url(photo_of(wanted) if "photo_id" in wanted else profile.photo_id),
        on_review=[name for name, field in _ACCOUNT_FIELDS.items() if field in wanted],
        version=profile.version,
        phone=phone,
        phone_confirmed=phone is not None,
    )


_ACCOUNT_FIELDS: dict[Literal["full_name", "photo"], Field] = {"full_name": "full_name", "photo": "photo_id"}


async def _tutor_profile(profile: TutorProfile) -> TutorProfileView:
    person = await profiles.profile(profile.tutor_id)
    review = await reviews.latest_review(profile.tutor_id)
    wanted = reviewed_fields(person, profile)
    if review and review.state == "waiting":
        wanted |= review.changes
    offer = msgspec.structs.replace(profile, **{name: wanted[name] for name in TEXTS})
    missing = await tutors.missing_of(offer, photo=bool(wanted["photo_id"]))
    left = steps_left(missing, offer)
    return TutorProfileView(
        **msgspec.structs.asdict(offer),
        missing=missing,
        completeness=completeness(left),
        next_step=left[0] if left else None,
        review=_edit(review) if review else None,
    )


def _edit(review: Review) -> ProfileEdit:
    return ProfileEdit(
        state=review.state,
        submitted_at=review.submitted_at,
        decided_at=review.decided_at,
        before=texts_of(review.before),
        after=texts_of(review.changes),
        photo_changes="photo_id" in review.changes,
        photo_before_url=photo_url(photo_of(review.before)),
        photo_after_url=photo_url(photo_of(review.changes)),
        reason_code=review.reason_code,
        note=review.note,
    )


router = routes_of(globals())
