"""Everything encrypted: people, PostgreSQL, Redis, RabbitMQ and our processes, with one local authority."""

import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import NamedTuple

import aio_pika
import asyncpg
import httpx
import pytest
import redis
from redis.exceptions import ConnectionError as RedisUnreachable

from journeys.main_path import somebody_books_and_pays
from people import a_student
from processes import Product, a_product
from rabbit import Rabbit
from secure import local_authority, secure_postgres, secure_rabbit, secure_redis, spoken
from tutorium.local.processes import free_ports
from tutorium.local.tls import Certificate
from tutorium.platform.broker.amqp import Amqp
from tutorium.platform.broker.model import BrokerSilent


class Stronghold(NamedTuple):
    """A product whose every connection is encrypted, and the authority of a stranger."""

    product: Product
    rabbit: Rabbit
    ours: Certificate
    strangers: Certificate


@pytest.fixture(scope="module")
async def stronghold(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stronghold]:
    folder = tmp_path_factory.mktemp("tls")
    shown = local_authority(folder / "ours", "postgres", "redis", "rabbit", "tutorium")
    strangers = local_authority(folder / "strangers", "tutorium")["tutorium"]
    async with secure_postgres(folder / "postgres", shown["postgres"]) as database_url:
        with (
            secure_redis(folder / "redis", shown["redis"]) as redis_url,
            secure_rabbit(folder / "rabbit", shown["rabbit"]) as rabbit,
        ):
            async with a_product(
                database_url,
                redis_url,
                folder,
                name="tutorium_tls",
                tls=shown["tutorium"],
                more={"AMQP_URL": rabbit.url},
            ) as product:
                yield Stronghold(product, rabbit, shown["tutorium"], strangers)


async def test_a_lesson_is_booked_and_paid_with_every_connection_encrypted(stronghold: Stronghold) -> None:
    product = stronghold.product
    assert product.url.startswith("https://")
    _, student, _ = await somebody_books_and_pays(product)
    assert await product.letters(student.email, "Lessons.Scheduled")

    backends = await product.fetch(
        """SELECT s.ssl, s.version FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid)
        WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()"""
    )
    assert len(backends) >= 5  # two pools of `serve`, two pools and the queue of `worker`
    assert all(row["ssl"] for row in backends)
    assert {row["version"] for row in backends} <= {"TLSv1.2", "TLSv1.3"}
    health = await student.http.get(f"{product.url}/health/ready")
    assert health.json() == {"status": "ready", "degraded": [], "missing": []}
    _, *connections = stronghold.rabbit.control("list_connections", "ssl", "ssl_protocol").splitlines()
    assert connections
    assert set(connections) <= {"true\ttlsv1.3", "true\ttlsv1.2"}
    with redis.Redis.from_url(
        f"{product.env['REDIS_URL']}?ssl_ca_certs={stronghold.ours.authority}"
    ) as client:
        assert len(client.client_list()) > 1  # `serve` is connected, and there is no port without TLS


async def test_nothing_answers_in_the_clear(stronghold: Stronghold) -> None:
    product = stronghold.product
    plain = product.database_url.partition("?")[0]
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await asyncpg.connect(plain, ssl=False)
    with pytest.raises(RedisUnreachable):
        redis.Redis.from_url(product.env["REDIS_URL"].replace("rediss://", "redis://")).ping()
    with pytest.raises((ConnectionError, OSError)):
        await aio_pika.connect(stronghold.rabbit.url.replace("amqps://", "amqp://"))
    async with httpx.AsyncClient() as http:
        for address in (product.url, *map(product.internal_address, product.internal_ports)):
            with pytest.raises(httpx.TransportError):
                await http.get(f"{address.replace('https://', 'http://')}/health/live")


def test_only_tls_1_2_and_1_3_are_spoken(stronghold: Stronghold) -> None:
    ours = stronghold.ours
    product = stronghold.product
    for address in (product.url, *map(product.internal_address, product.internal_ports)):
        assert spoken(address, ours.authority, shows=ours) == "TLSv1.3"
        assert spoken(address, ours.authority, shows=ours, at_most=ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
        with pytest.raises(ssl.SSLError):
            spoken(address, ours.authority, shows=ours, at_most=ssl.TLSVersion.TLSv1_1)


def test_the_internal_port_speaks_with_our_own_certificates_only(stronghold: Stronghold) -> None:
    address = stronghold.product.internal_address("serve")
    authority = stronghold.ours.authority
    assert spoken(address, authority, shows=stronghold.ours)
    for shown in (None, stronghold.strangers):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            spoken(address, authority, shows=shown)


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_a_database_with_a_strangers_certificate_is_refused(stronghold: Stronghold, command: str) -> None:
    product = stronghold.product
    plain = product.database_url.partition("?")[0]
    database_url = f"{plain}?sslmode=verify-full&sslrootcert={stronghold.strangers.authority}"
    done = subprocess.run(
        [sys.executable, "-m", "tutorium", command],
        env=product.env | {"DATABASE_URL": database_url, "INTERNAL_PORT": str(free_ports(1)[0])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "certificate verify failed" in done.stderr.strip().splitlines()[-1]


def test_a_redis_with_a_strangers_certificate_is_refused(stronghold: Stronghold) -> None:
    url = f"{stronghold.product.env['REDIS_URL']}?ssl_ca_certs={stronghold.strangers.authority}"
    with pytest.raises(RedisUnreachable, match="certificate verify failed"):
        redis.Redis.from_url(url).ping()


async def test_a_rabbit_with_a_strangers_certificate_is_refused(stronghold: Stronghold) -> None:
    mistaken = Amqp(stronghold.rabbit.url, authority=stronghold.strangers.authority, may_declare=True)
    with pytest.raises(BrokerSilent, match="certificate verify failed"):
        await mistaken.answers()
    believing = Amqp(stronghold.rabbit.url, authority=stronghold.ours.authority, may_declare=True)
    assert await believing.answers()
    await believing.close()


async def test_people_who_typed_http_are_led_to_https(stronghold: Stronghold) -> None:
    product = stronghold.product
    address = f"http://localhost:{product.env['REDIRECT_PORT']}"
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{address}/tutors/%D0%B0?subject=math&q=%2F")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"{product.url}/tutors/%D0%B0?subject=math&q=%2F"
        for refused in (
            await http.post(f"{address}/api/v1/auth/login", json={}),
            await http.get(f"{address}/api/v1/auth/session"),
            await http.post(f"{address}/"),
        ):
            assert refused.status_code == 403
    student = await a_student(product)
    answer = await student.get("/auth/session")
    assert answer.headers["strict-transport-security"].startswith("max-age=")
