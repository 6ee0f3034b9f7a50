"""The pages of docs/ that are made from the code: refusals, events with those who listen, states.

    .venv/bin/python server/tests/documents.py

writes them; `test_documentation.py` fails while they are stale.
"""

import inspect
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import states
from tutorium import assembly
from tutorium.gateway import app
from tutorium.platform import errors, events
from tutorium.platform.errors import Refusal
from tutorium.platform.settings import MODULES

DOCS = Path(__file__).parents[2] / "docs"
OURS = "tutorium."


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The name of each page in docs/ and its text."""
    app.api()
    assembly.load_subscribers()
    return {"problems.md": _problems(), "events.md": _events(), "architecture/states.md": _states()}


def refusals() -> list[type[Refusal]]:
    """Every refusal of the product, by code."""
    return sorted(errors.refusals(), key=lambda kind: (_owner(kind.code), kind.code))


def _owner(code: str) -> str:
    return code.rpartition(".")[0]


def _problems() -> str:
    lines = [
        *head("Отказы (problem+json)", 7),
        "Каждый отказ — это `application/problem+json` (RFC 9457) с постоянным `code`. `detail` написан для",
        "человека на языке заголовка `Accept-Language`; программа смотрит на `code`. Значения в фигурных",
        "скобках приходят и отдельными полями ответа. Поле `type` ведёт на ту же таблицу в `/api/docs`.",
        "",
        "Every refusal has a stable `code`; `detail` is the sentence below in the caller's language. The",
        "values in braces come as fields of the answer, too.",
    ]
    for owner, group in groupby(refusals(), key=lambda kind: _owner(kind.code)):
        lines += ["", f"## {owner or 'общие · common'}", ""]
        lines += _table(
            ("code", "status", "по-русски", "in English"),
            (
                (f'<a id="{each.code}"></a>`{each.code}`', str(each.status), _plain(each.ru), _plain(each.en))
                for each in group
            ),
        )
    return "\n".join(lines) + "\n"


def _events() -> str:
    listeners = events.subscribers()
    lines = [
        *head("События (events)", 6),
        "События — факты, записанные в той же транзакции, что и изменение. Событие, опубликованное на",
        "будущее время, служит таймером. Подписчик назван так, как называется его задание в очереди.",
        "",
        "Events are facts written in the transaction of the change. An event published for a later moment is",
        "a timer. A listener is named as its job in the queue and in `tutorium_job_seconds`.",
    ]
    for module in MODULES:
        own = [kind for kind in events.Event.__subclasses__() if _module(kind) == module]
        if not own:
            continue
        lines += ["", f"## {module}", ""]
        lines += _table(
            ("event", "says", "fields", "who listens"),
            (
                (
                    f"`{kind.__name__}`",
                    _plain(_first_paragraph(kind)),
                    _codes(kind.__struct_fields__),
                    _codes(_ours(listeners.get(events.event_name(kind), []))) or "—",
                )
                for kind in sorted(own, key=lambda kind: kind.__name__)
            ),
        )
    return "\n".join(lines) + "\n"


def _states() -> str:
    lines = [
        *head("Состояния", 5),
        "> **In short.** What may follow what, drawn from the tables the code itself asks. Final states lead",
        "> to the black dot.",
        "",
        "Что за чем может следовать: диаграммы нарисованы по таблицам, которые спрашивает сам код. Подпись",
        "стрелки — правило и тот, кто делает шаг; «любое» — почти любое другое состояние.",
        *states.diagrams(),
    ]
    return "\n".join(lines) + "\n"


def _ours(names: list[str]) -> list[str]:
    return sorted(name for name in names if name.split(".")[0] in MODULES)


def _module(kind: type) -> str:
    return kind.__module__.removeprefix("tutorium.modules.").split(".")[0]


def head(title: str, position: int, *, by: str = "server/tests/documents.py") -> list[str]:
    """How a page begins that is made by the program `by`."""
    made = f"<!-- Made by {by}: change the code, then run it. -->"
    return ["---", f"title: {title}", f"sidebar_position: {position}", "---", "", f"# {title}", "", made, ""]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)]


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _first_paragraph(kind: type) -> str:
    return " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split())


def _plain(text: str) -> str:
    """Text in which no Markdown or MDX character means anything, except code in backticks."""
    parts = text.split("`")
    for i in range(0, len(parts), 2):
        for mark in "{}<|":
            parts[i] = parts[i].replace(mark, f"\\{mark}")
    return "`".join(parts)


if __name__ == "__main__":
    main()
