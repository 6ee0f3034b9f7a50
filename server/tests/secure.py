"""PostgreSQL, Redis and certificates of their own, which speak TLS and nothing else, for one test."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from missing import left_out
from rabbit import Rabbit, program
from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.processes import end, free_ports, spawn
from tutorium.local.tls import Certificate, Holder, certificates

START_SECONDS = 30.0


def local_authority(folder: Path, *names: str) -> dict[str, Certificate]:
    """Certificates of one authority for systems of these names, all of them on this machine."""
    holders = {name: Holder(folder / name, (name, "localhost")) for name in names}
    certificates(list(holders.values()))
    return {name: holder.files for name, holder in holders.items()}


@asynccontextmanager
async def secure_postgres(folder: Path, shown: Certificate) -> AsyncIterator[str]:
    """A PostgreSQL that takes no connection in the clear; its address demands the authority's certificate."""
    server = EmbeddedPostgres(folder)
    server.start()
    try:
        data = Path(await _ask(server.url, "SHOW data_directory"))
        server.stop()
        _encrypted_only(data, shown)
        server.start()
        yield f"{server.url}?sslmode=verify-full&sslrootcert={shown.authority}"
    finally:
        server.stop()


def _encrypted_only(data: Path, shown: Certificate) -> None:
    owner = data.stat()
    for source, name in ((shown.chain, "server.pem"), (shown.key, "server.key")):
        shutil.copy(source, data / name)
        os.chown(data / name, owner.st_uid, owner.st_gid)
    (data / "server.key").chmod(0o600)
    (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
    with (data / "postgresql.auto.conf").open("a") as file:
        file.write("ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\nfsync = off\n")


async def _ask(url: str, question: str) -> str:
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


@contextmanager
def secure_redis(folder: Path, shown: Certificate) -> Iterator[str]:
    """A Redis with a port for TLS only."""
    command = shutil.which("redis-server") or shutil.which("valkey-server")
    if command is None:
        left_out("install redis-server, which speaks TLS")
    folder.mkdir(parents=True)
    [port] = free_ports(1)
    options = {
        "--port": "0",
        "--tls-port": str(port),
        "--bind": "127.0.0.1",
        "--save": "",
        "--requirepass": "secret",
        "--tls-cert-file": str(shown.chain),
        "--tls-key-file": str(shown.key),
        "--tls-ca-cert-file": str(shown.authority),
        "--tls-auth-clients": "no",
        "--tls-protocols": "TLSv1.2 TLSv1.3",
    }
    words = [word for pair in options.items() for word in pair]
    process = spawn([command, *words], log=folder / "redis.log", cwd=folder, env={"LC_ALL": "C"})
    try:
        wait_for_port(process, port)
        yield f"rediss://:secret@localhost:{port}/0"
    finally:
        end(process, (signal.SIGTERM, 5))


@contextmanager
def secure_rabbit(folder: Path, shown: Certificate) -> Iterator[Rabbit]:
    """A RabbitMQ with a port for TLS only."""
    if program("rabbitmq-server") is None:
        left_out("install rabbitmq-server")
    server = Rabbit(folder, tls=shown)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def wait_for_port(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the process listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"port {port} is not answered; exit code {process.poll()}")


def spoken(
    address: str,
    authority: Path | None,
    *,
    shows: Certificate | None = None,
    at_most: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3,
) -> str | None:
    """The version of TLS a client that knows this authority agrees on with the server; SSLError if none."""
    context = ssl.create_default_context(cafile=authority)
    context.set_ciphers("ALL:@SECLEVEL=0")  # the client would refuse before the server is asked
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, at_most
    if shows:
        context.load_cert_chain(shows.chain, shows.key)
    port = urlsplit(address).port or 0
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
        context.wrap_socket(raw, server_hostname="localhost") as secure,
    ):
        # With TLS 1.3 a client's certificate is judged after the handshake: an answer shows it was taken.
        secure.sendall(b"GET /health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        assert secure.recv(1)
        return secure.version()
