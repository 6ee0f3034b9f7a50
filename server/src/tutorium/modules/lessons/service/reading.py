"""What people see of their lessons."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.lessons import queries
from tutorium.modules.lessons.model.cancellation import free_until
from tutorium.modules.lessons.model.lesson import (
    Lesson,
    LessonView,
    PaymentOfLesson,
    State,
    Step,
    allowed_actions,
    role_in,
)
from tutorium.modules.lessons.service.booking import expire_hold, send_on
from tutorium.modules.payments import api as payments
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity


async def show_lesson(*, viewer: Identity, lesson_id: UUID) -> LessonView:
    """A lesson of the viewer. A held one whose way was interrupted is sent on, or expired when it is due."""
    lesson = await _lesson_for(viewer, lesson_id)
    if lesson.state is State.HELD and clock.now() >= lesson.hold_expires_at:
        async with transaction() as db:
            await expire_hold(db, lesson_id=lesson_id, reason_code="hold_expired", due=True)
        lesson = await _lesson_for(viewer, lesson_id)
    [view] = await views([lesson], viewer_id=viewer.user_id)
    if lesson.state is State.HELD and view.payment is None and viewer.user_id == lesson.payer_id:
        [view] = await views([await send_on(lesson, email=viewer.email)], viewer_id=viewer.user_id)
    return view


async def list_lessons(
    *,
    viewer: Identity,
    states: Sequence[State] | None,
    since: datetime | None,
    until: datetime | None,
    backwards: bool,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> tuple[list[LessonView], tuple[datetime, UUID] | None]:
    """A person's lessons by their start, and where the next page begins, if there is one.

    A guardian sees those of the young people linked to him, too, whoever pays for them.
    """
    wards = await _wards(viewer)
    read = queries.lessons.lessons_of_backwards if backwards else queries.lessons.lessons_of
    async with connection(system=bool(wards)) as db:  # the wall knows a person's own lessons only
        found = await read(
            db,
            viewer.user_id,
            wards=wards,
            states=states,
            since=since,
            until=until,
            after=after,
            limit=limit + 1,
        )
    page = found[:limit]
    more = (page[-1].starts_at, page[-1].id) if len(found) > limit else None
    return await views(page, viewer_id=viewer.user_id), more


async def show_history(*, viewer: Identity, lesson_id: UUID) -> list[Step]:
    """Every move of a lesson."""
    lesson = await _lesson_for(viewer, lesson_id)
    async with connection(system=True) as db:  # who may see the lesson may see its history
        return await queries.lessons.history(db, lesson.id)


async def views(lessons: Sequence[Lesson], *, viewer_id: UUID) -> list[LessonView]:
    """The lessons as this viewer sees them: with names, and with the payment for who pays."""
    if not lessons:
        return []
    ids = {each.tutor_id for each in lessons} | {each.learner_id for each in lessons}
    people = {each.user_id: each for each in await accounts.people(user_ids=sorted(ids))}
    children = await _children(lessons)
    own = [each.id for each in lessons if each.payer_id == viewer_id]
    paid = await payments.payments_for(purpose="lesson", purpose_ids=own) if own else []
    by_lesson = {each.purpose_id: each for each in paid}
    seen = []
    for lesson in lessons:
        tutor, learner = people.get(lesson.tutor_id), people.get(lesson.learner_id)
        payment = by_lesson.get(lesson.id)
        seen.append(
            _view(
                lesson,
                viewer_id=viewer_id,
                tutor_name=tutor.full_name if tutor else "",
                tutor_photo_url=tutor.photo_url if tutor else None,
                learner_name=learner.full_name if learner else children.get(lesson.learner_id, ""),
                payment=_payment(payment) if payment else None,
            )
        )
    return seen


def _payment(found: payments.PaymentView) -> PaymentOfLesson:
    return PaymentOfLesson(found.payment_id, found.state, found.confirmation_url, found.reason)


async def _children(lessons: Sequence[Lesson]) -> dict[UUID, str]:
    """The names of the learners whose lessons a guardian pays for."""
    pairs = {(each.payer_id, each.learner_id) for each in lessons if each.payer_id != each.learner_id}
    found = [await accounts.child(guardian_id=payer, child_id=learner) for payer, learner in sorted(pairs)]
    return {child.child_id: child.full_name for child in found if child is not None}


def _view(
    lesson: Lesson,
    *,
    viewer_id: UUID,
    tutor_name: str,
    tutor_photo_url: str | None,
    learner_name: str,
    payment: PaymentOfLesson | None,
) -> LessonView:
    agreed = lesson.state in (State.SCHEDULED, State.AWAITING_CONFIRMATION, State.COMPLETED)
    own = {
        name: getattr(lesson, name)
        for name in LessonView.__struct_fields__
        if name in Lesson.__struct_fields__ and name not in ("hold_expires_at", "meeting_url")
    }
    return LessonView(
        **own,
        tutor_name=tutor_name,
        tutor_photo_url=tutor_photo_url,
        learner_name=learner_name,
        cancellation_preset=lesson.policy_snapshot.preset,
        free_until=free_until(
            lesson.policy_snapshot, starts_at=lesson.starts_at, booked_at=lesson.created_at
        ),
        hold_expires_at=lesson.hold_expires_at if lesson.state is State.HELD else None,
        meeting_url=lesson.meeting_url if agreed else None,
        allowed_actions=allowed_actions(
            lesson,
            role_in(lesson, viewer_id),
            now=clock.now(),
            payable=payment is not None and payment.confirmation_url is not None,
        ),
        payment=payment,
    )


async def _wards(viewer: Identity) -> list[UUID]:
    """Whose lessons a guardian may look at now: asked at every request, so that an end counts at once."""
    return await accounts.wards(guardian_id=viewer.user_id) if "guardian" in viewer.roles else []


async def _lesson_for(viewer: Identity, lesson_id: UUID) -> Lesson:
    wards = await _wards(viewer)
    async with connection(system=bool(wards)) as db:
        lesson = await queries.lessons.seen_lesson(db, viewer.user_id, wards, lesson_id)
    if lesson is None:
        raise NotFound
    return lesson


async def lesson_facts(*, lesson_id: UUID) -> tuple[Lesson, datetime] | None:
    """A lesson for another module, and until when its student cancels for nothing."""
    async with connection() as db:
        lesson = await queries.lessons.lesson(db, lesson_id)
    if lesson is None:
        return None
    return lesson, free_until(lesson.policy_snapshot, starts_at=lesson.starts_at, booked_at=lesson.created_at)


async def has_completed(*, user_id: UUID, tutor_id: UUID) -> bool:
    """Whether the user, as learner or as payer, has completed a lesson with the tutor."""
    async with connection() as db:
        return await queries.lessons.has_completed(db, user_id=user_id, tutor_id=tutor_id)
