"""What other modules may ask of accounts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, get_args
from uuid import UUID

import msgspec

from tutorium.modules.accounts.errors import ReviewDecided, ReviewReasonMissing
from tutorium.modules.accounts.model import (
    CancellationPreset,
    OfferedSubject,
    Profile,
    TutorProfile,
    photo_url,
)
from tutorium.modules.accounts.model.guardianship import Side
from tutorium.modules.accounts.model.reviews import Review, ReviewState, photo_of, texts_of
from tutorium.modules.accounts.model.reviews import ReviewReason as ReviewReason
from tutorium.modules.accounts.model.subjects import LEVELS, SUBJECTS
from tutorium.modules.accounts.model.tutor_states import TutorState
from tutorium.modules.accounts.model.verification import VerifiedDocument, badges_of, may_teach_minors
from tutorium.modules.accounts.service import (
    children,
    guardianships,
    personal,
    photos,
    profiles,
    verification,
)
from tutorium.modules.accounts.service import reviews as reviews_service
from tutorium.modules.accounts.service import tutors as tutors_service
from tutorium.platform import clock
from tutorium.platform.candidacy import Condition
from tutorium.platform.errors import Refusal
from tutorium.platform.identity import Locale
from tutorium.platform.personal import OpenMatter
from tutorium.platform.remote import exposed

DECISION_REFUSALS: Sequence[type[Refusal]] = (ReviewDecided, ReviewReasonMissing)
"""What `decide_review` may decline with."""
REVIEW_REASONS: tuple[ReviewReason, ...] = get_args(ReviewReason)
"""Why an edit may be declined."""


class TutorTerms(msgspec.Struct, frozen=True):
    """Who the tutor is and on what terms he teaches. Only the `listed` can be found; the `paused_by_tutor`
    go on with the students they have; others teach nobody."""

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
    badges: tuple[str, ...]
    """What was verified, in the order it is shown: verified, police_certificate, diploma, qualification."""
    teaches_minors: bool
    """Without a valid certificate of no criminal record only grown-ups may book (D5.2)."""
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


async def _all_terms(found: list[tuple[Profile, TutorProfile]]) -> list[TutorTerms]:
    documents = await verification.documents_of([offer.tutor_id for _, offer in found])
    return [_terms(profile, offer, documents[offer.tutor_id]) for profile, offer in found]


def _terms(profile: Profile, offer: TutorProfile, documents: list[VerifiedDocument]) -> TutorTerms:
    today = clock.now().date()
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
        badges=badges_of(documents, today=today),
        teaches_minors=may_teach_minors(documents, today=today),
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
    return (await _all_terms(found))[0] if found else None


@exposed
async def tutors(*, tutor_ids: list[UUID]) -> list[TutorTerms]:
    """The terms of those that have a tutor's profile, drafts too, in no order."""
    return await _all_terms(await tutors_service.tutors(tutor_ids))


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
async def people_named(*, part: str, limit: int) -> list[PersonCard]:
    """Those whose name holds this part, the newest first: for staff who look for somebody."""
    return [_card(profile) for profile in await profiles.named(part, limit=limit)]


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


class ReviewCard(msgspec.Struct, frozen=True, kw_only=True):
    """An edit of a listed tutor's profile. `before` and `after` hold the texts that it changes.

    `full_name` is the name the public sees. The photos are given where the photo changes; one that waits
    is shown to its owner and to moderators only. A tutor who edits anew makes a new review, and the old
    one is gone.
    """

    review_id: UUID
    tutor_id: UUID
    full_name: str
    state: ReviewState
    submitted_at: datetime
    before: dict[str, str]
    after: dict[str, str]
    photo_changes: bool
    photo_before_url: str | None
    photo_after_url: str | None
    reason_code: ReviewReason | None
    note: str
    version: int


@exposed
async def tutors_count(*, states: list[str]) -> int:
    """How many tutors' profiles are in one of these states."""
    return await reviews_service.count_tutors(states)


@exposed
async def reviews_count() -> int:
    """How many edits wait for a moderator."""
    return await reviews_service.count_waiting()


@exposed
async def reviews_waiting(*, cursor: UUID | None, limit: int) -> list[ReviewCard]:
    """Edits that wait for a moderator, the longest first; `cursor` is the last review already seen."""
    return await _review_cards(await reviews_service.waiting_reviews(after=cursor, limit=limit))


@exposed
async def review(*, review_id: UUID) -> ReviewCard | None:
    """The edit, decided or not; None when its tutor has edited anew since."""
    found = await reviews_service.review(review_id)
    return (await _review_cards([found]))[0] if found else None


@exposed
async def decide_review(
    *, review_id: UUID, moderator_id: UUID, approved: bool, reason_code: str | None, note: str
) -> ReviewCard:
    """Let the edit through, or decline it for a reason the tutor is told, with the note.

    ReviewDecided (409) when it was decided already, ReviewReasonMissing (422) without a known reason,
    NotFound when there is no such edit any more.
    """
    reason = next((code for code in REVIEW_REASONS if code == reason_code), None)
    decided = await reviews_service.decide_review(
        review_id, moderator_id=moderator_id, approved=approved, reason_code=reason, note=note
    )
    return (await _review_cards([decided]))[0]


@exposed
async def start_verification(*, tutor_id: UUID) -> None:
    """V3: the tutor who has submitted is being looked at. May be repeated."""
    await verification.start(tutor_id)


@exposed
async def decide_verification(*, tutor_id: UUID, verdict: TutorState, reapply_at: datetime | None) -> None:
    """V4, V6, V7: `approved`, `changes_requested` or `rejected`; then not before `reapply_at`, None never.

    Who is approved is listed unless his account or his consent stands against it. May be repeated.
    """
    await verification.decide(tutor_id, verdict, reapply_at=reapply_at)


@exposed
async def document_verified(
    *, tutor_id: UUID, kind: str, verified_on: date, valid_until: date | None
) -> None:
    """A document of the tutor was checked and holds until that day. May be repeated."""
    await verification.verified(tutor_id, kind, verified_on=verified_on, valid_until=valid_until)


@exposed
async def document_lapsed(*, tutor_id: UUID, kind: str) -> None:
    """A document of the tutor holds no more. May be repeated."""
    await verification.lapsed(tutor_id, kind)


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
async def candidate_lacks(*, tutor_id: UUID) -> list[Condition]:
    """What of the account and the profile is missing before the tutor may ask to be verified."""
    return await tutors_service.own_lacks(tutor_id)


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


@exposed
async def broken_files() -> list[str]:
    """Keys of photos whose bytes are gone or are no picture any more."""
    return await photos.broken()


async def _review_cards(found: list[Review]) -> list[ReviewCard]:
    people = await profiles.profiles(list({each.tutor_id for each in found}))
    names = {each.user_id: each.full_name for each in people}
    return [_review_card(each, names[each.tutor_id]) for each in found]


def _review_card(found: Review, full_name: str) -> ReviewCard:
    return ReviewCard(
        review_id=found.id,
        tutor_id=found.tutor_id,
        full_name=full_name,
        state=found.state,
        submitted_at=found.submitted_at,
        before=texts_of(found.before),
        after=texts_of(found.changes),
        photo_changes="photo_id" in found.changes,
        photo_before_url=photo_url(photo_of(found.before)),
        photo_after_url=photo_url(photo_of(found.changes)),
        reason_code=found.reason_code,
        note=found.note,
        version=found.version,
    )
