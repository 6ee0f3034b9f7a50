"""Mindbox knows people as they are: registered, changed, consenting, and gone."""

from __future__ import annotations

from typing import Any

import pytest

from people import Person, a_student, agree, sign_in
from world import World


async def customer(world: World, person: Person) -> dict[str, Any] | None:
    """What Mindbox knows of him."""
    await world.settle()
    items = (await world.sandbox.get("/mindbox/_customers")).json()["items"]
    found = [each["document"] for each in items if _id_of(each["document"]) == person.id]
    assert len(found) <= 1
    return found[0] if found else None


def _id_of(document: dict[str, Any]) -> str | None:
    ids: dict[str, str] = document.get("ids") or {}
    return ids.get("websiteID")


async def known(world: World, person: Person) -> dict[str, Any]:
    """The same of somebody who is known."""
    found = await customer(world, person)
    assert found is not None
    return found


def subscribed(document: dict[str, Any]) -> set[bool]:
    """Whether he is subscribed to advertising, over all channels."""
    assert {each["topic"] for each in document["subscriptions"]} == {"Marketing"}
    assert {each["pointOfContact"] for each in document["subscriptions"]} == {"Email", "Sms"}
    return {each["isSubscribed"] for each in document["subscriptions"]}


async def test_who_registers_is_known_and_gets_no_advertising(world: World) -> None:
    student = await a_student(world, locale="en")
    found = await known(world, student)
    assert (found["email"], found["fullName"]) == (student.email, student.name)
    assert found["customFields"] == {"roles": ["student"], "locale": "en", "timezone": "Europe/Moscow"}
    assert subscribed(found) == {False}


async def test_advertising_follows_the_consent_both_ways(world: World) -> None:
    student = await a_student(world)
    await agree(student, "marketing")
    assert subscribed(await known(world, student)) == {True}
    assert (await student.delete("/auth/consents/marketing")).status_code in (200, 204)
    assert subscribed(await known(world, student)) == {False}


async def test_a_new_name_and_language_are_told(world: World) -> None:
    student = await a_student(world)
    version = (await student.get("/accounts/me")).json()["version"]
    body = {"full_name": "Анна Белова", "locale": "en", "timezone": "Asia/Tomsk"}
    changed = await student.patch("/accounts/me", body, **{"if-match": f'"{version}"'})
    assert changed.status_code == 200, changed.text
    found = await known(world, student)
    assert found["fullName"] == "Анна Белова"
    assert (found["customFields"]["locale"], found["customFields"]["timezone"]) == ("en", "Asia/Tomsk")


@pytest.mark.parametrize(
    "fault", ["error_500_before", "error_500_after", "too_many_429", "reset", "html_body"]
)
async def test_what_mindbox_did_not_hear_it_hears_later_and_the_last_word_counts(
    world: World, fault: str
) -> None:
    student = await a_student(world)
    await world.settle()
    await world.fault("mindbox", fault)
    await agree(student, "marketing")
    await world.settle()
    await student.delete("/auth/consents/marketing")
    await world.settle()
    await world.no_faults()
    await world.travel(hours=1)
    assert subscribed(await known(world, student)) == {False}
    [row] = await world.fetch(
        "SELECT version, told_version, last_error FROM notifications.customer WHERE user_id = $1::text::uuid",
        student.id,
    )
    assert (row["told_version"], row["last_error"]) == (row["version"], None)


@pytest.mark.parametrize("quirk", ["wrapped_result", "without_status", "phone_as_number"])
async def test_mindbox_may_say_it_in_other_ways(world: World, quirk: str) -> None:
    await world.fault("mindbox", quirk)
    student = await a_student(world)
    await known(world, student)
    rows = await world.fetch("SELECT DISTINCT state FROM notifications.message WHERE channel = 'letter'")
    assert {row["state"] for row in rows} == {"sent"}


@pytest.mark.parametrize("quirk", ["not_found", "ambiguous"])
async def test_a_success_that_did_nothing_is_none(world: World, quirk: str) -> None:
    student = await a_student(world)
    await world.settle()
    await world.fault("mindbox", quirk)
    await agree(student, "marketing")
    await world.settle()
    [row] = await world.fetch(
        "SELECT version > told_version AS untold, last_error FROM notifications.customer"
        " WHERE user_id = $1::text::uuid",
        student.id,
    )
    assert row["untold"]
    assert row["last_error"].startswith("Success ")


async def test_who_is_erased_is_erased_at_mindbox_and_forgotten_here_then(world: World) -> None:
    student = await a_student(world)
    await agree(student, "marketing")
    await known(world, student)
    await sign_in(student)
    erased = await student.post("/accounts/me/erase", {"email": student.email})
    assert erased.status_code in (200, 202, 204), erased.text
    assert await customer(world, student) is None
    rows = await world.fetch(
        "SELECT 1 FROM notifications.customer WHERE user_id = $1::text::uuid", student.id
    )
    assert rows == []


async def test_an_erasure_that_mindbox_did_not_hear_is_repeated_until_it_has(world: World) -> None:
    student = await a_student(world)
    await known(world, student)
    rows = await world.fetch("SELECT count(*) AS n FROM notifications.message WHERE state = 'queued'")
    assert rows[0]["n"] == 0
    await sign_in(student)
    await world.fault("mindbox", "error_500_before")
    await student.post("/accounts/me/erase", {"email": student.email})
    await world.settle()
    await world.no_faults()
    for _ in range(3):
        await world.travel(hours=1)
    assert await customer(world, student) is None
