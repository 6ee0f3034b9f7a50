"""Runs the migrations of every module's branch; offline, prints them for the linter."""

import asyncio
from typing import Any

import asyncpg
from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl
from sqlalchemy import Connection, Executable, pool
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import await_only


class Scripts(PostgresqlImpl):
    """Lets `op.execute` take a script of several statements, which a prepared statement cannot be."""

    __dialect__ = "postgresql"

    def execute(self, sql: Executable | str, execution_options: dict[str, Any] | None = None) -> None:
        if self.as_sql or self.connection is None or not isinstance(sql, str):
            super().execute(sql, execution_options)
            return
        self.connection.exec_driver_sql("SELECT 1")  # begins the transaction the script belongs to
        await_only(self.connection.connection.driver_connection.execute(sql))  # type: ignore[union-attr]


def configure(**options: Any) -> None:
    context.configure(
        version_table="migration", version_table_schema="public", transaction_per_migration=True, **options
    )
    with context.begin_transaction():
        context.run_migrations()


def run(connection: Connection) -> None:
    configure(connection=connection)


async def run_online() -> None:
    address = context.config.attributes["address"]
    # The driver reads the address itself: SQLAlchemy does not know what it may say about TLS.
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(address), poolclass=pool.NullPool
    )
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()


if context.is_offline_mode():
    configure(dialect_name="postgresql", literal_binds=True)
else:
    asyncio.run(run_online())
