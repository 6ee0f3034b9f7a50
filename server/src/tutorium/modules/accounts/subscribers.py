"""What accounts does when nobody asks."""

from tutorium.modules.accounts.events import ErasureDue, PhotoDropped
from tutorium.modules.accounts.service import guardianships, personal, photos, profiles, tutors
from tutorium.modules.auth.events import (
    ConsentGiven,
    ConsentWithdrawn,
    UserBlocked,
    UserRegistered,
    UserRolesChanged,
    UserUnblocked,
)
from tutorium.platform.events import on
from tutorium.platform.jobs import every


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


@on(ConsentWithdrawn)
async def hide_unpublished_tutor(event: ConsentWithdrawn) -> None:
    """A tutor who does not want to be published is found no more."""
    if event.kind == "public_profile":
        await tutors.follow_account(event.user_id)


@on(ConsentGiven)
async def show_published_tutor(event: ConsentGiven) -> None:
    """He is found again, if he was."""
    if event.kind == "public_profile":
        await tutors.follow_account(event.user_id)


@on(ErasureDue)
async def erase(event: ErasureDue) -> None:
    """The letter has gone: the data goes."""
    await personal.finish(event.user_id)


@every("*/10 * * * *")
async def finish_erasures() -> None:
    """Every ten minutes: erasures that had to wait."""
    await personal.finish_due()


@every("29 3 * * *")
async def erase_unconfirmed() -> None:
    """Every night: accounts nobody confirmed for thirty days."""
    await personal.erase_unconfirmed()


@every("31 3 * * *")
async def end_guardianships() -> None:
    """Every night: invitations expire, guardianships end at 18."""
    await guardianships.end_due()


@every("37 3 * * *")
async def forget_old_acts() -> None:
    """Every night: acts of destruction after three years."""
    await personal.forget_old_acts()
