"""Programs that measure. They print tables and judge nothing.

Run from the root of the repository, with PostgreSQL and Redis of your own at hand:

    .venv/bin/python -m bench.catalog --help
    .venv/bin/python -m bench.storm --help

Everything listens on the loopback address only.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "server/src"), str(ROOT / "server/tests")]
