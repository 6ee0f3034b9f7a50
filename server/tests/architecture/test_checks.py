"""The checks that need no running product: lint, types, borders, migrations."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pgqueuer.adapters.persistence.schema_ddl import render_install

from tutorium.platform import jobs, migrations

SERVER = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
QUEUE = SERVER / "src/tutorium/platform/revisions/queue.sql"
SQUAWK_RULES_THAT_DO_NOT_FIT = (
    "prefer-robust-stmts",  # each migration is one transaction: half of it never stays
    "require-concurrent-index-creation",  # the indexes of a table that is being created lock nothing
    "require-timeout-settings",  # set once, by the first revision, for the whole run
    "ban-create-domain-with-constraint",
)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", ".", "../bench", "../deploy"),
        ("ruff", "format", "--check", ".", "../bench", "../deploy"),
        ("mypy",),
        ("lint-imports", "--no-cache"),
    ],
    ids=["lint", "format", "types", "borders"],
)
def test_the_code_passes(command: tuple[str, ...]) -> None:
    environment = os.environ | {"PYTHONPATH": str(SERVER / "src")}
    run = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=SERVER,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_migrations_pass_the_linter(tmp_path: Path) -> None:
    _, ours = migrations.as_sql().split("-- Running upgrade", 1)  # before it stands Alembic's own table
    script = tmp_path / "migrations.sql"
    script.write_text("BEGIN; --" + ours.replace(QUEUE.read_text().strip(), ""))
    excluded = ",".join(SQUAWK_RULES_THAT_DO_NOT_FIT)
    run = subprocess.run(
        [BIN / "squawk", f"--exclude={excluded}", "--pg-version=15", script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_queue_has_the_tables_its_library_declares() -> None:
    declared = render_install(jobs.TABLES, create_schema=False).split("\n\n", 1)[1]
    ours = QUEUE.read_text().split("\n", 1)[1]
    assert _words(ours) == _words(declared)


def _words(sql: str) -> list[str]:
    lines = (line.split("--")[0] for line in sql.splitlines())
    return " ".join(lines).split()
