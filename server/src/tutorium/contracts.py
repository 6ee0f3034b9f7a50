"""What modules say to each other, as JSON schemas: events and exposed functions, kept in contracts.json."""

import inspect
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from tutorium import assembly
from tutorium.platform import remote
from tutorium.platform.events import Event, event_name
from tutorium.platform.settings import MODULES


def text() -> bytes:
    """The contracts of this version, in a form whose differences read well."""
    assembly.load_api()
    functions = {
        name: {"arguments": _schema(one.arguments), "returns": _schema(one.returns)}
        for name, one in remote.exposed_functions().items()
        if name.split(".")[0] in MODULES
    }
    events = {event_name(event): _schema(event) for event in _events()}
    both = msgspec.json.encode({"events": events, "functions": functions}, order="sorted")
    return msgspec.json.format(both, indent=1) + b"\n"


def main(path: str) -> None:
    """Write the contracts to `path`."""
    Path(path).write_bytes(text())


def _events() -> list[type[Event]]:
    found = []
    for module in MODULES:
        name = f"tutorium.modules.{module}.events"
        if find_spec(name):
            members = vars(import_module(name)).values()
            found += [
                m for m in members if inspect.isclass(m) and issubclass(m, Event) and m.__module__ == name
            ]
    return found


def _schema(kind: Any) -> Any:
    return msgspec.json.schema(kind)
