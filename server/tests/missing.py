"""What the machine lacks: a laptop goes without, CI does not."""

import os
from typing import NoReturn

import pytest


def left_out(needed: str) -> NoReturn:
    """Leave out the test that needs this; an error in CI, where nothing is left out (.ci/run installs it)."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI nothing is left out: {needed}")
    pytest.skip(needed)  # because a laptop may lack a server that costs minutes to install; CI fails above
