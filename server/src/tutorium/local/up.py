"""Everything on one machine: services, schema, demo data and processes, until a signal comes."""

import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import httpx
import msgspec

from tutorium.demo import ACCOUNTS, PASSWORD, TOTP_SECRETS
from tutorium.local.announcement import Account, announce, run_file
from tutorium.local.configuration import (
    AlreadyRunning,
    Choices,
    choices,
    environment,
    only_instance,
    sandbox_environment,
    write_private,
)
from tutorium.local.processes import end_leftovers, free_ports, port_is_taken
from tutorium.local.services import addresses, embedded_services
from tutorium.local.supervisor import Child, Supervisor, stop_together
from tutorium.local.tls import certificate
from tutorium.platform.settings import ConfigurationError, parse

READY_SECONDS = 60.0


def main(*, tls: bool) -> None:
    """Run until SIGINT or SIGTERM; ConfigurationError with one sentence when it cannot start."""
    begun = time.monotonic()
    chosen = choices(tls=tls)
    with _stopped_by_signals(), only_instance(chosen.data):
        _clear_the_way(chosen)
        with embedded_services(chosen) as embedded:
            env = environment(chosen, addresses(embedded) | _tls_variables(chosen))
            ports = free_ports(2)
            parse({name.lower(): value for name, value in env.items()} | {"internal_port": str(ports[0])})
            _prepare_database(env)
            with _children(chosen, env, ports) as supervisor:
                for service in embedded.values():
                    supervisor.add(service)
                _wait_until_ready(chosen, supervisor, ports)
                _remember(chosen, env)
                announce(
                    chosen,
                    embedded,
                    internal_ports=ports,
                    accounts=[Account(email, role, TOTP_SECRETS.get(role)) for email, role in ACCOUNTS],
                    password=PASSWORD,
                    seconds=time.monotonic() - begun,
                )
                supervisor.watch()


def with_services(arguments: list[str]) -> int:
    """Run one `tutorium` command on the data folder, whether or not an installation runs in it."""
    chosen = choices(tls=False)
    try:
        with only_instance(chosen.data), embedded_services(chosen) as embedded:
            env = environment(chosen, addresses(embedded))
            _command(["migrate"], env)
            return _command(arguments, env)
    except AlreadyRunning:
        remembered = _environment_file(chosen.data)
        if not remembered.exists():
            raise ConfigurationError(
                f"Tutorium is starting in {chosen.data}: try again in a moment."
            ) from None
        return _command(arguments, msgspec.json.decode(remembered.read_bytes(), type=dict[str, str]))


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """The first signal raises SystemExit, which unwinds everything; later ones do not disturb that."""
    asked = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in asked:
            signal.signal(number, signal.SIG_IGN)
        print("Stopping…", file=sys.stderr, flush=True)
        raise SystemExit(0)

    for number in asked:
        signal.signal(number, stop)
    yield


def _clear_the_way(chosen: Choices) -> None:
    run_file(chosen.data).unlink(missing_ok=True)
    _environment_file(chosen.data).unlink(missing_ok=True)
    end_leftovers(_processes(chosen.data), (signal.SIGTERM, 5), (signal.SIGKILL, 2))
    for variable, port in (("PORT", chosen.port), ("SANDBOX_PORT", chosen.sandbox_port)):
        if port_is_taken(chosen.given.get("HOST", "127.0.0.1"), port):
            raise ConfigurationError(
                f"Port {port} is taken: stop what listens there, or set {variable} to another one."
            )


def _tls_variables(chosen: Choices) -> dict[str, str]:
    if not chosen.tls:
        return {}
    made = certificate(chosen.data / "tls")
    # SSL_CERT_FILE: the sandbox calls our HTTPS address, so our processes trust our own authority.
    return {
        "TLS_CERTIFICATE": str(made.chain),
        "TLS_KEY": str(made.key),
        "SSL_CERT_FILE": str(made.authority),
    }


def _prepare_database(env: Mapping[str, str]) -> None:
    for arguments in (["migrate"], ["seed", "--if-empty"]):
        if code := _command(arguments, env):
            raise SystemExit(code)


def _command(arguments: list[str], env: Mapping[str, str]) -> int:
    """Run a `tutorium` command to its end; what it has to say goes to our own output."""
    command = [sys.executable, "-m", "tutorium", *arguments]
    return subprocess.run(command, env=dict(env), check=False).returncode


@contextmanager
def _children(chosen: Choices, env: Mapping[str, str], ports: list[int]) -> Iterator[Supervisor]:
    """The sandbox, the worker and the server, started; stopped together at the end."""
    folder = _processes(chosen.data)
    folder.mkdir(exist_ok=True)
    serve_port, worker_port = (str(port) for port in ports)
    children = [
        Child("sandbox", folder=folder, env=sandbox_environment(chosen, env)),
        Child("worker", folder=folder, env=dict(env) | {"INTERNAL_PORT": worker_port}),
        Child("serve", folder=folder, env=dict(env) | {"INTERNAL_PORT": serve_port}),
    ]
    supervisor = Supervisor()
    try:
        for child in children:
            if child.log.exists():
                child.log.replace(child.log.with_suffix(".previous.log"))
            child.start()
            supervisor.add(child)
        yield supervisor
    finally:
        for path in (run_file(chosen.data), _environment_file(chosen.data)):
            path.unlink(missing_ok=True)
        stop_together(children)


def _wait_until_ready(chosen: Choices, supervisor: Supervisor, ports: list[int]) -> None:
    _, worker_port = ports
    bases = [chosen.sandbox_url, f"http://127.0.0.1:{worker_port}", _local_address(chosen)]
    deadline = time.monotonic() + READY_SECONDS
    with httpx.Client(verify=_trust(chosen), timeout=2, trust_env=False) as http:
        for base in bases:
            while not _is_ready(http, f"{base}/health/ready"):
                if ended := supervisor.ended():
                    raise ConfigurationError(f"{ended.name} does not start. {_last_words(ended.log)}")
                if time.monotonic() > deadline:
                    raise ConfigurationError(f"{base} is not ready after {READY_SECONDS:.0f} s.")
                time.sleep(0.05)


def _local_address(chosen: Choices) -> str:
    """The server's own address: a PUBLIC_URL may lead through a proxy that does not run yet."""
    return f"{'https' if chosen.tls else 'http'}://localhost:{chosen.port}"


def _trust(chosen: Choices) -> ssl.SSLContext | bool:
    return ssl.create_default_context(cafile=chosen.data / "tls/authority.pem") if chosen.tls else True


def _is_ready(http: httpx.Client, url: str) -> bool:
    with suppress(httpx.HTTPError):
        return http.get(url).is_success
    return False


def _last_words(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return f"Its log ({log}) ends with: {lines[-1]}" if lines else f"Its log ({log}) is empty."


def _remember(chosen: Choices, env: Mapping[str, str]) -> None:
    """Keep the environment for `with_services`, which joins the running installation."""
    write_private(_environment_file(chosen.data), msgspec.json.encode(dict(env)))


def _environment_file(data: Path) -> Path:
    return data / "environment.json"


def _processes(data: Path) -> Path:
    """The working directory of our processes, by which a later start finds those a crash left behind."""
    return data / "processes"
