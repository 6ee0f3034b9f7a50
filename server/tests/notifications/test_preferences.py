"""People choose their letters; those that safety, money or a deadline needs come whatever they choose."""

import pytest

from lessons.booking import a_scheduled_lesson, noon
from people import PASSWORD, a_student, a_tutor
from world import World

PATH = "/notifications/preferences"


async def test_at_first_everything_comes_and_some_of_it_always_will(world: World) -> None:
    student = await a_student(world)
    items = (await student.get(PATH)).json()["items"]
    assert all(item["email"] for item in items)
    assert {item["kind"] for item in items if not item["compulsory"]} == {
        "lesson_booked",
        "lesson_completed",
        "payment_received",
        "reminder_day",
        "reminder_hour",
        "reminder_soon",
    }


async def test_a_choice_is_kept_and_can_be_taken_back(world: World) -> None:
    student, other = await a_student(world), await a_student(world)
    muted = [{"kind": "lesson_booked", "email": False}, {"kind": "money", "email": True}]
    chosen = await student.put(PATH, {"items": muted})
    assert chosen.status_code == 200
    assert (await student.get(PATH)).json() == chosen.json()
    assert [item["kind"] for item in chosen.json()["items"] if not item["email"]] == ["lesson_booked"]
    assert all(item["email"] for item in (await other.get(PATH)).json()["items"])
    await student.put(PATH, {"items": []})
    assert all(item["email"] for item in (await student.get(PATH)).json()["items"])


@pytest.mark.parametrize("kind", ["security", "money", "deadlines", "profile", "support"])
async def test_what_nobody_can_do_without_cannot_be_switched_off(world: World, kind: str) -> None:
    student = await a_student(world)
    refused = await student.put(PATH, {"items": [{"kind": kind, "email": False}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "notifications.letter_compulsory")
    assert refused.json()["errors"][0]["field"] == kind
    assert all(item["email"] for item in (await student.get(PATH)).json()["items"])


async def test_an_unknown_kind_is_malformed(world: World) -> None:
    student = await a_student(world)
    assert (await student.put(PATH, {"items": [{"kind": "gossip", "email": False}]})).status_code == 400


async def test_a_letter_that_is_not_wanted_is_not_sent_and_the_others_are(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    await tutor.put(PATH, {"items": [{"kind": "lesson_booked", "email": False}]})
    await student.put(PATH, {"items": [{"kind": "payment_received", "email": False}]})
    lesson = await a_scheduled_lesson(world, student, tutor, noon())
    assert len(await world.letters(student.email, "Lessons.Scheduled")) == 1
    assert await world.letters(student.email, "Payments.Succeeded") == []
    assert await world.letters(tutor.email, "Lessons.Scheduled") == []
    states = await world.fetch("SELECT state FROM notifications.message WHERE state = 'muted'")
    assert len(states) == 2
    cancelled = await student.post(f"/lessons/{lesson['id']}/cancel", {"reason_code": "illness"})
    assert cancelled.status_code == 200
    assert len(await world.letters(tutor.email, "Lessons.Cancelled")) == 1


async def test_a_changed_password_is_told_to_those_who_want_nothing(world: World) -> None:
    student = await a_student(world)
    every = [item["kind"] for item in (await student.get(PATH)).json()["items"] if not item["compulsory"]]
    await student.put(PATH, {"items": [{"kind": kind, "email": False} for kind in every]})
    body = {"current_password": PASSWORD, "new_password": "кит-жёлтый-поезд-17"}
    assert (await student.post("/auth/password/change", body)).status_code in (200, 204)
    assert len(await world.letters(student.email, "Auth.PasswordChanged")) == 1
