"""What the request being answered is: its number, where it came from and who asked.

The gateway sets it; it travels with calls to other processes, so that a log line or an audit row written
far from the door still names the request. In jobs it is empty: the system acts by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
