"""The people of the demo: tutors with what they offer and when, students, a guardian with a child."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import msgspec

from tutorium.modules.accounts.model import CancellationPreset, OfferedSubject
from tutorium.modules.lessons.model.hours import DayException, WeeklyHours
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id
from tutorium.seed import texts

LENGTHS = ((60,), (60, 90), (30, 60, 90))


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A registered user; `woman` decides the name and the portrait."""

    id: UUID
    email: str
    role: Role
    full_name: str
    woman: bool
    birth_date: date
    timezone: str = "Europe/Moscow"


class Tutor(Person, frozen=True, kw_only=True):
    """A listed tutor."""

    headline: str
    about: str
    offers: tuple[OfferedSubject, ...]
    languages: tuple[str, ...]
    education: str
    experience_years: int
    cancellation_preset: CancellationPreset
    lesson_minutes: tuple[int, ...]
    weekly: tuple[WeeklyHours, ...]
    exceptions: tuple[DayException, ...]
    verified: tuple[str, ...]
    """Kinds of documents that were checked; not all teach those under 18."""


def some_tutors(random: Random, count: int, *, today: date, domain: str) -> list[Tutor]:
    """Tutors of all subjects in turn, in several zones; one of the first lives in New York."""
    return [_tutor(random, number, today=today, domain=domain) for number in range(count)]


def some_students(random: Random, count: int, *, today: date, domain: str) -> list[Person]:
    """Grown-up students."""
    students = []
    for number in range(count):
        woman = random.random() < 0.5
        students.append(
            Person(
                id=new_id(),
                email=f"student{number + 1}@{domain}",
                role="student",
                full_name=_name(random, number, woman=woman),
                woman=woman,
                birth_date=_birthday(random, today, 19, 45),
                timezone=random.choice(texts.ZONES),
            )
        )
    return students


def as_demo_tutor(tutor: Tutor, email: str) -> Tutor:
    """The tutor who can be signed in as: with long hours, so that there is always something to book."""
    daily = tuple(WeeklyHours(day, "09:00", "21:00") for day in range(1, 8))
    return msgspec.structs.replace(
        tutor, email=email, timezone="Europe/Moscow", weekly=daily, cancellation_preset="standard"
    )


def staff_member(email: str, role: Role, *, full_name: str, woman: bool, birth_date: date) -> Person:
    """One of the people with a fixed name."""
    return Person(
        id=new_id(), email=email, role=role, full_name=full_name, woman=woman, birth_date=birth_date
    )


def _tutor(random: Random, number: int, *, today: date, domain: str) -> Tutor:
    subject = texts.SUBJECTS[number % len(texts.SUBJECTS)]
    woman = number % 2 == 0
    years = random.randint(2, 24)
    zone = "America/New_York" if number == 7 else texts.ZONES[number % len(texts.ZONES)]
    headline = subject.headlines[number // len(texts.SUBJECTS) % len(subject.headlines)]
    greeting = random.choice(texts.GREETINGS).format(years=years, unit=texts.years_word(years))
    return Tutor(
        id=new_id(),
        email=f"tutor{number + 1}@{domain}",
        role="tutor",
        full_name=_name(random, number, woman=woman),
        woman=woman,
        birth_date=_birthday(random, today, 22 + years, 30 + years),
        timezone=zone,
        headline=headline,
        about=f"{greeting}\n\n{subject.method}.\n\n{random.choice(texts.ENDINGS)}",
        offers=_offers(random, subject),
        languages=("ru", "en") if subject.code == "english" or random.random() < 0.3 else ("ru",),
        education=random.choice(subject.schools),
        experience_years=years,
        cancellation_preset=random.choice(("standard", "standard", "standard", "flexible", "strict")),
        lesson_minutes=(30,)
        if subject.code == "school_prep"
        else random.choice(((60,), (60, 90), (30, 60, 90))),
        weekly=_week(random),
        exceptions=_days_off(random, today),
        verified=_verified(number),
    )


def _verified(number: int) -> tuple[str, ...]:
    """All are who they say; every fifth teaches grown-ups only, every third has shown a diploma."""
    certificate = ("police_certificate",) if number % 5 != 4 else ()
    return ("identity", *certificate, *(("diploma",) if number % 3 == 0 else ()))


def _name(random: Random, number: int, *, woman: bool) -> str:
    first = (texts.WOMEN if woman else texts.MEN)[number // 2 % 16]
    surname = texts.SURNAMES[(number * 7 + random.randrange(3)) % len(texts.SURNAMES)]
    return f"{first} {surname}{'а' if woman else ''}"


def _birthday(random: Random, today: date, youngest: int, oldest: int) -> date:
    return today - timedelta(days=random.randint(youngest * 366, oldest * 366))


def _offers(random: Random, subject: texts.Subject) -> tuple[OfferedSubject, ...]:
    low, high = subject.prices
    base = random.randrange(low, high, 50)
    levels = random.sample(subject.levels, k=random.randint(1, min(3, len(subject.levels))))
    return tuple(
        OfferedSubject(subject.code, level, (base + 150 * step) * 100)
        for step, level in enumerate(sorted(levels, key=subject.levels.index))
    )


def _week(random: Random) -> tuple[WeeklyHours, ...]:
    pattern = random.randrange(4)
    hours: list[WeeklyHours] = []
    for day in range(1, 8):
        weekend = day > 5
        if random.random() < 0.12:
            continue
        if pattern == 0 and not weekend:
            hours.append(WeeklyHours(day, "15:00", "21:00"))
        elif pattern == 1:
            hours += [WeeklyHours(day, "09:00", "13:00"), WeeklyHours(day, "14:00", "18:00")]
        elif pattern == 2 and not weekend:
            hours += [WeeklyHours(day, "10:00", "12:30"), WeeklyHours(day, "17:00", "22:00")]
        elif pattern == 3:
            hours.append(WeeklyHours(day, "11:00" if weekend else "16:00", "19:00" if weekend else "21:30"))
    return tuple(hours) or (WeeklyHours(6, "10:00", "18:00"),)


def _days_off(random: Random, today: date) -> tuple[DayException, ...]:
    days = sorted(random.sample(range(5, 50), k=random.randint(0, 3)))
    return tuple(DayException(today + timedelta(days=day), available=False) for day in days)
