"""Writing the demo with COPY: thousands of rows a second, straight into the tables of the modules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import msgspec

from tutorium.modules.auth.model.documents import CURRENT
from tutorium.modules.lessons.model.cancellation import POLICIES, POLICY_VERSION
from tutorium.modules.lessons.model.diary import Offer, Terms
from tutorium.modules.lessons.model.hours import Rules
from tutorium.modules.lessons.model.lesson import CONFIRMATION, END_GRACE, HOLD
from tutorium.platform import sealing
from tutorium.platform.identity import STAFF
from tutorium.platform.ids import new_id
from tutorium.platform.money import price_of
from tutorium.seed.lessons import SeededLesson, SeededReview
from tutorium.seed.people import Person, Tutor

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
AT_ONCE = 20_000
RULES = Rules()
CERTIFICATE = timedelta(days=2 * 365)
"""How long a certificate of no criminal record holds."""
BUFFER = timedelta(minutes=RULES.buffer_after_minutes)


async def save_people(db: Connection, people: Sequence[Person], *, password_hash: str, now: datetime) -> None:
    """Users whose addresses are confirmed, what they have agreed to, and their profiles."""
    await _copy(
        db,
        "auth.user",
        "id email password_hash roles full_name birth_date timezone locale created_at email_confirmed_at",
        (
            (p.id, p.email, password_hash, [p.role], p.full_name, p.birth_date, p.timezone, "ru", now, now)
            for p in people
        ),
    )
    await _copy(
        db,
        "auth.consent",
        "id user_id kind shown_version text_version text_hash method address agent given_at",
        (
            (
                new_id(),
                p.id,
                kind,
                CURRENT[kind].version,
                CURRENT[kind].version,
                CURRENT[kind].hash,
                "registration_form",
                "",
                "",
                now,
            )
            for p in people
            if p.role not in STAFF
            for kind in ("offer", "personal_data", *(("public_profile",) if p.role == "tutor" else ()))
        ),
    )
    await _copy(
        db,
        "accounts.profile",
        "user_id full_name birth_date timezone locale",
        ((p.id, p.full_name, p.birth_date, p.timezone, "ru") for p in people),
    )


async def save_authenticators(db: Connection, secrets: Mapping[UUID, str], *, now: datetime) -> None:
    """Authenticator apps, set up already."""
    await _copy(
        db,
        "auth.totp",
        "user_id sealed_secret created_at confirmed_at",
        (
            (user_id, sealing.seal(secret.encode(), owner=user_id.bytes), now, now)
            for user_id, secret in secrets.items()
        ),
    )


async def save_tutors(db: Connection, tutors: Sequence[Tutor], *, now: datetime) -> None:
    """What tutors offer, what was verified of them, and their diaries."""
    await _copy(
        db,
        "accounts.tutor_profile",
        "tutor_id headline about subjects languages education experience_years cancellation_preset"
        " instant_booking lesson_minutes meeting_url state",
        (
            (
                t.id,
                t.headline,
                t.about,
                _json(t.offers),
                t.languages,
                t.education,
                t.experience_years,
                t.cancellation_preset,
                True,
                t.lesson_minutes,
                _meeting_url(t),
                "listed",
            )
            for t in tutors
        ),
    )
    await _copy(
        db,
        "accounts.verified_document",
        "tutor_id kind verified_on valid_until",
        (
            (t.id, kind, now.date(), now.date() + CERTIFICATE if kind == "police_certificate" else None)
            for t in tutors
            for kind in t.verified
        ),
    )
    await _copy(
        db,
        "documents.application",
        "tutor_id state teaches_minors submitted_at decided_at",
        ((t.id, "approved", "police_certificate" in t.verified, now, now) for t in tutors),
    )
    await _copy(
        db,
        "lessons.diary",
        "tutor_id listed timezone terms weekly exceptions rules version",
        (
            (t.id, True, t.timezone, _json(_terms(t)), _json(t.weekly), _json(t.exceptions), _json(RULES), 2)
            for t in tutors
        ),
    )


async def save_child(db: Connection, child: Person, guardian: Person, now: datetime) -> None:
    """A child of a guardian, and his consent."""
    await _copy(
        db,
        "accounts.child",
        "id guardian_id full_name birth_date created_at",
        [(child.id, guardian.id, child.full_name, child.birth_date, now)],
    )
    text = CURRENT["minor_data"]
    await _copy(
        db,
        "auth.consent",
        "id user_id kind subject_id shown_version text_version text_hash method address agent given_at",
        [
            (
                new_id(),
                guardian.id,
                "minor_data",
                child.id,
                text.version,
                text.version,
                text.hash,
                "child_form",
                "",
                "",
                now,
            )
        ],
    )


async def save_lessons(db: Connection, lessons: Sequence[SeededLesson]) -> None:
    """Lessons with their history."""
    learners = {lesson.learner_id for lesson in lessons}
    await _copy(db, "lessons.learner", "learner_id", ((learner,) for learner in learners))
    await _copy(
        db,
        "lessons.lesson",
        "id command_id state kind tutor_id learner_id payer_id subject level starts_at ends_at minutes"
        " busy_range unit_price_kopecks price_kopecks policy_snapshot policy_version hold_expires_at"
        " confirm_by charge_minutes charged_kopecks created_at version",
        (_lesson_row(lesson) for lesson in lessons),
    )
    await _copy(
        db,
        "lessons.lesson_event",
        "lesson_id at from_state to_state actor_id actor_role",
        (step for lesson in lessons for step in _history(lesson)),
    )


async def save_favourites(db: Connection, marks: Sequence[tuple[UUID, UUID]], *, now: datetime) -> None:
    """Tutors that users have marked, the first one last."""
    rows = ((user, tutor, now - timedelta(hours=number)) for number, (user, tutor) in enumerate(marks))
    await _copy(db, "catalog.favourite", "user_id tutor_id created_at", rows)


async def save_reviews(db: Connection, reviews: Sequence[SeededReview]) -> None:
    """Reviews, counted on the cards."""
    await _copy(
        db,
        "catalog.review",
        "id tutor_id author_id rating text created_at",
        ((new_id(), r.tutor_id, r.author_id, r.rating, r.text, r.created_at) for r in reviews),
    )
    await db.execute(
        """UPDATE catalog.card c SET rating_sum = r.sum, reviews_count = r.count
        FROM (SELECT tutor_id, sum(rating), count(*) FROM catalog.review GROUP BY tutor_id) r
        WHERE r.tutor_id = c.tutor_id"""
    )


def _terms(tutor: Tutor) -> Terms:
    return Terms(
        offers=tuple(Offer(each.subject, each.level, each.price_kopecks_per_hour) for each in tutor.offers),
        lesson_minutes=tutor.lesson_minutes,
        cancellation_preset=tutor.cancellation_preset,
        meeting_url=_meeting_url(tutor),
    )


def _meeting_url(tutor: Tutor) -> str:
    return f"https://meet.example.org/{tutor.id.hex[-10:]}"


def _booked_at(lesson: SeededLesson) -> datetime:
    return lesson.starts_at - timedelta(days=4 if lesson.past else 50)


def _lesson_row(lesson: SeededLesson) -> tuple[Any, ...]:
    booked_at = _booked_at(lesson)
    return (
        lesson.id,
        new_id(),
        "completed" if lesson.past else "scheduled",
        "single",
        lesson.tutor.id,
        lesson.learner_id,
        lesson.payer_id,
        lesson.subject,
        lesson.level,
        lesson.starts_at,
        lesson.ends_at,
        lesson.minutes,
        asyncpg.Range(lesson.starts_at, lesson.ends_at + BUFFER),
        lesson.unit_price_kopecks,
        price_of(lesson.minutes, lesson.unit_price_kopecks),
        _json(POLICIES[lesson.tutor.cancellation_preset]),
        POLICY_VERSION,
        booked_at + HOLD,
        lesson.ends_at + END_GRACE + CONFIRMATION if lesson.past else None,
        lesson.minutes if lesson.past else None,
        0 if lesson.past else None,
        booked_at,
        4 if lesson.past else 2,
    )


def _history(lesson: SeededLesson) -> list[tuple[Any, ...]]:
    booked_at, over = _booked_at(lesson), lesson.ends_at + END_GRACE
    booker = "student" if lesson.payer_id == lesson.learner_id else "guardian"
    steps: list[tuple[Any, ...]] = [
        (lesson.id, booked_at, None, "held", lesson.payer_id, booker),
        (lesson.id, booked_at + timedelta(minutes=2), "held", "scheduled", None, "system"),
    ]
    if lesson.past:
        steps += [
            (lesson.id, over, "scheduled", "awaiting_confirmation", None, "system"),
            (
                lesson.id,
                over + timedelta(hours=1),
                "awaiting_confirmation",
                "completed",
                lesson.payer_id,
                booker,
            ),
        ]
    return steps


async def _copy(db: Connection, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    schema, name = table.split(".")
    left = iter(rows)
    while chunk := list(islice(left, AT_ONCE)):
        await db.copy_records_to_table(name, schema_name=schema, columns=columns.split(), records=chunk)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
