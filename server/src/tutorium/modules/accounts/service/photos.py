"""Photos of people: stored re-encoded, shown in the profile, deleted when nothing shows them."""

from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.events import PhotoDropped
from tutorium.modules.accounts.model import PhotoSeen, Profile
from tutorium.modules.accounts.queries import personal as personal_queries
from tutorium.platform.db import Db, connection
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.storage import delete_file, load_file

MODERATORS = frozenset(("moderator", "admin"))


async def photo(photo_id: UUID, *, viewer: Identity | None) -> tuple[PhotoSeen, bytes]:
    """A photo and its bytes; NotFound when either is gone, or the photo is not the viewer's to see yet."""
    moderator = viewer is not None and viewer.level == "two_factors" and bool(viewer.roles & MODERATORS)
    async with connection(system=True) as db:  # the statement says who sees a photo: often everybody
        found = await queries.photo_for(
            db, photo_id, viewer_id=viewer.user_id if viewer else None, moderator=moderator
        )
    content = await load_file(found.key) if found else None
    if found is None or content is None:
        raise NotFound
    return found, content


async def replace_photo(db: Db, locked: Profile, photo_id: UUID | None) -> None:
    """Show this photo, or none, in place of the one in the profile, which the caller has locked."""
    await queries.show_photo(db, locked.user_id, photo_id)
    if locked.photo_id is not None:
        await drop_photo(db, locked.photo_id)


async def drop_photo(db: Db, photo_id: UUID) -> None:
    """Forget a photo that nothing shows; its bytes are deleted afterwards."""
    key = await queries.delete_photo(db, photo_id)
    if key is not None:
        await publish(db, PhotoDropped(key=key))


async def broken() -> list[str]:
    """Photos whose bytes are gone or are no picture any more."""
    async with connection(system=True) as db:
        kept = await personal_queries.all_photos(db)
    return [photo.key for photo in kept if not _is_webp(await load_file(photo.key))]


def _is_webp(content: bytes | None) -> bool:
    return content is not None and content[:4] == b"RIFF" and content[8:12] == b"WEBP"


async def delete_bytes(key: str) -> None:
    """Delete the bytes of a photo; nothing happens when they are gone."""
    await delete_file(key)
