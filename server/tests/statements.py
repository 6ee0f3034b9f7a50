"""Finds every SQL statement in the code: the literal arguments of the functions of `platform.db`."""

import ast
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import tutorium

SOURCE = Path(next(iter(tutorium.__path__)))
TYPED = {"fetch_all": 2, "fetch_optional": 2, "fetch_value": 2}
PRODUCT = ("modules", "gateway", "platform", "worker.py")
PLAIN = {"execute": 1, "execute_many": 1}


class Statement(NamedTuple):
    """One SQL literal: where it stands, what it says, and the type its rows fill, if it fills any."""

    place: str
    module: str
    sql: str | None
    fills: Any
    function: str


def statements() -> list[Statement]:
    """Every call of a `platform.db` function in the product, seeds and sandbox left out."""
    found: list[Statement] = []
    for path in sorted(SOURCE.rglob("*.py")):
        relative = path.relative_to(SOURCE)
        if (
            relative.parts[0] not in ("modules", "gateway", "platform", "worker.py")
            or relative.name == "db.py"
        ):
            continue
        name = ".".join(("tutorium", *relative.with_suffix("").parts)).removesuffix(".__init__")
        tree = ast.parse(path.read_text())
        found += [
            _statement(node, function, name, f"{relative}:{node.lineno}")
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and (function := _function(node))
        ]
    return found


def _function(node: ast.Call) -> str | None:
    name = None
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        name = node.func.attr if node.func.value.id == "db" else None
    elif isinstance(node.func, ast.Name):
        name = node.func.id
    return name if name in TYPED or name in PLAIN else None


def _statement(node: ast.Call, function: str, name: str, place: str) -> Statement:
    position = TYPED.get(function, PLAIN.get(function, 0))
    argument = node.args[position]
    sql = argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
    fills = None
    if function in TYPED:
        fills = eval(ast.unparse(node.args[1]), vars(import_module(name)))  # noqa: S307 -- our own source
    module = name.split(".")[2] if name.startswith("tutorium.modules.") else ""
    return Statement(place, module, sql, fills, function)
