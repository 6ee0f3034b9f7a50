"""Reviews: after a completed lesson, once, and counted (domain.md D8)."""

from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_student, a_tutor
from world import World


async def taught(world: World, student: Person, tutor: Person, day: int) -> None:
    """The student has had a lesson with the tutor."""
    lesson = await a_scheduled_lesson(world, student, tutor, noon(day))
    await world.travel(days=day + 1)
    answer = await student.post(f"/lessons/{lesson['id']}/confirm", {})
    assert answer.status_code == 200, answer.text
    await world.settle()


async def test_a_review_needs_a_completed_lesson(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    body = {"rating": 5, "text": "Отлично!"}
    answer = await student.post(f"/catalog/tutors/{tutor.id}/reviews", body)
    assert (answer.status_code, answer.json()["code"]) == (403, "catalog.lesson_required")
    wrong = await student.post(f"/catalog/tutors/{tutor.id}/reviews", {"rating": 6, "text": "?"})
    assert wrong.status_code == 400


async def test_reviews_are_signed_counted_and_shown_from_the_third_as_a_rating(world: World) -> None:
    tutor = await a_tutor(world)
    path = f"/catalog/tutors/{tutor.id}"
    for number, stars in enumerate((5, 5, 4)):
        assert (await world.visitor().get(path)).json()["rating"] is None
        student = await a_student(world, full_name="Мария Кузнецова")
        await taught(world, student, tutor, 2)
        answer = await student.post(f"{path}/reviews", {"rating": stars, "text": f"Отзыв {number}"})
        assert answer.status_code == 201, answer.text
        assert answer.json()["author_name"] == "Мария К."
        repeated = await student.post(f"{path}/reviews", {"rating": 1, "text": "Передумала"})
        assert (repeated.status_code, repeated.json()["code"]) == (409, "catalog.review_exists")
    shown = (await world.visitor().get(path)).json()
    assert (shown["rating"], shown["reviews_count"], shown["lessons_count"]) == (4.56, 3, 3)
    page = (await world.visitor().get(f"{path}/reviews", limit=2)).json()
    assert page["histogram"] == {"5": 2, "4": 1, "3": 0, "2": 0, "1": 0}
    assert [item["text"] for item in page["items"]] == ["Отзыв 2", "Отзыв 1"]
    rest = (await world.visitor().get(f"{path}/reviews", limit=2, cursor=page["next_cursor"])).json()
    assert [item["text"] for item in rest["items"]] == ["Отзыв 0"]
    assert len((await world.visitor().get("/catalog/tutors", rating_min=4.5)).json()["items"]) == 1
