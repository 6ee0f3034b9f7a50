"""Profiles of all users, and the photos in them."""

from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.events import ProfileChanged
from tutorium.modules.accounts.model import Photo, Profile, refuse_unknown_timezone
from tutorium.modules.auth import api as auth
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound, VersionMismatch
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.ids import new_id
from tutorium.platform.storage import load_file, save_file


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


async def profile(user_id: UUID) -> Profile:
    """The profile; NotFound when there is no such user."""
    found = await profiles([user_id])
    if not found:
        raise NotFound
    return found[0]


async def change_profile(
    actor: Identity, *, full_name: str | None, timezone: str | None, locale: Locale | None, version: int
) -> Profile:
    """Change what is given; VersionMismatch when the profile is no longer at `version`."""
    if timezone is not None:
        refuse_unknown_timezone(timezone)
    async with transaction() as db:
        changed = await queries.update_profile(
            db, actor.user_id, full_name=full_name, timezone=timezone, locale=locale, version=version
        )
        if changed is None:
            raise VersionMismatch(version=version)
        if await queries.has_tutor_profile(db, actor.user_id):
            await publish(db, ProfileChanged(tutor_id=actor.user_id))
    return changed


async def save_photo(owner_id: UUID, webp: bytes) -> UUID:
    """Store a photo, already re-encoded as WebP, and show it in the owner's profile."""
    await profile(owner_id)
    photo_id = new_id()
    photo = Photo(photo_id, owner_id, "image/webp", f"photos/{photo_id}.webp")
    await save_file(photo.key, webp)
    async with transaction() as db:
        await queries.insert_photo(db, photo, now=clock.now())
        await queries.show_photo(db, photo)
        if await queries.has_tutor_profile(db, owner_id):
            await publish(db, ProfileChanged(tutor_id=owner_id))
    return photo_id


async def photo(photo_id: UUID) -> tuple[Photo, bytes]:
    """A photo and its bytes; NotFound when either is gone."""
    async with connection() as db:
        found = await queries.photo(db, photo_id)
    content = await load_file(found.key) if found else None
    if found is None or content is None:
        raise NotFound
    return found, content
