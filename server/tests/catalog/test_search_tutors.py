"""Finding tutors: words in all their forms, filters, orders, pages."""

from datetime import datetime, timedelta
from typing import Any

from lessons.booking import a_held_lesson, noon
from people import Person, a_student, a_tutor
from tutorium.platform.ids import new_id
from world import World


def offers(subject: str, rubles: int, level: str = "ege") -> dict[str, Any]:
    return {"subjects": [{"subject": subject, "level": level, "price_kopecks_per_hour": rubles * 100}]}


async def three_tutors(world: World) -> tuple[Person, Person, Person]:
    """Of mathematics, physics and English, at 1,500, 1,000 and 2,000 roubles."""
    return (
        await a_tutor(world, full_name="Пётр Ёлкин"),
        await a_tutor(
            world,
            full_name="Мария Белова",
            profile={"headline": "Физика без страха", "about": "Опыты и задачи.", **offers("physics", 1000)},
        ),
        await a_tutor(
            world,
            full_name="Олег Седов",
            profile={
                "headline": "Разговорный английский",
                "about": "Готовлю к экзаменам.",
                "languages": ["ru", "en"],
                **offers("english", 2000, "adult"),
            },
            availability={"weekly": []},
        ),
    )


async def found(visitor: Person, **filters: Any) -> list[str]:
    answer = await visitor.get("/catalog/tutors", **filters)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] >= len(body["items"])
    return [card["full_name"] for card in body["items"]]


async def test_words_are_found_in_all_their_forms(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()
    for words in ("математика", "репетитор по математике", "Математику ЕГЭ", "елкин", "Ёлкин"):
        answer = await found(visitor, q=words)
        assert answer[:1] == ["Пётр Ёлкин"], words
    assert await found(visitor, q="физике") == ["Мария Белова"]
    assert await found(visitor, q="mathematics") == ["Пётр Ёлкин"]
    assert await found(visitor, q="экзаменам английский") == ["Олег Седов"]
    assert await found(visitor, q="каменотёс") == []


async def test_tutors_with_some_of_the_words_are_better_than_none(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()
    assert await found(visitor, q="математика для космонавтов") == ["Пётр Ёлкин"]


async def test_misspelt_words_are_forgiven(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()
    assert await found(visitor, q="матиматика") == ["Пётр Ёлкин"]
    assert await found(visitor, q="Белава Мария") == ["Мария Белова"]
    assert await found(visitor, q="englis") == ["Олег Седов"]


async def test_filters_narrow_the_search(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()
    assert await found(visitor, subject="physics") == ["Мария Белова"]
    assert await found(visitor, subject="physics", level="oge") == []
    assert await found(visitor, subject="english", level="adult", price_max=200_000) == ["Олег Седов"]
    assert await found(visitor, price_min=100_001, price_max=199_999) == ["Пётр Ёлкин"]
    assert await found(visitor, language="en") == ["Олег Седов"]
    assert await found(visitor, rating_min=4) == [], "nobody has three reviews yet"
    everybody = {"Мария Белова", "Олег Седов", "Пётр Ёлкин"}
    assert set(await found(visitor, verified="true")) == everybody, "who is listed was verified"


async def test_free_time_can_be_asked_for(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()

    def between(start: datetime, **length: float) -> dict[str, str]:
        end = start + timedelta(**length)
        return {"available_from": start.isoformat(), "available_to": end.isoformat()}

    assert set(await found(visitor, **between(noon(), hours=1))) == {"Пётр Ёлкин", "Мария Белова"}
    assert await found(visitor, **between(noon().replace(hour=3), hours=2)) == []
    assert await found(visitor, **between(noon(), minutes=20)) == [], "no lesson is as short as that"


async def test_every_order_goes_through_all_pages(world: World) -> None:
    await three_tutors(world)
    visitor = world.visitor()
    expected = {
        "price": ["Мария Белова", "Пётр Ёлкин", "Олег Седов"],
        "-price": ["Олег Седов", "Пётр Ёлкин", "Мария Белова"],
    }
    for sort in ("price", "-price", "rating", "soonest", "relevance"):
        names: list[str] = []
        cursor = None
        while True:
            page = (await visitor.get("/catalog/tutors", sort=sort, limit=1, cursor=cursor)).json()
            assert (page["total"], page["total_is_estimate"]) == (3, False)
            names += [card["full_name"] for card in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert names == expected.get(sort, names)
        assert len(set(names)) == 3
        if sort == "soonest":
            assert names[-1] == "Олег Седов", "who has no free time comes last"
    assert (await visitor.get("/catalog/tutors", cursor="nonsense")).status_code == 400


async def test_a_card_follows_the_diary(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    [card] = (await student.get("/catalog/tutors")).json()["items"]
    assert card["price_kopecks_per_hour"] == 150_000
    assert card["rating"] is None
    assert card["slug"].startswith("ivan-kuznetsov-")
    first = datetime.fromisoformat(card["next_slot_at"])
    await a_held_lesson(student, tutor, first)
    await world.settle()
    [card] = (await student.get("/catalog/tutors")).json()["items"]
    assert datetime.fromisoformat(card["next_slot_at"]) > first
    await world.travel(minutes=16)
    [card] = (await student.get("/catalog/tutors")).json()["items"]
    freed = datetime.fromisoformat(card["next_slot_at"])
    assert first <= freed <= first + timedelta(minutes=30)
    await world.travel(days=1)
    await world.run_schedule("catalog.refresh_stale_cards")
    [card] = (await student.get("/catalog/tutors")).json()["items"]
    assert datetime.fromisoformat(card["next_slot_at"]) > freed


async def test_a_tutor_page_follows_the_profile(world: World) -> None:
    tutor, visitor = await a_tutor(world), world.visitor()
    page = (await visitor.get(f"/catalog/tutors/{tutor.id}")).json()
    assert page["cancellation_preset"] == "standard"
    assert page["timezone"] == "Europe/Moscow"
    await tutor.patch("/accounts/me", {"timezone": "Asia/Omsk"})
    await world.settle()
    answer = await visitor.get(f"/catalog/tutors/{tutor.id}")
    assert answer.json()["timezone"] == "Asia/Omsk"
    assert answer.headers["etag"]
    again = await visitor.http.get(
        f"/catalog/tutors/{tutor.id}", headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    assert (await visitor.get(f"/catalog/tutors/{new_id()}")).status_code == 404


async def test_subjects_have_names_in_both_languages(world: World) -> None:
    russian = (await world.visitor().get("/catalog/subjects")).json()["items"]
    english = (await world.visitor(**{"accept-language": "en"}).get("/catalog/subjects")).json()["items"]
    assert (russian[0]["name"], english[0]["name"]) == ("Математика", "Mathematics")
