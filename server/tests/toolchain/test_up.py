"""`tutorium up`: one instance a folder, an announcement while it is ready, and a recovery from every kill."""

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from processes import bare_environment
from tutorium.local.processes import free_ports, working_in

READY_SECONDS = 90.0
STOP_SECONDS = 30.0


class Installation:
    """`tutorium up` in a data folder and on ports of its own."""

    def __init__(self, data: Path, *options: str) -> None:
        port, sandbox_port = free_ports(2)
        self.data = data
        self.options = options
        self.env = bare_environment() | {
            "TUTORIUM_DATA": str(data),
            "PORT": str(port),
            "SANDBOX_PORT": str(sandbox_port),
        }
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> "Installation":
        """Start it and wait for the banner."""
        self.process = self.spawn()
        assert self.process.stdout
        deadline = time.monotonic() + READY_SECONDS
        for line in self.process.stdout:
            if "Ctrl+C" in line:
                return self
            assert time.monotonic() < deadline
        pytest.fail(
            f"it ended with {self.process.wait()}: {self.process.stderr and self.process.stderr.read()}"
        )

    def spawn(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tutorium", "up", *self.options]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.env, stdout=pipe, stderr=pipe, text=True)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; its exit code."""
        assert self.process
        self.process.send_signal(how)
        self.process.communicate(timeout=STOP_SECONDS)
        return self.process.returncode

    def run_file(self) -> Any:
        return json.loads((self.data / "run.json").read_text())

    def children(self) -> list[int]:
        return working_in(self.data / "processes")

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.run_file()['app_url']}{path}", trust_env=False)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    running = Installation(tmp_path_factory.mktemp("installation")).start()
    yield running
    if running.process and running.process.poll() is None:
        running.stop()


def until(true: Callable[[], object], *, seconds: float = 30) -> None:
    """Wait for a fact about other processes, which nothing announces to us."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def test_run_json_says_where_everything_is(installation: Installation) -> None:
    running = installation.run_file()
    assert installation.process
    assert running["pid"] == installation.process.pid
    assert running["app_url"] == f"http://localhost:{installation.env['PORT']}"
    assert {account["email"] for account in running["accounts"]} >= {"student@demo.test", "tutor@demo.test"}
    with_codes = {account["role"] for account in running["accounts"] if account.get("totp_secret")}
    assert with_codes == {"support", "moderator", "finance", "admin"}
    assert running["password"]
    assert httpx.get(f"{running['app_url']}/health/ready").status_code == 200
    assert httpx.get(f"{running['sandbox_url']}/health/ready").status_code == 200
    assert len(running["metrics_urls"]) == 2
    for url in running["metrics_urls"]:
        assert "tutorium_" in httpx.get(url).text


def test_secrets_are_readable_by_their_owner_only(installation: Installation) -> None:
    for name in ("secrets.json", "environment.json", "run.json", "postgres/password"):
        assert (installation.data / name).stat().st_mode & 0o077 == 0, name


def test_a_second_instance_in_the_same_folder_is_refused_with_a_sentence(installation: Installation) -> None:
    second = installation.spawn()
    _, sentence = second.communicate(timeout=30)
    assert second.returncode == 2
    assert sentence.startswith(f"Tutorium already runs in {installation.data}")
    assert len(sentence.strip().splitlines()) == 1
    assert installation.run_file()


def test_a_command_joins_the_running_installation(installation: Installation) -> None:
    command = [sys.executable, "-m", "tutorium", "local", "migrate"]
    done = subprocess.run(command, env=installation.env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_process_that_dies_is_started_again(installation: Installation) -> None:
    before = set(installation.children())
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(set(installation.children()) - before) == len(before))
    until(lambda: _answers(installation))


def test_a_database_that_dies_is_started_again_under_its_address(installation: Installation) -> None:
    postmaster = int((installation.data / "postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: postmaster not in working_in(installation.data / "postgres/data"))
    until(lambda: _answers(installation))


def _answers(installation: Installation) -> bool:
    try:
        return installation.get("/health/ready").is_success
    except httpx.HTTPError:
        return False


def test_after_a_kill_the_next_start_recovers_with_no_row_lost(installation: Installation) -> None:
    tutors = installation.get("/api/v1/catalog/tutors").json()["total"]
    secrets = (installation.data / "secrets.json").read_text()
    assert installation.process

    installation.stop(signal.SIGKILL)
    installation.start()

    assert installation.get("/api/v1/catalog/tutors").json()["total"] == tutors > 0
    assert (installation.data / "secrets.json").read_text() == secrets


def test_a_killed_family_is_cleared_away_by_the_next_start(installation: Installation) -> None:
    family = [*installation.children(), *working_in(installation.data / "postgres/data")]
    assert installation.process
    os.kill(installation.process.pid, signal.SIGKILL)
    for pid in family:
        with contextlib.suppress(ProcessLookupError):  # it died with its parent before we came to it
            os.kill(pid, signal.SIGKILL)
    installation.process.communicate()

    installation.start()

    assert installation.get("/health/ready").is_success


def test_a_clean_stop_removes_run_json_and_leaves_no_process(installation: Installation) -> None:
    assert installation.stop(signal.SIGINT) == 0
    assert not (installation.data / "run.json").exists()
    assert not (installation.data / "environment.json").exists()
    assert installation.children() == []
    assert working_in(installation.data / "postgres/data") == []
    assert working_in(installation.data / "valkey") == []


def test_tls_serves_https_and_http_2_with_the_local_authority(installation: Installation) -> None:
    secure = Installation(installation.data, "--tls")
    secure.start()
    try:
        authority = secure.data / "tls/authority.pem"
        with httpx.Client(http2=True, verify=str(authority), trust_env=False) as http:
            answer = http.get(f"{secure.run_file()['app_url']}/health/ready")
        assert answer.http_version == "HTTP/2"
        assert answer.is_success
        assert _agreed(secure, authority) == "TLSv1.3"
        with pytest.raises(ssl.SSLError):
            _agreed(secure, authority, at_most=ssl.TLSVersion.TLSv1_1)
        with pytest.raises(ssl.SSLError):
            _agreed(secure, None)
    finally:
        secure.stop()


def _agreed(
    secure: Installation, authority: Path | None, *, at_most: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> str | None:
    """The version of TLS that is spoken with a client which knows the authority."""
    context = ssl.create_default_context(cafile=authority)
    context.set_ciphers("ALL:@SECLEVEL=0")  # the client would refuse before the server is asked
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, at_most
    port = urlsplit(secure.run_file()["app_url"]).port
    with (
        socket.create_connection(("127.0.0.1", port or 0), timeout=10) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as spoken,
    ):
        return spoken.version()
