"""What the module does when nobody asks: every change below is copied to the cards."""

from tutorium.modules.accounts.events import ProfileChanged, TutorHidden, TutorListed
from tutorium.modules.catalog.service import cards
from tutorium.modules.lessons.events import (
    AvailabilityChanged,
    LessonCancelled,
    LessonCompleted,
    LessonExpired,
    LessonHeld,
    LessonScheduled,
)
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(TutorListed)
async def show_card(event: TutorListed) -> None:
    """A listed tutor can be found."""
    await cards.refresh_profile(tutor_id=event.tutor_id)


@on(TutorHidden)
async def hide_card(event: TutorHidden) -> None:
    """A hidden one cannot."""
    await cards.refresh_profile(tutor_id=event.tutor_id)


@on(ProfileChanged)
async def copy_profile(event: ProfileChanged) -> None:
    """The card says what the profile says."""
    await cards.refresh_profile(tutor_id=event.tutor_id)


@on(AvailabilityChanged)
async def copy_hours(event: AvailabilityChanged) -> None:
    """Other times are free."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@on(LessonHeld)
async def count_held(event: LessonHeld) -> None:
    """A time is free no more."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@on(LessonScheduled)
async def count_scheduled(event: LessonScheduled) -> None:
    """A time may have been taken again by a late payment."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@on(LessonExpired)
async def count_expired(event: LessonExpired) -> None:
    """A time is free again."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@on(LessonCancelled)
async def count_cancelled(event: LessonCancelled) -> None:
    """A time is free again."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@on(LessonCompleted)
async def count_completed(event: LessonCompleted) -> None:
    """The tutor has given one lesson more."""
    await cards.refresh_free_times(tutor_id=event.tutor_id)


@every("* * * * *")
async def refresh_stale_cards() -> None:
    """Time passes: the next free slot moves on."""
    await cards.refresh_stale_cards()
