"""Working hours, the tutor's terms, and the free slots they leave."""

from datetime import datetime, timedelta
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.lessons import queries
from tutorium.modules.lessons.errors import HoursWrong, WindowTooLong
from tutorium.modules.lessons.events import AvailabilityChanged
from tutorium.modules.lessons.model.diary import Diary, Offer, Openings, Terms
from tutorium.modules.lessons.model.hours import (
    ENOUGH_MINUTES,
    DayException,
    Rules,
    Taken,
    WeeklyHours,
    notice_of,
    runs,
    slots,
    weekly_minutes,
    wrong_hours,
)
from tutorium.platform import clock
from tutorium.platform.candidacy import Condition
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError, NotFound
from tutorium.platform.events import publish
from tutorium.platform.web import check_version

NO_TERMS = Terms((), (), "standard", None)
MAX_WINDOW = timedelta(days=31)
WEEK = timedelta(days=8)
"""More than a local week on either side of a window: enough to count its caps."""


async def refresh_terms(*, tutor_id: UUID) -> None:
    """Copy the tutor's terms from accounts into the diary; the diary is opened when there is none."""
    terms = await accounts.tutor(tutor_id=tutor_id)
    if terms is None:
        return
    copy = Terms(
        offers=tuple(Offer(each.subject, each.level, each.price_kopecks_per_hour) for each in terms.subjects),
        lesson_minutes=tuple(sorted(terms.lesson_minutes)),
        cancellation_preset=terms.cancellation_preset,
        meeting_url=terms.meeting_url,
    )
    await _save_terms(tutor_id, terms.state, timezone=terms.timezone, terms=copy)


async def _save_terms(tutor_id: UUID, state: str, *, timezone: str, terms: Terms) -> None:
    async with transaction() as db:
        changed = await queries.diaries.save_terms(
            db,
            tutor_id=tutor_id,
            listed=state == "listed",
            paused=state == "paused_by_tutor",
            timezone=timezone,
            terms=terms,
            rules=Rules(),
        )
        if changed:
            await publish(db, AvailabilityChanged(tutor_id=tutor_id))


async def diary_of(tutor_id: UUID) -> Diary:
    """The diary of a tutor; NotFound for somebody who is none."""
    async with connection() as db:
        diary = await queries.diaries.diary(db, tutor_id)
    if diary is None:
        await refresh_terms(tutor_id=tutor_id)
        async with connection() as db:
            diary = await queries.diaries.diary(db, tutor_id)
    if diary is None:
        raise NotFound
    return diary


async def own_diary(tutor_id: UUID) -> Diary:
    """The diary of a signed-in tutor; hours may be set before the profile says anything."""
    try:
        return await diary_of(tutor_id)
    except NotFound:
        person = await accounts.person(user_id=tutor_id)
        if person is None:
            raise
    await _save_terms(tutor_id, "draft", timezone=person.timezone, terms=NO_TERMS)
    return await diary_of(tutor_id)


async def set_availability(
    *,
    tutor_id: UUID,
    weekly: tuple[WeeklyHours, ...],
    exceptions: tuple[DayException, ...],
    rules: Rules,
    if_match: str | None,
) -> Diary:
    """Replace a tutor's hours; HoursWrong names the entries that end before they start."""
    if wrong := wrong_hours(weekly, exceptions):
        raise HoursWrong(errors=tuple(FieldError(path, "invalid", HoursWrong.ru) for path in wrong))
    await own_diary(tutor_id)
    async with transaction() as db:
        diary = await queries.diaries.lock_diary(db, tutor_id)
        if diary is None:
            raise NotFound
        check_version(if_match, diary.version)
        await queries.diaries.save_hours(
            db, tutor_id=tutor_id, weekly=weekly, exceptions=exceptions, rules=rules
        )
        await publish(db, AvailabilityChanged(tutor_id=tutor_id))
    return await diary_of(tutor_id)


async def candidate_lacks(tutor_id: UUID) -> list[Condition]:
    """Whether the tutor opens enough hours a week to be verified (V2)."""
    async with connection() as db:
        diary = await queries.diaries.diary(db, tutor_id)
    enough = diary is not None and weekly_minutes(diary.weekly) >= ENOUGH_MINUTES
    return [] if enough else ["availability"]


async def taken_around(
    db: Db, diary: Diary, *, since: datetime, until: datetime, now: datetime
) -> list[Taken]:
    """The lessons that decide about slots in [since, until): those of every week it touches."""
    return await queries.diaries.taken(db, diary.tutor_id, since=since - WEEK, until=until + WEEK, now=now)


async def takes_bookings_of(db: Db, diary: Diary, user_id: UUID | None) -> bool:
    """Whether this user can book the tutor: anybody while he is listed, his students while he pauses."""
    if diary.listed or not diary.paused or user_id is None:
        return diary.listed
    return await queries.lessons.is_student(db, user_id=user_id, tutor_id=diary.tutor_id)


async def free_slots(
    *, tutor_id: UUID, since: datetime, until: datetime, minutes: int, user_id: UUID | None
) -> tuple[str, list[datetime]]:
    """The tutor's zone, and the starts in [since, until) at which this user can book `minutes`.

    None while the tutor pauses, but for his students. NotFound unless he is listed or pauses;
    WindowTooLong beyond 31 days.
    """
    if until - since > MAX_WINDOW:
        raise WindowTooLong(days=MAX_WINDOW.days)
    diary, now = await diary_of(tutor_id), clock.now()
    if not (diary.listed or diary.paused):
        raise NotFound
    since = max(since, now)  # and no date so far off that one cannot count from it
    until = min(until, now + timedelta(days=diary.rules.horizon_days + 1))
    if until <= since or minutes not in diary.terms.lesson_minutes:
        return diary.timezone, []
    async with connection(system=True) as db:  # other people's lessons are not shown, only left out
        if not await takes_bookings_of(db, diary, user_id):
            return diary.timezone, []
        lessons = await taken_around(db, diary, since=since, until=until, now=now)
        known = user_id is not None and await queries.lessons.has_completed(
            db, user_id=user_id, tutor_id=tutor_id
        )
    return diary.timezone, slots(
        diary.hours,
        lessons,
        minutes=minutes,
        since=since,
        until=until,
        now=now,
        notice=notice_of(diary.rules, known=known),
    )


async def openings(*, tutor_id: UUID) -> Openings:
    """When the tutor's shortest lesson can start, up to the horizon, for a new student."""
    now = clock.now()
    async with connection() as db:
        diary = await queries.diaries.diary(db, tutor_id)
        completed = await queries.lessons.completed_lessons(db, tutor_id)
        if diary is None or not diary.listed or not diary.terms.lesson_minutes:
            return Openings(tutor_id, now, None, None, (), completed)
        until = now + timedelta(days=diary.rules.horizon_days + 1)
        lessons = await taken_around(db, diary, since=now, until=until, now=now)
    notice = notice_of(diary.rules, known=False)
    starts = slots(
        diary.hours,
        lessons,
        minutes=min(diary.terms.lesson_minutes),
        since=now,
        until=until,
        now=now,
        notice=notice,
    )
    step = timedelta(minutes=diary.rules.slot_step_minutes)
    first = starts[0] if starts else None
    return Openings(tutor_id, now, first, first and first - notice, tuple(runs(starts, step=step)), completed)
