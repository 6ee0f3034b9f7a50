"""What other modules may ask of accounts."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.accounts.model import (
    CancellationPreset,
    OfferedSubject,
    Profile,
    TutorProfile,
    TutorState,
    photo_url,
)
from tutorium.modules.accounts.model.guardianship import Side
from tutorium.modules.accounts.model.subjects import LEVELS, SUBJECTS
from tutorium.modules.accounts.service import children, guardianships, personal, profiles
from tutorium.modules.accounts.service import tutors as tutors_service
from tutorium.platform.identity import Locale
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed


class TutorTerms(msgspec.Struct, frozen=True):
    """Who the tutor is and on what terms he teaches. `state` "draft": nobody may find or book him."""

    tutor_id: UUID
    full_name: str
    photo_url: str | None
    headline: str
    about: str
    subjects: tuple[OfferedSubject, ...]
    languages: tuple[str, ...]
    education: str
    experience_years: int
    cancellation_preset: CancellationPreset
    instant_booking: bool
    lesson_minutes: tuple[int, ...]
    meeting_url: str | None
    timezone: str
    state: TutorState
    version: int


class PersonCard(msgspec.Struct, frozen=True):
    """What one person may be shown of another, and how to speak to him."""

    user_id: UUID
    full_name: str
    photo_url: str | None
    timezone: str
    locale: Locale


class ChildCard(msgspec.Struct, frozen=True):
    """A child of a guardian."""

    child_id: UUID
    guardian_id: UUID
    full_name: str
    birth_date: date


class LearnerCard(msgspec.Struct, frozen=True):
    """Somebody under 18 for whom a guardian books. Without the consent nothing new may be booked."""

    learner_id: UUID
    full_name: str
    birth_date: date
    consented: bool


class InvitationCard(msgspec.Struct, frozen=True):
    """An open invitation, for the letter: where it goes, and as what the reader is asked."""

    email: str
    asked_to_be: Side


class LevelName(msgspec.Struct, frozen=True):
    """A level's code and its name for people."""

    level: str
    name: str


class SubjectName(msgspec.Struct, frozen=True):
    """A subject's code, its name for people and its levels."""

    subject: str
    name: str
    levels: tuple[LevelName, ...]


def _terms(profile: Profile, offer: TutorProfile) -> TutorTerms:
    return TutorTerms(
        tutor_id=offer.tutor_id,
        full_name=profile.full_name,
        photo_url=photo_url(profile.photo_id),
        headline=offer.headline,
        about=offer.about,
        subjects=offer.subjects,
        languages=offer.languages,
        education=offer.education,
        experience_years=offer.experience_years,
        cancellation_preset=offer.cancellation_preset,
        instant_booking=offer.instant_booking,
        lesson_minutes=offer.lesson_minutes,
        meeting_url=offer.meeting_url,
        timezone=profile.timezone,
        state=offer.state,
        version=profile.version + offer.version,
    )


def _card(profile: Profile) -> PersonCard:
    return PersonCard(
        profile.user_id,
        profile.full_name,
        photo_url(profile.photo_id),
        profile.timezone,
        profile.locale,
    )


@exposed
async def tutor(*, tutor_id: UUID) -> TutorTerms | None:
    """The tutor's terms, of drafts too; None when the user has no tutor's profile."""
    found = await tutors_service.tutors([tutor_id])
    return _terms(*found[0]) if found else None


@exposed
async def tutors(*, tutor_ids: list[UUID]) -> list[TutorTerms]:
    """The terms of those that have a tutor's profile, drafts too, in no order."""
    return [_terms(profile, offer) for profile, offer in await tutors_service.tutors(tutor_ids)]


@exposed
async def person(*, user_id: UUID) -> PersonCard | None:
    """The person, or None when there is no such user."""
    found = await profiles.profiles([user_id])
    return _card(found[0]) if found else None


@exposed
async def people(*, user_ids: list[UUID]) -> list[PersonCard]:
    """Those of the users that exist, in no order."""
    return [_card(profile) for profile in await profiles.profiles(user_ids)]


@exposed
async def child(*, guardian_id: UUID, child_id: UUID) -> ChildCard | None:
    """The child, or None unless it is this guardian's."""
    found = await children.child(guardian_id, child_id)
    return ChildCard(found.id, found.guardian_id, found.full_name, found.birth_date) if found else None


@exposed
async def subjects(*, locale: Locale) -> list[SubjectName]:
    """All subjects with their levels, named in this language."""
    return [
        SubjectName(
            subject.code,
            subject.names[locale],
            tuple(LevelName(level, LEVELS[level][locale]) for level in subject.levels),
        )
        for subject in SUBJECTS.values()
    ]


@exposed
async def save_photo(*, owner_id: UUID, webp: bytes) -> str:
    """Show this WebP image as the owner's photo; its address within our site."""
    return photo_url(await profiles.save_photo(owner_id, webp)) or ""


@exposed
async def learner(*, guardian_id: UUID, learner_id: UUID) -> LearnerCard | None:
    """A child of this guardian, or a young person linked to him now; None for anybody else."""
    child = await children.child(guardian_id, learner_id)
    if child is not None:
        consented = await children.consented(guardian_id, learner_id)
        return LearnerCard(child.id, child.full_name, child.birth_date, consented)
    linked = await guardianships.is_guardian(guardian_id, learner_id)
    return LearnerCard(learner_id, linked.full_name, linked.birth_date, consented=True) if linked else None


@exposed
async def wards(*, guardian_id: UUID) -> list[UUID]:
    """The young people with a login whose guardian this user is now."""
    return await guardianships.wards(guardian_id)


@exposed
async def guardians(*, learner_id: UUID) -> list[UUID]:
    """The guardians of a young person with a login now, the first one first."""
    return await guardianships.guardians(learner_id)


@exposed
async def invitation(*, guardianship_id: UUID) -> InvitationCard | None:
    """The invitation, while it is open."""
    found = await guardianships.by_id(guardianship_id)
    if found is None or found.invited_email is None:
        return None
    return InvitationCard(found.invited_email, "learner" if found.invited_by == "guardian" else "guardian")


@exposed
async def erasure_told(*, user_id: UUID) -> None:
    """The letter to somebody who is leaving has gone, or never will. May be repeated."""
    await personal.note_told(user_id)


@exposed
async def personal_data(*, user_id: UUID) -> dict[str, Any]:
    """A copy of everything this module keeps of the person."""
    return await personal.copy(user_id)


@exposed
async def open_matters(*, user_id: UUID) -> list[OpenMatter]:
    """Nothing in accounts keeps anybody from leaving."""
    return []


@exposed
async def erase(*, user_id: UUID) -> dict[str, int]:
    """Forget the person; how many rows went. May be repeated."""
    return await personal.erase(user_id)
