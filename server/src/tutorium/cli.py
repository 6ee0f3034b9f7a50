"""The `tutorium` command: each subcommand loads only the part of the program it runs."""

import argparse
import sys
from collections.abc import Callable, Sequence

from tutorium.platform.settings import ConfigurationError

Command = Callable[[argparse.Namespace, list[str]], int | None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a subcommand and exit with its code; a wrong configuration is one sentence and code 2."""
    parsed, rest = _parser().parse_known_args(arguments)
    if rest and parsed.command not in _TAKES_MORE:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        sys.exit(_COMMANDS[parsed.command](parsed, rest) or 0)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def _serve(_: argparse.Namespace, __: list[str]) -> None:
    from tutorium.gateway import serve

    serve.main()


def _worker(_: argparse.Namespace, __: list[str]) -> None:
    from tutorium import worker

    worker.main()


def _sandbox(_: argparse.Namespace, __: list[str]) -> None:
    from tutorium.sandbox import serve

    serve.main()


def _up(parsed: argparse.Namespace, _: list[str]) -> None:
    from tutorium.local import up

    up.main(tls=parsed.tls)


def _local(_: argparse.Namespace, rest: list[str]) -> int:
    from tutorium.local import up

    return up.with_services(rest)


def _migrate(_: argparse.Namespace, __: list[str]) -> None:
    from tutorium.platform import migrations

    migrations.upgrade()


def _seed(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium import seed

    seed.main(rest)


def _openapi(parsed: argparse.Namespace, _: list[str]) -> None:
    from tutorium.gateway import openapi

    openapi.main(parsed.path)


def _parked(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium import parked

    parked.main(rest)


def _staff(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium import staff

    staff.main(rest)


def _logs(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium import logs

    logs.main(rest)


def _certs(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium.local import tls

    tls.main(rest)


def _contracts(parsed: argparse.Namespace, _: list[str]) -> None:
    from tutorium import contracts

    contracts.main(parsed.path)


def _ready(_: argparse.Namespace, __: list[str]) -> int:
    from tutorium import ready

    return ready.main()


def _backup(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium.backup import commands

    commands.backup(rest)


def _restore(_: argparse.Namespace, rest: list[str]) -> None:
    from tutorium.backup import commands

    commands.restore(rest)


def _drill(_: argparse.Namespace, rest: list[str]) -> int:
    from tutorium.backup import commands

    return commands.drill(rest)


def _check(_: argparse.Namespace, rest: list[str]) -> int:
    from tutorium import promises

    return promises.main(rest)


def _asyncapi(parsed: argparse.Namespace, _: list[str]) -> None:
    from tutorium import messages

    messages.write_asyncapi(parsed.path)


def _definitions(parsed: argparse.Namespace, _: list[str]) -> None:
    from tutorium import messages

    messages.write_definitions(parsed.path)


def _doctor(_: argparse.Namespace, __: list[str]) -> int:
    from tutorium.local import doctor

    return doctor.main()


_COMMANDS: dict[str, Command] = {
    "serve": _serve,
    "worker": _worker,
    "sandbox": _sandbox,
    "up": _up,
    "local": _local,
    "migrate": _migrate,
    "seed": _seed,
    "openapi": _openapi,
    "parked": _parked,
    "staff": _staff,
    "logs": _logs,
    "certs": _certs,
    "contracts": _contracts,
    "asyncapi": _asyncapi,
    "definitions": _definitions,
    "ready": _ready,
    "backup": _backup,
    "restore": _restore,
    "drill": _drill,
    "check": _check,
    "doctor": _doctor,
}
_TAKES_MORE = (
    *("local", "seed", "parked", "staff", "logs", "certs"),
    *("backup", "restore", "drill", "check"),
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tutorium", description="Tutorium: an online-tutoring platform.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("serve", help="the gateway and the modules it hosts")
    commands.add_parser("worker", help="jobs, events and timers of the hosted modules")
    commands.add_parser("sandbox", help="stand-ins for the external systems")
    up = commands.add_parser("up", help="everything above on one machine, with embedded services")
    up.add_argument("--tls", action="store_true", help="serve HTTPS and HTTP/2 with a local authority")
    commands.add_parser("local", help="run one command with the services of the data folder", add_help=False)
    commands.add_parser("migrate", help="bring the schema of the database up to date")
    commands.add_parser("seed", help="demo data, or a base for load tests", add_help=False)
    commands.add_parser(
        "parked", help="jobs that failed their last try; --retry sends them again", add_help=False
    )
    commands.add_parser("staff", help="who works for the platform; add the first one", add_help=False)
    commands.add_parser("logs", help="what Elasticsearch has to know of our logs", add_help=False)
    commands.add_parser(
        "certs", help="certificates of one local authority for all our systems", add_help=False
    )
    openapi = commands.add_parser("openapi", help="write the OpenAPI document")
    openapi.add_argument("path")
    contracts = commands.add_parser("contracts", help="write what modules say to each other, as JSON schemas")
    contracts.add_argument("path")
    asyncapi = commands.add_parser("asyncapi", help="write the AsyncAPI document of our messages")
    asyncapi.add_argument("path")
    definitions = commands.add_parser("definitions", help="write what RabbitMQ has to be told of them")
    definitions.add_argument("path")
    commands.add_parser("ready", help="whether the process on this machine's internal port can work")
    commands.add_parser("backup", help="an encrypted copy of database and files", add_help=False)
    commands.add_parser("restore", help="put a backup back", add_help=False)
    commands.add_parser("drill", help="prove that a backup comes back", add_help=False)
    commands.add_parser("check", help="whether every promise holds in this database", add_help=False)
    commands.add_parser("doctor", help="check this machine and say what is wrong with it")
    return parser
