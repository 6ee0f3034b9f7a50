"""From the slot to the scheduled lesson: hold it, then pay with minutes or with money.

No transaction spans two modules. Every step may be repeated, and a crash between two of them heals: the
hold has its timer, the payment completes itself, and whoever looks at a held lesson sends it on its way.
"""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.lessons import queries
from tutorium.modules.lessons.errors import (
    AdultsOnly,
    EmailNotConfirmed,
    GuardianConsentRequired,
    GuardianPays,
    GuardianRequired,
    LearnerRequired,
    MinutesNotOffered,
    NoMinutes,
    OwnLesson,
    SlotTaken,
    SlotUnavailable,
    SubjectNotOffered,
    TooManyOpen,
)
from tutorium.modules.lessons.events import (
    EndDue,
    HoldDue,
    LatePaymentKept,
    LessonExpired,
    LessonHeld,
    LessonScheduled,
    ReservationDue,
)
from tutorium.modules.lessons.model import settings as numbers
from tutorium.modules.lessons.model.diary import Diary, Offer, offer_for
from tutorium.modules.lessons.model.hours import Taken, notice_of, slots
from tutorium.modules.lessons.model.lesson import (
    END_GRACE,
    SCHEDULING,
    TIMER_EARLY,
    Actor,
    Change,
    Kind,
    Lesson,
    NewLesson,
    PaidWith,
    State,
    is_adult,
)
from tutorium.modules.lessons.service.hours import diary_of, taken_around, takes_bookings_of
from tutorium.modules.lessons.service.moves import move
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.money import price_of
from tutorium.platform.settings import settings


class Booker(msgspec.Struct, frozen=True):
    """Who books for whom, and who pays."""

    actor: Actor
    learner_id: UUID
    payer_id: UUID


class Wish(msgspec.Struct, frozen=True):
    """What somebody wants to book; without a level it is the cheapest one of the subject."""

    tutor_id: UUID
    subject: str
    level: str | None
    starts_at: datetime
    minutes: int
    learner_id: UUID | None
    kind: Kind = "single"


async def book_lesson(*, actor: Identity, command_id: UUID, wish: Wish) -> Lesson:
    """L1: hold the slot, then pay for it with minutes; without minutes it stays held for the payment.

    A repeat of the command finds the lesson of the first one and goes on from there.
    """
    async with connection() as db:
        lesson = await queries.lessons.lesson_by_command(db, command_id)
    if lesson is None:
        booker = await _booker(actor, wish)
        if wish.kind == "subscription" and not await _has_minutes(booker.payer_id, booker.learner_id, wish):
            raise NoMinutes
        await diary_of(wish.tutor_id)
        async with transaction(system=True) as db:  # others' lessons decide whether the slot is free
            lesson = await _hold(db, booker, command_id, wish)
    lesson = await send_on(lesson, email=actor.email if lesson.payer_id == actor.user_id else None)
    if lesson.kind == "subscription" and lesson.state is State.HELD:  # another lesson took the minutes
        async with transaction(system=True) as db:
            await expire_hold(db, lesson_id=lesson.id, reason_code="no_minutes", due=False)
        raise NoMinutes
    return lesson


async def _booker(actor: Identity, wish: Wish) -> Booker:
    """An adult books and pays for himself, a guardian for his child or for the young person linked to him.

    Whoever is under 18 books only with minutes his guardian has bought (domain.md D2.1, D9).
    """
    if not actor.email_confirmed:
        raise EmailNotConfirmed
    if wish.tutor_id == actor.user_id:
        raise OwnLesson
    if wish.learner_id is not None and wish.learner_id != actor.user_id:
        if "guardian" not in actor.roles:
            raise NotFound
        learner = await accounts.learner(guardian_id=actor.user_id, learner_id=wish.learner_id)
        if learner is None:
            raise NotFound
        if not learner.consented:
            raise GuardianConsentRequired
        if not is_adult(learner.birth_date, now=clock.now()):
            await _refuse_adults_only(wish.tutor_id)
        return Booker(Actor("guardian", actor.user_id), wish.learner_id, actor.user_id)
    if "student" not in actor.roles:
        raise LearnerRequired
    student = Actor("student", actor.user_id)
    if is_adult(actor.birth_date, now=clock.now()):
        return Booker(student, actor.user_id, actor.user_id)
    await _refuse_adults_only(wish.tutor_id)
    return Booker(student, actor.user_id, await _paying_guardian(actor.user_id, wish))


