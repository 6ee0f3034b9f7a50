"""`tutorium seed`: a demo to look at, or a large base to measure on. Never in production."""

import argparse
import asyncio
import os
import time
from datetime import date, timedelta
from random import Random
from uuid import UUID

import asyncpg
from msgspec.structs import replace

from tutorium.demo import ACCOUNTS, PASSWORD, TOTP_SECRETS
from tutorium.modules.accounts.service import profiles
from tutorium.modules.accounts.service import tutors as tutor_profiles
from tutorium.modules.auth.service import hashing
from tutorium.modules.catalog.service import cards
from tutorium.modules.lessons.events import EndDue
from tutorium.modules.lessons.model.lesson import END_GRACE
from tutorium.platform import clock
from tutorium.platform.db import transaction
from tutorium.platform.events import publish
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from tutorium.platform.settings import ConfigurationError, settings
from tutorium.process import resources
from tutorium.seed import store, texts
from tutorium.seed.lessons import Calendar, SeededLesson, some_lessons, some_reviews
from tutorium.seed.people import Person, Tutor, as_demo_tutor, some_students, some_tutors, staff_member
from tutorium.seed.portraits import portrait
from tutorium.seed.subscriptions import save_subscriptions
from tutorium.seed.support import some_tickets

DEMO_TUTORS, DEMO_LESSONS, DEMO_STUDENTS = 68, 900, 120
CARDS_AT_ONCE = 8
TIMERS_AT_ONCE = 500

NAMES: dict[Role, tuple[str, bool]] = {
    "student": ("Алексей Новиков", False),
    "guardian": ("Ольга Петрова", True),
    "support": ("Вера Соболева", True),
    "moderator": ("Игорь Лазарев", False),
    "finance": ("Нина Королёва", True),
    "admin": ("Павел Громов", False),
}


def main(arguments: list[str]) -> None:
    """Fill an empty database; ConfigurationError in production or when there is somebody in it."""
    parser = argparse.ArgumentParser(prog="tutorium seed", description="Demo data, or a base for load tests.")
    parser.add_argument("--tutors", type=int, default=DEMO_TUTORS, help="how many tutors")
    parser.add_argument("--lessons", type=int, default=DEMO_LESSONS, help="about how many lessons")
    parser.add_argument("--if-empty", action="store_true", help="do nothing when there is data already")
    chosen = parser.parse_args(arguments)
    if settings().environment == "production":
        raise ConfigurationError("Demo data has no place in production.")
    begun = time.monotonic()
    if asyncio.run(_seed(chosen.tutors, chosen.lessons, quietly=chosen.if_empty)):
        print(f"Seeded {chosen.tutors} tutors in {time.monotonic() - begun:.1f} s.")
        print(f"Password of every demo account: {PASSWORD}")


async def _seed(tutors: int, lessons: int, *, quietly: bool) -> bool:
    async with resources("seed", statement_seconds=60):
        connection = await asyncpg.connect(settings().database_url)
        try:
            if await connection.fetchval("SELECT EXISTS (SELECT FROM auth.user)"):
                if quietly:
                    return False
                raise ConfigurationError("The database is not empty: demo data goes into an empty one only.")
            await fill(connection, tutors, lessons)
        finally:
            await connection.close()
    return True


