"""The demo is whole: one can sign in, search, see lessons and book; and the ledger knows nothing of it."""

import subprocess
import sys
from datetime import datetime

import asyncpg

from lessons.booking import book
from payments.cashier import check_ledger
from people import Person, sign_in
from tutorium import seed
from tutorium.demo import ACCOUNTS, PASSWORD, TOTP_SECRETS
from tutorium.platform import metrics
from tutorium.platform.identity import Role
from world import World


async def the_demo(world: World) -> None:
    """A small demo in the empty product."""
    connection = await asyncpg.connect(world.database_url)
    try:
        await seed.fill(connection, 20, 120)
    finally:
        await connection.close()


async def demo_person(world: World, role: Role) -> Person:
    """Somebody of the demo, signed in."""
    person = world.visitor()
    person.email, person.totp_secret = f"{role}@demo.test", TOTP_SECRETS.get(role, "")
    await sign_in(person, PASSWORD)
    return person


async def test_the_demo_can_be_used(world: World) -> None:
    await the_demo(world)
    for _, role in ACCOUNTS:
        session = await (await demo_person(world, role)).get("/auth/session")
        assert (session.json()["roles"], session.json()["email_confirmed"]) == ([role], True)
    student = await demo_person(world, "student")
    lessons = (await student.get("/lessons", limit=100)).json()["items"]
    assert {lesson["state"] for lesson in lessons} == {"completed", "scheduled"}
    assert all(lesson["tutor_name"] and lesson["tutor_photo_url"] for lesson in lessons)
    found = (await student.get("/catalog/tutors", sort="soonest")).json()
    assert found["total"] == 20
    assert sum(card["reviews_count"] for card in found["items"]) > 20
    subscribed = (await student.get("/subscriptions")).json()["items"]
    assert sorted((each["state"], each["cancel_at_period_end"]) for each in subscribed) == [
        ("active", False),
        ("active", True),
    ]
    with_minutes = {each["tutor_id"] for each in subscribed}
    card = next(each for each in found["items"] if each["tutor_id"] not in with_minutes)
    assert (await student.http.get(world.url + card["photo_url"])).headers["content-type"] == "image/webp"
    tutor = Person(world.url)
    tutor.id = card["tutor_id"]
    page = (await student.get(f"/catalog/tutors/{tutor.id}")).json()
    booked = await book(
        student,
        tutor,
        datetime.fromisoformat(card["next_slot_at"]),
        subject=page["subjects"][0]["subject"],
        minutes=page["lesson_minutes"][0],
    )
    assert booked.json()["state"] == "held", booked.text
    guardian = await demo_person(world, "guardian")
    assert (await guardian.get("/lessons")).json()["items"][0]["learner_name"] == "Пётр Петров"
    [of_child] = (await guardian.get("/subscriptions")).json()["items"]
    assert (of_child["learner_name"], of_child["free_minutes"] > 0) == ("Пётр Петров", True)
    await world.run_schedule("subscriptions.check_lots")
    assert metrics.lots_unsound._value.get() == 0
    await check_ledger()


async def test_lessons_of_the_demo_end_like_any_other(world: World) -> None:
    await the_demo(world)
    await world.travel(days=8)
    student = await demo_person(world, "student")
    waiting = (await student.get("/lessons", state="awaiting_confirmation")).json()["items"]
    assert waiting
    answer = await student.post(f"/lessons/{waiting[0]['id']}/confirm", {})
    assert (answer.status_code, answer.json()["state"]) == (200, "completed")
    await world.settle()
    await check_ledger()


async def test_a_database_with_somebody_in_it_is_refused_in_one_sentence(world: World) -> None:
    await the_demo(world)
    command = [sys.executable, "-m", "tutorium", "seed"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: ASYNC221
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "The database is not empty: demo data goes into an empty one only.\n"
    quiet = subprocess.run([*command, "--if-empty"], capture_output=True, text=True, check=False)  # noqa: ASYNC221
    assert (quiet.returncode, quiet.stdout) == (0, "")
