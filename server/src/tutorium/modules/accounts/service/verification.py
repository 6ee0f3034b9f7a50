"""How verification moves a tutor's profile; documents, which verifies, calls down."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.events import ProfileChanged
from tutorium.modules.accounts.model.tutor_states import TutorState, may, walk
from tutorium.modules.accounts.model.verification import VerifiedDocument
from tutorium.modules.accounts.queries import verification
from tutorium.modules.accounts.service import tutors
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish


async def start(tutor_id: UUID) -> None:
    """V3, V5: somebody is looking now. Nothing happens unless the tutor waits for it."""
    async with transaction() as db:
        found = await queries.lock_tutor_profile(db, tutor_id)
        if found is not None and found.state in ("submitted", "changes_requested"):
            await queries.set_tutor_state(db, tutor_id, walk(found.state, ("in_verification",)))


async def decide(tutor_id: UUID, verdict: TutorState, *, reapply_at: datetime | None) -> None:
    """V4, V6, V7. Nothing happens to a profile that is not being verified: the decision was told before, or
    the tutor is gone.
    """
    async with transaction() as db:
        found = await queries.lock_tutor_profile(db, tutor_id)
        state = found.state if found else "draft"
        if state == "submitted":
            state = walk(state, ("in_verification",))
        if state == "in_verification" and may(state, verdict):
            await queries.set_tutor_state(db, tutor_id, verdict)
            await verification.set_reapply_at(db, tutor_id, reapply_at)
    await tutors.follow_account(tutor_id)


async def verified(tutor_id: UUID, kind: str, *, verified_on: date, valid_until: date | None) -> None:
    """A document of the tutor holds: he gets its badge, and is found again if that was what he lacked."""
    async with transaction() as db:
        await queries.lock_tutor_profile(db, tutor_id)
        await verification.save_verified(db, tutor_id, kind, verified_on=verified_on, valid_until=valid_until)
        await verification.touch(db, tutor_id)
        await publish(db, ProfileChanged(tutor_id=tutor_id))
    await tutors.follow_account(tutor_id)


async def lapsed(tutor_id: UUID, kind: str) -> None:
    """A document of the tutor holds no more: the badge goes, and without an identity he is not found (V9)."""
    async with transaction() as db:
        await queries.lock_tutor_profile(db, tutor_id)
        await verification.delete_verified(db, tutor_id, kind)
        await verification.touch(db, tutor_id)
        await publish(db, ProfileChanged(tutor_id=tutor_id))
    await tutors.follow_account(tutor_id)


async def documents_of(tutor_ids: list[UUID]) -> dict[UUID, list[VerifiedDocument]]:
    """What has been verified of these tutors."""
    async with connection() as db:
        found = await verification.verified_documents(db, tutor_ids)
    grouped: dict[UUID, list[VerifiedDocument]] = {tutor_id: [] for tutor_id in tutor_ids}
    for each in found:
        grouped[each.tutor_id].append(each)
    return grouped
