"""Fixtures of every test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from world import World, a_world

if TYPE_CHECKING:
    from services import Services

pytest_plugins = ["services", "cells"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--apart`: every module behind HTTP calls, instead of together in one process."""
    parser.addoption("--apart", action="store_true", help="call every module over HTTP")


@pytest.fixture(scope="session")
async def running_world(
    services: Services, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
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
