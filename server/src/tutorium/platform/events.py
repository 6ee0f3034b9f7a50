"""Events: facts in the past tense, written with the change, told to whoever asked.

`publish` stores one job per subscriber in the transaction of the change. A subscriber whose first
parameter is `db` runs in one transaction together with its inbox row, so it is applied once however often
it is delivered; it must stay within its own module. Any other subscriber may call out and must be safe to
repeat. An event published for a later moment is a timer.
"""

import inspect
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from tutorium.platform import clock, db, inbox, jobs
from tutorium.platform.ids import new_id

F = TypeVar("F", bound=Callable[..., Awaitable[None]])


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all events: ids and values, never objects."""


class Envelope(msgspec.Struct, frozen=True):
    """How an event travels: `id` is the same for all its subscribers and all its deliveries."""

    id: UUID
    name: str
    published_at: datetime
    body: msgspec.Raw


_subscribers: dict[type[Event], list[str]] = {}


def event_name(event: type[Event]) -> str:
    """The name of an event outside the code: "lessons.LessonScheduled"."""
    return f"{jobs.module_of(event)}.{event.__name__}"


def subscribers() -> dict[str, list[str]]:
    """Event name -> the job names of its subscribers."""
    return {event_name(event): names for event, names in _subscribers.items()}


def on(event: type[Event]) -> Callable[[F], F]:
    """Subscribe the decorated function `(event)` or `(db, event)` to an event."""

    def decorate(function: F) -> F:
        name = jobs.job_name(function)
        transactional = next(iter(inspect.signature(function).parameters)) == "db"

        async def handle(payload: bytes) -> None:
            envelope = msgspec.json.decode(payload, type=Envelope)
            fact = msgspec.json.decode(envelope.body, type=event)
            if not transactional:
                await function(fact)
                return
            async with db.transaction() as connection:
                if await inbox.first_delivery(connection, envelope.id, name):
                    await function(connection, fact)

        jobs.register(name, handle)
        _subscribers.setdefault(event, []).append(name)
        return function

    return decorate


async def publish(connection: db.Db, event: Event, *, at: datetime | None = None) -> None:
    """Tell the subscribers, after this transaction has committed and not before `at`."""
    names = _subscribers.get(type(event), [])
    body = msgspec.Raw(msgspec.json.encode(event))
    envelope = Envelope(new_id(), event_name(type(event)), clock.now(), body)
    await jobs.enqueue(connection, names, msgspec.json.encode(envelope), at=at)
