"""A configuration that cannot work ends with one sentence."""

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
        ({"yandex_id_client_id": "app"}, "YANDEX_ID_CLIENT_SECRET"),
        ({"vk_id_url": "id.vk.ru"}, "VK_ID_URL"),
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
