"""pytest plugin: the real services the tests run on, found or started once for a whole session.

Each service comes from its variable when that is set (DATABASE_URL, REDIS_URL, CHROMIUM); else from the
standard local address when something suitable answers there; else a throw-away one is started. The table at
the end says which it was. In CI a missing service is an error, so that no test is left out there.
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

from tutorium.local.chromium import chromium
from tutorium.local.postgres import EmbeddedPostgres
from tutorium.local.valkey import EmbeddedValkey

HANDED_DOWN = "TUTORIUM_TEST_SERVICES"
"""Variable by which the first pytest process tells its parallel workers what it found."""
OLDEST_POSTGRES = 15
LOCAL_REDIS = "redis://127.0.0.1:6379/15"
"""The last database of a standard server: applications start at 0."""
EMBEDDED = "started for these tests"

_running = ExitStack()


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """What the tests of this session use."""

    database_url: str
    """A server on which databases may be created."""
    redis_url: str
    chromium: str | None
    """The browser's path."""
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
        pytest.skip("no Chromium here: install one, or name it in CHROMIUM")  # never in CI: an error there
    return services.chromium


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Find or start everything before parallel workers begin."""
    if HANDED_DOWN in os.environ or session.config.option.collectonly:
        return
    folder = Path(_running.enter_context(tempfile.TemporaryDirectory(prefix="tutorium-tests-")))
    database_url, database_origin = _database(folder)
    redis_url, redis_origin = _redis(folder)
    browser = chromium()
    if browser is None and os.environ.get("CI"):
        raise pytest.UsageError("Chromium is missing, and in CI nothing is left out: see .ci/run.")
    if node := shutil.which("node"):
        # Playwright's own Node needs libraries a minimal Debian does not have.
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    found = Services(
        database_url=database_url,
        redis_url=redis_url,
        chromium=browser,
        origins={
            "PostgreSQL": database_origin,
            "Redis": redis_origin,
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
        _running.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print which services were used."""
    if found := config.stash.get(_FOUND, None):
        terminalreporter.section("services", sep="-")
        for name, origin in found.origins.items():
            terminalreporter.write_line(f"{name:<12} {origin}")


def _database(folder: Path) -> tuple[str, str]:
    if given := os.environ.get("DATABASE_URL"):
        return given, "DATABASE_URL"
    for url in _local_databases():
        if asyncio.run(_creates_databases(url)):
            return url, url
    server = EmbeddedPostgres(folder / "postgres", throw_away=True)
    _running.callback(server.stop)
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


def _redis(folder: Path) -> tuple[str, str]:
    if given := os.environ.get("REDIS_URL"):
        return given, "REDIS_URL"
    with redis.Redis.from_url(LOCAL_REDIS, socket_timeout=2) as client:
        try:
            client.ping()
        except redis.RedisError:
            pass
        else:
            return LOCAL_REDIS, LOCAL_REDIS
    server = EmbeddedValkey(folder / "valkey")
    _running.callback(server.stop)
    server.start()
    return server.url, EMBEDDED
