"""Where the money of one lesson lies, from the card to the tutor (domain.md D6)."""

from lessons.booking import PRICE, a_held_lesson, later, noon, shown
from payments.cashier import balances, check_ledger
from people import Person, a_student, a_tutor
from world import World

TUTORS_PART = PRICE * 80 // 100
COMMISSION = PRICE - TUTORS_PART


async def test_the_money_of_a_lesson_reaches_the_tutor(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_held_lesson(student, tutor, noon(1))
    assert await where(student, tutor) == [0, 0, 0, 0, 0]

    await world.pay(lesson["payment"]["payment_id"])
    assert await where(student, tutor) == [-PRICE, PRICE, 0, 0, 0]

    await later(world, tutor, student, days=2)
    assert (await shown(student, lesson))["state"] == "awaiting_confirmation"
    assert await where(student, tutor) == [-PRICE, PRICE, 0, 0, 0]

    await later(world, tutor, student, hours=73)
    assert (await shown(student, lesson))["state"] == "completed"
    assert await where(student, tutor) == [-PRICE, 0, TUTORS_PART, 0, COMMISSION]
    assert await earned(tutor) == (TUTORS_PART, 0)

    await later(world, tutor, student, hours=49)
    assert await where(student, tutor) == [-PRICE, 0, 0, TUTORS_PART, COMMISSION]
    assert await earned(tutor) == (0, TUTORS_PART)
    await check_ledger()


async def where(student: Person, tutor: Person) -> list[int]:
    """Kopecks at the Payment System (negative: it has them), in escrow, the tutor's two, commission."""
    return await balances(
        "psp_clearing",
        f"lesson_escrow:{student.id}:{tutor.id}",
        f"tutor_pending:{tutor.id}",
        f"tutor_available:{tutor.id}",
        "commission_revenue",
    )


async def earned(tutor: Person) -> tuple[int, int]:
    """What the tutor sees: pending and available kopecks."""
    earnings = (await tutor.get("/payments/earnings")).json()
    return earnings["pending_kopecks"], earnings["available_kopecks"]
