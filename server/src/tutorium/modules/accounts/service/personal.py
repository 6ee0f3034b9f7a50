"""A person's data: the copy he can take with him, and the erasure of his account.

Erasing has three steps, so that the last letter still finds its address: he leaves (signed out for ever,
hidden from the search), the letter goes, every module erases its own. The act says what went.
"""

import io
import zipfile
from typing import Any
from uuid import UUID

import msgspec
import structlog

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.events import ErasureDue, TutorHidden
from tutorium.modules.accounts.model.erasure import ACTS_KEPT, TELL_AT_MOST, Cause, Erasure
from tutorium.modules.accounts.queries import personal as queries
from tutorium.modules.accounts.queries import verification
from tutorium.modules.accounts.service import guardianships
from tutorium.modules.auth import api as auth
from tutorium.platform import audit, clock, personal
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import FieldError, NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.storage import delete_file, load_file

AT_ONCE = 100

log = structlog.get_logger("accounts")


async def export(actor: Identity) -> bytes:
    """A ZIP with data.json, everything all modules keep of the person, and his photos. Audited."""
    copy = {
        "format": "tutorium-personal-data/1",
        "exported_at": clock.now(),
        "user_id": actor.user_id,
        "data": await personal.copy_of(actor.user_id),
    }
    async with transaction() as db:
        photos = await queries.photos(db, actor.user_id)
        await audit.record(db, "accounts.data_exported", subject=f"user:{actor.user_id}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", msgspec.json.format(msgspec.json.encode(copy), indent=2))
        for photo in photos:
            content = await load_file(photo.key)
            if content is not None:
                archive.writestr(photo.key, content)
    return packed.getvalue()


async def copy(user_id: UUID) -> dict[str, Any]:
    """Everything accounts keeps of the person."""
    async with connection() as db:
        return {
            "profile": await queries.profile_copy(db, user_id),
            "tutor_profile": await queries.tutor_profile_copy(db, user_id),
            "verified_documents": await verification.verified_copy(db, user_id),
            "photos": await queries.photos_copy(db, user_id),
            "children": await queries.children_copy(db, user_id),
            "guardianships": await queries.guardianships_copy(db, user_id),
            "profile_reviews": await queries.reviews_copy(db, user_id),
        }


async def request_erasure(actor: Identity, *, email: str) -> Erasure:
    """Leave for ever. EmailDoesNotMatch, and ErasureBlocked while money or lessons are not settled."""
    if email.strip().lower() != actor.email.lower():
        raise errors.EmailDoesNotMatch(errors=(FieldError("email", "does_not_match", ""),))
    if matters := await personal.open_matters(actor.user_id):
        raise errors.ErasureBlocked(open=[each.kind for each in matters])
    return await _leave(actor.user_id, cause="asked")


async def _leave(user_id: UUID, *, cause: Cause) -> Erasure:
    now = clock.now()
    async with transaction() as db:
        await queries.insert_erasure(
            db,
            erasure_id=new_id(),
            user_id=user_id,
            cause=cause,
            now=now,
            told_at=now if cause == "unconfirmed" else None,
        )
        if await queries.close_tutor(db, user_id):
            await publish(db, TutorHidden(tutor_id=user_id))
        await guardianships.end_all(db, user_id)
        await audit.record(db, "accounts.erasure_requested", subject=f"user:{user_id}", cause=cause)
        found = await queries.erasure(db, user_id)
        if cause == "unconfirmed":
            await publish(db, ErasureDue(user_id=user_id))
    await auth.leave(user_id=user_id)
    if found is None:
        raise NotFound
    return found


async def note_told(user_id: UUID) -> None:
    """The letter has gone, or never will: what is left can be erased. May be repeated."""
    async with transaction() as db:
        if await queries.note_told(db, user_id, now=clock.now()):
            await publish(db, ErasureDue(user_id=user_id))


async def finish(user_id: UUID) -> None:
    """Have every module erase its own, and close the act. What was booked meanwhile is waited for."""
    async with connection() as db:
        act = await queries.erasure(db, user_id)
    if act is None or act.done_at is not None:
        return
    if await personal.open_matters(user_id):
        log.warning("erasure_waits")
        return
    erased = await personal.erase(user_id)
    async with transaction() as db:
        if await queries.finish_erasure(db, user_id, erased=erased, now=clock.now()):
            await audit.record(db, "accounts.erasure_finished", subject=f"user:{user_id}")


async def finish_due() -> None:
    """Erasures that were interrupted, had to wait, or whose letter could not be sent for a day."""
    async with connection() as db:
        due = await queries.due_erasures(db, asked_before=clock.now() - TELL_AT_MOST, limit=AT_ONCE)
    for each in due:
        await finish(each.user_id)


async def erase_unconfirmed() -> None:
    """Whoever has not confirmed his address for thirty days is erased without a letter."""
    for user_id in await auth.unconfirmed_users():
        if not await personal.open_matters(user_id):
            await _leave(user_id, cause="unconfirmed")


async def forget_old_acts() -> None:
    """Acts of destruction are kept for three years."""
    async with transaction() as db:
        await queries.delete_old_acts(db, done_before=clock.now() - ACTS_KEPT)


async def erase(user_id: UUID) -> dict[str, int]:
    """Delete profile, photos, children and bonds; how many rows went. May be repeated."""
    async with connection() as db:
        photos = await queries.photos(db, user_id)
    for photo in photos:
        await delete_file(photo.key)
    async with transaction() as db:
        return {
            "photos": await queries.delete_photos(db, user_id),
            "children": await queries.delete_children(db, user_id),
            "guardianships": await queries.delete_guardianships(db, user_id),
            "profile_reviews": await queries.delete_reviews(db, user_id),
            "verified_documents": await verification.forget_verified(db, user_id),
            "tutor_profile": await queries.delete_tutor_profile(db, user_id),
            "profile": await queries.delete_profile(db, user_id),
        }
