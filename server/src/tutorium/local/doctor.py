"""Looks at this machine and says, in one line a finding, what works and what to do about what does not."""

import asyncio
import shutil
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import asyncpg
import httpx
import redis

from tutorium.local.chromium import chromium
from tutorium.local.configuration import AlreadyRunning, Choices, choices, environment, only_instance
from tutorium.local.postgres import binaries
from tutorium.local.processes import port_is_taken
from tutorium.local.root import ROOT
from tutorium.local.tls import days_left
from tutorium.platform.broker import BrokerSilent
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.settings import ConfigurationError, parse

DISK_GIGABYTES = 2
OLDEST_POSTGRES = 15
CERTIFICATES = ("TLS_CERTIFICATE", "INTERNAL_TLS_CERTIFICATE", "TLS_CA")
DAYS_LEFT = 14


class Finding(NamedTuple):
    """One thing looked at."""

    subject: str
    well: bool
    sentence: str


def main() -> int:
    """Print the findings; 0 when all is well, 1 otherwise."""
    findings = examine(choices(tls=False))
    for finding in findings:
        print(f"{'ok  ' if finding.well else 'BAD '} {finding.subject:<14} {finding.sentence}")
    return 0 if all(finding.well for finding in findings) else 1


def examine(chosen: Choices) -> list[Finding]:
    """Every finding, in the order in which they matter."""
    looks: tuple[Callable[[Choices], Finding], ...] = (
        _python, _disk, _node, _web, _chromium, _data, _ports,
        _database, _redis, _broker, _logs, _certificates, _configuration,
    )  # fmt: skip
    return [look(chosen) for look in looks]


def _python(_: Choices) -> Finding:
    return Finding("Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} in {sys.prefix}")


def _disk(_: Choices) -> Finding:
    free = shutil.disk_usage(ROOT).free / 1e9
    return Finding("Disk", free > DISK_GIGABYTES, f"{free:.1f} GB free, {DISK_GIGABYTES} GB needed")


def _node(_: Choices) -> Finding:
    node = shutil.which("node")
    if not node:
        return Finding("Node", False, "not found; `python3 manage.py setup` brings one")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return Finding("Node", True, f"{version} at {node}")


def _web(_: Choices) -> Finding:
    built = (ROOT / "web/dist/index.html").exists()
    return Finding("Web app", built, "built" if built else "not built: run `python3 manage.py setup`")


def _chromium(_: Choices) -> Finding:
    found = chromium()
    return Finding("Chromium", True, found or "not found: the browser tests will not run; install chromium")


def _data(chosen: Choices) -> Finding:
    try:
        with only_instance(chosen.data):
            return Finding("Data folder", True, f"{chosen.data}, nothing runs in it")
    except AlreadyRunning:
        return Finding("Data folder", True, f"{chosen.data}, Tutorium runs in it now")
    except ConfigurationError as error:
        return Finding("Data folder", False, str(error))


def _ports(chosen: Choices) -> Finding:
    running = (chosen.data / "run.json").exists()
    wanted = {"PORT": chosen.port, "SANDBOX_PORT": chosen.sandbox_port}
    taken = [f"{name} {port}" for name, port in wanted.items() if port_is_taken("127.0.0.1", port)]
    if taken and not running:
        return Finding("Ports", False, f"taken by another program: {', '.join(taken)}; choose others")
    return Finding("Ports", True, ", ".join(f"{name} {port}" for name, port in wanted.items()))


def _database(chosen: Choices) -> Finding:
    url = chosen.given.get("DATABASE_URL")
    try:
        if url is None:
            return Finding("PostgreSQL", True, f"embedded, {binaries()}")
        version = asyncio.run(_server_version(url))
    except ConfigurationError as error:
        return Finding("PostgreSQL", False, str(error))
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return Finding("PostgreSQL", False, f"DATABASE_URL does not answer: {error}")
    return Finding("PostgreSQL", version >= OLDEST_POSTGRES, f"version {version} at DATABASE_URL")


async def _server_version(url: str) -> int:
    connection = await asyncpg.connect(url, timeout=5)
    try:
        return connection.get_server_version().major
    finally:
        await connection.close()


def _redis(chosen: Choices) -> Finding:
    url = chosen.given.get("REDIS_URL")
    if url is None:
        return Finding("Redis", True, "embedded Valkey")
    try:
        with redis.Redis.from_url(url, socket_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        return Finding("Redis", False, f"REDIS_URL does not answer: {error}")
    return Finding("Redis", True, "answers at REDIS_URL")


def _broker(chosen: Choices) -> Finding:
    url = chosen.given.get("AMQP_URL")
    if url is None:
        return Finding("Broker", True, "none: messages to the Document System wait in PostgreSQL")
    authority = chosen.given.get("AMQP_CA")
    broker = Amqp(url, authority=Path(authority) if authority else None, may_declare=False)
    try:
        asyncio.run(_broker_answers(broker))
    except BrokerSilent as error:
        return Finding("Broker", False, f"AMQP_URL does not answer: {error}")
    return Finding("Broker", True, "RabbitMQ answers at AMQP_URL")


async def _broker_answers(broker: Amqp) -> None:
    try:
        await broker.answers()
    finally:
        await broker.close()


def _logs(chosen: Choices) -> Finding:
    url = chosen.given.get("ELASTICSEARCH_URL")
    if url is None:
        return Finding("Logs", True, "standard error and the stand-in: ELASTICSEARCH_URL is not set")
    key = chosen.given.get("ELASTICSEARCH_API_KEY", "")
    try:
        trust = ssl.create_default_context(cafile=chosen.given.get("ELASTICSEARCH_CA"))
        answer = httpx.get(url, headers={"authorization": f"ApiKey {key}"}, timeout=5, verify=trust)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return Finding("Logs", False, f"ELASTICSEARCH_URL does not answer: {error}; lines wait in files")
    well = answer.is_success and "x-elastic-product" in answer.headers
    return Finding("Logs", well, f"Elasticsearch answers {answer.status_code} at ELASTICSEARCH_URL")


def _certificates(chosen: Choices) -> Finding:
    named = [chosen.given[name] for name in CERTIFICATES if name in chosen.given]
    if not named:
        return Finding("Certificates", True, "none; `run --tls` makes its own")
    try:
        days = min(days_left(Path(path)) for path in named)
    except (OSError, ValueError) as error:
        return Finding("Certificates", False, f"cannot be read: {error}")
    return Finding("Certificates", days > DAYS_LEFT, f"the first one ends in {days} days")


def _configuration(chosen: Choices) -> Finding:
    embedded = {"DATABASE_URL": "postgresql:///", "REDIS_URL": "redis://"}
    services = {name: url for name, url in embedded.items() if name not in chosen.given}
    try:
        parse({name.lower(): value for name, value in environment(chosen, services).items()})
    except ConfigurationError as error:
        return Finding("Configuration", False, str(error))
    return Finding("Configuration", True, "the variables fit together")
