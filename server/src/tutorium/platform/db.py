"""PostgreSQL: the pool, the transaction of a use case, and rows that arrive as Structs.

SQL is written by hand, as literals, in the `queries.py` of a module; a test prepares every literal against
the migrated schema and compares its columns with the Struct it fills.

Behind the permission checks of the code stands a second wall. A route's own statements run as the role
`tutorium_app`, to which row-level security shows the rows of who is asking and no others: a forgotten check
finds nothing. Jobs, calls between modules and blocks that say `system=True` run as `tutorium_system`, which
sees all rows. Neither role owns anything.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar, get_args, get_type_hints
from uuid import UUID

import asyncpg
import msgspec
from asyncpg.pool import PoolConnectionProxy

from tutorium.platform import metrics
from tutorium.platform.errors import FieldError, Malformed, Unavailable
from tutorium.platform.request import acting
from tutorium.platform.settings import ConfigurationError

Db: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
T = TypeVar("T", bound=msgspec.Struct)
V = TypeVar("V")

ACQUIRE_SECONDS = 10.0

Role: TypeAlias = Literal["tutorium_app", "tutorium_system"]
SYSTEM: Role = "tutorium_system"

_pools: dict[Role, "asyncpg.Pool[asyncpg.Record]"] = {}
_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)


async def open_pools(url: str, *, size: int, statement_seconds: int = 5) -> None:
    """Connect this process to the database, `size` connections a role at most; ConfigurationError when it
    cannot be reached.
    """
    timeouts = {
        "statement_timeout": f"{statement_seconds}s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": "10s",
        "timezone": "UTC",
    }
    try:
        for role in get_args(Role):
            _pools[role] = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=size,
                timeout=3,
                server_settings={**timeouts, "role": role},
                init=speak_json,
            )
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise ConfigurationError(f"The database at DATABASE_URL cannot be reached: {error}.") from None


async def close_pools() -> None:
    """Give all connections back; work still using one is cut off after five seconds."""
    pools = list(_pools.values())
    _pools.clear()
    for pool in pools:
        try:
            await asyncio.wait_for(pool.close(), 5)
        except TimeoutError:
            pool.terminate()


def measure_pools() -> None:
    """Bring the gauges of the pools up to date."""
    for role, pool in _pools.items():
        size, idle = pool.get_size(), pool.get_idle_size()
        for state, count in (("used", size - idle), ("idle", idle), ("most", pool.get_max_size())):
            metrics.pool.labels(role, state).set(count)


async def speak_json(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Columns of JSON arrive as values and are sent as such."""
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind, encoder=_json_text, decoder=msgspec.json.decode, schema="pg_catalog"
        )


def _json_text(value: Any) -> str:
    # A top-level string is JSON already: PgQueuer, which shares our connections, passes it so.
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


@asynccontextmanager
async def connection(*, system: bool = False) -> AsyncIterator[Db]:
    """A connection for reading, with the rights of who is asking or, with `system`, of the product.

    Unavailable when the database does not answer in time; Malformed for text with a NUL character, which
    PostgreSQL cannot hold, whoever sent it.
    """
    actor = "system" if system else acting()
    pool = _pools.get(SYSTEM if actor == "system" else "tutorium_app")
    if pool is None:
        raise RuntimeError("the database pools are not open")
    try:
        with metrics.pool_wait.labels(SYSTEM if actor == "system" else "tutorium_app").time():
            db = await pool.acquire(timeout=ACQUIRE_SECONDS)
    except (
        OSError,
        TimeoutError,
        asyncpg.PostgresConnectionError,
        asyncpg.CannotConnectNowError,
        asyncpg.TooManyConnectionsError,
    ) as error:
        raise Unavailable() from error
    try:
        if isinstance(actor, UUID):
            await fetch_value(db, str, "SELECT set_config('app.actor_id', $1, false)", str(actor))
        yield db
    except (
        asyncpg.LockNotAvailableError,
        asyncpg.QueryCanceledError,
        asyncpg.PostgresConnectionError,
        asyncpg.AdminShutdownError,
        asyncpg.InterfaceError,
    ) as error:
        raise Unavailable() from error
    except (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError) as error:
        raise Malformed(errors=(FieldError("", "invalid", "a character no text may hold"),)) from error
    finally:
        if _pools:
            await pool.release(db)  # which resets `app.actor_id`, too


@asynccontextmanager
async def transaction(*, system: bool = False) -> AsyncIterator[Db]:
    """The one transaction of a use case: committed at the end of the block, undone by any exception.

    Transactions do not nest, and no other module is called inside one (`remote.exposed` checks it).
    """
    if _in_transaction.get():
        raise RuntimeError("a use case has one transaction: this one is inside another")
    async with connection(system=system) as db:
        token = _in_transaction.set(True)
        try:
            async with db.transaction():
                yield db
        finally:
            _in_transaction.reset(token)


def in_transaction() -> bool:
    """Whether this task is inside `transaction()`."""
    return _in_transaction.get()


async def fetch_all(db: Db, row: type[T], sql: str, *args: Any) -> list[T]:
    """Every row of the answer as a Struct: columns in the order of its fields."""
    return [_fill(row, record) for record in await db.fetch(sql, *args)]


async def fetch_optional(db: Db, row: type[T], sql: str, *args: Any) -> T | None:
    """The first row of the answer as a Struct, or None."""
    record = await db.fetchrow(sql, *args)
    return None if record is None else _fill(row, record)


async def fetch_value(db: Db, kind: type[V], sql: str, *args: Any) -> V | None:
    """The first column of the first row, which is a `kind` or NULL; None when there is no row."""
    value = await db.fetchval(sql, *args)
    return None if value is None else msgspec.convert(value, kind)


async def execute(db: Db, sql: str, *args: Any) -> int:
    """Run a statement that returns no rows; the number of rows it touched."""
    return int(((await db.execute(sql, *args)).split() or ["0"])[-1] or 0)


async def execute_many(db: Db, sql: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for each row of arguments."""
    await db.executemany(sql, rows)


@cache
def _converters(row: type[msgspec.Struct]) -> tuple[Any, ...]:
    """For each field, the type its value has to be converted to; None where the driver gives it already."""
    hints = get_type_hints(row, include_extras=True)
    return tuple(hints[name] if _nested(hints[name]) else None for name in row.__struct_fields__)


def _nested(hint: Any) -> bool:
    info = msgspec.inspect.type_info(hint)
    members = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    plain = (
        msgspec.inspect.IntType,
        msgspec.inspect.StrType,
        msgspec.inspect.BoolType,
        msgspec.inspect.FloatType,
        msgspec.inspect.BytesType,
        msgspec.inspect.DateTimeType,
        msgspec.inspect.DateType,
        msgspec.inspect.TimeType,
        msgspec.inspect.TimeDeltaType,
        msgspec.inspect.UUIDType,
        msgspec.inspect.NoneType,
        msgspec.inspect.LiteralType,
    )
    return not all(isinstance(member, plain) for member in members)


def _fill(row: type[T], record: asyncpg.Record) -> T:
    values = (
        value if kind is None or value is None else msgspec.convert(value, kind)
        for value, kind in zip(record.values(), _converters(row), strict=True)
    )
    return row(*values)
