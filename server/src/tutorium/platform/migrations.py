"""The schema: one Alembic branch per module, plain SQL inside, brought up to date by `tutorium migrate`."""

import asyncio
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import to_tuple

from tutorium.platform.settings import MODULES, ConfigurationError, settings

PACKAGE = Path(str(files("tutorium")))
PLATFORM = PACKAGE / "platform" / "revisions"


def configuration(url: str, output: io.StringIO | None = None) -> Config:
    """Alembic's configuration, made in code: there is no alembic.ini to keep in step."""
    config = Config(output_buffer=output) if output else Config()
    homes = [PLATFORM, *_module_homes()]
    config.set_main_option("script_location", str(PACKAGE / "platform" / "alembic"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, homes)))
    config.attributes["address"] = url
    return config


def upgrade(url: str | None = None) -> None:
    """Bring every branch to its head; ConfigurationError when the database cannot be reached.

    The roles are there before the tables; what they may do, and whose rows they see, is said anew after.
    """
    address = url or settings().database_url
    upgrade_to(address, ["heads"])
    with _one_sentence():
        asyncio.run(_run_scripts(address, [PLATFORM / "grants.sql", *_walls()]))


def upgrade_to(address: str, revisions: Sequence[str]) -> None:
    """Bring the schema to these revisions, which may be the heads of an older version."""
    with _one_sentence():
        asyncio.run(_run_scripts(address, [PLATFORM / "roles.sql"]))
        for revision in revisions:
            command.upgrade(configuration(address), revision)


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except (OSError, TimeoutError) as error:
        raise ConfigurationError(f"The database at DATABASE_URL cannot be reached: {error}.") from None
    except asyncpg.PostgresError as error:
        raise ConfigurationError(f"The database at DATABASE_URL refuses us: {error}.") from None


def known() -> frozenset[str]:
    """Every revision of this version."""
    scripts = ScriptDirectory.from_config(configuration("postgresql:///"))
    return frozenset(script.revision for script in scripts.walk_revisions())


def _walls() -> list[Path]:
    return [path for home in _module_homes() if (path := home / "walls.sql").exists()]


def _module_homes() -> list[Path]:
    homes = (PACKAGE / "modules" / module / "migrations" for module in MODULES)
    return [home for home in homes if home.is_dir()]


async def _run_scripts(url: str, scripts: list[Path]) -> None:
    connection = await asyncpg.connect(url, timeout=3)
    try:
        for script in scripts:
            await connection.execute(script.read_text())
    finally:
        await connection.close()


def heads() -> frozenset[str]:
    """The revisions an up-to-date database is at: Alembic does not keep one that others depend on."""
    scripts = ScriptDirectory.from_config(configuration("postgresql:///"))
    implied = {name for script in scripts.walk_revisions() for name in to_tuple(script.dependencies, ())}
    return frozenset(scripts.get_heads()) - implied


def as_sql() -> str:
    """All migrations as SQL text, for the linter."""
    output = io.StringIO()
    command.upgrade(configuration("postgresql:///", output), "heads", sql=True)
    return output.getvalue()