async def _refuse_adults_only(tutor_id: UUID) -> None:
    """Nobody under 18 is booked with a tutor whose certificate of no criminal record is not valid (D9)."""
    terms = await accounts.tutor(tutor_id=tutor_id)
    if terms is not None and not terms.teaches_minors:
        raise AdultsOnly


async def _paying_guardian(learner_id: UUID, wish: Wish) -> UUID:
    """The guardian whose minutes with this tutor suffice for the lesson."""
    guardians = await accounts.guardians(learner_id=learner_id)
    if not guardians:
        raise GuardianRequired
    for guardian_id in guardians:
        if await _has_minutes(guardian_id, learner_id, wish):
            return guardian_id
    raise GuardianPays


async def _has_minutes(payer_id: UUID, learner_id: UUID, wish: Wish) -> bool:
    """Whether a lot of the payer suffices for the lesson."""
    return any(
        (lot.learner_id, lot.tutor_id) == (learner_id, wish.tutor_id)
        and lot.free >= wish.minutes
        and lot.expires_at > clock.now()
        for lot in await subscriptions.lots(payer_id=payer_id)
    )


async def _hold(db: Db, booker: Booker, command_id: UUID, wish: Wish) -> Lesson:
    learner_id = booker.learner_id
    diary = await queries.diaries.lock_diary(db, wish.tutor_id)
    if diary is None or not await takes_bookings_of(db, diary, booker.actor.id):
        raise NotFound
    if already := await queries.lessons.lesson_by_command(db, command_id):
        return already
    now = clock.now()
    around = await _lessons_around(db, diary, wish, now)
    await queries.lessons.lock_learner(db, learner_id)
    for stale in await queries.lessons.lock_stale_holds(
        db, tutor_id=wish.tutor_id, learner_id=learner_id, now=now
    ):
        await _expire(db, stale, reason_code="hold_expired")
    offer = _offer(diary, wish)
    await _refuse_unless_bookable(db, diary, wish, learner_id, around, now)
    new = await _new_lesson(db, diary, wish, offer, command_id, learner_id, payer_id=booker.payer_id, now=now)
    await queries.lessons.insert_held_lesson(db, new, booker.actor)
    await publish(db, HoldDue(lesson_id=new.id), at=new.hold_expires_at)
    await publish(db, ReservationDue(lesson_id=new.id), at=now + SCHEDULING)
    await publish(db, LessonHeld(lesson_id=new.id, tutor_id=new.tutor_id))
    return await _found(db, new.id)


def _offer(diary: Diary, wish: Wish) -> Offer:
    offer = offer_for(diary.terms, wish.subject, wish.level)
    if offer is None:
        raise SubjectNotOffered
    if wish.minutes not in diary.terms.lesson_minutes:
        raise MinutesNotOffered
    return offer


async def _lessons_around(db: Db, diary: Diary, wish: Wish, now: datetime) -> list[Taken]:
    """The lessons that decide about the wish; SlotTaken at once when one of them is in its place.

    Of many who want one slot all but one end here, so the tutor's row is theirs for a moment only.
    """
    until = wish.starts_at + timedelta(minutes=wish.minutes)
    around = await taken_around(db, diary, since=wish.starts_at, until=until, now=now)
    busy_from = wish.starts_at - timedelta(minutes=diary.rules.buffer_before_minutes)
    busy_until = until + timedelta(minutes=diary.rules.buffer_after_minutes)
    if any(each.open and each.busy_from < busy_until and busy_from < each.busy_until for each in around):
        raise SlotTaken
    return around


