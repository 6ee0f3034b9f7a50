"""Failures as Elasticsearch words them."""

from typing import Any

import msgspec

HEADERS = {"X-Elastic-Product": "Elasticsearch"}
"""On every answer: the official client talks to nobody else."""


class ElasticError(Exception):
    """The whole request is turned down."""

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.kind = kind
        self.reason = reason


def failure(kind: str, reason: str) -> dict[str, str]:
    """The error of one document."""
    return {"type": kind, "reason": reason}


def error_body(status: int, kind: str, reason: str) -> bytes:
    """The body of a request that was turned down."""
    cause: dict[str, Any] = failure(kind, reason)
    return msgspec.json.encode({"error": {"root_cause": [cause], **cause}, "status": status})
