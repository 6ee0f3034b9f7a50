"""What the sandbox must be told, read once from the environment."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

BROKERS = ("amqp://", "amqps://", "postgresql://", "postgres://")


class ConfigurationProblem(Exception):
    """A sentence for the person who starts the sandbox."""


class SandboxConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Where the sandbox listens and keeps its state, and the keys both sides know."""

    host: str
    port: int
    data: Path
    webhook_url: str
    shop_id: str
    secret_key: str
    mindbox_key: str
    mindbox_endpoint_id: str
    app_url: str
    """Where people come back to from the identity providers."""
    yandex_client_id: str
    yandex_client_secret: str
    vk_client_id: str
    broker_url: str
    """Where the Document System is asked: amqp(s):// for RabbitMQ, postgresql:// for the embedded queue."""
    elk_api_key: str


def config_from(environment: Mapping[str, str]) -> SandboxConfig:
    """The configuration in the SANDBOX_* variables; ConfigurationProblem when it cannot work."""
    if environment.get("ENVIRONMENT") == "production":
        raise ConfigurationProblem(
            "The sandbox pretends to take money and send letters, so it does not start with"
            " ENVIRONMENT=production."
        )
    webhook_url = _given(environment, "SANDBOX_WEBHOOK_URL")
    if not webhook_url.startswith(("http://", "https://")):
        raise ConfigurationProblem(
            f"SANDBOX_WEBHOOK_URL must be an http or https address, not {webhook_url!r}."
        )
    broker_url = _given(environment, "SANDBOX_BROKER_URL")
    if not broker_url.startswith(BROKERS):
        raise ConfigurationProblem(
            "SANDBOX_BROKER_URL must be an amqp, amqps or postgresql address, and it is another one."
        )
    return SandboxConfig(
        host=_given(environment, "SANDBOX_HOST"),
        port=_port(_given(environment, "SANDBOX_PORT")),
        data=Path(_given(environment, "SANDBOX_DATA")),
        webhook_url=webhook_url,
        shop_id=_given(environment, "SANDBOX_SHOP_ID"),
        secret_key=_given(environment, "SANDBOX_SECRET_KEY"),
        mindbox_key=_given(environment, "SANDBOX_MINDBOX_KEY"),
        mindbox_endpoint_id=_given(environment, "SANDBOX_MINDBOX_ENDPOINT_ID"),
        app_url=_given(environment, "SANDBOX_APP_URL").rstrip("/"),
        yandex_client_id=_given(environment, "SANDBOX_YANDEX_CLIENT_ID"),
        yandex_client_secret=_given(environment, "SANDBOX_YANDEX_CLIENT_SECRET"),
        vk_client_id=_given(environment, "SANDBOX_VK_CLIENT_ID"),
        broker_url=broker_url,
        elk_api_key=_given(environment, "SANDBOX_ELK_API_KEY"),
    )


def _given(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise ConfigurationProblem(f"The sandbox needs the environment variable {name}, and it is not set.")
    return value


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ConfigurationProblem(f"SANDBOX_PORT must be a port number from 1 to 65535, not {text!r}.")
