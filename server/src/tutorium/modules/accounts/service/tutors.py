"""What tutors offer, and whether they can be found."""

from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.errors import (
    ProfileIncomplete,
    ProfileStateWrong,
    PublicProfileConsentRequired,
)
from tutorium.modules.accounts.events import ProfileChanged, TutorHidden, TutorListed
from tutorium.modules.accounts.model import Profile, TutorProfile, refuse_bad_offer
from tutorium.modules.accounts.model.reviews import TEXTS, Field
from tutorium.modules.accounts.model.tutor_states import REVIEWED, SUBMITTING, TutorState, walk
from tutorium.modules.accounts.service import profiles, reviews
from tutorium.modules.auth import api as auth
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError, VersionMismatch
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
    """List the tutor at once; ProfileIncomplete names what is missing. PublicProfileConsentRequired."""
    draft = await tutor_profile(actor.user_id)
    _refuse_incomplete(draft)
    if draft.state in REVIEWED:
        return draft
    await _refuse_unpublishable(actor.user_id)
    if draft.state == "restricted":
        await follow_account(actor.user_id)
        return await tutor_profile(actor.user_id)
    async with transaction() as db:
        listed = await _save(db, replace(draft, state=walk(draft.state, SUBMITTING)))
        await publish(db, TutorListed(tutor_id=actor.user_id))
    return listed


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
    """V9, V10: whose account is shut, who teaches no more, or who does not agree to be published, is not
    found; once that is over, he is again.

    Events may come in another order than they were made: what counts is how the account stands now, also
    after the change.
    """
    stands = None
    while stands != (stands := await _stands(tutor_id)):
        sources: tuple[TutorState, ...] = ("restricted",) if stands else ("listed", "paused_by_tutor")
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
