"""A configuration that cannot work ends with one sentence."""

from pathlib import Path

import pytest

from tutorium.platform.settings import MODULES, ConfigurationError, Settings, parse

GOOD = {
    "database_url": "postgresql://localhost/tutorium",
    "redis_url": "redis://localhost",
    "payment_system_url": "https://api.payments.test/v3",
    "payment_system_shop_id": "1",
    "payment_system_secret_key": "key",
    "mindbox_url": "https://api.mindbox.test",
    "mindbox_endpoint_id": "site",
    "mindbox_secret_key": "key",
    "files_dir": "/var/lib/tutorium/files",
    "secret_key": "s" * 32,
    "internal_secret": "i" * 32,
    "web_dist": "/usr/share/tutorium/web",
}
PRODUCTION = GOOD | {"environment": "production", "public_url": "https://tutorium.test"}


def test_a_good_configuration_is_typed() -> None:
    config = parse(
        GOOD | {"port": "9000", "remote_modules": "lessons=http://other:8010", "modules": "auth,lessons"}
    )
    assert isinstance(config, Settings)
    assert config.port == 9000
    assert config.hosted == {"auth", "lessons"}
    assert config.remote == {"lessons": "http://other:8010"}
    assert parse(GOOD).hosted == set(MODULES)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_variable_is_named(name: str) -> None:
    with pytest.raises(ConfigurationError, match=name.upper()):
        parse({key: value for key, value in GOOD.items() if key != name})


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"port": "many"}, "port"),
        ({"environment": "moon"}, "environment"),
        ({"database_url": "mysql://localhost"}, "DATABASE_URL"),
        ({"redis_url": "localhost"}, "REDIS_URL"),
        ({"public_url": "localhost"}, "PUBLIC_URL"),
        ({"modules": "auth,tea"}, "tea"),
        ({"remote_modules": "lessons"}, "REMOTE_MODULES"),
        ({"tls_key": "/key"}, "TLS_CERTIFICATE"),
        ({"tls_ca": "/no/such/file"}, "TLS_CA"),
        ({"internal_tls_key": "/key"}, "INTERNAL_TLS_CERTIFICATE"),
        ({"internal_tls_key": "/key", "internal_tls_certificate": "/cert"}, "TLS_CA"),
        ({"yandex_id_client_id": "app"}, "YANDEX_ID_CLIENT_SECRET"),
        ({"vk_id_url": "id.vk.ru"}, "VK_ID_URL"),
        ({"elasticsearch_url": "https://logs.test"}, "ELASTICSEARCH_API_KEY"),
        ({"elasticsearch_url": "logs.test", "elasticsearch_api_key": "k"}, "ELASTICSEARCH_URL"),
        ({"elasticsearch_ca": "/nowhere.pem"}, "ELASTICSEARCH_CA"),
    ],
)
def test_a_wrong_value_is_one_sentence(changes: dict[str, str], word: str) -> None:
    with pytest.raises(ConfigurationError, match=word) as error:
        parse(GOOD | changes)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"clock_offset_seconds": "60"}, "CLOCK_OFFSET_SECONDS"),
        ({"public_url": "http://tutorium.test"}, "https"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"internal_secret": "short"}, "INTERNAL_SECRET"),
    ],
)
def test_production_refuses_what_development_allows(changes: dict[str, str], word: str) -> None:
    assert parse(PRODUCTION).environment == "production"
    with pytest.raises(ConfigurationError, match=word):
        parse(PRODUCTION | changes)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"database_url": "postgresql://db.test/tutorium"}, "DATABASE_URL"),
        ({"database_url": "postgresql:///tutorium?host=10.0.0.5&sslmode=require"}, "DATABASE_URL"),
        ({"redis_url": "redis://redis.test"}, "REDIS_URL"),
        ({"amqp_url": "amqp://rabbitmq.test"}, "AMQP_URL"),
        ({"remote_modules": "lessons=http://10.0.0.5:8010"}, "REMOTE_MODULES"),
        ({"payment_system_url": "http://payments.test"}, "PAYMENT_SYSTEM_URL"),
        ({"internal_host": "10.0.0.5"}, "INTERNAL_HOST"),
    ],
)
def test_production_encrypts_what_leaves_the_machine(changes: dict[str, str], word: str) -> None:
    assert parse(GOOD | changes).environment == "development"
    with pytest.raises(ConfigurationError, match=word) as error:
        parse(PRODUCTION | changes)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "changes",
    [
        {
            "database_url": "postgresql://db.test/tutorium?sslmode=verify-full",
            "redis_url": "rediss://redis.test",
        },
        {
            "database_url": "postgresql:///tutorium?host=/run/postgresql",
            "redis_url": "unix:///run/redis.sock",
        },
        {"database_url": "postgresql://[::1]/tutorium", "redis_url": "redis://127.0.0.1"},
        {"remote_modules": "lessons=https://10.0.0.5:8010,auth=http://localhost:8011"},
    ],
)
def test_production_takes_what_is_encrypted_or_stays_here(changes: dict[str, str]) -> None:
    assert parse(PRODUCTION | changes).environment == "production"


def test_addresses_say_whom_to_believe(tmp_path: Path) -> None:
    authority = tmp_path / "a&b.pem"
    authority.touch()
    encrypted = {
        "database_url": "postgresql://db.test/tutorium?sslmode=verify-full",
        "redis_url": "rediss://redis.test",
        "tls_ca": str(authority),
    }
    config = parse(GOOD | encrypted)
    assert config.database_url == f"{encrypted['database_url']}&sslrootcert={tmp_path}/a%26b.pem"
    assert config.amqp_ca == authority
    assert config.redis_url == f"rediss://redis.test?ssl_ca_certs={tmp_path}/a%26b.pem"
    chosen = {"database_url": "postgresql://db.test/x?sslmode=verify-full&sslrootcert=/other.pem"}
    assert parse(GOOD | encrypted | chosen).database_url == chosen["database_url"]
    plain = parse(GOOD | {"tls_ca": str(authority)})
    assert (plain.database_url, plain.redis_url) == (GOOD["database_url"], GOOD["redis_url"])