async def _refuse_unless_bookable(
    db: Db, diary: Diary, wish: Wish, learner_id: UUID, around: list[Taken], now: datetime
) -> None:
    known = await queries.lessons.has_completed(db, user_id=learner_id, tutor_id=diary.tutor_id)
    if wish.starts_at not in slots(
        diary.hours,
        around,
        minutes=wish.minutes,
        since=wish.starts_at,
        until=wish.starts_at + timedelta(minutes=wish.minutes),
        now=now,
        notice=notice_of(diary.rules, known=known),
    ):
        raise SlotUnavailable
    day = datetime.combine(
        wish.starts_at.astimezone(ZoneInfo(diary.timezone)).date(), time(), ZoneInfo(diary.timezone)
    )
    load = await queries.diaries.load(
        db,
        tutor_id=diary.tutor_id,
        learner_id=learner_id,
        day_from=day,
        day_until=day + timedelta(days=1),
        now=now,
    )
    open_lessons, minutes = await numbers.load(db)
    if load.open_lessons >= open_lessons or load.minutes_that_day + wish.minutes > minutes:
        raise TooManyOpen(open_lessons=open_lessons, minutes=minutes)


async def _new_lesson(
    db: Db,
    diary: Diary,
    wish: Wish,
    offer: Offer,
    command_id: UUID,
    learner_id: UUID,
    *,
    payer_id: UUID,
    now: datetime,
) -> NewLesson:
    ends_at = wish.starts_at + timedelta(minutes=wish.minutes)
    policy, policy_version = await numbers.terms(db, diary.terms.cancellation_preset)
    hold = await numbers.hold(db)
    return NewLesson(
        id=new_id(),
        command_id=command_id,
        kind=wish.kind,
        tutor_id=diary.tutor_id,
        learner_id=learner_id,
        payer_id=payer_id,
        subject=offer.subject,
        level=offer.level,
        starts_at=wish.starts_at,
        ends_at=ends_at,
        minutes=wish.minutes,
        busy_from=wish.starts_at - timedelta(minutes=diary.rules.buffer_before_minutes),
        busy_until=ends_at + timedelta(minutes=diary.rules.buffer_after_minutes),
        unit_price_kopecks=offer.price_kopecks_per_hour,
        price_kopecks=price_of(wish.minutes, offer.price_kopecks_per_hour),
        policy=policy,
        policy_version=policy_version,
        hold_expires_at=now + hold,
        created_at=now,
    )


async def send_on(lesson: Lesson, *, email: str | None) -> Lesson:
    """Take a held lesson one step further: reserve minutes for it, or start its payment.

    `email` is the payer's; without it the payment waits until the payer looks at the lesson. When the
    Payment System does not answer, the lesson stays held and its payment completes itself.
    """
    if lesson.state is not State.HELD or clock.now() >= lesson.hold_expires_at:
        return lesson
    if await _reserve(lesson, lot_id=None):
        return await schedule(lesson, paid_with="credits")
    if email is None or lesson.kind == "subscription":
        return lesson
    await payments.start(
        purpose="lesson",
        purpose_id=lesson.id,
        payer_id=lesson.payer_id,
        tutor_id=lesson.tutor_id,
        amount_kopecks=lesson.price_kopecks,
        description=await _description(lesson),
        return_url=f"{settings().public_url}/checkout/return?lesson={lesson.id}",
        customer_email=email,
        details={
            "learner_id": str(lesson.learner_id),
            "minutes": lesson.minutes,
            "unit_price_kopecks": lesson.unit_price_kopecks,
        },
    )
    return lesson


async def _description(lesson: Lesson) -> str:
    """What the payer reads on the page of the Payment System and in his payments: the hour is his own."""
    found = await accounts.people(user_ids=[lesson.tutor_id, lesson.payer_id])
    people = {person.user_id: person for person in found}
    tutor, payer = people[lesson.tutor_id], people[lesson.payer_id]
    local = lesson.starts_at.astimezone(ZoneInfo(payer.timezone))
    return f"Занятие {local:%d.%m.%Y %H:%M}, {lesson.minutes} мин, репетитор {tutor.full_name}"


