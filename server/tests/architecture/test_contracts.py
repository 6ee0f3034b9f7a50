"""The shape of every event and every exposed function is kept in contracts.json; a change there is seen.

`python3 manage.py gen` writes the file. A change must be additive, or a new version beside the old one.
"""

from pathlib import Path

from tutorium import contracts

KEPT = Path(__file__).parents[2] / "contracts.json"


def test_contracts_are_fresh() -> None:
    assert KEPT.read_bytes() == contracts.text(), "run: python3 manage.py gen"
