"""What accounts does when nobody asks."""

from tutorium.modules.accounts.events import PhotoDropped
from tutorium.modules.accounts.service import photos, profiles, tutors
from tutorium.modules.auth.events import UserBlocked, UserRegistered, UserRolesChanged, UserUnblocked
from tutorium.platform.events import on


@on(UserRegistered)
async def make_profile(event: UserRegistered) -> None:
    """A registered user has a profile."""
    await profiles.profiles([event.user_id])


@on(PhotoDropped)
async def delete_dropped_photo(event: PhotoDropped) -> None:
    """What nothing shows is not kept."""
    await photos.delete_bytes(event.key)


@on(UserBlocked)
async def hide_blocked_tutor(event: UserBlocked) -> None:
    """Nobody finds or books a tutor who cannot come in."""
    await tutors.follow_account(event.user_id)


@on(UserUnblocked)
async def show_unblocked_tutor(event: UserUnblocked) -> None:
    """He is found again, if he was."""
    await tutors.follow_account(event.user_id)


@on(UserRolesChanged)
async def follow_roles_of_tutor(event: UserRolesChanged) -> None:
    """Who is a tutor no more is not found."""
    await tutors.follow_account(event.user_id)
