"""The main journey of a student, over HTTP, against the product in processes of its own."""

from typing import Any

from crowd import verified
from lessons.booking import a_held_lesson, noon, shown
from people import EVERY_DAY, TUTOR_PROFILE, Person, a_student, agree, someone
from processes import Product


async def somebody_books_and_pays(product: Product) -> tuple[Person, Person, dict[str, Any]]:
    """A tutor and a student register; the student books a lesson and pays for it: it is scheduled."""
    tutor, student = await a_listed_tutor(product), await a_student(product)
    return tutor, student, await a_paid_lesson(product, student, tutor, days=2)


async def a_listed_tutor(product: Product) -> Person:
    """A tutor with hours every day from 9 to 21, as if a moderator had looked at him."""
    tutor = await someone(product, role="tutor", full_name="Иван Кузнецов")
    (await tutor.put("/accounts/me/tutor-profile", TUTOR_PROFILE)).raise_for_status()
    await verified(product.database_url, tutor)
    await agree(tutor, "public_profile")
    (await tutor.put("/lessons/availability", {"weekly": EVERY_DAY, "exceptions": []})).raise_for_status()
    await product.quiet()
    return tutor


async def a_paid_lesson(product: Product, student: Person, tutor: Person, *, days: int) -> dict[str, Any]:
    """A lesson of this student so many days from now, booked, paid for and scheduled."""
    lesson = await a_held_lesson(student, tutor, noon(days))
    await product.pay(lesson)
    lesson = await shown(student, lesson)
    assert lesson["state"] == "scheduled", lesson
    return lesson
