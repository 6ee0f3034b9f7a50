"""Puts the modules together: what the gateway and the worker load, in one place."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tutorium.platform.settings import MODULES


def _part(module: str, part: str) -> Any | None:
    name = f"tutorium.modules.{module}.{part}"
    return import_module(name) if find_spec(name) else None


def load_subscribers() -> None:
    """Make every subscription of every module known: whoever publishes must know who listens."""
    for module in MODULES:
        _part(module, "subscribers")


def load_api() -> None:
    """Make every exposed function known to the internal port."""
    for module in MODULES:
        _part(module, "api")


def routers() -> list[Any]:
    """The routers of all modules."""
    return [part.router for module in MODULES if (part := _part(module, "router"))]
