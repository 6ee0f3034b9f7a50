"""Tutors before moderators: documents decides and audits the decision, here the look is."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.documents import api as documents
from tutorium.platform import audit
from tutorium.platform.db import transaction
from tutorium.platform.errors import NotFound

SEEN = ("name", "profile_texts", "photo", "documents")


class Waiting(msgspec.Struct, frozen=True):
    """A tutor in the queue, and who he is."""

    verification: documents.VerificationInQueue
    full_name: str
    photo_url: str | None


class Opened(msgspec.Struct, frozen=True):
    """The verification of a tutor, and what he says of himself."""

    verification: documents.VerificationFile
    terms: accounts.TutorTerms


async def waiting(*, after: tuple[datetime, UUID] | None, limit: int) -> list[Waiting]:
    """Who waits for a moderator, the nearest deadline first."""
    found = await documents.verifications_waiting(
        after_deadline=after[0] if after else None, after_tutor=after[1] if after else None, limit=limit
    )
    ids = [each.tutor_id for each in found]
    people = {each.user_id: each for each in await accounts.people(user_ids=ids)}
    await _seen("backoffice.verifications_listed", "verifications", people=[str(each) for each in ids])
    return [
        Waiting(each, people[each.tutor_id].full_name, people[each.tutor_id].photo_url)
        for each in found
        if each.tutor_id in people
    ]


async def opened(tutor_id: UUID) -> Opened:
    """The verification of this tutor; NotFound when there is none."""
    found = await documents.verification(tutor_id=tutor_id)
    terms = await accounts.tutor(tutor_id=tutor_id)
    if found is None or terms is None:
        raise NotFound
    await _seen("backoffice.verification_opened", f"user:{tutor_id}")
    return Opened(found, terms)


async def _seen(action: str, subject: str, **data: object) -> None:
    async with transaction() as db:
        await audit.record(db, action, subject=subject, actor_id=None, reason="", kinds=SEEN, **data)
