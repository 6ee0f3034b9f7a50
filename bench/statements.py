"""The SQL behind a request: recorded while the real application answers it, then given to pgbench."""

import re
import subprocess
from datetime import datetime
from pathlib import Path
from shutil import which
from typing import Any
from uuid import UUID

import httpx
import msgspec
from asyncpg.connection import LoggedQuery

from tutorium.gateway.app import gateway
from tutorium.platform import db

PARAMETER = re.compile(r"\$(\d+)")


class Statement(msgspec.Struct, frozen=True):
    """One statement of a request with the values of its parameters."""

    sql: str
    values: tuple[Any, ...]


async def recorded(paths: list[str]) -> list[list[Statement]]:
    """The statements behind each path. The pool of this process must have one connection."""
    seen: list[Statement] = []

    def note(query: LoggedQuery) -> None:
        seen.append(Statement(query.query, tuple(query.args or ())))

    async with db.connection() as connection:
        connection.add_query_logger(note)
    found = []
    transport = httpx.ASGITransport(gateway())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for path in paths:
            seen.clear()
            (await client.get(path)).raise_for_status()
            found.append([s for s in seen if "pg_advisory_unlock_all" not in s.sql])
    return found


def per_second(
    requests: list[list[Statement]], database_url: str, folder: Path, *, connections: int, seconds: int
) -> float | None:
    """How many of these requests' statements pgbench gets done in a second; None without pgbench."""
    if which("pgbench") is None:
        return None
    files, variables = [], []
    for number, statements in enumerate(requests):
        script, named = _script(number, statements)
        file = folder / f"request_{number}.sql"
        file.write_text(script)
        files += ["-f", str(file)]
        variables += [word for name, value in named.items() for word in ("-D", f"{name}={value}")]
    options = ["-n", "-M", "prepared", "-c", str(connections), "-j", "1", "-T", str(seconds)]
    done = subprocess.run(
        ["pgbench", *options, *files, *variables, database_url], capture_output=True, text=True, check=False
    )
    match = re.search(r"tps = ([\d.]+)", done.stdout)
    if match is None:
        raise RuntimeError(done.stderr[-2000:])
    return float(match[1])


def _script(number: int, statements: list[Statement]) -> tuple[str, dict[str, str]]:
    """A pgbench script and its variables; their values cannot be NULL or empty, so these stand in the SQL."""
    lines, named = [], {}
    for place, statement in enumerate(statements):
        words = {}
        for index, value in enumerate(statement.values, 1):
            name = f"r{number}_{place}_{index}"
            words[str(index)] = "NULL" if value is None else f":{name}" if _text(value) else "''"
            if words[str(index)].startswith(":"):
                named[name] = _text(value)
        lines.append(" ".join(_filled(statement.sql, words).split()) + ";")
    return "\n".join(lines) + "\n", named


def _filled(sql: str, words: dict[str, str]) -> str:
    return PARAMETER.sub(lambda match: words[match[1]], sql)


def _text(value: Any) -> str:
    """A value as PostgreSQL reads it from text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "{" + ",".join(_text(each) for each in value) + "}"
    if isinstance(value, str | int | float | UUID):
        return str(value)
    raise TypeError(f"pgbench cannot be given a {type(value).__name__}")
