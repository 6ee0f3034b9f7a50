"""What tutors offer, and whether they can be found."""

from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.errors import (
    NotReadyToSubmit,
    ProfileIncomplete,
    ProfileStateWrong,
    PublicProfileConsentRequired,
    ReapplyLater,
)
from tutorium.modules.accounts.events import ProfileChanged, TutorHidden, TutorListed, TutorSubmitted
from tutorium.modules.accounts.model import Profile, TutorProfile, is_adult, refuse_bad_offer
from tutorium.modules.accounts.model.reviews import TEXTS, Field
from tutorium.modules.accounts.model.tutor_states import (
    REVIEWED,
    SUBMITTED,
    VERIFYING,
    TutorState,
    walk,
)
from tutorium.modules.accounts.model.verification import is_identified
from tutorium.modules.accounts.queries import verification
from tutorium.modules.accounts.service import profiles, reviews
from tutorium.modules.auth import api as auth
from tutorium.platform import candidacy, clock
from tutorium.platform.candidacy import Condition
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError, NotFound, VersionMismatch
from tutorium.platform.events import Event, publish
from tutorium.platform.identity import Identity


async def tutor_profile(tutor_id: UUID) -> TutorProfile:
    """What the tutor offers; an empty draft before he has said anything."""
    async with connection() as db:
        found = await queries.tutor_profiles(db, [tutor_id])
    return found[0] if found else TutorProfile(tutor_id=tutor_id)


async def save_tutor_profile(offer: TutorProfile) -> TutorProfile:
    """Store what the tutor offers, in place of the version named in it.

    Of a tutor whom students can find, texts wait for a moderator and the rest changes at once;
    ProfileIncomplete when something he needs would be gone: to disappear he pauses.
    """
    refuse_bad_offer(offer.subjects, meeting_url=offer.meeting_url, instant_booking=offer.instant_booking)
    if offer.state in VERIFYING:
        _refuse_incomplete(offer)
    profile = await profiles.profile(offer.tutor_id)
    async with transaction() as db:
        public = await reviews.reviewed_tutor(db, offer.tutor_id)
        if public is not None:
            _refuse_incomplete(offer)
            texts: dict[Field, str] = {name: getattr(offer, name) for name in TEXTS}
            await reviews.propose(db, profile, public, texts)
            offer = replace(offer, **{name: getattr(public, name) for name in TEXTS})
        saved = await _save(db, offer)
        await publish(db, ProfileChanged(tutor_id=offer.tutor_id))
    return saved


async def submit_tutor_profile(actor: Identity) -> TutorProfile:
    """V2, V5: ask to be verified; asking twice is asking once.

    NotReadyToSubmit names what is missing; ReapplyLater after a rejection. Who was approved before is found
    again when nothing stands against it: ProfileIncomplete, PublicProfileConsentRequired.
    """
    draft = await tutor_profile(actor.user_id)
    if draft.state in REVIEWED | VERIFYING:
        return draft
    if draft.state == "restricted":
        _refuse_incomplete(draft)
        await _refuse_unpublishable(actor.user_id)
        await follow_account(actor.user_id)
        return await tutor_profile(actor.user_id)
    if missing := await candidacy.lacking(actor.user_id):
        raise NotReadyToSubmit(missing=missing)
    async with transaction() as db:
        if draft.state == "rejected":
            await _refuse_too_early(db, actor.user_id)
        target = walk(draft.state, (SUBMITTED.get(draft.state, "submitted"),))
        submitted = await _save(db, replace(draft, state=target))
        await publish(db, TutorSubmitted(tutor_id=actor.user_id))
    return submitted


async def own_lacks(tutor_id: UUID) -> list[Condition]:
    """Those conditions of V2 that the account and the profile do not meet."""
    user = await auth.user(user_id=tutor_id)
    if user is None:
        raise NotFound
    met: dict[Condition, bool] = {
        "adult": is_adult(user.birth_date, today=clock.now().date()),
        "email": user.email_confirmed,
        "phone": user.phone is not None,
        "photo": (await profiles.profile(tutor_id)).photo_id is not None,
        "public_profile_consent": await auth.consented(user_id=tutor_id, kind="public_profile"),
    }
    return [*(await tutor_profile(tutor_id)).missing, *(each for each, there in met.items() if not there)]


