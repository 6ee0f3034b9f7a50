"""Hours, slots and lessons over HTTP."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.lessons.errors import (
    AdultsOnly,
    EmailNotConfirmed,
    GuardianConsentRequired,
    GuardianPays,
    GuardianRequired,
    HoursWrong,
    IllegalTransition,
    LearnerBusy,
    LearnerRequired,
    MinutesNotOffered,
    NoMinutes,
    OwnLesson,
    SlotTaken,
    SlotUnavailable,
    SubjectNotOffered,
    TooManyOpen,
    WindowTooLong,
)
from tutorium.modules.lessons.model.cancellation import CostRule, free_until
from tutorium.modules.lessons.model.diary import Diary
from tutorium.modules.lessons.model.hours import DayException, Rules, WeeklyHours
from tutorium.modules.lessons.model.insights import Insights
from tutorium.modules.lessons.model.lesson import Kind, LessonView, PaidWith, ReasonCode, State, Step
from tutorium.modules.lessons.service import booking, ending, hours, reading
from tutorium.modules.lessons.service import insights as insights_service
from tutorium.platform.errors import Malformed, NotFound, VersionMismatch
from tutorium.platform.identity import Identity
from tutorium.platform.money import CURRENCY
from tutorium.platform.web import ANYONE, Cursor, IfMatch, Input, Limit, get, post, put, routes_of

PEOPLE = {"student", "guardian", "tutor"}
From = Annotated[datetime, QueryParameter(name="from", description="RFC 3339; starting then or later")]
To = Annotated[datetime, QueryParameter(name="to", description="RFC 3339; starting earlier")]


class SetAvailability(Input, frozen=True):
    """A tutor's hours in the tutor's zone; rules left out have the defaults."""

    weekly: Annotated[tuple[WeeklyHours, ...], msgspec.Meta(max_length=70)]
    exceptions: Annotated[tuple[DayException, ...], msgspec.Meta(max_length=400)] = ()
    rules: Rules = msgspec.field(default_factory=Rules)


class Availability(msgspec.Struct, frozen=True):
    """A tutor's hours and rules."""

    weekly: tuple[WeeklyHours, ...]
    exceptions: tuple[DayException, ...]
    rules: Rules
    timezone: str
    version: int


class Slot(msgspec.Struct, frozen=True):
    """A time that can be booked."""

    starts_at: datetime
    ends_at: datetime


class Slots(msgspec.Struct, frozen=True):
    """Free slots; `timezone` is the tutor's."""

    timezone: str
    slots: list[Slot]


class BookLesson(Input, frozen=True):
    """What to book. Without a level it is the cheapest one of the subject."""

    tutor_id: UUID
    subject: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    starts_at: Annotated[datetime, msgspec.Meta(tz=True)]
    minutes: Annotated[int, msgspec.Meta(ge=15, le=240)]
    kind: Kind = "single"
    level: Annotated[str, msgspec.Meta(min_length=1, max_length=60)] | None = None
    learner_id: UUID | None = None


class CancelLesson(Input, frozen=True):
    """Why the lesson is cancelled."""

    reason_code: ReasonCode


class ConfirmLesson(Input, frozen=True):
    """Nothing to say: the lesson was held."""


class QuoteCancel(Input, frozen=True):
    """The lesson that might be cancelled."""

    lesson_id: UUID


class CancelCost(msgspec.Struct, frozen=True, kw_only=True):
    """What cancelling would cost now."""

    charge_kopecks: int
    refund_kopecks: int
    refund_minutes: int
    rule: CostRule
    free_until: datetime
    currency: str = CURRENCY
    paid_with: PaidWith


class LessonPage(msgspec.Struct, frozen=True):
    """Lessons, and where the next page begins."""

    items: list[LessonView]
    next_cursor: str | None


class History(msgspec.Struct, frozen=True):
    """Every move of a lesson, the first one first."""

    items: list[Step]


@get("/lessons/availability", access={"tutor"})
async def show_availability(identity: Identity) -> Availability:
    """My working hours, exceptions and booking rules."""
    return _availability(await hours.own_diary(identity.user_id))


@put("/lessons/availability", access={"tutor"}, refusals=[HoursWrong, VersionMismatch])
async def set_availability(
    identity: Identity, data: SetAvailability, if_match: IfMatch = None
) -> Availability:
    """Replace my working hours, exceptions and booking rules."""
    return _availability(
        await hours.set_availability(
            tutor_id=identity.user_id,
            weekly=data.weekly,
            exceptions=data.exceptions,
            rules=data.rules,
            if_match=if_match,
        )
    )


@get("/lessons/tutors/{tutor_id:uuid}/slots", access=ANYONE, refusals=[WindowTooLong])
async def list_slots(
    tutor_id: UUID,
    visitor: Identity | None,
    since: From,
    until: To,
    minutes: Annotated[int, QueryParameter(name="minutes", ge=15, le=240)],
) -> Slots:
    """The times at which a lesson with the tutor can be booked."""
    zone, starts = await hours.free_slots(
        tutor_id=tutor_id,
        since=_aware(since),
        until=_aware(until),
        minutes=minutes,
        user_id=visitor.user_id if visitor else None,
    )
    length = timedelta(minutes=minutes)
    return Slots(zone, [Slot(start, start + length) for start in starts])


