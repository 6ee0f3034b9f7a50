"""compose.yaml and the image: valid, hardened, and told exactly what the program reads."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml  # type: ignore[import-untyped]

from missing import left_out
from tutorium.platform.settings import Settings, parse

ROOT = Path(__file__).parents[3]
COMPOSE = ROOT / "compose.yaml"
OURS = ("migrate", "serve", "worker", "backup")
ONCE = ("certs", "migrate", "backup", "kibana-user")
WRITES_BESIDE_ITS_PROGRAM = {"elasticsearch", "kibana"}
TOOLS = {"pytest", "hypothesis", "ruff", "mypy", "playwright", "yookassa", "uv", "pip", "setuptools"}


def services() -> dict[str, Any]:
    """Name -> what compose.yaml says of the service, anchors resolved."""
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    return read


def example(*, commented: bool = False) -> dict[str, str]:
    """The variables of .env.example, if asked those in comments too, filled in where they must be."""
    text = (ROOT / ".env.example").read_text()
    pairs = re.findall(rf"^{'(?:# )?' if commented else ''}([A-Z_]+)=(.*)$", text, re.MULTILINE)
    must = {field.name.upper() for field in msgspec.structs.fields(Settings) if field.required} | asked_for()
    return {
        name: value or ("a value of thirty-two characters." if name in must else "") for name, value in pairs
    }


def asked_for() -> set[str]:
    """The variables compose.yaml puts in itself."""
    return set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text())) - {"ENV_FILE"}


def known() -> set[str]:
    """The variables the program reads."""
    return {field.name.upper() for field in msgspec.structs.fields(Settings)}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    """A filled-in copy of .env.example."""
    path = tmp_path / "env"
    path.write_text("".join(f"{name}={value}\n" for name, value in example().items()))
    return path


def compose() -> list[str]:
    """The command that reads compose.yaml here."""
    docker = shutil.which("docker")
    if docker and not subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        return [docker, "compose"]
    found = shutil.which("docker-compose")
    if found is None:
        left_out("install docker-compose")
    return [found]


def test_the_file_is_valid(env_file: Path) -> None:
    done = subprocess.run(
        [*compose(), "--env-file", env_file, "-f", COMPOSE, "config"],
        env={"PATH": os.environ["PATH"], "HOME": str(env_file.parent), "ENV_FILE": str(env_file)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(yaml.safe_load(done.stdout)["services"]) <= set(services())


def test_a_missing_password_is_named(tmp_path: Path) -> None:
    (tmp_path / "env").touch()
    done = subprocess.run(
        [*compose(), "--env-file", tmp_path / "env", "-f", COMPOSE, "config", "-q"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "ENV_FILE": str(tmp_path / "env")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "_PASSWORD" in done.stderr


def test_the_example_names_every_variable_and_no_other() -> None:
    assert set(example(commented=True)) == known() | asked_for()


@pytest.mark.parametrize("name", OURS)
def test_our_processes_are_told_what_they_need_in_production(name: str, tmp_path: Path) -> None:
    own = services()[name]["environment"]
    assert set(own) <= known()
    given = {key: value for key, value in example().items() if key in known()} | own
    for file in ("server.pem", "server.key", "authority.pem"):
        (tmp_path / file).touch()
    filled = {
        key.lower(): re.sub(r"\$\{[A-Z_]+(?::-([^}]*))?[^}]*\}", r"\1", str(value)).replace(
            "/tls/", f"{tmp_path}/"
        )
        for key, value in given.items()
    }
    for key in ("remote_modules", "modules"):
        filled.pop(key)
    config = parse({key: value for key, value in filled.items() if value})
    assert config.environment == "production"
    assert config.internal_tls_certificate
    assert config.redis_url.endswith("authority.pem")
    assert config.amqp_ca == config.tls_ca


@pytest.mark.parametrize("name", sorted(services()))
def test_every_service_has_no_more_than_it_needs(name: str) -> None:
    service = services()[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["read_only"] is (name not in WRITES_BESIDE_ITS_PROGRAM)
    root = service["user"].startswith("0:")
    assert root is (name == "certs")  # which gives the keys to their users, without a network
    assert ("healthcheck" in service) is (name not in ONCE)
    for port in service.get("ports", ()):
        assert name == "serve" or port.startswith("127.0.0.1:")


def test_what_is_mounted_is_there() -> None:
    declared = set(yaml.safe_load(COMPOSE.read_text())["volumes"])
    used = set()
    for service in services().values():
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).exists(), source
            else:
                used.add(source)
    assert used == declared


def test_prometheus_asks_the_processes_there_are() -> None:
    jobs = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())["scrape_configs"]
    asked = {job["job_name"]: job["static_configs"][0]["targets"] for job in jobs}
    assert asked == {
        f"tutorium-{name}": [f"{name}:{services()[name]['environment']['INTERNAL_PORT']}"]
        for name in ("serve", "worker")
    }
    rules = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
    assert {job["job_name"] for job in rules} == set(asked)


def test_the_image_is_made_of_what_is_there_and_runs_without_rights() -> None:
    text = (ROOT / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for source in line.split():
            assert (ROOT / source).exists(), source
    last = text.rpartition("\nFROM ")[2]
    assert "USER 10001:10001" in last
    assert "apt-get" not in text  # neither a compiler nor anything else is added to the slim image


def test_the_image_has_no_tools_of_tests() -> None:
    command = [sys.executable, str(ROOT / "deploy/superfluous.py"), str(ROOT / "server/pyproject.toml")]
    superfluous = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert superfluous >= TOOLS
    assert not superfluous & {"litestar", "asyncpg", "granian", "httpx", "cryptography", "pgqueuer", "tzdata"}
