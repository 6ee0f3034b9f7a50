"""Fixtures of every test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from tutorium.modules.auth.service import hashing
from world import World, a_world

if TYPE_CHECKING:
    from services import Services

pytest_plugins = ["services", "cells"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--apart`: every module behind HTTP calls, instead of together in one process.

    `--beside`: other tests run at the same time, which empty the Redis and the RabbitMQ they have found.
    """
    parser.addoption("--apart", action="store_true", help="call every module over HTTP")
    parser.addoption("--beside", action="store_true", help="take a Redis and a RabbitMQ of these tests' own")


@pytest.fixture(scope="session")
def strong_hasher() -> Iterator[PasswordHasher]:
    """What hashes passwords in earnest. Almost everybody in the tests signs up and in; so that this does not
    take a fifth of a second of processor each time, the world hashes at the least cost.
    """
    strong, hashing.hasher = hashing.hasher, PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)
    yield strong
    hashing.hasher = strong


@pytest.fixture(scope="session")
async def running_world(
    services: Services,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    strong_hasher: PasswordHasher,
) -> AsyncIterator[World]:
    """The product, started once."""
    folder = tmp_path_factory.mktemp("world")
    async with a_world(services, folder, apart=request.config.getoption("--apart")) as world:
        yield world


@pytest.fixture
async def world(running_world: World) -> World:
    """The product with nobody in it yet."""
    await running_world.empty()
    return running_world
