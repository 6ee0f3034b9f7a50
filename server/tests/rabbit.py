"""RabbitMQ for tests: a virtual host of our own on a server that answers, or a throw-away server."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from tutorium.local.processes import end, free_ports, spawn
from tutorium.local.tls import Certificate

LOCAL = ("127.0.0.1", 5672)
HOMES = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/homebrew/sbin")
START_SECONDS = 60.0


def program(name: str) -> str | None:
    """The path of one of RabbitMQ's programs; not Debian's wrappers, which change the user."""
    return shutil.which(name, path=":".join(HOMES)) or shutil.which(name)


class VirtualHost:
    """A virtual host on the machine's own server, for as long as the tests run."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.url = f"amqp://guest:guest@{LOCAL[0]}:{LOCAL[1]}/{name}"

    def create(self) -> bool:
        """False when there is no such server here, or we may not tell it what to do."""
        return _answers(*LOCAL) and all(
            self._control(*words)
            for words in (
                ("add_vhost", self.name),
                ("set_permissions", "-p", self.name, "guest", ".*", ".*", ".*"),
            )
        )

    def delete(self) -> None:
        """Gone with all its queues."""
        self._control("delete_vhost", self.name)

    def _control(self, *words: str) -> bool:
        control = shutil.which("rabbitmqctl")  # the wrapper, which knows the server's cookie
        if control is None:
            return False
        run = subprocess.run([control, "-q", *words], capture_output=True, check=False, timeout=60)
        return run.returncode == 0


class Rabbit:
    """A server of our own on a free port, which can be killed and started again; with `tls` nothing else."""

    name = "RabbitMQ"

    def __init__(self, folder: Path, *, tls: Certificate | None = None) -> None:
        self.folder = folder.resolve()
        self.port, self._distribution, self._mapper = free_ports(3)
        self.tls = tls
        self.url = f"{'amqps' if tls else 'amqp'}://guest:guest@localhost:{self.port}/%2F"
        self.process: subprocess.Popen[bytes] | None = None
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),  # its cookie lies there
            "LC_ALL": "C.UTF-8",
            "RABBITMQ_NODENAME": f"tutorium-{self.port}@localhost",
            # With TLS its own configuration names the port: these two would open a plain one.
            **(
                {} if tls else {"RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_NODE_PORT": str(self.port)}
            ),
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "none"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq"),
            "ERL_EPMD_PORT": str(self._mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def start(self) -> None:
        """Start it and wait until it accepts connections."""
        server = program("rabbitmq-server")
        assert server is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "plugins").write_text("[].")
        (self.folder / "rabbitmq.conf").write_text(self._configuration())
        self.process = spawn([server], log=self.folder / "out.log", cwd=self.folder, env=self.env)
        deadline = time.monotonic() + START_SECONDS
        while not _speaks("127.0.0.1", self.port, self.tls):
            assert self.process.poll() is None, (self.folder / "out.log").read_text()[-2000:]
            assert time.monotonic() < deadline, "RabbitMQ does not start"
            time.sleep(0.1)

    def _configuration(self) -> str:
        lines = ["disk_free_limit.absolute = 1MB"]
        if self.tls:
            lines += [
                "listeners.tcp = none",
                f"listeners.ssl.1 = 127.0.0.1:{self.port}",
                f"ssl_options.cacertfile = {self.tls.authority}",
                f"ssl_options.certfile = {self.tls.chain}",
                f"ssl_options.keyfile = {self.tls.key}",
                "ssl_options.verify = verify_peer",
                "ssl_options.fail_if_no_peer_cert = false",
                "ssl_options.versions.1 = tlsv1.3",
                "ssl_options.versions.2 = tlsv1.2",
            ]
        return "\n".join(lines) + "\n"

    def kill(self) -> None:
        """As if the machine had lost its power; the data stays."""
        if self.process:
            end(self.process)

    def control(self, *words: str) -> str:
        """What rabbitmqctl answers."""
        control = program("rabbitmqctl")
        assert control is not None
        name = self.env["RABBITMQ_NODENAME"]
        run = subprocess.run(
            [control, "-q", "-n", name, *words], env=self.env, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def stop(self) -> None:
        """Stop it in order, and its port mapper, which would stay for ever."""
        if self.process:
            end(self.process, (signal.SIGTERM, 20))
        mapper = shutil.which("epmd")
        if mapper:
            subprocess.run(
                [mapper, "-port", str(self._mapper), "-kill"], env=self.env, capture_output=True, check=False
            )


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


def _speaks(host: str, port: int, tls: Certificate | None) -> bool:
    """Whether it begins the conversation: the port is open before the server is ready."""
    try:
        with ExitStack() as opened:
            connection = opened.enter_context(socket.create_connection((host, port), timeout=2))
            if tls:
                context = ssl.create_default_context(cafile=tls.authority)
                connection = opened.enter_context(
                    context.wrap_socket(connection, server_hostname="localhost")
                )
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            return connection.recv(1) == b"\x01"
    except OSError:
        return False
