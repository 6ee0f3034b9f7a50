"""No answer tells whether an address is registered; how long it takes, bench.enumeration measures."""

from typing import Any

import pytest
from httpx import Response

from newcomers import register, stranger
from people import a_student, registration
from world import World

UNKNOWN = "nobody@example.test"
OWN = ("request_id", "user_id")

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("/auth/login", {"password": "not-anybodys-password"}),
    ("/auth/password/forgot", {}),
    ("/auth/register", registration("")),
]


def look_of(answer: Response) -> tuple[int, Any, list[str]]:
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body = {name: "" if name in OWN else value for name, value in body.items()}
    return answer.status_code, body, sorted(answer.headers)


@pytest.mark.parametrize(("path", "body"), QUESTIONS)
async def test_a_known_and_an_unknown_address_get_the_same_answer(
    world: World, path: str, body: dict[str, Any]
) -> None:
    person = stranger(world)
    await register(person)
    known = await world.visitor().post(path, body | {"email": person.email})
    unknown = await world.visitor().post(path, body | {"email": UNKNOWN})
    assert look_of(known) == look_of(unknown)


async def test_blocks_come_for_both_at_the_same_guess(world: World) -> None:
    person = stranger(world)
    await register(person)
    looks = []
    for email in (person.email, UNKNOWN):
        wrong = {"email": email, "password": "not-anybodys-password"}
        answers = [await world.visitor().post("/auth/login", wrong) for _ in range(7)]
        looks.append([look_of(answer) for answer in answers])
    assert looks[0] == looks[1]


async def test_a_taken_address_is_not_seen_when_changing_ones_own(world: World) -> None:
    owner, person = await a_student(world), await a_student(world)
    looks = [
        look_of(await person.post("/auth/email/change", {"email": email})) for email in (owner.email, UNKNOWN)
    ]
    assert looks[0] == looks[1]
