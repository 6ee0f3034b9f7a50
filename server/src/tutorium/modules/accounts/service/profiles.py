"""Profiles of all users, and the photos in them."""

import asyncio
from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.events import PersonChanged, ProfileChanged
from tutorium.modules.accounts.model import Photo, Profile, refuse_unknown_timezone
from tutorium.modules.accounts.model.portraits import portrait_of
from tutorium.modules.accounts.service import photos, reviews
from tutorium.modules.auth import api as auth
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound, VersionMismatch
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.ids import new_id
from tutorium.platform.storage import save_file

_portraits = asyncio.Semaphore(2)
"""A picture of forty megapixels takes much memory while it is read: two at a time."""


async def profiles(user_ids: list[UUID]) -> list[Profile]:
    """The profiles of those that exist, made from the registration where there is none yet.

    Of somebody who is being erased none is made again.
    """
    async with connection() as db:
        found = await queries.profiles(db, user_ids)
    missing = list(set(user_ids) - {profile.user_id for profile in found})
    if not missing:
        return found
    registered = await auth.users(user_ids=missing)
    async with transaction() as db:
        for user in registered:
            if user.leaving:
                continue
            await queries.insert_profile(
                db,
                user.user_id,
                full_name=user.full_name,
                birth_date=user.birth_date,
                timezone=user.timezone,
                locale=user.locale,
            )
        return await queries.profiles(db, user_ids)


async def named(part: str, *, limit: int) -> list[Profile]:
    """Those whose name holds this part, the newest first."""
    async with connection() as db:
        return await queries.named(db, part, limit=limit)


async def profile(user_id: UUID) -> Profile:
    """The profile; NotFound when there is no such user."""
    found = await profiles([user_id])
    if not found:
        raise NotFound
    return found[0]


async def phone_of(user_id: UUID) -> str | None:
    """The number the user has confirmed."""
    user = await auth.user(user_id=user_id)
    return user.phone if user else None


async def change_profile(
    actor: Identity, *, full_name: str | None, timezone: str | None, locale: Locale | None, version: int
) -> Profile:
    """Change what is given; VersionMismatch when the profile is no longer at `version`.

    The name of a tutor whom students can find waits for a moderator.
    """
    if timezone is not None:
        refuse_unknown_timezone(timezone)
    async with transaction() as db:
        tutor = await reviews.reviewed_tutor(db, actor.user_id)
        changed = await queries.update_profile(
            db,
            actor.user_id,
            full_name=None if tutor else full_name,
            timezone=timezone,
            locale=locale,
            version=version,
        )
        if changed is None:
            raise VersionMismatch(version=version)
        if tutor and full_name is not None:
            await reviews.propose(db, changed, tutor, {"full_name": full_name})
        await publish(db, PersonChanged(user_id=actor.user_id))
        if await queries.has_tutor_profile(db, actor.user_id):
            await publish(db, ProfileChanged(tutor_id=actor.user_id))
    return changed


async def upload_photo(owner_id: UUID, content: bytes) -> None:
    """Show the picture in these bytes; a named refusal when there is none that can be shown."""
    async with _portraits:
        webp = await asyncio.to_thread(portrait_of, content)
    await save_photo(owner_id, webp)


async def save_photo(owner_id: UUID, webp: bytes) -> UUID:
    """Store a photo, already re-encoded as WebP, and show it; a listed tutor's waits for a moderator."""
    await profile(owner_id)
    photo_id = new_id()
    photo = Photo(photo_id, owner_id, "image/webp", f"photos/{photo_id}.webp")
    await save_file(photo.key, webp)
    async with transaction() as db:
        await _change_photo(db, owner_id, photo)
    return photo_id


async def remove_photo(owner_id: UUID) -> None:
    """Show no photo; that of a listed tutor stays until a moderator has agreed."""
    await profile(owner_id)
    async with transaction() as db:
        await _change_photo(db, owner_id, None)


async def _change_photo(db: Db, owner_id: UUID, photo: Photo | None) -> None:
    """The tutor's row is locked first, then the profile: a photo stored before would hold the profile."""
    tutor = await reviews.reviewed_tutor(db, owner_id)
    shown = await queries.lock_profile(db, owner_id)
    if photo is not None:
        await queries.insert_photo(db, photo, now=clock.now())
    photo_id = photo.id if photo else None
    if tutor is not None:
        await reviews.propose(db, shown, tutor, {"photo_id": str(photo_id or "")})
        return
    await photos.replace_photo(db, shown, photo_id)
    if await queries.has_tutor_profile(db, owner_id):
        await publish(db, ProfileChanged(tutor_id=owner_id))
