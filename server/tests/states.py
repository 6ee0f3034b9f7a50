"""The state diagrams of docs/, drawn from the tables of transitions the code runs on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec


class Machine(msgspec.Struct, frozen=True):
    """A table of transitions: what it is of, and where it stands."""

    title: str
    module: str
    table: str = "TRANSITIONS"


MACHINES = (
    Machine("Занятие", "lessons.model.lesson"),
    Machine("Подписка", "subscriptions.model.subscription"),
    Machine("Анкета репетитора", "accounts.model.tutor_states"),
    Machine("Заявка репетитора", "documents.model.states", "TURNS"),
    Machine("Документ репетитора", "documents.model.states"),
    Machine("Обращение", "support.model.states"),
)


ANY = "любое"
CROWD = 6
"""So many arrows of one rule into one state are drawn as one."""


class Way(msgspec.Struct, frozen=True):
    """One arrow: `why` is the rule and who takes it, as far as the table says."""

    source: str | None
    target: str
    why: str


def diagrams() -> list[str]:
    """A section for each machine: where its table stands, and the diagram."""
    lines = []
    for machine in MACHINES:
        path = f"tutorium.modules.{machine.module}"
        ways = list(_ways(getattr(importlib.import_module(path), machine.table)))
        place = f"`{machine.table}`, `server/src/{path.replace('.', '/')}.py`"
        lines += ["", f"## {machine.title}", "", place, "", "```mermaid", "stateDiagram-v2"]
        lines += [_arrow(way) for way in _merged(ways)]
        final = sorted({way.target for way in ways} - {way.source for way in ways if way.source})
        lines += [f"    {state} --> [*]" for state in final]
        lines += ["```"]
    return lines


def _ways(table: Any) -> Iterable[Way]:
    if isinstance(table, Mapping):
        yield Way(None, str(next(iter(table))), "")
        for source, targets in table.items():
            yield from (Way(str(source), str(target), "") for target in sorted(targets))
        return
    for each in table:
        actors = getattr(each, "actors", None) or [getattr(each, "actor", getattr(each, "trigger", ""))]
        words = [getattr(each, "rule", ""), ", ".join(sorted(str(actor) for actor in actors if actor))]
        source = each.source and str(each.source)
        yield Way(source, str(each.target), " · ".join(word for word in words if word))


def _merged(ways: list[Way]) -> list[Way]:
    """One arrow between two states, however many rows the table has for it; many alike start at ANY."""
    crowds = {(way.target, way.why) for way in ways if _alike(ways, way) >= CROWD}
    whys: dict[tuple[str | None, str], list[str]] = {}
    for way in ways:
        source = ANY if (way.target, way.why) in crowds else way.source
        found = whys.setdefault((source, way.target), [])
        if way.why and way.why not in found:
            found.append(way.why)
    return [Way(source, target, "; ".join(found)) for (source, target), found in whys.items()]


def _alike(ways: list[Way], way: Way) -> int:
    return sum((each.target, each.why) == (way.target, way.why) for each in ways)


def _arrow(way: Way) -> str:
    arrow = f"    {way.source or '[*]'} --> {way.target}"
    return f"{arrow}: {way.why}" if way.why else arrow
