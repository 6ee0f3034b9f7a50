"""A call to another module: the same here and over HTTP, and never inside a transaction."""

from uuid import UUID

import pytest

from people import a_student
from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.platform import db, remote
from tutorium.platform.errors import NotFound, refusal, refusals
from tutorium.platform.ids import new_id
from world import World


async def test_a_call_answers_with_the_same_structs_wherever_the_module_lives(world: World) -> None:
    student = await a_student(world)
    person = await accounts.person(user_id=UUID(student.id))
    assert isinstance(person, accounts.PersonCard)
    assert person.full_name == student.name
    assert await auth.session(token="nobody's") is None


async def test_no_module_is_called_inside_a_transaction(world: World) -> None:
    async with db.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await accounts.person(user_id=new_id())


async def test_transactions_do_not_nest(world: World) -> None:
    async with db.transaction():
        with pytest.raises(RuntimeError, match="one transaction"):
            async with db.transaction():
                pass


def test_a_refusal_is_the_same_class_on_the_near_side() -> None:
    again = refusal("not_found", {"what": "lesson"})
    assert isinstance(again, NotFound)
    assert again.data == {"what": "lesson"}


def test_every_exposed_function_takes_keyword_arguments_only() -> None:
    for name, one in remote.exposed_functions().items():
        assert not one.function.__defaults__, name


def test_every_refusal_speaks_both_languages() -> None:
    for one in refusals():
        assert one.ru != one.en
        assert 400 <= one.status < 600
