"""The schema: one Alembic branch per module, plain SQL inside, brought up to date by `tutorium migrate`."""

import io
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import to_tuple
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from tutorium.platform.settings import MODULES, ConfigurationError, settings

PACKAGE = Path(str(files("tutorium")))


def configuration(url: str, output: io.StringIO | None = None) -> Config:
    """Alembic's configuration, made in code: there is no alembic.ini to keep in step."""
    config = Config(output_buffer=output) if output else Config()
    homes = [PACKAGE / "platform" / "revisions"]
    homes += [home for module in MODULES if (home := PACKAGE / "modules" / module / "migrations").is_dir()]
    config.set_main_option("script_location", str(PACKAGE / "platform" / "alembic"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, homes)))
    address = make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    return config


def upgrade(url: str | None = None) -> None:
    """Bring every branch to its head; ConfigurationError when the database cannot be reached."""
    try:
        command.upgrade(configuration(url or settings().database_url), "heads")
    except OSError as error:
        raise ConfigurationError(f"The database at DATABASE_URL cannot be reached: {error}.") from None
    except DBAPIError as error:
        if error.statement is not None:  # connected, but a migration is wrong
            raise
        raise ConfigurationError(f"The database at DATABASE_URL refuses us: {error.orig}.") from None


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
