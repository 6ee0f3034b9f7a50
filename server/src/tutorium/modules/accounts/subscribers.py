"""What accounts does when nobody asks."""

from tutorium.modules.accounts.service import profiles
from tutorium.modules.auth.events import UserRegistered
from tutorium.platform.events import on


@on(UserRegistered)
async def make_profile(event: UserRegistered) -> None:
    """A registered user has a profile."""
    await profiles.profiles([event.user_id])
