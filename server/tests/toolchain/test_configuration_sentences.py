"""A configuration that cannot work ends with one sentence and code 2, never with a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tutorium.local.configuration import choices, environment, kept_secrets
from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.processes import free_ports


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """A complete configuration whose services are not there."""
    [nobody] = free_ports(1)
    chosen = choices(tls=False, variables={"TUTORIUM_DATA": str(tmp_path), "PATH": os.environ["PATH"]})
    services = {
        "DATABASE_URL": f"postgresql://tutorium@127.0.0.1:{nobody}/tutorium",
        "REDIS_URL": f"redis://127.0.0.1:{nobody}/0",
    }
    return environment(chosen, services)


def sentence_of(command: list[str], variables: dict[str, str]) -> str:
    """What the command says before it ends with code 2."""
    done = subprocess.run(
        [sys.executable, "-m", "tutorium", *command],
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 2, done.stderr
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_a_missing_variable_is_named(command: str, variables: dict[str, str]) -> None:
    del variables["DATABASE_URL"]
    assert sentence_of([command], variables) == "The variable DATABASE_URL is not set."


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_a_database_that_does_not_answer_is_said(command: str, variables: dict[str, str]) -> None:
    assert "database" in sentence_of([command], variables)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/tutorium"),
        ("DATABASE_URL", "postgresql://tutorium@localhost:port/tutorium"),
        ("REDIS_URL", "localhost:6379"),
        ("PUBLIC_URL", "tutorium.example"),
        ("PORT", "eight thousand"),
        ("MODULES", "lessons,teleport"),
    ],
)
def test_a_wrong_value_is_named(variable: str, value: str, variables: dict[str, str]) -> None:
    sentence = sentence_of(["serve"], variables | {variable: value})
    assert variable in sentence.upper() or value.split(",")[-1] in sentence


def test_a_wrong_password_of_the_database_is_said(variables: dict[str, str]) -> None:
    server = EmbeddedPostgres(Path(variables["FILES_DIR"]).parent / "postgres", throw_away=True)
    server.start()
    try:
        wrong = server.url.replace(server.password, "wrong")
        assert "database" in sentence_of(["migrate"], variables | {"DATABASE_URL": wrong})
    finally:
        server.stop()


def test_up_says_which_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        sentence = sentence_of(["up"], {"TUTORIUM_DATA": str(tmp_path), "PORT": str(port)})
    assert sentence == f"Port {port} is taken: stop what listens there, or set PORT to another one."


def test_up_refuses_a_port_that_is_no_number(tmp_path: Path) -> None:
    sentence = sentence_of(["up"], {"TUTORIUM_DATA": str(tmp_path), "PORT": "80o0"})
    assert sentence == "PORT must be a port number from 1 to 65535, not '80o0'."


def test_up_is_not_for_production(tmp_path: Path) -> None:
    assert "production" in sentence_of(["up"], {"TUTORIUM_DATA": str(tmp_path), "ENVIRONMENT": "production"})


@pytest.mark.parametrize("command", ["seed", "sandbox"])
def test_demo_people_and_stand_ins_are_not_for_production(command: str, variables: dict[str, str]) -> None:
    production = variables | {"ENVIRONMENT": "production", "PUBLIC_URL": "https://tutorium.test"}
    said = sentence_of([command], production)
    assert ("Demo data" if command == "seed" else "The sandbox") in said
    assert "production" in said


def test_secrets_an_older_version_has_made_are_kept_and_completed(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text('{"secret_key": "an old one", "internal_secret": "another"}')
    first = kept_secrets(tmp_path)
    assert (first.secret_key, first.internal_secret) == ("an old one", "another")
    assert len(first.yandex_id_client_secret) > 32
    assert kept_secrets(tmp_path) == first
