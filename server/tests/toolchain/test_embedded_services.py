"""The embedded services keep their data through every kind of end, and keep strangers out."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest
import redis

from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.processes import working_in
from tutorium.local.valkey import EmbeddedValkey


@contextmanager
def running(service: EmbeddedPostgres | EmbeddedValkey) -> Iterator[None]:
    try:
        service.start()
        yield
    finally:
        service.stop()


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "postgres")
    with running(server):
        yield server


async def write_row(server: EmbeddedPostgres) -> None:
    with_rows = await asyncpg.connect(server.url)
    try:
        await with_rows.execute("CREATE TABLE IF NOT EXISTS kept (n bigint); INSERT INTO kept VALUES (1)")
    finally:
        await with_rows.close()


async def count_rows(server: EmbeddedPostgres) -> int:
    connection = await asyncpg.connect(server.url)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM kept"))
    finally:
        await connection.close()


async def test_no_committed_row_is_lost_when_postgres_is_killed(postgres: EmbeddedPostgres) -> None:
    await write_row(postgres)
    assert postgres.process
    postgres.process.kill()
    postgres.process.wait()

    postgres.start()

    assert await count_rows(postgres) == 1


async def test_a_restart_keeps_the_address(postgres: EmbeddedPostgres) -> None:
    address = postgres.url
    postgres.stop()
    postgres.start()
    assert postgres.url == address


async def test_a_pid_file_that_points_at_a_stranger_does_not_stop_the_start(
    postgres: EmbeddedPostgres,
) -> None:
    await write_row(postgres)
    postgres.stop()
    data = postgres.folder / "data"
    stranger = os.getpid()
    (data / "postmaster.pid").write_text(f"{stranger}\n{data}\n1\n5432\n\n127.0.0.1\n 1 1\nready\n")

    postgres.start()

    assert await count_rows(postgres) == 1


async def test_a_start_takes_over_from_a_server_a_crash_left_running(postgres: EmbeddedPostgres) -> None:
    await write_row(postgres)
    heir = EmbeddedPostgres(postgres.folder)
    with running(heir):
        assert await count_rows(heir) == 1
        assert postgres.process
        assert postgres.process.poll() is not None


async def test_postgres_asks_for_its_password(postgres: EmbeddedPostgres) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(postgres.url.replace(postgres.password, "wrong"))


async def test_russian_names_are_sorted_by_the_rules_of_the_language(postgres: EmbeddedPostgres) -> None:
    connection = await asyncpg.connect(postgres.url)
    try:
        names = await connection.fetch(
            """SELECT n FROM unnest($1::text[]) n ORDER BY n COLLATE "ru-x-icu" """,
            ["Яна", "Ёлка", "Жанна", "Елена"],
        )
    finally:
        await connection.close()
    assert [name for (name,) in names] == ["Елена", "Ёлка", "Жанна", "Яна"]


def test_the_services_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tutorium.local.postgres import EmbeddedPostgres\n"
        "from tutorium.local.valkey import EmbeddedValkey\n"
        "folder = Path(sys.argv[1])\n"
        "EmbeddedPostgres(folder / 'postgres').start(); EmbeddedValkey(folder / 'valkey').start()\n"
        "print('started', flush=True); sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    assert parent.stdout.readline() == "started\n"
    servers = [os.pidfd_open(pid) for pid in working_in(tmp_path / "postgres/data")[:1]]
    servers += [os.pidfd_open(pid) for pid in working_in(tmp_path / "valkey")]

    parent.send_signal(signal.SIGKILL)
    parent.communicate()

    assert len(servers) == 2
    for server in servers:
        assert ended_within(server, seconds=10)


def ended_within(pidfd: int, *, seconds: float) -> bool:
    """A process's descriptor becomes readable when the process ends."""
    try:
        return bool(select.select([pidfd], [], [], seconds)[0])
    finally:
        os.close(pidfd)


def test_valkey_keeps_what_was_written_and_asks_for_its_password(tmp_path: Path) -> None:
    server = EmbeddedValkey(tmp_path)
    with running(server):
        with redis.Redis.from_url(server.url) as client:
            client.set("kept", "yes")
        server.stop()
        server.start()
        with redis.Redis.from_url(server.url) as client:
            assert client.get("kept") == b"yes"
        with redis.Redis(port=server.port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()


def test_the_services_listen_on_the_loopback_address_only(postgres: EmbeddedPostgres) -> None:
    outside = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in outside - {"127.0.0.1", "127.0.1.1"}:
        with socket.socket() as probe, pytest.raises(OSError, match="refused"):
            probe.connect((address, postgres.port))