@post(
    "/lessons",
    access={"student", "guardian"},
    status_code=201,
    keyed="/lessons/{id}",
    refusals=[
        NotFound,
        SlotTaken,
        LearnerBusy,
        SlotUnavailable,
        MinutesNotOffered,
        SubjectNotOffered,
        TooManyOpen,
        NoMinutes,
        OwnLesson,
        LearnerRequired,
        EmailNotConfirmed,
        GuardianRequired,
        GuardianPays,
        GuardianConsentRequired,
        AdultsOnly,
    ],
)
async def book_lesson(identity: Identity, data: BookLesson, command_id: UUID) -> LessonView:
    """Book a lesson: it is scheduled at once when minutes are left, otherwise held until it is paid for."""
    wish = booking.Wish(
        data.tutor_id, data.subject, data.level, data.starts_at, data.minutes, data.learner_id, data.kind
    )
    lesson = await booking.book_lesson(actor=identity, command_id=command_id, wish=wish)
    [view] = await reading.views([lesson], viewer_id=identity.user_id)
    return view


@get("/lessons", access=PEOPLE)
async def list_lessons(
    identity: Identity,
    states: Annotated[list[State] | None, QueryParameter(name="state")] = None,
    since: Annotated[datetime | None, QueryParameter(name="from")] = None,
    until: Annotated[datetime | None, QueryParameter(name="to")] = None,
    sort: Literal["starts_at", "-starts_at"] = "starts_at",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> LessonPage:
    """My lessons, as student, guardian or tutor."""
    items, more = await reading.list_lessons(
        viewer=identity,
        states=states,
        since=_aware(since) if since else None,
        until=_aware(until) if until else None,
        backwards=sort == "-starts_at",
        after=_position(cursor) if cursor else None,
        limit=limit,
    )
    return LessonPage(items, _cursor(*more) if more else None)


@get("/lessons/insights", access={"tutor"})
async def show_insights(identity: Identity) -> Insights:
    """How I do as a tutor, against the standards of the platform."""
    return await insights_service.insights(tutor_id=identity.user_id)


@get("/lessons/{lesson_id:uuid}", access=PEOPLE)
async def show_lesson(identity: Identity, lesson_id: UUID) -> LessonView:
    """One of my lessons."""
    return await reading.show_lesson(viewer=identity, lesson_id=lesson_id)


@post("/lessons/{lesson_id:uuid}/cancel", access=PEOPLE, refusals=[IllegalTransition, VersionMismatch])
async def cancel_lesson(
    identity: Identity, lesson_id: UUID, data: CancelLesson, if_match: IfMatch = None
) -> LessonView:
    """Cancel a lesson before it starts, at the cost that /quotes/cancel tells."""
    await ending.cancel_lesson(
        user_id=identity.user_id, lesson_id=lesson_id, reason_code=data.reason_code, if_match=if_match
    )
    return await reading.show_lesson(viewer=identity, lesson_id=lesson_id)


@post("/lessons/{lesson_id:uuid}/confirm", access=PEOPLE, refusals=[IllegalTransition, VersionMismatch])
async def confirm_lesson(
    identity: Identity, lesson_id: UUID, data: ConfirmLesson, if_match: IfMatch = None
) -> LessonView:
    """Confirm that a lesson was held."""
    await ending.confirm_lesson(user_id=identity.user_id, lesson_id=lesson_id, if_match=if_match)
    return await reading.show_lesson(viewer=identity, lesson_id=lesson_id)


@get("/lessons/{lesson_id:uuid}/history", access=PEOPLE)
async def show_lesson_history(identity: Identity, lesson_id: UUID) -> History:
    """What has happened to a lesson."""
    return History(await reading.show_history(viewer=identity, lesson_id=lesson_id))


@post("/quotes/cancel", access=PEOPLE, refusals=[NotFound, IllegalTransition])
async def quote_cancel(identity: Identity, data: QuoteCancel) -> CancelCost:
    """What cancelling a lesson would cost now."""
    quote = await ending.quote_cancel(user_id=identity.user_id, lesson_id=data.lesson_id)
    lesson = quote.lesson
    return CancelCost(
        charge_kopecks=quote.charged_kopecks,
        refund_kopecks=quote.refunded_kopecks,
        refund_minutes=quote.returned_minutes,
        rule=quote.cost.rule,
        free_until=free_until(
            lesson.policy_snapshot, starts_at=lesson.starts_at, booked_at=lesson.created_at
        ),
        paid_with=quote.paid_with,
    )


def _availability(diary: Diary) -> Availability:
    return Availability(diary.weekly, diary.exceptions, diary.rules, diary.timezone, diary.version)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise Malformed
    return moment


def _cursor(starts_at: datetime, lesson_id: UUID) -> str:
    return urlsafe_b64encode(msgspec.json.encode((starts_at, lesson_id))).decode()


def _position(cursor: str) -> tuple[datetime, UUID]:
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor), type=tuple[datetime, UUID])
    except ValueError:
        raise Malformed from None


router = routes_of(globals())
