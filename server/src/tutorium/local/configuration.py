"""What the processes of a local installation are told: their environment, made from a few choices.

A variable that the operator has set wins over the value made here, so that one part after the other can
be replaced by a real one.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tutorium.local.root import ROOT
from tutorium.platform.settings import ConfigurationError


class AlreadyRunning(ConfigurationError):
    """Another process holds the data folder."""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator decides about a local installation."""

    data: Path
    port: int
    sandbox_port: int
    tls: bool
    given: dict[str, str]
    """Every variable of the operator's environment that is not empty."""

    @property
    def app_url(self) -> str:
        """The address people type."""
        scheme = "https" if self.tls else "http"
        return self.given.get("PUBLIC_URL", f"{scheme}://localhost:{self.port}")

    @property
    def sandbox_url(self) -> str:
        """Where the stand-ins for the external systems answer."""
        return f"http://localhost:{self.sandbox_port}"


def choices(*, tls: bool, variables: Mapping[str, str] = os.environ) -> Choices:
    """The choices in PORT, SANDBOX_PORT and TUTORIUM_DATA; ConfigurationError when they cannot work."""
    given = {name: value for name, value in variables.items() if value}
    if given.get("ENVIRONMENT") == "production":
        raise ConfigurationError("`tutorium up` is for development; production runs `serve` and `worker`.")
    return Choices(
        data=Path(given.get("TUTORIUM_DATA", ROOT / ".data")).resolve(),
        port=_port("PORT", given, 8000),
        sandbox_port=_port("SANDBOX_PORT", given, 8001),
        tls=tls,
        given=given,
    )


def _port(name: str, given: Mapping[str, str], default: int) -> int:
    value = given.get(name, str(default))
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise ConfigurationError(f"{name} must be a port number from 1 to 65535, not {value!r}.")
    return int(value)


class Secrets(msgspec.Struct, frozen=True):
    """Made once for a data folder and kept in it, readable by its owner only."""

    secret_key: str
    internal_secret: str
    payment_system_secret_key: str
    mindbox_secret_key: str
    yandex_id_client_secret: str
    backup_key: str
    elasticsearch_api_key: str


def kept_secrets(data: Path) -> Secrets:
    """The secrets of this data folder; those that an older version did not know yet are made now."""
    path = data / "secrets.json"
    known = msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.exists() else {}
    kept = Secrets(*(known.get(name) or secrets.token_urlsafe(32) for name in Secrets.__struct_fields__))
    if msgspec.to_builtins(kept) != known:
        write_private(path, msgspec.json.encode(kept))
    return kept


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; it appears whole or not at all."""
    draft = path.with_name(path.name + ".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def environment(chosen: Choices, services: Mapping[str, str]) -> dict[str, str]:
    """The variables every process gets; `services` holds DATABASE_URL and REDIS_URL of what is embedded."""
    kept = kept_secrets(chosen.data)
    made = {
        "ENVIRONMENT": "development",
        "PUBLIC_URL": chosen.app_url,
        "PORT": str(chosen.port),
        "PAYMENT_SYSTEM_URL": f"{chosen.sandbox_url}/payment-system/v3",
        "PAYMENT_SYSTEM_SHOP_ID": "100500",
        "PAYMENT_SYSTEM_SECRET_KEY": kept.payment_system_secret_key,
        "MINDBOX_URL": f"{chosen.sandbox_url}/mindbox",
        "MINDBOX_ENDPOINT_ID": "tutorium",
        "MINDBOX_SECRET_KEY": kept.mindbox_secret_key,
        "YANDEX_ID_URL": f"{chosen.sandbox_url}/yandex-id",
        "YANDEX_ID_PROFILE_URL": f"{chosen.sandbox_url}/yandex-id",
        "YANDEX_ID_CLIENT_ID": "tutorium-yandex",
        "YANDEX_ID_CLIENT_SECRET": kept.yandex_id_client_secret,
        "VK_ID_URL": f"{chosen.sandbox_url}/vk-id",
        "VK_ID_CLIENT_ID": "54000001",
        "ELASTICSEARCH_URL": f"{chosen.sandbox_url}/elk",
        "ELASTICSEARCH_API_KEY": kept.elasticsearch_api_key,
        "LOG_SPOOL_DIR": str(chosen.data / "logs"),
        "FILES_DIR": str(chosen.data / "files"),
        "SECRET_KEY": kept.secret_key,
        "INTERNAL_SECRET": kept.internal_secret,
        "BACKUP_KEY": kept.backup_key,
        "WEB_DIST": str(ROOT / "web/dist"),
    }
    return made | chosen.given | dict(services) | {"PYTHONTZPATH": ""}


def sandbox_environment(chosen: Choices, common: Mapping[str, str]) -> dict[str, str]:
    """The sandbox's own variables: the other end of the keys and addresses the application uses."""
    return dict(common) | {
        "SANDBOX_HOST": "127.0.0.1",
        "SANDBOX_PORT": str(chosen.sandbox_port),
        "SANDBOX_DATA": str(chosen.data / "sandbox"),
        "SANDBOX_WEBHOOK_URL": f"{chosen.app_url}/api/v1/webhooks/payments",
        "SANDBOX_SHOP_ID": common["PAYMENT_SYSTEM_SHOP_ID"],
        "SANDBOX_SECRET_KEY": common["PAYMENT_SYSTEM_SECRET_KEY"],
        "SANDBOX_MINDBOX_ENDPOINT_ID": common["MINDBOX_ENDPOINT_ID"],
        "SANDBOX_MINDBOX_KEY": common["MINDBOX_SECRET_KEY"],
        "SANDBOX_APP_URL": common["PUBLIC_URL"],
        "SANDBOX_YANDEX_CLIENT_ID": common["YANDEX_ID_CLIENT_ID"],
        "SANDBOX_YANDEX_CLIENT_SECRET": common["YANDEX_ID_CLIENT_SECRET"],
        "SANDBOX_VK_CLIENT_ID": common["VK_ID_CLIENT_ID"],
        "SANDBOX_BROKER_URL": common.get("AMQP_URL") or common["DATABASE_URL"],
        "SANDBOX_ELK_API_KEY": common["ELASTICSEARCH_API_KEY"],
    }


@contextmanager
def only_instance(data: Path) -> Iterator[None]:
    """Hold the data folder; AlreadyRunning when another process holds it.

    The lock belongs to the open file, so it goes with the process however that ends.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / "lock").open("a+")
    except OSError as error:
        raise ConfigurationError(f"The data folder {data} cannot be written: {error.strerror}.") from None
    with file as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise AlreadyRunning(
                f"Tutorium already runs in {data} (process {lock.read().strip() or 'unknown'}): "
                "stop it first, or set TUTORIUM_DATA to another folder."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
