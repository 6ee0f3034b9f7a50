"""What the request being answered is: its number, where it came from and who asked.

The gateway sets it; it travels with calls to other processes, so that a log line or an audit row written
far from the door still names the request. In jobs it is empty: the system acts by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal
from uuid import UUID

import msgspec


class Origin(msgspec.Struct, frozen=True):
    """Where a request came from; `agent` is what the browser calls itself."""

    request_id: str = ""
    address: str = ""
    agent: str = ""
    actor_id: UUID | None = None
    session_id: UUID | None = None


_origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 -- Origin is frozen


def origin() -> Origin:
    """The origin of the request being answered; an empty one in a job."""
    return _origin.get()


@contextmanager
def came_from(value: Origin) -> Iterator[None]:
    """Within the block, this is the request being answered."""
    token = _origin.set(value)
    try:
        yield
    finally:
        _origin.reset(token)


Actor = UUID | Literal["nobody", "system"]
"""For whom statements run: a user, a visitor, or the product itself (jobs, calls between modules)."""

_acting: ContextVar[Actor] = ContextVar("acting", default="system")


def acting() -> Actor:
    """For whom the statements of this task run; row-level security lets a user see his own rows only."""
    return _acting.get()


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Within the block, statements run for this actor."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)
