"""Live updates: what has changed is told to those it concerns, at the moment the change is committed.

`tell` goes through PostgreSQL's NOTIFY, so every process hears it, and what is rolled back was never said. It
is a hint and no more: a topic and an id, nobody's data. Whoever hears it asks again for what he shows, and so
does whoever may have missed something: when the connection that listens is lost, every ear in this process is
closed, and its owner begins afresh.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

import asyncpg
import msgspec
import structlog

from tutorium.platform import db, metrics
from tutorium.platform.errors import TooManyRequests, Unavailable
from tutorium.platform.identity import Identity
from tutorium.platform.settings import settings

CHANNEL = "tutorium_live"
SESSION = "session"
"""The topic that tells a user's ears to look whether their session is still alive."""
WAITING = 200
"""How much an ear may leave unheard: one that falls further behind is closed and begins afresh."""
EARS_OF_ONE = 12
EARS_OF_ALL = 5000
ALIVE_EVERY = 15.0
"""Seconds between two looks whether the connection that listens is still there."""

log = structlog.get_logger("live")


class Told(msgspec.Struct, frozen=True):
    """Something under this topic has changed; `id` says what, where it is one thing."""

    topic: str
    id: UUID | None = None


class Notice(msgspec.Struct, frozen=True):
    """What travels: whom it is for, "user:<id>" or "role:<role>", and what he is told."""

    to: str
    told: Told


async def tell(
    connection: db.Db,
    *,
    to: UUID | str,
    topic: str,
    id: UUID | None = None,  # noqa: A002 -- as the browser reads it
) -> None:
    """Tell a user, or all with "role:support", that something has changed, once this transaction commits."""
    if not db.in_transaction():
        raise RuntimeError("what is told is told with a change: inside its transaction")
    address = f"user:{to}" if isinstance(to, UUID) else to
    notice = msgspec.json.encode(Notice(address, Told(topic, id))).decode()
    await db.fetch_value(connection, str, "SELECT pg_notify($1, $2)::text", CHANNEL, notice)


class Ear:
    """What one stream hears. The same thing told twice before it was heard is heard once."""

    def __init__(self) -> None:
        self._heard: dict[Told, None] = {}
        self._woken = asyncio.Event()
        self._closed = False

    def take(self, told: Told) -> None:
        """Keep it until it is heard."""
        self._heard[told] = None
        if len(self._heard) > WAITING:
            self.close()
        self._woken.set()

    def close(self) -> None:
        """Nothing more will be heard."""
        self._closed = True
        self._woken.set()

    async def hear(self, *, seconds: float) -> list[Told] | None:
        """What was told, as soon as there is anything; nothing after so long, None when the ear is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        self._woken.clear()
        heard = list(self._heard)
        self._heard.clear()
        return None if self._closed else heard


class Hub:
    """The ears of this process and the one connection on which it listens for all of them."""

    def __init__(self) -> None:
        self.ears: dict[str, set[Ear]] = {}
        self.count = 0
        self.stopping = asyncio.Event()
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._connecting = asyncio.Lock()

    async def listen(self) -> None:
        """Listen, unless it does already; Unavailable when the database does not answer."""
        async with self._connecting:
            if self.stopping.is_set():
                raise Unavailable
            if self._connection is not None and not self._connection.is_closed():
                return
            try:
                connection = await asyncpg.connect(
                    settings().database_url,
                    timeout=3,
                    server_settings={"role": db.SYSTEM, "application_name": "tutorium live"},
                )
                await connection.add_listener(CHANNEL, self._take)
            except (OSError, TimeoutError, asyncpg.PostgresError) as error:
                raise Unavailable from error
            self._connection = connection
            connection.add_termination_listener(self._lost)
            self._watch = asyncio.create_task(self._look_after(connection))

    def _take(self, _: object, __: int, ___: str, payload: object) -> None:
        notice = msgspec.json.decode(str(payload), type=Notice)
        for ear in self.ears.get(notice.to, ()):
            ear.take(notice.told)

    def _lost(self, connection: object) -> None:
        if connection is self._connection:
            self._connection = None
            if not self.stopping.is_set():
                log.warning("live_connection_lost", count=self.count)
            self.close_ears()

    async def _look_after(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        while not connection.is_closed():
            await asyncio.sleep(ALIVE_EVERY)
            try:
                async with asyncio.timeout(5):
                    await connection.execute("SELECT 1")
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                connection.terminate()
                self._lost(connection)

    def close_ears(self) -> None:
        """Close all ears: their owners begin afresh."""
        for ear in {each for ears in self.ears.values() for each in ears}:
            ear.close()

    async def stop(self) -> None:
        """Close everything, for good."""
        self.stopping.set()
        self.close_ears()
        if self._watch is not None:
            self._watch.cancel()
        if self._connection is not None:
            self._connection.terminate()


_hub = Hub()


def start() -> None:
    """Begin with no ears; the connection comes with the first one."""
    global _hub
    _hub = Hub()


async def stop() -> None:
    """Close every ear and the connection: what is told from now on, this process does not hear."""
    await _hub.stop()


async def stopped() -> None:
    """Wait until `stop` has been called."""
    await _hub.stopping.wait()


async def make_room(identity: Identity) -> None:
    """Refuse another ear for this user: Unavailable when nothing would be heard or this process has enough,
    TooManyRequests when the user has.
    """
    if len(_hub.ears.get(_own(identity), ())) >= EARS_OF_ONE:
        raise TooManyRequests(retry_after=60)
    if _hub.count >= EARS_OF_ALL:
        raise Unavailable(retry_after=30)
    await _hub.listen()


@contextmanager
def ear_of(identity: Identity) -> Iterator[Ear]:
    """Within the block, the ear takes what is told to the user and to his roles."""
    ear, hub = Ear(), _hub
    addresses = (_own(identity), *(f"role:{role}" for role in sorted(identity.roles)))
    for address in addresses:
        hub.ears.setdefault(address, set()).add(ear)
    hub.count += 1
    metrics.streams.set(hub.count)
    try:
        yield ear
    finally:
        for address in addresses:
            hub.ears[address].discard(ear)
            if not hub.ears[address]:
                del hub.ears[address]
        hub.count -= 1
        metrics.streams.set(hub.count)


def _own(identity: Identity) -> str:
    return f"user:{identity.user_id}"
