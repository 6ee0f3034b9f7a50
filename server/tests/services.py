"""pytest plugin: the real services the tests run on, found or started once for a whole session.

Each service comes from its variable when that is set (DATABASE_URL, REDIS_URL, AMQP_URL, CHROMIUM); else
from the standard local address when something suitable answers there; else a throw-away one is started. The
table at the end says which it was. In CI a missing service is an error, so that no test is left out there.
"""

import asyncio
import getpass
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import msgspec
import pytest
import redis

from missing import left_out
from rabbit import Rabbit, VirtualHost, program
from tutorium.local.chromium import chromium
from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.valkey import EmbeddedValkey

HANDED_DOWN = "TUTORIUM_TEST_SERVICES"
"""Variable by which the first pytest process tells its parallel workers what it found."""
OLDEST_POSTGRES = 15
LOCAL_REDIS = "redis://127.0.0.1:6379/15"
"""The last database of a standard server: applications start at 0."""
EMBEDDED = "started for these tests"

running = ExitStack()
"""What was started here stops when this ends."""


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """What the tests of this session use."""

    database_url: str
    """A server on which databases may be created."""
    redis_url: str
    amqp_url: str | None
    """RabbitMQ with a virtual host of our own; None where the tests run on the embedded queue only."""
    chromium: str | None
    """The browser's path."""
    prometheus: str | None
    """The path of the server; `promtool` lies beside it."""
    origins: dict[str, str]
    """Name of a service -> where it came from, for the table."""


@pytest.fixture(scope="session")
def services() -> Services:
    """The services of this session."""
    return msgspec.json.decode(os.environ[HANDED_DOWN], type=Services)


@pytest.fixture(scope="session")
def browser_path(services: Services) -> str:
    """The browser's path; outside CI the tests that need it are left out where there is none."""
    if services.chromium is None:
        left_out("install Chromium, or name it in CHROMIUM")
    return services.chromium


@pytest.fixture(scope="session")
def prometheus_path(services: Services) -> str:
    """The path of Prometheus; outside CI the tests that need it are left out where there is none."""
    if services.prometheus is None:
        left_out("install the package prometheus")
    return services.prometheus


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Find or start everything before parallel workers begin."""
    if HANDED_DOWN in os.environ or session.config.option.collectonly:
        return
    folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="tutorium-tests-")))
    database_url, database_origin = database(folder)
    redis_url, redis_origin = _redis(folder, own=session.config.option.beside)
    amqp_url, amqp_origin = _rabbit(folder, own=session.config.option.beside)
    browser = chromium()
    if browser is None and os.environ.get("CI"):
        raise pytest.UsageError("Chromium is missing, and in CI nothing is left out: see .ci/run.")
    prometheus = shutil.which("prometheus") if shutil.which("promtool") else None
    if prometheus is None and os.environ.get("CI"):
        raise pytest.UsageError("Prometheus is missing, and in CI nothing is left out: see .ci/run.")
    if node := shutil.which("node"):
        # Playwright's own Node needs libraries a minimal Debian does not have.
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    found = Services(
        database_url=database_url,
        redis_url=redis_url,
        amqp_url=amqp_url,
        chromium=browser,
        prometheus=prometheus,
        origins={
            "PostgreSQL": database_origin,
            "Redis": redis_origin,
            "RabbitMQ": amqp_origin,
            "Prometheus": prometheus or "none: what it would check is skipped",
            "Chromium": browser or "none: browser tests are skipped",
        },
    )
    os.environ[HANDED_DOWN] = msgspec.json.encode(found).decode()
    session.config.stash[_FOUND] = found


_FOUND = pytest.StashKey[Services]()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started here."""
    if config.stash.get(_FOUND, None):
        del os.environ[HANDED_DOWN]
        running.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print which services were used."""
    if found := config.stash.get(_FOUND, None):
        terminalreporter.section("services", sep="-")
        for name, origin in found.origins.items():
            terminalreporter.write_line(f"{name:<12} {origin}")


def database(folder: Path) -> tuple[str, str]:
    """The address of a PostgreSQL on which databases may be created, and where it came from."""
    if given := os.environ.get("DATABASE_URL"):
        return given, "DATABASE_URL"
    for url in _local_databases():
        if asyncio.run(_creates_databases(url)):
            return url, url
    server = EmbeddedPostgres(folder / "postgres", throw_away=True)
    running.callback(server.stop)
    server.start()
    return server.url, EMBEDDED


def _local_databases() -> Iterator[str]:
    for user in dict.fromkeys((getpass.getuser(), "postgres")):
        yield f"postgresql://{user}@/postgres"
        yield f"postgresql://{user}@127.0.0.1:5432/postgres"


async def _creates_databases(url: str) -> bool:
    try:
        connection = await asyncpg.connect(url, timeout=2)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    try:
        may = await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(may) and connection.get_server_version().major >= OLDEST_POSTGRES
    finally:
        await connection.close()


def _redis(folder: Path, *, own: bool) -> tuple[str, str]:
    """`own`: these tests run beside others, which empty the same database again and again."""
    if own:
        return _own_redis(folder)
    if given := os.environ.get("REDIS_URL"):
        return given, "REDIS_URL"
    with redis.Redis.from_url(LOCAL_REDIS, socket_timeout=2) as client:
        try:
            client.ping()
        except redis.RedisError:
            pass
        else:
            return LOCAL_REDIS, LOCAL_REDIS
    return _own_redis(folder)


def _own_redis(folder: Path) -> tuple[str, str]:
    server = EmbeddedValkey(folder / "valkey")
    running.callback(server.stop)
    server.start()
    return server.url, EMBEDDED


def _rabbit(folder: Path, *, own: bool) -> tuple[str | None, str]:
    if not own and (given := os.environ.get("AMQP_URL")):
        return given, "AMQP_URL"
    ours = VirtualHost(f"tutorium_test_{os.getpid()}")
    if ours.create():
        running.callback(ours.delete)
        return ours.url, f"virtual host {ours.name} of the server at 127.0.0.1:5672"
    if program("rabbitmq-server"):
        server = Rabbit(folder / "rabbitmq")
        running.callback(server.stop)
        server.start()
        return server.url, EMBEDDED
    if os.environ.get("CI"):
        raise pytest.UsageError("RabbitMQ is missing, and in CI nothing is left out: see .ci/run.")
    return None, "none: its tests run on the embedded queue only"
