"""The configuration of a process: one typed object, and the only reader of the environment."""

import ipaddress
import os
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

import msgspec

MODULES = (
    "auth",
    "accounts",
    "payments",
    "subscriptions",
    "lessons",
    "documents",
    "support",
    "catalog",
    "notifications",
    "backoffice",
)


class ConfigurationError(Exception):
    """The configuration cannot work; the message is one sentence for the operator."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Each field is the environment variable of the same name in capitals."""

    environment: Literal["development", "test", "production"] = "development"
    database_url: str
    redis_url: str
    public_url: str = "http://localhost:8000"
    """The address people type; links in letters and the Origin check use it."""
    host: str = "127.0.0.1"
    port: int = 8000
    internal_host: str = "127.0.0.1"
    internal_port: int = 8010
    """Metrics and calls between processes; never reachable from outside."""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    amqp_url: str = ""
    """RabbitMQ; without it the messages go through a queue in PostgreSQL."""
    amqp_ca: Path | None = None
    """The authority that signed RabbitMQ's certificate, for amqps://; without it those of the system."""
    redirect_port: int = 0
    """Where `serve` sends people who typed http:// to PUBLIC_URL; 0: nowhere."""
    tls_ca: Path | None = None
    """The authority whose certificates our own systems show: PostgreSQL, Redis, our other processes."""
    internal_tls_certificate: Path | None = None
    """With it the internal port speaks HTTPS, and only with whom TLS_CA has signed."""
    internal_tls_key: Path | None = None
    payment_system_url: str
    payment_system_shop_id: str
    payment_system_secret_key: str
    mindbox_url: str
    mindbox_endpoint_id: str
    mindbox_secret_key: str
    yandex_id_url: str = "https://oauth.yandex.ru"
    yandex_id_profile_url: str = "https://login.yandex.ru"
    yandex_id_client_id: str = ""
    """Without it nobody is offered to sign in with Yandex ID."""
    yandex_id_client_secret: str = ""
    vk_id_url: str = "https://id.vk.ru"
    vk_id_client_id: str = ""
    """Without it nobody is offered to sign in with VK ID."""
    sms_daily_budget: int = 1000
    """How many codes are sent by SMS within a day, at most: they cost money."""
    elasticsearch_url: str = ""
    """Without it log lines go to standard error only."""
    elasticsearch_api_key: str = ""
    elasticsearch_ca: Path | None = None
    log_spool_dir: Path | None = None
    """Where log lines wait while Elasticsearch is away: on this host; by default `logs` beside FILES_DIR."""
    files_dir: Path
    secret_key: str
    """Pepper of the password hashes and key of the signed links."""
    internal_secret: str
    backup_key: str = ""
    """Backups are encrypted with it; only the commands about backups need it."""
    modules: str = "all"
    """The modules this process hosts: "all", or names separated by commas."""
    remote_modules: str = ""
    """The modules hosted elsewhere: "name=url,name=url" with the internal address of each."""
    web_dist: Path
    database_pool: int = 20
    clock_offset_seconds: int = 0
    """Shifts the clock for demonstrations and journeys; refused in production."""

    @property
    def payment_system_origin(self) -> str:
        """Where the Payment System's pages live: forms may lead there, nothing else may."""
        parts = urlsplit(self.payment_system_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def hosted(self) -> frozenset[str]:
        """Names of the modules that live in this process."""
        return frozenset(MODULES if self.modules == "all" else self.modules.split(","))

    @property
    def remote(self) -> dict[str, str]:
        """Name of a module hosted elsewhere -> internal address of the process that hosts it."""
        return dict(pair.split("=", 1) for pair in self.remote_modules.split(",") if pair)


@cache
def settings() -> Settings:
    """The settings of this process, read once; ConfigurationError with one sentence if they cannot work."""
    return parse({name.lower(): value for name, value in os.environ.items() if value})


def parse(variables: dict[str, str]) -> Settings:
    """Settings from variables by lower-case name, checked as a whole."""
    known = {field.name: field for field in msgspec.structs.fields(Settings)}
    for name, field in known.items():
        if field.required and name not in variables:
            raise ConfigurationError(f"The variable {name.upper()} is not set.")
    given = {name: value for name, value in variables.items() if name in known}
    try:
        config = msgspec.convert(given, Settings, strict=False, dec_hook=lambda kind, value: kind(value))
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"The configuration is wrong: {error}.") from None
    _check_addresses(config)
    _check_logs(config)
    _check_certificates(config)
    _check_placement(config)
    if config.environment == "production":
        _check_production(config)
        _check_encryption(config)
    return _believing(config)


def _check_addresses(config: Settings) -> None:
    web = ("http", "https")
    schemes: dict[str, tuple[str, ...]] = {"database_url": ("postgresql", "postgres")}
    schemes |= {"redis_url": ("redis", "rediss", "unix")}
    schemes |= dict.fromkeys(("public_url", "payment_system_url", "mindbox_url"), web)
    schemes |= dict.fromkeys(("yandex_id_url", "yandex_id_profile_url", "vk_id_url"), web)
    if config.elasticsearch_url:
        schemes["elasticsearch_url"] = web
    for name, allowed in schemes.items():
        if not _is_address(getattr(config, name), allowed):
            raise ConfigurationError(f"{name.upper()} must be an address that starts with {allowed[0]}://.")
    if config.amqp_url and not _is_address(config.amqp_url, ("amqp", "amqps")):
        raise ConfigurationError("AMQP_URL must be an address that starts with amqp:// or amqps://.")
    if bool(config.yandex_id_client_id) != bool(config.yandex_id_client_secret):
        raise ConfigurationError(
            "YANDEX_ID_CLIENT_ID and YANDEX_ID_CLIENT_SECRET go together: one of them is not set."
        )


