"""Keeping the cards in step with what accounts and lessons say."""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.catalog import queries
from tutorium.modules.catalog.model import NewCard, Offer, slug_of
from tutorium.modules.lessons import api as lessons
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.identity import Locale

LOCALES: tuple[Locale, ...] = ("ru", "en")
WHAT_EVERYONE_IS = "репетитор преподаватель учитель tutor teacher"
"""People search for "репетитор по физике": no tutor calls himself so, all are."""
LOOK_AGAIN = timedelta(days=1)
AT_ONCE = 1000


async def refresh_profile(*, tutor_id: UUID) -> None:
    """Copy what accounts says of the tutor; a tutor it does not list is found no more."""
    terms = await accounts.tutor(tutor_id=tutor_id)
    if terms is None:
        return
    names = await _names({(each.subject, each.level) for each in terms.subjects})
    card = NewCard(
        tutor_id=tutor_id,
        listed=terms.state == "listed",
        paused=terms.state == "paused_by_tutor",
        slug=slug_of(terms.full_name, tutor_id),
        full_name=terms.full_name,
        photo_url=terms.photo_url,
        headline=terms.headline,
        about=terms.about,
        offers=tuple(Offer(each.subject, each.level, each.price_kopecks_per_hour) for each in terms.subjects),
        languages=terms.languages,
        education=terms.education,
        experience_years=terms.experience_years,
        cancellation_preset=terms.cancellation_preset,
        instant_booking=terms.instant_booking,
        lesson_minutes=tuple(sorted(terms.lesson_minutes)),
        timezone=terms.timezone,
        badges=terms.badges,
        version=terms.version,
        subjects=f"{names} {WHAT_EVERYONE_IS}",
        spelling=f"{terms.full_name} {names}",
    )
    async with transaction() as db:
        await queries.save_card(db, card)
    await refresh_free_times(tutor_id=tutor_id)


async def refresh_free_times(*, tutor_id: UUID) -> None:
    """Copy the tutor's free times and lesson count from lessons; nothing happens without a card."""
    found = await lessons.free_times(tutor_id=tutor_id)
    async with transaction() as db:
        await queries.save_free_times(
            db,
            tutor_id,
            as_of=found.as_of,
            stale_at=found.bookable_until or found.as_of + LOOK_AGAIN,
            next_slot_at=found.next_slot_at,
            runs=[(run.first, run.last) for run in found.runs],
            lessons_count=found.completed_lessons,
        )


async def refresh_stale_cards() -> None:
    """Look again at the tutors whose next slot has come too near to be booked."""
    async with connection() as db:
        stale = await queries.stale_cards(db, now=clock.now(), limit=AT_ONCE)
    for each in stale:
        await refresh_free_times(tutor_id=each.tutor_id)


async def _names(topics: set[tuple[str, str]]) -> str:
    """The names of subjects and levels in both languages, to be found by."""
    words: dict[str, None] = {}
    for locale in LOCALES:
        for subject in await accounts.subjects(locale=locale):
            for level in subject.levels:
                if (subject.subject, level.level) in topics:
                    words |= {subject.name: None, level.name: None}
    return " ".join(words)
