"""The cluster: whom it believes, which version it says it is, and what it holds."""

import sqlite3
from dataclasses import dataclass, field

from tutorium.sandbox.clock import Clock
from tutorium.sandbox.elk.errors import error_body
from tutorium.sandbox.faults import Answer, Faults

SMALL_BYTES = 50_000
"""What `too_large_413` still takes; a real cluster takes 100 MB unless told otherwise."""
LARGEST_BYTES = 100 << 20


@dataclass
class Cluster:
    """A cluster of one node; `version` can be turned to another one by a lever."""

    api_key: str
    database: sqlite3.Connection
    clock: Clock
    faults: Faults
    version: str = field(default="8.17.0")

    @property
    def major(self) -> int:
        """8 or 9."""
        return int(self.version.partition(".")[0])

    @property
    def largest(self) -> int:
        """How many bytes a body may have now."""
        return SMALL_BYTES if self.faults.strikes("too_large_413") else LARGEST_BYTES


def _busy() -> bytes:
    return error_body(429, "es_rejected_execution_exception", "rejected execution of coordinating operation")


def _unavailable() -> bytes:
    return error_body(
        503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered]"
    )


def _torn() -> bytes:
    return b'{"errors":false,"items":['


ANSWERS = {
    "too_many_429": Answer(worked=False, status=429, body=_busy),
    "error_503": Answer(worked=False, status=503, body=_unavailable),
    "error_503_after": Answer(worked=True, status=503, body=_unavailable),
    "timeout": Answer(worked=True, status=503, body=_unavailable, after_seconds=30.0),
    "reset": Answer(worked=True, body=_torn, cut_off=True),
}
ITEM_FAULTS = {
    "item_429": (429, "es_rejected_execution_exception"),
    "item_503": (503, "unavailable_shards_exception"),
}
KINDS = frozenset(ANSWERS) | frozenset(ITEM_FAULTS) | {"too_large_413"}
"""`rate` of the item faults is the share of documents; `reset` breaks the answer after storing."""