async def missing_of(offer: TutorProfile, *, photo: bool) -> list[Condition]:
    """What keeps the tutor from submitting; once he has, what he has to keep. `photo`: there is one."""
    if offer.state in SUBMITTED:
        return await candidacy.lacking_as_known(offer.tutor_id)
    return [*offer.missing, *(() if photo else ("photo",))]


async def _refuse_too_early(db: Db, tutor_id: UUID) -> None:
    moment = await verification.reapply_at(db, tutor_id)
    if moment is None or moment > clock.now():
        raise ReapplyLater(reapply_at=moment)


async def pause_tutor_profile(actor: Identity) -> TutorProfile:
    """V8: hidden from search, taking no new students; those he has go on. Pausing twice is pausing."""
    return await _move(actor.user_id, "paused_by_tutor", TutorHidden(tutor_id=actor.user_id))


async def resume_tutor_profile(actor: Identity) -> TutorProfile:
    """V8: found again. PublicProfileConsentRequired."""
    if (await tutor_profile(actor.user_id)).state in REVIEWED:
        await _refuse_unpublishable(actor.user_id)
    return await _move(actor.user_id, "listed", TutorListed(tutor_id=actor.user_id))


async def _refuse_unpublishable(tutor_id: UUID) -> None:
    if not await auth.consented(user_id=tutor_id, kind="public_profile"):
        raise PublicProfileConsentRequired


async def _move(tutor_id: UUID, target: TutorState, told: Event) -> TutorProfile:
    async with transaction() as db:
        found = await queries.lock_tutor_profile(db, tutor_id)
        if found is None or found.state not in REVIEWED:
            raise ProfileStateWrong(state=found.state if found else "draft")
        if found.state != target:
            await queries.set_tutor_state(db, tutor_id, walk(found.state, (target,)))
            await publish(db, told)
    return await tutor_profile(tutor_id)


async def follow_account(tutor_id: UUID) -> None:
    """V6, V9, V10: who is approved is found, but not while his account is shut, he teaches no more, he does
    not agree to be published, or his identity document has ended.

    Events may come in another order than they were made: what counts is how the account stands now, also
    after the change.
    """
    stands = None
    while stands != (stands := await _stands(tutor_id)):
        sources: frozenset[TutorState] = frozenset(("approved", "restricted")) if stands else REVIEWED
        target: TutorState = "listed" if stands else "restricted"
        async with transaction() as db:
            found = await queries.lock_tutor_profile(db, tutor_id)
            if found is not None and found.state in sources:
                await queries.set_tutor_state(db, tutor_id, walk(found.state, (target,)))
                told = TutorListed(tutor_id=tutor_id) if stands else TutorHidden(tutor_id=tutor_id)
                await publish(db, told)


async def _stands(user_id: UUID) -> bool:
    user = await auth.user(user_id=user_id)
    if user is None or user.blocked or "tutor" not in user.roles:
        return False
    async with connection() as db:
        documents = await verification.verified_documents(db, [user_id])
    if not is_identified(documents, today=clock.now().date()):
        return False
    return await auth.consented(user_id=user_id, kind="public_profile")


def _refuse_incomplete(offer: TutorProfile) -> None:
    if offer.missing:
        errors = tuple(FieldError(name, "required", "") for name in offer.missing)
        raise ProfileIncomplete(errors=errors, missing=offer.missing)


async def tutors(tutor_ids: list[UUID]) -> list[tuple[Profile, TutorProfile]]:
    """Those of the users that have a tutor's profile, drafts too, in no order."""
    async with connection() as db:
        found = await queries.tutor_profiles(db, tutor_ids)
    people = {person.user_id: person for person in await profiles.profiles([t.tutor_id for t in found])}
    return [(people[offer.tutor_id], offer) for offer in found]


async def _save(db: Db, profile: TutorProfile) -> TutorProfile:
    saved = await queries.save_tutor_profile(db, profile)
    if saved is None:
        raise VersionMismatch(version=profile.version)
    return saved