async def _reserve(lesson: Lesson, *, lot_id: UUID | None) -> bool:
    reserved = await subscriptions.reserve(
        lesson_id=lesson.id,
        payer_id=lesson.payer_id,
        learner_id=lesson.learner_id,
        tutor_id=lesson.tutor_id,
        minutes=lesson.minutes,
        lot_id=lot_id,
    )
    return reserved is not None and reserved.state == "reserved"


async def take_paid_minutes(*, lesson_id: UUID, lot_id: UUID) -> None:
    """L3, L2a: the money for a lesson has come; the lesson takes its minutes if the slot is still its own."""
    async with connection() as db:
        lesson = await _found(db, lesson_id)
    if await _reserve(lesson, lot_id=lot_id):
        await schedule(lesson, paid_with="card")


async def finish_reserved(*, lesson_id: UUID) -> None:
    """Schedule a lesson whose minutes were reserved by a process that died before it could."""
    async with connection() as db:
        lesson = await _found(db, lesson_id)
    if lesson.state in (State.HELD, State.EXPIRED):
        reserved = await subscriptions.reservation(lesson_id=lesson_id)
        if reserved is not None and reserved.state == "reserved":
            await schedule(lesson, paid_with="credits")


async def schedule(lesson: Lesson, *, paid_with: PaidWith) -> Lesson:
    """L3 for a lesson with reserved minutes. L2a when the hold has lapsed meanwhile: if the slot is still
    free the lesson is held again and scheduled at once; if not, the minutes go back to their lot.
    """
    async with transaction(system=True) as db:
        await queries.diaries.lock_diary(db, lesson.tutor_id)
        await queries.lessons.lock_learner(db, lesson.learner_id)
        now = clock.now()
        for stale in await queries.lessons.lock_stale_holds(
            db, tutor_id=lesson.tutor_id, learner_id=lesson.learner_id, now=now
        ):
            if stale.id != lesson.id:
                await _expire(db, stale, reason_code="hold_expired")
        lesson = await _found(db, lesson.id, lock=True)
        free = lesson.starts_at > now and not await queries.lessons.slot_is_taken(db, lesson_id=lesson.id)
        if lesson.state is State.EXPIRED and free:
            change = Change(hold_expires_at=now + await numbers.hold(db))
            await move(db, lesson, State.HELD, reason_code="late_payment", change=change)
            lesson = await _found(db, lesson.id)
        if lesson.state is State.HELD:
            await move(db, lesson, State.SCHEDULED, change=Change(paid_with=paid_with))
            await publish(db, EndDue(lesson_id=lesson.id), at=lesson.ends_at + END_GRACE)
            await publish(db, LessonScheduled(lesson_id=lesson.id, tutor_id=lesson.tutor_id))
            return await _found(db, lesson.id)
        if lesson.state is not State.EXPIRED and lesson.state is not State.CANCELLED:
            return lesson
        if paid_with == "card":
            await publish(db, LatePaymentKept(lesson_id=lesson.id, tutor_id=lesson.tutor_id))
    await subscriptions.release(lesson_id=lesson.id)
    return lesson


async def expire_hold(db: Db, *, lesson_id: UUID, reason_code: str, due: bool) -> None:
    """L2: free the slot of a lesson that is still held; with `due`, only when its hold is over."""
    lesson = await queries.lessons.lock_lesson(db, lesson_id)
    if lesson is None or lesson.state is not State.HELD:
        return
    if not due or clock.now() >= lesson.hold_expires_at - TIMER_EARLY:
        await _expire(db, lesson, reason_code=reason_code)


async def _expire(db: Db, lesson: Lesson, *, reason_code: str) -> None:
    await move(db, lesson, State.EXPIRED, reason_code=reason_code, change=Change(reason_code=reason_code))
    await publish(db, LessonExpired(lesson_id=lesson.id, tutor_id=lesson.tutor_id))


async def _found(db: Db, lesson_id: UUID, *, lock: bool = False) -> Lesson:
    lesson = await (queries.lessons.lock_lesson if lock else queries.lessons.lesson)(db, lesson_id)
    if lesson is None:
        raise NotFound
    return lesson