async def fill(db: store.Connection, tutor_count: int, lesson_count: int) -> None:
    """Everything, in the order in which it stands on each other. The same numbers give the same demo."""
    random, now = Random(2026), clock.now()
    demo = tutor_count <= DEMO_TUTORS
    domain = "demo.test" if demo else "load.test"
    tutors = some_tutors(random, tutor_count, today=now.date(), domain=domain)
    emails = {role: email for email, role in ACCOUNTS}
    tutors[0] = as_demo_tutor(tutors[0], emails["tutor"])
    students = some_students(random, max(DEMO_STUDENTS, lesson_count // 50), today=now.date(), domain=domain)
    known: dict[Role, Person] = {
        role: _known(role, email, now.date()) for role, email in emails.items() if role != "tutor"
    }
    everybody = [*tutors, *students, *known.values()]
    password_hash = await hashing.hashed(PASSWORD)
    await store.save_people(db, everybody, password_hash=password_hash, now=now)
    staff = {known[role].id: secret for role, secret in TOTP_SECRETS.items()}
    await store.save_authenticators(db, staff, now=now)
    if demo:
        await _draw_portraits(tutors)
    await store.save_tutors(db, tutors, now=now)
    calendar = Calendar(random, now)
    taught = [
        *await _known_lessons(db, calendar, tutors, students, known),
        *some_lessons(random, calendar, tutors, [each.id for each in students], lesson_count),
    ]
    await store.save_lessons(db, taught)
    await _make_cards([tutor.id for tutor in tutors])
    await store.save_reviews(db, some_reviews(random, taught, now=now))
    if demo:
        student, guardian = known["student"], known["guardian"]
        await save_subscriptions(db, taught, tutors, student, guardian, now=now)
        await _enliven(db, tutors, known["student"], known["guardian"])
        ahead = (each.id for each in taught if each.learner_id == student.id and not each.past)
        await some_tickets(
            student=student.id,
            tutor=tutors[0].id,
            guardian=guardian.id,
            agent=known["support"].id,
            lead=known["admin"].id,
            lesson=next(ahead, None),
        )
    await _start_timers([lesson for lesson in taught if not lesson.past])
    await db.execute("VACUUM ANALYZE")


async def _enliven(db: store.Connection, tutors: list[Tutor], student: Person, guardian: Person) -> None:
    """What makes the first screens of the demo accounts more than tables: marks, and an edit in review."""
    now = clock.now()
    marks = [(student.id, tutors[number].id) for number in (0, 2, 5, 9)] + [(guardian.id, tutors[0].id)]
    await store.save_favourites(db, marks, now=now)
    for tutor in (tutors[0], tutors[3]):
        offer = await tutor_profiles.tutor_profile(tutor.id)
        about = f"{offer.about}\n\n{texts.EDITED_ABOUT}"
        edited = replace(offer, headline=texts.EDITED_HEADLINE, about=about)
        await tutor_profiles.save_tutor_profile(edited)


def _known(role: Role, email: str, today: date) -> Person:
    name, woman = NAMES[role]
    birth_date = today - timedelta(days=366 * 35)
    return staff_member(email, role, full_name=name, woman=woman, birth_date=birth_date)


async def _known_lessons(
    db: store.Connection,
    calendar: Calendar,
    tutors: list[Tutor],
    students: list[Person],
    known: dict[Role, Person],
) -> list[SeededLesson]:
    """Lessons of those one can sign in as: the student, the guardian's child, the tutor."""
    child = Person(
        id=new_id(),
        email="",
        role="student",
        full_name="Пётр Петров",
        woman=False,
        birth_date=clock.now().date() - timedelta(days=366 * 11),
    )
    student, guardian = known["student"], known["guardian"]
    await store.save_child(db, child, guardian, clock.now())
    planned = [
        *(calendar.lesson(tutors[n], student.id, past=True) for n in (0, 0, 0, 2, 2, 5)),
        *(calendar.lesson(tutors[n], student.id, past=False, within_days=7) for n in (0, 2)),
        calendar.lesson(tutors[0], child.id, past=True, payer_id=guardian.id),
        calendar.lesson(tutors[0], child.id, past=False, payer_id=guardian.id, within_days=7),
        *(calendar.lesson(tutors[0], each.id, past=False, within_days=12) for each in students[:6]),
        *(calendar.lesson(tutors[0], each.id, past=True, within_days=80) for each in students[:9] * 2),
        *(calendar.lesson_today(tutors[0], students[n].id, hour) for n, hour in ((6, 11), (7, 15), (8, 19))),
    ]
    return [lesson for lesson in planned if lesson is not None]


async def _draw_portraits(tutors: list[Tutor]) -> None:
    workers = max(1, os.cpu_count() or 1)
    gate = asyncio.Semaphore(workers)

    async def draw(number: int, tutor: Tutor) -> None:
        async with gate:
            image = await asyncio.to_thread(portrait, number, woman=tutor.woman)
            await profiles.save_photo(tutor.id, image)

    await asyncio.gather(*(draw(number, tutor) for number, tutor in enumerate(tutors)))


async def _make_cards(tutor_ids: list[UUID]) -> None:
    gate = asyncio.Semaphore(CARDS_AT_ONCE)

    async def make(tutor_id: UUID) -> None:
        async with gate:
            await cards.refresh_profile(tutor_id=tutor_id)

    await asyncio.gather(*(make(tutor_id) for tutor_id in tutor_ids))


async def _start_timers(coming: list[SeededLesson]) -> None:
    """A scheduled lesson ends some day, and somebody has to be asked about it."""
    for start in range(0, len(coming), TIMERS_AT_ONCE):
        async with transaction() as db:
            for lesson in coming[start : start + TIMERS_AT_ONCE]:
                await publish(db, EndDue(lesson_id=lesson.id), at=lesson.ends_at + END_GRACE)
