"""pytest plugin: numbers that tests recorded, told at the end: cells of matrices, requests of fuzzing.

A test says `record_property("cells", ("routes and roles", 832))` or `record_property("told", "a line")`.
"""

from __future__ import annotations

from collections import Counter
from typing import cast

import pytest

_cells: Counter[str] = Counter()
_told: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Collect what a test recorded, in whichever process it ran."""
    if report.when == "call":
        for name, value in report.user_properties:
            if name == "cells":
                matrix, count = cast("tuple[str, int]", value)
                _cells[matrix] += count
            elif name == "told":
                _told.append(str(value))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the numbers."""
    if _cells or _told:
        terminalreporter.section("numbers", sep="-")
    for matrix, count in sorted(_cells.items()):
        terminalreporter.write_line(f"{matrix:<40} {count:>6} cells")
    if len(_cells) > 1:
        terminalreporter.write_line(f"{'together':<40} {_cells.total():>6} cells")
    for line in _told:
        terminalreporter.write_line(line)
