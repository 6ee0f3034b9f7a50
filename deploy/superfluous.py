"""Prints the installed packages that the program itself does not need: those of tests and checks.

Run by the Python whose packages they are: `python superfluous.py pyproject.toml`. The lock file names all
packages with their hashes, so everything is installed from it, and then these are taken away again.
"""

import sys
import tomllib
from importlib.metadata import distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(project: Path) -> set[str]:
    """The dependencies of the project, and theirs, as far as they apply to this Python and machine."""
    wanted = tomllib.loads(project.read_text())["project"]["dependencies"]
    waiting = [Requirement(text) for text in wanted]
    seen = set()
    while waiting:
        asked = waiting.pop()
        key = (canonicalize_name(asked.name), frozenset(asked.extras))
        if key in seen:
            continue
        seen.add(key)
        for more in map(Requirement, requires(asked.name) or ()):
            if more.marker is None or any(more.marker.evaluate({"extra": e}) for e in ("", *asked.extras)):
                waiting.append(more)
    return {name for name, _ in seen}


if __name__ == "__main__":
    installed = {canonicalize_name(each.metadata["Name"]) for each in distributions()}
    print("\n".join(sorted(installed - needed(Path(sys.argv[1])))))
