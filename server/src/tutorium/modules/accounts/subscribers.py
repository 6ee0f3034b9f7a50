"""What accounts does when nobody asks."""

from tutorium.modules.accounts.events import PhotoDropped
from tutorium.modules.accounts.service import photos, profiles
from tutorium.modules.auth.events import UserRegistered
from tutorium.platform.events import on


@on(UserRegistered)
async def make_profile(event: UserRegistered) -> None:
    """A registered user has a profile."""
    await profiles.profiles([event.user_id])


@on(PhotoDropped)
async def delete_dropped_photo(event: PhotoDropped) -> None:
    """What nothing shows is not kept."""
    await photos.delete_bytes(event.key)
