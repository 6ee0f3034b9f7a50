"""What tutors offer, and whether they can be found."""

from uuid import UUID

from msgspec.structs import replace

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.errors import ProfileIncomplete, PublicProfileConsentRequired
from tutorium.modules.accounts.events import ProfileChanged, TutorHidden, TutorListed
from tutorium.modules.accounts.model import Profile, TutorProfile, refuse_bad_offer
from tutorium.modules.accounts.service import profiles
from tutorium.modules.auth import api as auth
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError, VersionMismatch
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity


async def tutor_profile(tutor_id: UUID) -> TutorProfile:
    """What the tutor offers; an empty draft before he has said anything."""
    async with connection() as db:
        found = await queries.tutor_profiles(db, [tutor_id])
    return found[0] if found else TutorProfile(tutor_id=tutor_id)


async def save_tutor_profile(offer: TutorProfile) -> TutorProfile:
    """Store what the tutor offers, in place of the version named in it.

    A listed tutor whose profile becomes incomplete is a draft again.
    """
    refuse_bad_offer(offer.subjects, meeting_url=offer.meeting_url, instant_booking=offer.instant_booking)
    await profiles.profile(offer.tutor_id)
    async with transaction() as db:
        if offer.state == "listed" and offer.missing:
            offer = replace(offer, state="draft")
            await publish(db, TutorHidden(tutor_id=offer.tutor_id))
        saved = await _save(db, offer)
        await publish(db, ProfileChanged(tutor_id=offer.tutor_id))
    return saved


async def submit_tutor_profile(actor: Identity) -> TutorProfile:
    """List the tutor at once; ProfileIncomplete names what is missing. PublicProfileConsentRequired."""
    draft = await tutor_profile(actor.user_id)
    if draft.missing:
        errors = tuple(FieldError(name, "required", "") for name in draft.missing)
        raise ProfileIncomplete(errors=errors, missing=draft.missing)
    if draft.state == "listed":
        return draft
    if not await auth.consented(user_id=actor.user_id, kind="public_profile"):
        raise PublicProfileConsentRequired
    async with transaction() as db:
        listed = await _save(db, replace(draft, state="listed"))
        await publish(db, TutorListed(tutor_id=actor.user_id))
    return listed


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
