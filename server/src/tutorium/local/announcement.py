"""What a running local installation tells: the banner for people, `run.json` for programs."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tutorium.local.configuration import Choices, write_private
from tutorium.local.services import Embedded


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """A demo account; all of them share one password. Staff has an authenticator app besides."""

    email: str
    role: str
    totp_secret: str | None = None


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `run.json`."""

    app_url: str
    sandbox_url: str
    metrics_urls: list[str]
    pid: int
    accounts: list[Account]
    password: str


def announce(
    chosen: Choices,
    embedded: dict[str, Embedded],
    *,
    internal_ports: Sequence[int],
    accounts: Sequence[Account],
    password: str,
    seconds: float,
) -> None:
    """Write `run.json` and print the banner."""
    running = Running(
        app_url=chosen.app_url,
        sandbox_url=chosen.sandbox_url,
        metrics_urls=[f"http://127.0.0.1:{port}/metrics" for port in internal_ports],
        pid=os.getpid(),
        accounts=list(accounts),
        password=password,
    )
    write_private(run_file(chosen.data), msgspec.json.format(msgspec.json.encode(running)))
    print(_banner(chosen, embedded, running, seconds), flush=True)


def run_file(data: Path) -> Path:
    """It exists while an installation in this folder is ready for use."""
    return data / "run.json"


def _banner(chosen: Choices, embedded: dict[str, Embedded], running: Running, seconds: float) -> str:
    parts = {
        "PostgreSQL": _origin("DATABASE_URL", embedded),
        "Redis": _origin("REDIS_URL", embedded),
        "Broker": "as AMQP_URL says" if "AMQP_URL" in chosen.given else "none: messages wait in PostgreSQL",
        "Payments, mail": f"stand-ins at {running.sandbox_url}",
    }
    lines = ["", f"  Tutorium   {running.app_url}   (ready in {seconds:.1f} s)", ""]
    lines += [_introduced(account) for account in running.accounts]
    lines += [f"  {'password':<10} {running.password}", ""]
    lines += [f"  {name:<15} {origin}" for name, origin in parts.items()]
    lines += [f"  {'Data and logs':<15} {chosen.data}"]
    if chosen.tls:
        lines += [f"  {'Trust':<15} {chosen.data / 'tls/authority.pem'} (import it into the browser)"]
    return "\n".join([*lines, "", "  Ctrl+C stops everything.", ""])


def _introduced(account: Account) -> str:
    authenticator = f"authenticator {account.totp_secret}" if account.totp_secret else ""
    return f"  {account.role:<10} {account.email:<22} {authenticator}".rstrip()


def _origin(variable: str, embedded: dict[str, Embedded]) -> str:
    service = embedded.get(variable)
    return f"embedded {service.name}, 127.0.0.1:{service.port}" if service else f"as {variable} says"