def _check_logs(config: Settings) -> None:
    if bool(config.elasticsearch_url) != bool(config.elasticsearch_api_key):
        raise ConfigurationError(
            "ELASTICSEARCH_URL and ELASTICSEARCH_API_KEY go together: one of them is not set."
        )


def _check_certificates(config: Settings) -> None:
    for prefix in ("tls", "internal_tls"):
        certificate, key = getattr(config, f"{prefix}_certificate"), getattr(config, f"{prefix}_key")
        if (certificate is None) != (key is None):
            pair = f"{prefix}_CERTIFICATE and {prefix}_KEY".upper().replace("AND", "and")
            raise ConfigurationError(f"{pair} go together: one of them is not set.")
    if config.internal_tls_certificate and config.tls_ca is None:
        raise ConfigurationError("INTERNAL_TLS_CERTIFICATE needs TLS_CA: the authority it asks others for.")
    for name in (
        "tls_certificate",
        "tls_key",
        "tls_ca",
        "internal_tls_certificate",
        "internal_tls_key",
        "elasticsearch_ca",
    ):
        path: Path | None = getattr(config, name)
        if path and not os.access(path, os.R_OK):
            raise ConfigurationError(f"{name.upper()}: the file {path} cannot be read.")


def _is_address(text: str, schemes: Collection[str]) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in schemes and address.port != 0
    except ValueError:  # a port that is no number
        return False


def _check_placement(config: Settings) -> None:
    try:
        remote = config.remote
    except ValueError:
        raise ConfigurationError('REMOTE_MODULES is a list like "notifications=http://host:8010".') from None
    if unknown := (config.hosted | remote.keys()) - set(MODULES):
        raise ConfigurationError(f"There is no module named {', '.join(sorted(unknown))}.")


def _check_production(config: Settings) -> None:
    if config.clock_offset_seconds:
        raise ConfigurationError("CLOCK_OFFSET_SECONDS has no place in production.")
    if not config.public_url.startswith("https://"):
        raise ConfigurationError("PUBLIC_URL must start with https:// in production.")
    for name in ("secret_key", "internal_secret"):
        if len(getattr(config, name)) < 32:
            raise ConfigurationError(f"{name.upper()} needs at least 32 characters in production.")


_WEB_ADDRESSES = (
    "payment_system_url",
    "mindbox_url",
    "yandex_id_url",
    "yandex_id_profile_url",
    "vk_id_url",
    "elasticsearch_url",
)


def _check_encryption(config: Settings) -> None:
    """What leaves this machine is encrypted, and to the one it is meant for."""
    database = urlsplit(config.database_url)
    if _leaves(database) and dict(parse_qsl(database.query)).get("sslmode") != "verify-full":
        raise ConfigurationError(
            "DATABASE_URL leads to another machine: production needs sslmode=verify-full in it."
        )
    if _leaves(urlsplit(config.redis_url)) and not config.redis_url.startswith("rediss://"):
        raise ConfigurationError("REDIS_URL leads to another machine: production needs rediss://.")
    if _leaves(urlsplit(config.amqp_url)) and not config.amqp_url.startswith("amqps://"):
        raise ConfigurationError("AMQP_URL leads to another machine: production needs amqps://.")
    for module, address in config.remote.items():
        if _leaves(urlsplit(address)) and not address.startswith("https://"):
            raise ConfigurationError(
                f"REMOTE_MODULES: {module} is on another machine: production needs https://."
            )
    for name in _WEB_ADDRESSES:
        address = getattr(config, name)
        if _leaves(urlsplit(address)) and not address.startswith("https://"):
            raise ConfigurationError(f"{name.upper()} must start with https:// in production.")
    if not _is_loopback(config.internal_host) and config.internal_tls_certificate is None:
        raise ConfigurationError(
            "INTERNAL_HOST is open to other machines: production needs INTERNAL_TLS_CERTIFICATE."
        )


def _leaves(address: SplitResult) -> bool:
    """Whether the address leads to another machine; one without a host is a socket in the file system."""
    host = dict(parse_qsl(address.query)).get("host") or address.hostname
    return bool(host) and not str(host).startswith("/") and not _is_loopback(str(host))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return False


def _believing(config: Settings) -> Settings:
    """TLS_CA is believed everywhere: the drivers of PostgreSQL and Redis read it in their addresses."""
    if config.tls_ca is None:
        return config
    authority = quote(str(config.tls_ca), safe="/")
    return msgspec.structs.replace(
        config,
        database_url=_with(config.database_url, "sslmode=verify-", "sslrootcert", authority),
        redis_url=_with(config.redis_url, "rediss://", "ssl_ca_certs", authority),
        amqp_ca=config.amqp_ca or config.tls_ca,
        elasticsearch_ca=config.elasticsearch_ca or config.tls_ca,
    )


def _with(address: str, wanted: str, name: str, value: str) -> str:
    if wanted not in address or f"{name}=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}{name}={value}"
