"""A module that does not answer is given up in time, by name, and the rest goes on."""

import pytest

from gateway.outcomes import CARDS, a_module_behind_a_black_hole, a_module_that_hangs, come_to
from people import a_student
from tutorium.gateway import door, placement
from tutorium.platform.settings import MODULES
from world import World

HANGING = ("a module that hangs", "a module behind a black hole")


@pytest.mark.parametrize("how", HANGING)
async def test_a_module_that_does_not_answer_is_named(
    world: World, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await come_to(how, world, monkeypatch)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["module"]) == (503, "unavailable", "catalog")
    assert int(answer.headers["retry-after"]) > 0


async def test_other_modules_answer_meanwhile_and_it_does_afterwards(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = await a_student(world)
    assert (await a_module_that_hangs(student, world, monkeypatch)).status_code == 503
    assert (await a_module_behind_a_black_hole(student, world, monkeypatch)).status_code == 503
    assert (await student.get("/accounts/me")).status_code == 200
    assert (await student.get(CARDS)).status_code == 200
    assert (await student.get("/catalog/favourites")).status_code == 200


def test_every_module_is_given_up_before_the_request_is() -> None:
    assert set(placement.SECONDS) <= set(MODULES)
    assert max(*placement.SECONDS.values(), placement.OTHERS_SECONDS) < door.SECONDS
